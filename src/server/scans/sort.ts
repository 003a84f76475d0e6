import { PDFDocument } from 'pdf-lib'
import { codeIn, holdFiles, wholeFile, readingOf, releaseFiles, storeBytes, takeBack } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { load } from '#server/dossiers/index.ts'
import { SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { addToDossier, isOfUnit } from './attach.ts'
import { SCAN_BYTES } from './model.ts'
import type { Scan } from './model.ts'
import { portionsOf } from './sort.rules.ts'
import type { Portion } from './sort.rules.ts'
import * as store from './store.ts'

/** Sends scans to the dossiers that a code on their pages names, once they are read. What names none goes on waiting. */
export async function sortScans(loud: Ctx): Promise<void> {
  const ctx = { ...loud, actor: SYSTEM }
  for (const scan of await store.unsorted(ctx)) {
    const reading = await readingOf(ctx, scan.blob)
    if (reading?.state === 'waiting' || reading?.state === 'running') continue
    const read = reading?.result
    const codes = (read?.codes ?? []).flatMap(({ page, text }) => {
      const code = codeIn(text)
      return code ? [{ page, code }] : []
    })
    const ours: typeof codes = []
    for (const found of codes) if (await isForUnit(ctx, found.code, scan.unit)) ours.push(found)
    if (read && ours.length > 0) await share(ctx, scan, portionsOf(read.pages.length, ours))
    await store.markSorted(ctx, scan.id)
  }
}

/** A code sends nothing into a dossier of another office. */
async function isForUnit(ctx: Ctx, code: string, unit: string): Promise<boolean> {
  const dossier = await load(ctx, { code })
  return dossier !== null && isOfUnit(dossier, unit)
}

/** Safe to repeat: a portion is the same file each time, and a dossier takes a file once. */
async function share(ctx: Ctx, scan: Scan & { key: string }, portions: readonly Portion[]): Promise<void> {
  const whole = portions.length === 1
  if (!whole && scan.type !== 'application/pdf') return
  const content = whole ? null : await wholeFile(ctx, scan.blob)
  if (content && !content.ok) {
    // Waits for the virus scanner, or stays where it is.
    ctx.log.warn({ event: 'scans.not-attached', scan: scan.id, reason: content.error.code }, 'a scan was not sorted')
    return
  }
  const source = content === null ? null : await PDFDocument.load(content.value, { updateMetadata: false })
  for (const portion of portions) {
    const file = source ? await portionOf(ctx, scan, source, portion) : { ...scan, id: scan.blob }
    const { id, name, bytes, type } = file
    const into = portion.code && (await addToDossier(ctx, portion.code, null, { id, name, bytes, type }))
    if (into && !into.ok) {
      ctx.log.warn({ event: 'scans.not-attached', scan: scan.id, reason: into.error.code }, 'a scan was not attached')
      return
    }
    if (whole || portion.code) continue
    const key = `${scan.key}~${portion.from}`
    await holdFiles(ctx, { kind: 'scan', ref: key, blobs: [id] })
    await store.enter(ctx, { key, unit: scan.unit, officer: null, file: { id, name, bytes, type }, sorted: true })
  }
  const dossier = portions.find(portion => portion.code)?.code ?? null
  await store.settle(ctx, scan.id, { state: 'attached', dossier })
  await releaseFiles(ctx, { kind: 'scan', ref: scan.key })
  await releaseFiles(ctx, { kind: 'scan-portion', ref: scan.id })
}

/** The pages of a portion as a file of their own; the same pages give the same bytes. */
async function portionOf(ctx: Ctx, scan: Scan, source: PDFDocument, { from, to }: Portion): Promise<FileRef> {
  const part = await PDFDocument.create({ updateMetadata: false })
  const pages = await part.copyPages(
    source,
    Array.from({ length: to - from + 1 }, (_, at) => from - 1 + at)
  )
  for (const page of pages) part.addPage(page)
  const bytes = await part.save()
  const owner = `scan-folder:${scan.unit}`
  const name = `${scan.name.replace(/\.pdf$/i, '')} (${from}-${to}).pdf`
  const stored = await storeBytes(ctx, bytes, { name, limit: SCAN_BYTES, owner })
  if (!stored.ok) throw new Error(`a portion of a scan was refused: ${stored.error.code}`)
  await holdFiles(ctx, { kind: 'scan-portion', ref: scan.id, blobs: [stored.value.id] })
  await takeBack(ctx, owner, stored.value.id)
  return stored.value
}
