import { randomUUID } from 'node:crypto'
import { workingDaysBetween } from '#server/calendar/index.ts'
import { act, clockFor, reaches, unitsInReach } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { outagesOf } from '#server/linkage/index.ts'
import { noticesOf } from '#server/notices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, err, ok, startOf } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { needsLetter, reasonFor, USUAL_DAYS } from './apologies.rules.ts'
import type { ApologyReason } from './apologies.rules.ts'
import * as store from './apologies.store.ts'
import type { Month } from './editions/model.ts'
import { dayAfter, firstDay } from './late-list.rules.ts'
import { text } from './late-list.text.vi.ts'
import { runningDossiers } from './warnings.store.ts'
import type { OpenDossier } from './warnings.store.ts'

/** Drafts letters for dossiers that will not be ready, a working day or two before they are due. A job. */
export async function draftApologies(ctx: Ctx): Promise<number> {
  let [drafted, after]: [number, string | null] = [0, null]
  for (;;) {
    const page: OpenDossier[] = await runningDossiers(ctx, after, 1000)
    for (const dossier of page) if (await draftFor(ctx, dossier)) drafted += 1
    if (page.length < 1000) return drafted
    after = page.at(-1)!.id
  }
}

async function draftFor(ctx: Ctx, dossier: OpenDossier): Promise<boolean> {
  const rules = ruleSet(dossier.ruleSet)
  const { calendar } = await clockFor(ctx, rules, dossier.settlingUnit)
  const workingDaysLeft = workingDaysBetween(dayOf(ctx.now()), dayOf(dossier.dueAt), calendar)
  if (!needsLetter(dossier, { allowed: rules.deadline.extensions, workingDaysLeft })) return false
  const outage = (await outagesOf(ctx, [dossier.id])).length > 0
  const { id: dossierId, code, settlingUnit: unit, procedure, dueAt, steps } = dossier
  const reason = reasonFor(steps, outage)
  return store.enterDraft(ctx, { id: randomUUID(), dossierId, code, unit, procedure, dueAt, reason, days: USUAL_DAYS })
}

/** The page of a leader: drafts to approve, and what was sent with how its delivery went. */
export async function apologiesScreen(ctx: Ctx) {
  if (!ctx.actor.may('dossier.extend')) return null
  const rows = await store.apologies(ctx, await unitsInReach(ctx))
  const names = await unitNames(ctx, [...new Set(rows.map(({ unit }) => unit))])
  const shown = rows
    .filter(({ unit }) => reaches(ctx.actor, unit))
    .map(row => ({ ...row, unitName: names.get(row.unit)?.[ctx.language] ?? row.unit }))
  const sent = shown.filter(({ state }) => state === 'approved').slice(0, 50)
  return {
    drafts: shown.filter(({ state }) => state === 'drafted'),
    sent: await Promise.all(sent.map(async row => ({ ...row, delivery: await deliveryOf(ctx, row) })))
  }
}

/** How the letter went out: on paper, or as the notice of the new date; `none` until the relay has written it. */
async function deliveryOf(ctx: Ctx, { dossierId: dossier, handedAt }: store.ApologyRow) {
  if (handedAt) return { state: 'printed' as const, at: handedAt }
  const notices = await noticesOf(ctx, { kind: 'dossier', id: dossier })
  const notice = notices.findLast(({ template }) => template === 'due-changed')
  return notice ? { state: notice.state, at: notice.sentAt } : { state: 'none' as const, at: null }
}

export type Approved = { readonly approved: string[]; readonly refused: { code: string; why: Refusal }[] }

/** A leader approves drafts together: each dossier gets its one new date, and the letter goes to the applicant. */
export async function approveApologies(
  ctx: Ctx,
  ids: readonly string[],
  change: { reason: ApologyReason | null; days: number | null }
): Promise<Result<Approved, { code: 'forbidden' | 'apology-none' }>> {
  if (!ctx.actor.may('dossier.extend')) return err({ code: 'forbidden' })
  const drafts = await store.drafts(ctx, ids)
  if (drafts.length === 0) return err({ code: 'apology-none' })
  const done: Approved = { approved: [], refused: [] }
  for (const { id, dossierId, code, ...draft } of drafts) {
    const days = change.days ?? draft.days
    const reason = change.reason ?? draft.reason
    const limit = { value: days, unit: 'working-day' as const }
    const words = text[`apology.reason.${reason}`]
    // The new date and the letter that gives it, together or not at all.
    const extended = await inOne(ctx, async tx => {
      const acted = await act(tx, { id: dossierId as DossierId }, { kind: 'extend', limit, reason: words })
      if (acted.ok) await store.decide(tx, id, { state: 'approved', reason, days })
      return acted
    })
    if (extended.ok) done.approved.push(code)
    else done.refused.push({ code, why: extended.error })
  }
  ctx.log.info(
    { event: 'apologies.approved', approved: done.approved.length, refused: done.refused.length },
    'approved'
  )
  return ok(done)
}

const inOne = async <T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> =>
  (await ctx.sql.begin(sql => work({ ...ctx, sql: sql as unknown as Ctx['sql'] }))) as T

/** Drafts of the reader's own units. */
async function within(ctx: Ctx, ids: readonly string[], state: 'drafted' | 'approved'): Promise<string[]> {
  const rows = await store.unitsOf(ctx, ids, state)
  return rows.filter(({ unit }) => reaches(ctx.actor, unit)).map(({ id }) => id)
}
type Marked = Promise<Result<{ letters: number }, { code: 'forbidden' | 'apology-none' }>>

/** Drafts that are not needed: the dossiers will be ready in time. They are not drafted again for the same moment. */
export async function setAside(ctx: Ctx, ids: readonly string[]): Marked {
  if (!ctx.actor.may('dossier.extend')) return err({ code: 'forbidden' })
  const own = await within(ctx, ids, 'drafted')
  if (own.length === 0) return err({ code: 'apology-none' })
  await store.setAside(ctx, own)
  ctx.log.info({ event: 'apologies.set-aside', letters: own.length }, 'set aside')
  return ok({ letters: own.length })
}

/** Printed letters that were handed over or posted: the delivery of those whom no message reaches. */
export async function noteHandedOver(ctx: Ctx, ids: readonly string[]): Marked {
  if (!ctx.actor.may('dossier.extend')) return err({ code: 'forbidden' })
  const own = await within(ctx, ids, 'approved')
  if (own.length === 0) return err({ code: 'apology-none' })
  await store.handOver(ctx, own)
  ctx.log.info({ event: 'apologies.handed-over', letters: own.length }, 'handed over')
  return ok({ letters: own.length })
}

export type LetterShare = { readonly late: number; readonly withLetter: number }

/** Of a month's dossiers that missed the date first promised, how many had a letter: for the province or an agency. */
export async function letterShare(ctx: Ctx, month: Month, agency: string | null = null): Promise<LetterShare> {
  const rows = await store.lettersIn(ctx, { from: startOf(firstDay(month)), to: startOf(dayAfter(month)) })
  const own = rows.filter(row => agency === null || row.agency === agency)
  const sum = (of: keyof LetterShare) => own.reduce((all, row) => all + row[of], 0)
  return { late: sum('late'), withLetter: sum('withLetter') }
}
