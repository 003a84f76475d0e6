import { randomUUID } from 'node:crypto'
import { settle } from '#server/demonstration/index.ts'
import { DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import { dayOf, migrate, prepareJobs, shiftDay } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { computeNightly, importPapi, importPci, tellIndices } from '#server/indices/index.ts'
import { hasRealData, REAL_DATA } from '#server/indices/testing.ts'
import { addItem, approveLetter, decide, draftUrging, enterDirective, enterPlan, evolve } from '#server/reform/index.ts'
import { DirectiveInput, freezeReport, openReport, scorePeriod, sendLetter } from '#server/reform/index.ts'
import type { Command, Task } from '#server/reform/index.ts'
import { open } from '#server/reform/tasks/store.ts'
import type { Opening } from '#server/reform/tasks/store.ts'
import { startCluster } from './lib/cluster.ts'
import { startServer } from './lib/programs.ts'
import type { Program } from './lib/programs.ts'
import { contextOn, openPool, SCHEMA, withoutWaiting } from './lib/province.ts'
import { median } from './lib/record.ts'

const TASKS = 20_000
const AGENCIES = Array.from({ length: 200 }, (_, index) => `H99.R${String(index + 1).padStart(3, '0')}`)
const ROUNDS = 15
const INDEX_PAGES = [
  '',
  '?index=papi&year=2019',
  '?index=papi&year=2019&map=now&scope=all',
  '?index=pci',
  '?index=own',
  '/editions',
  '/load',
  '/results',
  '/lost',
  '/lost?year=2024',
  '/accountability',
  '/inspections',
  '/operations',
  '/operations/rows?criterion=tasks_done',
  '/round'
]

/** Every page of steering over HTTP, signed in, at 20,000 tasks of 200 agencies; the slowest page counts. */
export async function run() {
  const cluster = await startCluster()
  try {
    const url = await cluster.database('reform')
    const { plan, code, directive, letter, live, frozen } = await filled(url)
    const server = await startServer(url)
    const pages = [
      ...[
        '',
        '/tasks',
        '/tasks?status=late&page=20',
        '/tasks?q=bao+cao&unit=H99.R007',
        `/tasks/${code}`,
        '/calendar',
        '/gantt',
        '/mine',
        '/meeting',
        '/documents',
        `/documents/${directive}`,
        '/letters',
        `/letters/${letter}`,
        '/plans',
        `/plans/${plan}`,
        '/scores',
        '/rules',
        '/reports',
        `/reports/${live}`,
        `/reports/${frozen}`
      ].map(path => `/desk/reform${path}`),
      ...INDEX_PAGES.map(path => `/desk/indices${path}`)
    ]
    const cookie = await signIn(server, 'caicach.noivu')
    for (const list of ['editions', 'lost', 'inspections', 'round'])
      pages.push(await firstOf(server, `/desk/indices/${list}`, cookie))
    const empty = await timed(server, '/desk/calendar', cookie)
    const times: Record<string, number> = {}
    for (const page of pages) times[page.replaceAll(/-[0-9a-f-]{27}/g, '…')] = await timed(server, page, cookie)
    await server.stop()
    const slowest = Math.max(...Object.values(times))
    return {
      name: `pages of steering and indices at ${TASKS} tasks of ${AGENCIES.length} agencies, the slowest`,
      series: hasRealData ? 'PAPI 2011-2024 and PCI 2013-2019 beside the demonstration' : 'the demonstration',
      ours: slowest,
      baseline: empty,
      ratio: slowest / empty,
      target: { oursAtMost: 100 },
      unit: 'ms a page',
      pages: times
    }
  } finally {
    await cluster.stop()
  }
}

/** The first case that a list leads to. */
async function firstOf({ port }: Program, path: string, cookie: string): Promise<string> {
  const text = await (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } })).text()
  const found = new RegExp(`href="(${path}/[0-9a-f-]{36})`).exec(text)
  if (!found) throw new Error(`${path} lists nothing`)
  return found[1]!
}

async function timed({ port }: Program, path: string, cookie: string): Promise<number> {
  const times: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const from = performance.now()
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } })
    await response.text()
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    if (round >= 0) times.push(performance.now() - from)
  }
  return median(times)
}

async function signIn({ port }: Program, login: string): Promise<string> {
  const origin = `http://127.0.0.1:${port}`
  const body = new URLSearchParams({ login, password: DEMONSTRATION_PASSWORD })
  const response = await fetch(`${origin}/sign-in`, { method: 'POST', body, headers: { origin }, redirect: 'manual' })
  const cookie = response.headers.getSetCookie().map(each => each.split(';')[0]!)
  if (!cookie.some(each => each.startsWith('session='))) throw new Error(`${login} could not sign in`)
  return cookie.join('; ')
}

