import { readBlob, storeBytes } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { FILE_BYTES, load } from '#server/dossiers/index.ts'
import type { Dossier, DossierId } from '#server/dossiers/index.ts'
import { call, portal } from '#server/exchange/index.ts'
import type { About, Arrival } from '#server/exchange/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { FetchedFile } from './arrive.rules.ts'
import { entryOf } from './views.ts'

const ABOUT: About = {
  purpose: 'Nhận tệp của hồ sơ nộp trên Cổng dịch vụ công quốc gia',
  legalGround: 'NĐ 118/2025/NĐ-CP',
  task: null
}

/** The files of a message, fetched from the portal and kept here. The same bytes twice are one file. */
export async function fetchFiles(ctx: Ctx, arrival: Arrival): Promise<Result<FetchedFile[], { code: string }>> {
  const fetched: FetchedFile[] = []
  for (const { DuongDanTaiTepTin: path, TenTepDinhKem: name, MaThanhPhanHoSo: paper } of arrival.TaiLieuNop ?? []) {
    const options = { mode: 'background', key: `file-${arrival.MaThongDiep}-${fetched.length}` } as const
    const got = await call(ctx, portal, 'file', { path, most: FILE_BYTES }, ABOUT, options)
    if (!got.ok || got.value.answer.kind !== 'file') return err({ code: 'file-not-fetched' })
    const bytes = Buffer.from(got.value.answer.base64, 'base64')
    const owner = `portal:${arrival.MaThongDiep}`
    const kept = await storeBytes(ctx, bytes, { name, limit: FILE_BYTES, owner })
    if (!kept.ok) return kept
    fetched.push({ paper, file: kept.value })
  }
  return ok(fetched)
}

/** A file of a dossier that the portal was told of: of its papers, its supplements and its results; of no other case. */
export async function fileForPortal(
  ctx: Ctx,
  code: string,
  id: string
): Promise<
  Result<{ file: FileRef; stream: ReadableStream<Uint8Array> }, { code: 'forbidden' } | { code: 'not-found' }>
> {
  if (!ctx.actor.may('national.fetch')) return err({ code: 'forbidden' })
  const entry = await entryOf(ctx, code)
  const dossier = entry?.dossierId ? await load(ctx, { id: entry.dossierId as DossierId }) : null
  const file = dossier && filesOf(dossier).find(each => each.id === id)
  const blob = file && (await readBlob(ctx, file.id))
  if (!blob) return err({ code: 'not-found' })
  ctx.log.info({ event: 'national.file-fetched', dossier: dossier.id, file: id }, 'fetched by the portal')
  return ok({ file: { ...file, bytes: blob.bytes, type: blob.type }, stream: blob.stream })
}

const filesOf = ({ papers, result }: Pick<Dossier, 'papers' | 'result'>): readonly FileRef[] => [
  ...papers.flatMap(paper => paper.files),
  ...(result?.files ?? [])
]
