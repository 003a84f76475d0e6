import { units, unitNames } from '#server/organisation/index.ts'
import { dayOf, fold, shiftDay, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { leads, reachesUnit, reachOf, seesAll } from '../reach.rules.ts'
import { agencyLines } from './agencies.views.ts'
import { cutOff, leadersToday, maySee } from './actions.ts'
import { OPEN, STATUSES } from './model.ts'
import type { Task } from './model.ts'
import { clockShares, clocksOf, daysBetween, lateDays, statusOf } from './status.rules.ts'
import { load } from './store.ts'
import * as views from './views.ts'

const A_PAGE = 30

/** The board: how everything stands, agency by agency, and what waits for the giver. */
export async function boardScreen(ctx: Ctx, asked = new URLSearchParams()) {
  const cut = await cutOff(ctx)
  const reach = reachOf(ctx.actor)
  const page = Math.max(1, Math.min(1000, Number(asked.get('page')) || 1))
  const [agencies, late, waiting] = await Promise.all([
    agencyLines(ctx, { reach, page, limit: A_PAGE }, cut),
    views.taskLines(ctx, { ...views.ASKED, reach, status: ['late', 'at-risk'], limit: 15 }, cut),
    ctx.actor.may('reform.give') ? views.waitingForGiver(ctx, 15) : []
  ])
  const counts = agencies[0]?.all ?? {}
  return {
    cutOff: cut.today,
    counts: STATUSES.map(status => ({ status, count: counts[status] ?? 0 })),
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    agencies: seesAll(ctx.actor) ? agencies.slice(0, A_PAGE).map(({ all: _, ...line }) => line) : [],
    page,
    more: seesAll(ctx.actor) && agencies.length > A_PAGE,
    late: late.slice(0, 15).map(line => withDays(line, cut.today)),
    waiting
  }
}

const withDays = (line: views.TaskLine, today: Day) => ({
  ...line,
  days: line.due === null ? null : daysBetween(line.doneOn ?? line.reportedOn ?? today, line.due)
})
export type ShownTask = ReturnType<typeof withDays>

/** The list, filtered by status, agency, document and words. */
export async function listScreen(ctx: Ctx, asked: URLSearchParams) {
  const cut = await cutOff(ctx)
  const text = (asked.get('q') ?? '').trim().slice(0, 100)
  const status = STATUSES.find(one => one === asked.get('status')) ?? null
  const lead = asked.get('unit') || null
  const page = Math.max(1, Number(asked.get('page')) || 1)
  const directive = isId(asked.get('document') ?? '') ? asked.get('document') : null
  const [rows, agencies] = await Promise.all([
    views.taskLines(
      ctx,
      {
        ...views.ASKED,
        reach: reachOf(ctx.actor),
        status: status ? [status] : null,
        lead,
        directive,
        text: fold(text),
        page,
        limit: A_PAGE
      },
      cut
    ),
    seesAll(ctx.actor) ? agencyChoices(ctx) : []
  ])
  return {
    cutOff: cut.today,
    text,
    status,
    lead,
    page,
    agencies,
    rows: rows.slice(0, A_PAGE).map(line => withDays(line, cut.today)),
    more: rows.length > A_PAGE
  }
}

/** Agencies that can owe something today: what stands directly under the province. */
export async function agencyChoices(ctx: Ctx, on: Day = dayOf(ctx.now())) {
  const all = await units(ctx, { on })
  return all
    .filter(unit => unit.parent === ctx.province.code && unit.kind !== 'division')
    .map(unit => ({ value: unit.code, label: wordsIn(ctx.language, unit.name) }))
}

/** Of whom one may be in charge of a task. */
export const leaderChoices = async (ctx: Ctx) =>
  (await leadersToday(ctx)).map(({ id, fullName, title }) => ({ value: id, label: `${title} ${fullName}`.trim() }))

/** A month with what falls due on each day. */
export async function calendarScreen(ctx: Ctx, asked: URLSearchParams) {
  const cut = await cutOff(ctx)
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked.get('month') ?? '') ? asked.get('month')! : cut.today.slice(0, 7)
  const first = `${month}-01`
  const next = shiftDay(first, 31).slice(0, 7)
  const last = shiftDay(`${next}-01`, -1)
  const reach = reachOf(ctx.actor)
  const [days, rows] = await Promise.all([
    views.dueByDay(ctx, reach, first, last),
    views.taskLines(ctx, { ...views.ASKED, reach, from: first, to: last, limit: 200 }, cut)
  ])
  const count = new Map(days.map(day => [day.day, day]))
  const blank = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  return {
    cutOff: cut.today,
    month,
    previous: shiftDay(first, -1).slice(0, 7),
    next,
    blank,
    days: Array.from({ length: Number(last.slice(8)) }, (_, index) => {
      const day = shiftDay(first, index)
      return { day, count: count.get(day)?.count ?? 0, done: count.get(day)?.done ?? 0 }
    }),
    rows: rows.slice(0, 200).map(line => withDays(line, cut.today)),
    more: rows.length > 200
  }
}

/** Bars from the start of a task to its present due day, at most 60; the picture has the same rows as a table beneath. */
export async function ganttScreen(ctx: Ctx, asked: URLSearchParams) {
  const cut = await cutOff(ctx)
  const lead = asked.get('unit') || null
  const found = await views.taskLines(
    ctx,
    { ...views.ASKED, reach: reachOf(ctx.actor), lead, status: OPEN, from: shiftDay(cut.today, -120), limit: 60 },
    cut
  )
  const rows = found.slice(0, 60).map(line => withDays(line, cut.today))
  const from = rows.reduce((least, row) => (row.startsOn < least ? row.startsOn : least), shiftDay(cut.today, -30))
  const earliest = from < shiftDay(cut.today, -200) ? shiftDay(cut.today, -200) : from
  const to = rows.reduce((most, row) => (row.due && row.due > most ? row.due : most), shiftDay(cut.today, 30))
  const agencies = seesAll(ctx.actor) ? await agencyChoices(ctx) : []
  return { cutOff: cut.today, lead, agencies, rows, from: earliest, to, span: daysBetween(earliest, to) }
}

