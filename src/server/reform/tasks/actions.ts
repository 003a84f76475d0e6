import { randomUUID } from 'node:crypto'
import { calendarOf, workingDayFrom } from '#server/calendar/index.ts'
import { holdFiles } from '#server/documents/index.ts'
import { officersOf } from '#server/identity/index.ts'
import { successions, units } from '#server/organisation/index.ts'
import type { UnitCode } from '#server/organisation/index.ts'
import { dayOf, err, ok, shiftDay } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { leads, reachesUnit, seesAll } from '../reach.rules.ts'
import type { Command, Facts, Give, TaskRefusal } from './commands.ts'
import { debtorsOn, debtorsToday } from './debtors.rules.ts'
import type { Group } from './debtors.rules.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Task, TaskId } from './model.ts'
import type { CutOff } from './status.rules.ts'
import * as store from './store.ts'

export type ActionRefusal =
  TaskRefusal | { readonly code: 'forbidden' | 'task-changed' | 'debtors-none' | 'parts-need-one-lead' | 'files-gone' }
export type Later = Exclude<Command, Give>

/** Due within so many working days counts as at risk; counted by the calendar, once for a screen. */
export const RISK_WORKING_DAYS = 5
export async function cutOff(ctx: Ctx, on = dayOf(ctx.now())): Promise<CutOff> {
  const calendar = await calendarOf(ctx)
  return { today: on, riskUntil: workingDayFrom(on, RISK_WORKING_DAYS, calendar) ?? shiftDay(on, 7) }
}

const factsOf = (ctx: Ctx): Facts => ({ now: ctx.now(), today: dayOf(ctx.now()) })
const mayGive = (ctx: Ctx) => ctx.actor.may('reform.give') || leads(ctx.actor)

/** Gives one item to its addressees: every member of a group gets a task of its own. All or none. */
export async function giveTasks(
  ctx: Ctx,
  give: Omit<Give, 'kind' | 'lead' | 'giver'> & { giver?: UnitCode },
  addressees: readonly (Group | UnitCode)[]
): Promise<Result<{ codes: string[] }, ActionRefusal>> {
  if (!mayGive(ctx)) return err({ code: 'forbidden' })
  if (give.viceChair && !(await leadsToday(ctx, give.viceChair))) return err({ code: 'vice-chair-unknown' })
  const debtors = debtorsOn(addressees, await units(ctx, { on: null }), give.givenOn)
  if (debtors.length === 0) return err({ code: 'debtors-none' })
  // A part is owed to one lead; given beside a group it would be owed once to every member.
  if (debtors.length > 1 && (give.parts?.length ?? 0) > 0) return err({ code: 'parts-need-one-lead' })
  const giver = give.giver ?? ctx.province.code
  const openings: store.Opening[] = []
  for (const { unit: lead } of debtors) {
    const opening = openingOf({ ...give, kind: 'give', giver, lead }, factsOf(ctx))
    if (!opening.ok) return opening
    openings.push(opening.value)
  }
  const codes = await store.open(ctx, Number(give.givenOn.slice(0, 4)), openings)
  ctx.log.info({ event: 'reform.tasks-given', tasks: codes.length }, 'given')
  return ok({ codes })
}

/** The chair and vice-chairs of the province today, of whom one may be put in charge of a task. */
export const leadersToday = (ctx: Ctx) => officersOf(ctx, ctx.province.code, dayOf(ctx.now()), 'chair')
const leadsToday = async (ctx: Ctx, account: string): Promise<boolean> =>
  (await leadersToday(ctx)).some(({ id }) => id === account)

function openingOf(give: Give, facts: Facts): Result<store.Opening, TaskRefusal> {
  const decision = decide(null, give, facts)
  if (!decision.ok) return decision
  const id: TaskId = randomUUID()
  const task = decision.value.reduce<Task | null>((state, event) => evolve(state, event, id), null)!
  return ok({ task, events: decision.value })
}

/** Who may ask what: the giver's side, the lead's side, or the agency a part or a wait is about. */
function allows(ctx: Ctx, task: Task, command: Later): boolean {
  const reports = ctx.actor.may('reform.report')
  switch (command.kind) {
    case 'accept':
    case 'send-back':
    case 'grant-extension':
    case 'refuse-extension':
    case 'withdraw':
    case 'charge':
    case 'pass-on':
      return mayGive(ctx)
    case 'finish-part':
      return reports && reachesUnit(ctx.actor, command.unit)
    case 'end-wait':
      return reports && (reachesUnit(ctx.actor, task.lead) || reachesUnit(ctx.actor, command.on))
    case 'close-period':
      // What is published closes a duty to publish; no hand does.
      return ctx.actor.kind === 'system' || (command.by !== 'edition' && reports && reachesUnit(ctx.actor, task.lead))
    default:
      return ctx.actor.kind === 'system' || (reports && reachesUnit(ctx.actor, task.lead))
  }
}

