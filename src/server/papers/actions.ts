import { randomUUID } from 'node:crypto'
import { holdFiles } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { isId } from '#server/platform/ids.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import type { Command, Facts, PaperRefusal } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Paper, PaperId, PaperInput } from './model.ts'
import { append, load, open } from './store.ts'

const ROLL_BACK = new Error('the transaction of a paper is taken back')

type Outcome = Promise<Result<Paper, PaperRefusal>>

const factsOf = ({ now }: Ctx): Facts => ({ now: now(), today: dayOf(now()) })

/**
 * Enters a paper into the register and keeps its file. A paper that replaces an earlier one says so, and the earlier one
 * is no longer in force: both in one transaction. The caller has checked who may (`ctx.actor`), for this has several doors.
 */
export const enterPaper = (ctx: Ctx, input: PaperInput, file: FileRef, replaces: string | null = null): Outcome =>
  allOrNothing(ctx, inside => enterWithin(inside, input, file, replaces))

/** Carries several steps out in one transaction; a refusal of any takes all of them back. */
export async function allOrNothing<T, R extends Refusal>(
  ctx: Ctx,
  work: (inside: Ctx) => Promise<Result<T, R>>
): Promise<Result<T, R>> {
  let outcome: Result<T, R> | undefined
  try {
    await ctx.sql.begin(async sql => {
      outcome = await work({ ...ctx, sql: sql as unknown as Ctx['sql'] })
      if (!outcome.ok) throw ROLL_BACK
    })
  } catch (error) {
    if (error !== ROLL_BACK) throw error
  }
  return outcome!
}

/** The same within the transaction of the caller, who takes it back when it is refused. */
export async function enterWithin(inside: Ctx, input: PaperInput, file: FileRef, replaces: string | null): Outcome {
  const id = randomUUID() as PaperId
  const decided = decide(null, { kind: 'enter', paper: input, file, replaces }, factsOf(inside))
  if (!decided.ok) return decided
  const paper = decided.value.reduce<Paper | null>((before, one) => evolve(before, one, id), null)!
  const former = replaces === null ? null : await change(inside, replaces, { kind: 'replace', by: id })
  if (former?.ok === false) return former
  if (!(await open(inside, paper, decided.value))) return err({ code: 'paper-changed-meanwhile' })
  const held = await holdFiles(inside, { kind: 'paper', ref: id, blobs: [file.id] })
  return held.ok ? ok(paper) : err({ code: 'paper-file-gone' })
}

/** Carries one command out on a paper; the caller has checked who may. */
export async function change(ctx: Ctx, id: string, command: Exclude<Command, { kind: 'enter' }>): Outcome {
  const before = isId(id) ? await load(ctx, id) : null
  if (!before) return err({ code: 'paper-missing' })
  const decided = decide(before, command, factsOf(ctx))
  if (!decided.ok) return decided
  if (decided.value.length === 0) return ok(before)
  const after = decided.value.reduce((paper, one) => evolve(paper, one, before.id), before)
  if (!(await append(ctx, before, after, decided.value))) return err({ code: 'paper-changed-meanwhile' })
  return ok(after)
}

/** Lets a paper of the register serve a dossier instead of being asked for again, with purpose and consent on record. */
export const usePaper = (
  ctx: Ctx,
  id: string,
  { dossier, purpose, consent }: { dossier: string; purpose: string; consent: string }
): Outcome => change(ctx, id, { kind: 'use', use: randomUUID(), dossier, purpose, consent })
