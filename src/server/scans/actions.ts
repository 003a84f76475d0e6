import { askReading, findingsOf, releaseFiles } from '#server/documents/index.ts'
import type { FileRef, FindingRow } from '#server/documents/index.ts'
import { load, maySee, reaches } from '#server/dossiers/index.ts'
import type { ActionRefusal, Dossier } from '#server/dossiers/index.ts'
import { isId } from '#server/platform/ids.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { addToDossier } from './attach.ts'
import type { Scan, ScanRefusal } from './model.ts'
import * as letters from './mail/store.ts'
import * as store from './store.ts'

const MOST_SHOWN = 200

/** The scans that wait for this officer at this post. */
export async function newScans(ctx: Ctx): Promise<readonly Scan[]> {
  const { id, unit } = ctx.actor
  if (!ctx.actor.may('dossier.receive') || !id || !unit) return []
  return store.waiting(ctx, { unit, officer: id, id: null }, MOST_SHOWN)
}

/** The same with what was read of each so far. */
export async function newScansRead(ctx: Ctx): Promise<readonly (Scan & { readonly read: FindingRow | null })[]> {
  const scans = await newScans(ctx)
  const read = await findingsOf(
    ctx,
    scans.map(({ blob }) => blob)
  )
  return scans.map(scan => ({ ...scan, read: read.get(scan.blob) ?? null }))
}

/** One of them; null when there is none such for this officer. */
export async function newScan(ctx: Ctx, scan: string): Promise<Scan | null> {
  const { id, unit } = ctx.actor
  if (!ctx.actor.may('dossier.receive') || !id || !unit || !isId(scan)) return null
  return (await store.waiting(ctx, { unit, officer: id, id: scan }, 1))[0] ?? null
}

export const fileOf = ({ blob, name, bytes, type }: Scan): FileRef => ({ id: blob, name, bytes, type })

/** A dossier that scans may be put to: one this officer sees and whose desk this is. */
export async function dossierFor(ctx: Ctx, code: string): Promise<Dossier | null> {
  const dossier = code === '' ? null : await load(ctx, { code })
  return dossier && maySee(ctx, dossier) && reaches(ctx.actor, dossier.receivingUnit) ? dossier : null
}

/** Puts a scan to a paper of a dossier; `paper` null: to none of those listed. */
export async function attachScan(
  ctx: Ctx,
  id: string,
  to: { code: string; paper: string | null }
): Promise<Result<string, ScanRefusal | ActionRefusal>> {
  const scan = await newScan(ctx, id)
  if (!scan) return err({ code: 'not-found' })
  const dossier = await dossierFor(ctx, to.code)
  if (!dossier) return err({ code: 'dossier-unknown' })
  const from = scan.letter ? 'letters.attach-reason' : 'scans.reason'
  const added = await addToDossier(ctx, dossier.code, to.paper, fileOf(scan), from)
  if (!added.ok) return added
  await endScan(ctx, scan, 'attached', dossier.code)
  return ok(dossier.code)
}

/** Sets a scan aside that is nobody's. The copy in the folder's `done` stays for its time. */
export async function dismissScan(ctx: Ctx, id: string): Promise<Result<void, ScanRefusal>> {
  const scan = await newScan(ctx, id)
  if (!scan) return err({ code: 'not-found' })
  await endScan(ctx, scan, 'dismissed', null)
  return ok(undefined)
}

/** Ends the waiting of a scan; with its last attachment a letter is closed. */
export async function endScan(
  ctx: Ctx,
  { id, letter }: Pick<Scan, 'id' | 'letter'>,
  state: 'attached' | 'dismissed',
  dossier: string | null
): Promise<void> {
  await store.settle(ctx, id, { state, dossier })
  if (letter) await letters.closeSorted(ctx, letter)
  const [row] = await store.keyOf(ctx, id)
  if (row) await releaseFiles(ctx, { kind: 'scan', ref: row.key })
}

/** Asks for every scan that waits to be read, so that its findings stand beside it when somebody opens it. */
export async function readNew(ctx: Ctx): Promise<void> {
  for (const { blob } of await store.unread(ctx)) await askReading(ctx, blob)
}
