import { compileCalendar, dueAt, shippedDays, SHIPPED, DeadlineRules } from '#server/calendar/index.ts'
import type { CalendarDay, DeadlineRules as Rules } from '#server/calendar/index.ts'

const DAY_MS = 86_400_000
const rules = DeadlineRules.parse({}) as Rules
const days = shippedDays()
const calendar = compileCalendar(days, SHIPPED.from, SHIPPED.to)

/** What everybody writes first: step day by day and ask a table whether each day counts. */
function dayByDay(received: Date, workingDays: number, table: ReadonlyMap<string, CalendarDay>): Date {
  let day = Math.floor((received.getTime() + 7 * 3_600_000) / DAY_MS)
  for (let left = workingDays; left > 0;) {
    day++
    const kind = table.get(new Date(day * DAY_MS).toISOString().slice(0, 10))?.kind
    const weekday = (day + 4) % 7
    if (kind === 'swapped-working' || (kind === undefined && weekday !== 0 && weekday !== 6)) left--
  }
  return new Date(day * DAY_MS + 10.5 * 3_600_000)
}

/** Receipts of ten years at office hours, with limits of 1 to 30 working days. */
const receipts = Array.from(
  { length: 10_000 },
  (_, i) => new Date(Date.parse('2018-01-02T01:00:00Z') + i * 8 * 3_600_000 + (i % 480) * 60_000)
)
const limits = Array.from({ length: 30 }, (_, i) => ({ unit: 'working-day', value: i + 1 }) as const)

/** Processor time of this thread in milliseconds: a busy machine does not change the figure for one core. */
const spentMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Millions of calls a second of one function over the receipts: the best of five rounds of 200 milliseconds. */
function millionsPerSecond(compute: (received: Date, value: number) => number): number {
  let [best, sum] = [0, 0]
  for (let round = 0; round < 5; round++) {
    const start = spentMs()
    let calls = 0
    while (spentMs() - start < 200) for (const received of receipts) sum += compute(received, 1 + (calls++ % 30))
    best = Math.max(best, calls / (spentMs() - start) / 1000)
  }
  if (Number.isNaN(sum)) throw new Error('a deadline could not be computed')
  return best
}

/** Working-day deadlines a second on one core, beside the plain loop. Both must give the same dates. */
export async function run(): Promise<{
  name: string
  ours: number
  baseline: number
  ratio: number
  target: { ours: number }
  unit: string
}> {
  const table = new Map(days.map(entry => [entry.day, entry]))
  const ours = (received: Date, value: number) => dueAt(received, limits[value - 1]!, rules, calendar)!.getTime()
  const plain = (received: Date, value: number) => dayByDay(received, value, table).getTime()
  receipts.forEach((received, i) => {
    const value = 1 + (i % 30)
    if (ours(received, value) !== plain(received, value))
      throw new Error(`they differ: ${received.toISOString()} + ${value}`)
  })
  const [fast, slow] = [millionsPerSecond(ours), millionsPerSecond(plain)]
  return {
    name: 'calendar',
    ours: fast,
    baseline: slow,
    ratio: fast / slow,
    target: { ours: 2 },
    unit: 'million working-day deadlines/s'
  }
}

if (import.meta.main) {
  const { ours, baseline, ratio, unit } = await run()
  console.log(`calendar: ${ours.toFixed(1)} ${unit}; day by day ${baseline.toFixed(2)}; ratio ${ratio.toFixed(0)}`)
}
