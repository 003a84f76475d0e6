import { calendarOf, workingDayFrom } from '#server/calendar/index.ts'
import { reaches } from '#server/dossiers/index.ts'
import { dayOf, err, ok, shiftDay } from '#server/platform/index.ts'
import type { Actor, Ctx, Day, Result } from '#server/platform/index.ts'
import type { Command, Facts, ListRefusal } from './commands.ts'
import { decide } from './decider.ts'
import type { ListEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { HeardEntry, LateList, Verdict } from './model.ts'
import { policyOf } from './policy.ts'
import { editionOf } from './seal.ts'
import * as store from './store.ts'
import { tellNamed } from './tell.ts'

export type ListActionRefusal = ListRefusal | { readonly code: 'forbidden' | 'late-list-changed' }
type Done = Promise<Result<LateList, ListActionRefusal>>

/** Which side of an entry an actor may answer for: the own one, or that of a unit that one leads. */
export function sideOf(actor: Actor, entry: Pick<HeardEntry, 'officer' | 'unit'>): 'officer' | 'unit' | null {
  if (!actor.may('late-list.answer')) return null
  if (entry.officer !== null && entry.officer === actor.id) return 'officer'
  const leads = actor.roles.some(role => ['division-head', 'agency-head', 'chair'].includes(role))
  return leads && reaches(actor, entry.unit) ? 'unit' : null
}

/** The head of the agency itself decides; a head above or beside does not. */
export const heads = (actor: Actor, agency: string): boolean =>
  actor.kind === 'system' || (actor.may('late-list.decide') && actor.unit === agency)

/** Sends a draft to everybody it names; the time to answer runs from today. A month without an entry needs no answers. */
export async function notifyNamed(ctx: Ctx, which: store.Which): Done {
  if (!heads(ctx.actor, which.agency)) return err({ code: 'forbidden' })
  const [policy, calendar] = await Promise.all([policyOf(ctx), calendarOf(ctx)])
  const today = dayOf(ctx.now())
  const after = (days: number): Day => workingDayFrom(today, days, calendar) ?? shiftDay(today, days + 4)
  const command = { kind: 'notify', answerBy: after(policy.answerDays), decideBy: after(policy.decideDays) } as const
  const done = await carryOut(ctx, which, () => command)
  if (done.ok) await tellNamed(ctx, done.value)
  return done
}

/** An officer or unit named by an entry answers it. */
export async function answerEntry(ctx: Ctx, which: store.Which, no: number, words: string): Done {
  const list = await store.load(ctx, which)
  const entry = list?.entries.find(each => each.no === no)
  if (!list || !entry) return err({ code: 'late-list-missing' })
  const side = sideOf(ctx.actor, entry)
  if (!side) return err({ code: 'forbidden' })
  return carryOut(ctx, which, () => ({ kind: 'answer', no, side, words }))
}

/** The head keeps an entry or strikes it off, with a reason. After publication it waits for a correction. */
export async function decideEntry(
  ctx: Ctx,
  which: store.Which,
  decision: { no: number; verdict: Verdict; reason: string }
): Done {
  if (!heads(ctx.actor, which.agency)) return err({ code: 'forbidden' })
  return carryOut(ctx, which, () => ({ kind: 'decide', ...decision }))
}

/** The head approves what was decided, and in the same statement it is published as the first edition. */
export async function approveAndPublish(ctx: Ctx, which: store.Which): Done {
  if (!heads(ctx.actor, which.agency)) return err({ code: 'forbidden' })
  const { shownMonths } = await policyOf(ctx)
  const today = dayOf(ctx.now())
  const shownUntil = shiftDay(monthsLater(today, shownMonths), -1)
  return carryOut(
    ctx,
    which,
    edition => ({ kind: 'publish', hash: edition.hash, shownUntil }),
    null,
    // One that was approved before, when the two were two statements, is only published.
    list => (list.phase === 'approved' ? null : { kind: 'approve' })
  )
}

const monthsLater = (day: Day, months: number): Day => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const later = month - 1 + months
  return `${year + Math.floor(later / 12)}-${String((later % 12) + 1).padStart(2, '0')}-01`
}

/** A new edition beside the old one: what the head has decided otherwise since, and why. */
export async function correctList(ctx: Ctx, which: store.Which, because: string): Done {
  if (!heads(ctx.actor, which.agency)) return err({ code: 'forbidden' })
  return carryOut(ctx, which, edition => ({ kind: 'correct', hash: edition.hash, because }), because)
}

/** What the day brings: drafts are sent round, undecided lists go out, old ones are taken down. A job. */
export async function moveLists(ctx: Ctx): Promise<number> {
  const due = await store.dueLists(ctx, dayOf(ctx.now()))
  for (const which of due) {
    const list = await store.load(ctx, which)
    if (list?.phase === 'drafted') await notifyNamed(ctx, which)
    else if (list?.phase === 'published') await carryOut(ctx, which, () => ({ kind: 'take-down' }))
    else await approveAndPublish(ctx, which)
  }
  return due.length
}

/**
 * Load, decide, store in one statement; once more when somebody was faster. An edition is made where the command puts
 * one out, of the list as `before` leaves it.
 */
async function carryOut(
  ctx: Ctx,
  which: store.Which,
  commandOf: (edition: { hash: string }) => Command,
  because: string | null = null,
  before: (list: LateList) => Command | null = () => null
): Done {
  const facts = { now: ctx.now(), today: dayOf(ctx.now()), by: ctx.actor.kind === 'system' ? '' : ctx.actor.name }
  for (let attempt = 0; attempt < 2; attempt++) {
    const list = await store.load(ctx, which)
    if (!list) return err({ code: 'late-list-missing' })
    const step = before(list)
    const first = step ? carried(list, step, facts) : ok({ list, events: [] })
    if (!first.ok) return first
    const puts = commandOf({ hash: '' }).kind
    const edition = puts === 'publish' || puts === 'correct' ? await editionOf(ctx, first.value.list, because) : null
    const done = carried(first.value.list, commandOf(edition ?? { hash: '' }), facts)
    if (!done.ok) return done
    const events = [...first.value.events, ...done.value.events]
    if (await store.append(ctx, list, done.value.list, events, edition)) {
      ctx.log.info({ event: events.at(-1)!.type, ...which }, puts)
      return ok(done.value.list)
    }
  }
  return err({ code: 'late-list-changed' })
}

/** The list after a command, and its events. Pure. */
function carried(
  list: LateList,
  command: Command,
  facts: Facts
): Result<{ list: LateList; events: readonly ListEvent[] }, ListRefusal> {
  const decision = decide(list, command, facts)
  if (!decision.ok) return decision
  const after = decision.value.reduce<LateList>((state, event) => evolve(state, event, list.id), list)
  return ok({ list: after, events: decision.value })
}