/** The province's units and two hundred agencies, each with a hundred tasks of a year in every state. */
async function filled(url: string) {
  await migrate(url, SCHEMA)
  await prepareJobs(url)
  const sql = openPool(withoutWaiting(url))
  const ctx = contextOn(sql)
  await settle(ctx)
  await sql`
    insert into unit (code, kind, level, name_vi, parent, valid_from, folded)
    select code, 'department', 'province', 'Cơ quan ' || code, 'H99', '2020-07-01', lower(code)
    from unnest(${AGENCIES}::text[]) as given (code)`
  await sql`update province set demonstration_told = true`
  const plan = await planned(ctx)
  const input = { number: '1/CT-UBND', issuedOn: '2025-01-02', issuer: 'H99', kind: 'directive', abstract: 'Chỉ thị' }
  const directive = must(await enterDirective(ctx, DirectiveInput.parse({ ...input, body: BODY }), null)).id
  const codes: string[] = []
  for (let from = 0; from < TASKS; from += 500)
    codes.push(
      ...(await open(
        ctx,
        2026,
        Array.from({ length: 500 }, (_, index) => story(from + index, plan.items, directive))
      ))
    )
  await scorePeriod(ctx, dayOf(ctx.now()).slice(0, 7))
  const letter = must(await draftUrging(ctx, 'urging', [])).id
  must(await approveLetter(ctx, letter))
  must(await sendLetter(ctx, letter))
  const live = must(await openReport(ctx, { kind: 'year', year: 2026 })).id
  const frozen = must(await openReport(ctx, { kind: 'q3', year: 2026 })).id
  must(await freezeReport(ctx, frozen))
  must(await tellIndices(ctx))
  if (hasRealData) {
    must(await importPapi(ctx, REAL_DATA))
    must(await importPci(ctx, REAL_DATA))
  }
  await computeNightly(ctx)
  await sql`vacuum analyze`
  await sql.end()
  return { plan: plan.id, code: codes[7]!, directive, letter, live, frozen }
}

const BODY = Array.from({ length: 40 }, (_, n) => `${n + 1}. Các sở, ban, ngành báo cáo trước ngày 15 tháng 12.`).join(
  '\n'
)
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

async function planned(ctx: Ctx): Promise<{ id: string; items: string[] }> {
  const plan = await enterPlan(ctx, { unit: 'H99', year: 2026, number: '', title: 'Kế hoạch', parent: null })
  if (!plan.ok) throw new Error(plan.error.code)
  const items: string[] = []
  for (let n = 0; n < 300; n++) {
    const item = await addItem(ctx, plan.value.id, { kind: 'task', title: `Nhiệm vụ ${n}` }, null)
    if (item.ok) items.push(item.value.id)
  }
  return { id: plan.value.id, items }
}

/** The n-th task, told by the decider: seven in ten are done, some late, the rest open and due around today. */
function story(n: number, items: readonly string[], directive: string): Opening {
  const today = dayOf(new Date())
  const due = shiftDay(today, (n % 330) - 300)
  const givenOn = shiftDay(due, -60)
  const id = randomUUID()
  const proof = { words: '', document: '1/BC', files: [] }
  const commands: [string, Command][] = [
    [
      givenOn,
      {
        kind: 'give',
        directive: n % 4 === 0 ? directive : null,
        item: n % 4 === 0 ? n % 25 : null,
        planItem: n % 10 === 0 ? items[n % items.length]! : null,
        content: `Báo cáo kết quả thực hiện nhiệm vụ ${n % 4 === 0 ? `mục ${n % 25}` : `số ${n}`}`,
        product: 'Báo cáo',
        giver: 'H99',
        lead: AGENCIES[n % AGENCIES.length]!,
        deadline: { kind: 'date', due },
        givenOn
      }
    ]
  ]
  const on = shiftDay(due, n % 5 === 0 ? 6 : -4)
  if (n % 20 !== 3 && on < today) commands.push([on, { kind: 'report', on, proof }], [on, { kind: 'accept', note: '' }])
  let task: Task | null = null
  const events: Opening['events'][number][] = []
  for (const [day, command] of commands) {
    const decision = decide(task, command, { now: new Date(`${day}T03:00:00Z`), today: day })
    if (!decision.ok) throw new Error(decision.error.code)
    for (const event of decision.value) task = evolve(task, event, id)
    events.push(...decision.value)
  }
  return { task: task!, events }
}

if (import.meta.main) console.log(await run())
