import { calendarOf, isWorkingDay, workingDayFrom } from '#server/calendar/index.ts'
import { officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { cutOff } from '../tasks/actions.ts'
import { agencyLines } from '../tasks/agencies.views.ts'
import { taskLines, ASKED } from '../tasks/views.ts'
import { remindersOn } from './remind.rules.ts'
import type { Who } from './remind.rules.ts'
import { urgingOn } from '../rules/urging.ts'

type Due = { code: string; content: string; lead: string; due: Day; viceChair: string | null }
const shown = (day: Day): string => day.split('-').reverse().join('/')

/** Reminds whom the rules name of what is due or late; the same day twice is one notice. A job of every morning. */
export async function remind(ctx: Ctx): Promise<number> {
  const today = dayOf(ctx.now())
  const calendar = await calendarOf(ctx)
  const rules = await urgingOn(ctx, today)
  const reminders = remindersOn(
    today,
    rules,
    days => workingDayFrom(today, days, calendar),
    isWorkingDay(today, calendar)
  )
  const days = [...new Set(reminders.map(one => one.due))]
  const tasks = await ctx.sql<Due[]>`
    select code as "code", content as "content", lead as "lead", due as "due", vice_chair as "viceChair"
    from reform_task where ended is null and reported_on is null and due = any(${days}::date[]) order by lead, due, code`
  const people = new Map<string, { name: string; lines: string[] }>()
  const known = new Map<string, Awaited<ReturnType<typeof officersOf>>>()
  for (const task of tasks) {
    if (!known.has(task.lead)) known.set(task.lead, await officersOf(ctx, task.lead, today))
    const whos = new Set(reminders.filter(one => one.due === task.due).map(one => one.who))
    const late = task.due < today ? 'quá hạn từ' : 'đến hạn'
    for (const { id, fullName } of await receivers(ctx, task, whos, known.get(task.lead)!)) {
      const person = people.get(id) ?? { name: fullName, lines: [] }
      person.lines.push(`${task.code}: ${task.content} (${late} ${shown(task.due)})`)
      people.set(id, person)
    }
  }
  for (const [id, { name, lines }] of people)
    await note(
      ctx,
      { id, name },
      `urging:${today}:${id}`,
      `Nhắc ${lines.length} nhiệm vụ đến hạn, quá hạn`,
      'Các nhiệm vụ cần xử lý:',
      lines
    )
  ctx.log.info({ event: 'reform.reminded', people: people.size, tasks: tasks.length }, 'reminded')
  return people.size
}

type Officer = { id: string; fullName: string }
async function receivers(
  ctx: Ctx,
  task: Due,
  whos: ReadonlySet<Who>,
  officers: readonly (Officer & { head: boolean; role: string })[]
): Promise<Officer[]> {
  const found = new Map<string, Officer>()
  for (const officer of officers) {
    const holder = !officer.head && ['handler', 'clerk', 'division-head'].includes(officer.role)
    if ((officer.head && whos.has('head')) || (holder && whos.has('holder'))) found.set(officer.id, officer)
  }
  // A small agency without officers of its own for this: its head holds the task.
  if (whos.has('holder') && found.size === 0)
    for (const officer of officers.filter(one => one.head)) found.set(officer.id, officer)
  if (whos.has('vice-chair') && task.viceChair) {
    const [chair] = await ctx.sql<
      Officer[]
    >`select id as "id", full_name as "fullName" from account where id = ${task.viceChair}`
    if (chair) found.set(chair.id, chair)
  }
  return [...found.values()]
}

const note = (
  ctx: Ctx,
  to: { id: string; name: string },
  key: string,
  title: string,
  lead: string,
  lines: readonly string[]
) =>
  announce(ctx, {
    template: 'steering-note',
    facts: {
      addressee: { name: to.name },
      office: { name: ctx.province.name },
      title,
      lead,
      lines: lines.slice(0, 30),
      link: `${ctx.province.origin}/desk/reform/mine`
    },
    key,
    to: { name: to.name, account: to.id },
    language: 'vi',
    about: { kind: 'reform', id: key }
  })

/** The week in one note, to the leaders of the province: how much is late, where, and what falls due next. */
export async function weeklyDigest(ctx: Ctx): Promise<number> {
  const cut = await cutOff(ctx)
  const [agencies, soon, leaders] = await Promise.all([
    agencyLines(ctx, { reach: null, page: 1, limit: 200 }, cut),
    taskLines(ctx, { ...ASKED, status: ['at-risk'], limit: 10 }, cut),
    officersOf(ctx, ctx.province.code, cut.today, 'chair')
  ])
  const late = agencies.filter(agency => agency.late > 0)
  const total = late.reduce((sum, agency) => sum + agency.late, 0)
  const lines = [
    ...late.slice(0, 15).map(agency => `${agency.name}: ${agency.late} nhiệm vụ quá hạn`),
    ...soon
      .slice(0, 10)
      .map(task => `Sắp đến hạn ${task.due ? shown(task.due) : ''}: ${task.content} (${task.leadName})`)
  ]
  for (const leader of leaders)
    await note(
      ctx,
      { id: leader.id, name: leader.fullName },
      `digest:${cut.today}:${leader.id}`,
      `Tổng hợp tuần: ${total} nhiệm vụ quá hạn`,
      `Số liệu tính đến ngày ${shown(cut.today)}:`,
      lines
    )
  return leaders.length
}