/** What the officer's own agency owes: as lead, to other leads, and what others wait for. */
export async function mineScreen(ctx: Ctx) {
  const cut = await cutOff(ctx)
  const unit = ctx.actor.unit ?? ''
  const [rows, owed] = await Promise.all([
    views.taskLines(ctx, { ...views.ASKED, reach: unit, status: OPEN, limit: 100 }, cut),
    views.owedToOthers(ctx, unit, 50)
  ])
  return { cutOff: cut.today, rows: rows.slice(0, 100).map(line => withDays(line, cut.today)), owed }
}

/** The monthly briefing on the big screen: late first, then what is at risk, then what waits for a decision. */
export async function meetingScreen(ctx: Ctx) {
  const cut = await cutOff(ctx)
  const [counts, late, risk, waiting, agencies] = await Promise.all([
    views.statusCounts(ctx, reachOf(ctx.actor), cut),
    views.taskLines(ctx, { ...views.ASKED, status: ['late'], limit: 40 }, cut),
    views.taskLines(ctx, { ...views.ASKED, status: ['at-risk'], limit: 20 }, cut),
    views.waitingForGiver(ctx, 20),
    agencyChoices(ctx)
  ])
  const shown = (lines: views.TaskLine[], most: number) => lines.slice(0, most).map(line => withDays(line, cut.today))
  return {
    cutOff: cut.today,
    counts: counts.toSorted((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)),
    late: shown(late, 40),
    risk: shown(risk, 20),
    waiting,
    agencies
  }
}

/** One task with its clocks, its history, and what this officer may do with it. Null: not there, or not theirs. */
export async function taskScreen(ctx: Ctx, code: string) {
  const task = await load(ctx, { code })
  if (!task || !maySee(ctx, task)) return null
  const [cut, history] = await Promise.all([cutOff(ctx), views.taskHistory(ctx, task.id)])
  const until = endedOn(task, history) ?? cut.today
  const shares = clockShares(task, until)
  const codes = [
    task.lead,
    task.giver,
    ...task.parts.map(part => part.unit),
    ...task.waits.map(wait => wait.on),
    ...shares.map(share => share.unit)
  ]
  const [names, agencies, leaders] = await Promise.all([
    unitNames(ctx, [...new Set(codes)]),
    agencyChoices(ctx),
    leaderChoices(ctx)
  ])
  const nameOf = (unit: string) => wordsIn(ctx.language, names.get(unit) ?? { vi: unit })
  return {
    task,
    status: statusOf(clocksOf(task), cut),
    cutOff: cut.today,
    late: lateDays(task, until),
    shares: shares.map(share => ({ ...share, name: nameOf(share.unit) })),
    names: Object.fromEntries(codes.map(unit => [unit, nameOf(unit)])),
    history,
    agencies,
    leaders,
    may: actsFor(ctx, task)
  }
}

/** The day on which a task was withdrawn or passed on: its clocks stopped then. */
function endedOn(task: Task, history: readonly views.TaskEntry[]): Day | null {
  if (task.ended !== 'withdrawn' && task.ended !== 'passed-on') return null
  const last = history.find(({ type }) => type === 'task.withdrawn' || type === 'task.passed-on')
  return typeof last?.data.on === 'string' ? last.data.on : null
}

/** The acts whose forms the page shows. */
function actsFor(ctx: Ctx, task: Task): string[] {
  if (task.ended) return []
  const lead = ctx.actor.may('reform.report') && reachesUnit(ctx.actor, task.lead)
  const giver = ctx.actor.may('reform.give') || leads(ctx.actor)
  const waits = task.waits.filter(wait => wait.to === null)
  return [
    ...(giver && task.reported ? ['accept', 'send-back'] : []),
    ...(giver && task.asked ? ['grant-extension', 'refuse-extension'] : []),
    ...(lead && task.period && task.closesBy !== 'edition' ? ['close-period'] : []),
    ...(lead && !task.period && !task.reported && task.deadline.kind !== 'standing' ? ['report'] : []),
    ...(lead ? ['note'] : []),
    ...(lead && task.due && !task.asked && !task.reported ? ['ask-extension'] : []),
    ...(lead && !task.reported ? ['wait'] : []),
    ...(waits.some(wait => lead || reachesUnit(ctx.actor, wait.on)) ? ['end-wait'] : []),
    ...(task.parts.some(part => !part.doneOn && ctx.actor.may('reform.report') && reachesUnit(ctx.actor, part.unit))
      ? ['finish-part']
      : []),
    ...(giver ? ['charge', 'withdraw'] : [])
  ]
}

/** A file of a task's proof, for an officer who may see the task. */
export async function fileOfTask(ctx: Ctx, code: string, id: string) {
  const task = await load(ctx, { code })
  if (!task || !maySee(ctx, task)) return null
  const history = await views.taskHistory(ctx, task.id)
  for (const { data } of history) {
    const proof = data.proof as { files?: unknown } | undefined
    const files = (data.files ?? proof?.files ?? []) as { id: string; name: string; bytes: number; type: string }[]
    const found = files.find(file => file.id === id)
    if (found) return found
  }
  return null
}
