import { hash } from 'node:crypto'
import { codePlace, openBulk } from '#server/dossiers/index.ts'
import type { Copied, DossierId } from '#server/dossiers/index.ts'
import { dayOf, shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import { FIGURES } from './figures.ts'
import { tell } from './history.ts'
import { arrivalsOn, planOn } from './plan.ts'
import type { Plan } from './plan.ts'
import { random } from './random.ts'
import type { World } from './world.ts'

const BATCH = 1000

/** Some histories ready to be written together, with the running numbers they have reached. */
export type Batch = {
  readonly dossiers: number
  readonly events: number
  readonly counters: readonly Counter[]
  readonly tables: readonly Copied[]
}
export type Counter = { readonly unit: string; readonly day: Day; readonly last: number }

/** What is told: how many dossiers (null: as the figures say), but for those that are there already. */
export type Asked = { readonly dossiers: number | null; readonly there: ReadonlySet<string> }

/**
 * The whole history of a province, day by day in arrival order and batch by batch. Pure: the same world always tells the
 * same, and it does not matter in which thread.
 */
export function* batchesOf(world: World, { dossiers, there }: Asked): Generator<Batch, void, undefined> {
  const reached = new Map<string, Counter>()
  const touched = new Set<string>()
  const bulk = openBulk()
  let count = { dossiers: 0, events: 0 }
  const taken = (): Batch => {
    const counters = [...touched].sort().map(key => reached.get(key)!)
    const batch = { ...count, counters, tables: bulk.take() }
    touched.clear()
    count = { dossiers: 0, events: 0 }
    return batch
  }
  for (const [day, wanted] of arrivalsByDay(world, dossiers)) {
    for (const plan of plansOn(world, day, wanted)) {
      const unit = plan.place.receiving
      const key = `${unit} ${day}`
      const last = (reached.get(key)?.last ?? 0) + 1
      reached.set(key, { unit, day, last })
      touched.add(key)
      const code = codePlace(world.rules, unit, day).prefix + String(last).padStart(4, '0')
      const id = idOf(code)
      if (there.has(id)) continue
      const { dossier, told } = tell(world, plan, code, id, random(Number.parseInt(id.slice(0, 8), 16)))
      bulk.add({ dossier, told })
      count = { dossiers: count.dossiers + 1, events: count.events + told.length }
      if (count.dossiers >= BATCH) yield taken()
    }
  }
  if (count.dossiers > 0) yield taken()
}

/** The arrivals of one day in their order, drawn from the day alone: any day can be told without those before it. */
export function plansOn(world: World, day: Day, wanted: number): Plan[] {
  const chance = random(FIGURES.seed + Date.parse(day) / 86_400_000)
  const weights = Object.fromEntries(world.served.map((served, index) => [index, served.weight]))
  const plans = Array.from({ length: wanted }, () => planOn(world, day, chance, weights))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .filter(plan => plan.at < world.until)
  return withNeighbour(world, day, plans)
}

const NEXT_NEIGHBOUR_DAYS = 4

/**
 * Counted back from yesterday, every few days the first dossier that suits belongs to the next one who has an account:
 * whoever signs in finds dossiers, and the first of them one on its way.
 */
function withNeighbour({ neighbours, until }: World, day: Day, plans: Plan[]): Plan[] {
  const ago = (Date.parse(dayOf(until)) - Date.parse(day)) / 86_400_000
  const turn = (ago - 1) / NEXT_NEIGHBOUR_DAYS
  const who = Number.isInteger(turn) && turn >= 0 ? neighbours[turn % neighbours.length] : undefined
  const at = who ? plans.findIndex(plan => plan.applicant.kind === who.kind && !plan.delegate) : -1
  return who && at >= 0 ? plans.with(at, { ...plans[at]!, applicant: who }) : plans
}

/** An id that depends on the code alone, so that a demonstration can be loaded twice alike. */
const idOf = (code: string): DossierId => {
  const hex = hash('sha256', `demonstration ${code}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as DossierId
}

/** How many arrive on each day: as the figures say, or so many that all days together make the number asked for. */
export function arrivalsByDay(world: World, dossiers: number | null): Map<Day, number> {
  const chance = random(FIGURES.seed + 1)
  const days = new Map<Day, number>()
  for (let day: Day = FIGURES.from; day <= dayOf(world.until); day = shiftDay(day, 1))
    days.set(day, arrivalsOn(world, day, chance, dossiers === null ? FIGURES.perDay : 1000))
  if (dossiers === null) return days
  const all = Math.max(
    1,
    days.values().reduce((sum, each) => sum + each, 0)
  )
  let passed = 0
  for (const [day, arrivals] of days) {
    const before = Math.round((dossiers * passed) / all)
    passed += arrivals
    days.set(day, Math.round((dossiers * passed) / all) - before)
  }
  return days
}