/** Whether the actor may see a task: its own agency's, one it has a part in or is waited for in, or all. */
export const maySee = (ctx: Ctx, task: Task): boolean =>
  seesAll(ctx.actor) ||
  (ctx.actor.may('reform.read') &&
    [task.lead, ...task.parts.map(part => part.unit), ...task.waits.map(wait => wait.on)].some(unit =>
      reachesUnit(ctx.actor, unit)
    ))

/** Carries out one command on a task. Somebody faster in between: once more on what they left. */
export async function act(ctx: Ctx, code: string, command: Later, tries = 2): Promise<Result<Task, ActionRefusal>> {
  const task = await store.load(ctx, { code })
  if (!task || !maySee(ctx, task)) return err({ code: 'task-missing' })
  if (!allows(ctx, task, command)) return err({ code: 'forbidden' })
  if (command.kind === 'charge' && command.viceChair && !(await leadsToday(ctx, command.viceChair)))
    return err({ code: 'vice-chair-unknown' })
  const decision = decide(task, command, factsOf(ctx))
  if (!decision.ok) return decision
  const files = filesOf(command)
  if (files.length > 0) {
    const held = await holdFiles(ctx, { kind: 'reform-task', ref: task.id, blobs: files })
    if (!held.ok) return err({ code: 'files-gone' })
  }
  const after = decision.value.reduce<Task>((state, event) => evolve(state, event, task.id), task)
  if (await store.append(ctx, task, after, decision.value)) {
    ctx.log.info({ event: `reform.${command.kind}`, task: task.id }, 'recorded')
    return ok(after)
  }
  return tries > 1 ? act(ctx, code, command, tries - 1) : err({ code: 'task-changed' })
}

const filesOf = (command: Later): string[] =>
  ('proof' in command ? command.proof.files : 'files' in command ? command.files : []).map(file => file.id)

/**
 * After mergers: every open task of a unit that is no more goes to those who took over, each with a task of its own and
 * both clocks unchanged. Run by night; nothing is left to do the second time.
 */
export async function passOnTasks(ctx: Ctx): Promise<number> {
  const today = dayOf(ctx.now())
  const gone = new Set(
    (await units(ctx, { on: null })).filter(one => one.validTo && one.validTo < today).map(one => one.code)
  )
  if (gone.size === 0) return 0
  const open = await ctx.sql<{ code: string; lead: string }[]>`
    select code as "code", lead as "lead" from reform_task where ended is null and lead = any(${[...gone]}) order by code`
  if (open.length === 0) return 0
  const all = await successions(ctx)
  let passed = 0
  for (const { code, lead } of open) {
    const task = await store.load(ctx, { code })
    const to = debtorsToday(lead, all, today)
    if (!task || to.length === 0) continue
    const after = all.find(one => one.predecessor === lead)
    const basis = after?.basis ?? ''
    const heirs = await ctx.sql<{ lead: string }[]>`select lead as "lead" from reform_task where inherits = ${task.id}`
    // A night broken off has made some of them already.
    for (const unit of to.filter(one => !heirs.some(heir => heir.lead === one))) {
      const opening = openingOf(heirOf(task, unit), factsOf(ctx))
      if (opening.ok) await store.open(ctx, Number(today.slice(0, 4)), [opening.value])
    }
    if ((await act(ctx, code, { kind: 'pass-on', to, basis })).ok) passed++
  }
  ctx.log.info({ event: 'reform.tasks-passed-on', tasks: passed }, 'passed on')
  return passed
}

const heirOf = (task: Task, lead: UnitCode): Give => ({
  kind: 'give',
  directive: task.directive,
  item: task.item,
  planItem: task.planItem,
  content: task.content,
  product: task.product,
  field: task.field,
  giver: task.giver,
  lead,
  parts: task.parts.filter(part => part.doneOn === null && part.unit !== lead),
  deadline: task.deadline,
  closesBy: task.closesBy,
  givenOn: task.givenOn,
  startsOn: task.startsOn,
  weight: task.weight,
  viceChair: task.viceChair,
  inherited: { from: task.id, firstDue: task.firstDue, due: task.due, period: task.period }
})
