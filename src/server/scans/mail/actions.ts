import { releaseFiles } from '#server/documents/index.ts'
import { isId } from '#server/platform/ids.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { dossierFor, endScan } from '../actions.ts'
import { KEPT_DAYS } from '../model.ts'
import { tellDismissed } from './answer.ts'
import { codesIn } from './mail.rules.ts'
import { MOST_REASON } from './model.ts'
import type { LetterRefusal, LetterToSort } from './model.ts'
import * as store from './store.ts'

const MOST_SHOWN = 50

/** The letters that wait at this officer's desk, newest first, with what is still to be sorted of each. */
export async function newLetters(ctx: Ctx): Promise<readonly LetterToSort[]> {
  const { unit } = ctx.actor
  if (!ctx.actor.may('dossier.receive') || !unit) return []
  const letters = await store.waiting(ctx, { unit, id: null }, MOST_SHOWN)
  const scans = await store.scansOf(ctx, letters.map(letter => letter.id)) // prettier-ignore
  return Promise.all(
    letters.map(async ({ sender: _, ...letter }) => ({
      ...letter,
      scans: scans.filter(scan => scan.letter === letter.id),
      proposed: await proposedFor(ctx, letter.subject)
    }))
  )
}

/** The first code in a subject that is of a dossier of this desk. A proposal: whoever writes a letter may write a code. */
async function proposedFor(ctx: Ctx, subject: string): Promise<string | null> {
  for (const code of codesIn(subject)) if (await dossierFor(ctx, code)) return code
  return null
}

/** Sets a letter and what waits of it aside. With a reason, the sender is told it. */
export async function dismissLetter(ctx: Ctx, id: string, reason: string | null): Promise<Result<void, LetterRefusal>> {
  const { unit } = ctx.actor
  if (!ctx.actor.may('dossier.receive') || !unit || !isId(id)) return err({ code: 'not-found' })
  const why = reason?.normalize('NFC').trim() ?? null
  if (why === '') return err({ code: 'reason-missing' })
  if (why !== null && why.length > MOST_REASON) return err({ code: 'reason-long' })
  const [letter] = await store.waiting(ctx, { unit, id }, 1)
  if (!letter) return err({ code: 'not-found' })
  const closed = await ctx.sql.begin(async tx => {
    const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
    const [row] = await store.close(inside, id, why)
    if (row && why !== null) await tellDismissed(inside, letter, why)
    return row !== undefined
  })
  if (!closed) return err({ code: 'not-found' })
  for (const scan of await store.scansOf(ctx, [id])) await endScan(ctx, scan, 'dismissed', null)
  return ok(undefined)
}

/** The night: letters closed a month ago are forgotten, with the file they came as. What waits goes by `unsorted.ts`. */
export async function forgetLetters(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000)
  for (const { id } of await store.forget(ctx, before)) await releaseFiles(ctx, { kind: 'mail', ref: id })
  await store.forgetAnswers(ctx, before)
}
