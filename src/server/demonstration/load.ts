import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { bulkRows } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { dayOf, shiftDay } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { send } from '#server/platform/bulk.ts'
import { codePlace } from '#server/dossiers/index.ts'
import { FIGURES } from './figures.ts'
import { tell } from './history.ts'
import type { History } from './history.ts'
import { arrivalsOn, planOn } from './plan.ts'
import type { Plan } from './plan.ts'
import { random } from './random.ts'
import type { World } from './world.ts'

const BATCH = 1000
/** Batches on their way at once: while one waits for an answer, the other is read by the database. */
const WRITERS = 2

export type Progress = { readonly dossiers: number; readonly events: number }

/**
 * Writes a history into an empty province, day by day in arrival order: the same seed and day of loading give the same
 * events. Batches are copied in, each in one transaction with its running numbers; what is there from a telling broken
 * off is passed over.
 */
export async function loadHistory(
  ctx: Ctx,
  world: World,
  options: { dossiers?: number; onProgress?: (progress: Progress) => void }
): Promise<Progress> {
  const there = new Set((await ctx.sql<{ id: string }[]>`select id as "id" from dossier`).map(row => row.id))
  const arrivals = arrivalsByDay(world, options.dossiers ?? null)
  const numbers = new Map<string, number>()
  const touched = new Set<string>()
  let batch: History[] = []
  let count = { dossiers: 0, events: 0 }
  const writing: Promise<void>[] = []
  const flush = async () => {
    if (writing.length >= WRITERS) await writing.shift()
    const last = new Map([...touched].sort().map(key => [key, numbers.get(key)!]))
    const written = writeBatch(ctx, batch, last)
    // It is awaited later; until then a failure must not count as unheard.
    written.catch(() => {})
    writing.push(written)
    touched.clear()
    count = {
      dossiers: count.dossiers + batch.length,
      events: count.events + batch.reduce((sum, each) => sum + each.told.length, 0)
    }
    batch = []
    options.onProgress?.(count)
  }
  for (const [day, wanted] of arrivals) {
    for (const plan of plansOn(world, day, wanted)) {
      const key = `${plan.place.receiving} ${day}`
      const number = (numbers.get(key) ?? 0) + 1
      numbers.set(key, number)
      touched.add(key)
      const code = codePlace(world.rules, plan.place.receiving, day).prefix + String(number).padStart(4, '0')
      const id = idOf(code)
      if (there.has(id)) continue
      batch.push(tell(world, plan, code, id, random(Number.parseInt(id.slice(0, 8), 16))))
      if (batch.length >= BATCH) await flush()
      // Lets the batch before go over the wire, and people's requests be answered, while the next is told.
      else if (batch.length % 10 === 0) await nextTurn()
    }
  }
  await flush()
  await Promise.all(writing)
  await ctx.sql`analyze dossier`
  return count
}

/** The arrivals of one day in their order, drawn from the day alone: any day can be told without those before it. */
function plansOn(world: World, day: Day, wanted: number): Plan[] {
  const chance = random(FIGURES.seed + Date.parse(day) / 86_400_000)
  const weights = Object.fromEntries(world.served.map((served, index) => [index, served.weight]))
  return Array.from({ length: wanted }, () => planOn(world, day, chance, weights))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .filter(plan => plan.at < world.until)
}

/**
 * Takes today's running numbers for the history before anybody can receive a dossier: people at the desk go on after
 * them while the telling still runs.
 */
export async function reserveToday(ctx: Ctx, world: World): Promise<void> {
  const day = dayOf(world.until)
  const counted = new Map<string, number>()
  for (const { place } of plansOn(world, day, arrivalsByDay(world, null).get(day) ?? 0))
    counted.set(place.receiving, (counted.get(place.receiving) ?? 0) + 1)
  const counters = [...counted].map(([unit, last]) => ({ unit, day, last }))
  await ctx.sql`
    insert into dossier_number (unit, day, last)
    select unit, day, last from jsonb_to_recordset(${ctx.sql.json(counters)}) as counter (unit text, day date, last integer)
    on conflict (unit, day) do update set last = greatest(dossier_number.last, excluded.last)`
}

/** An id that depends on the code alone, so that a demonstration can be loaded twice alike. */
const idOf = (code: string): DossierId => {
  const hex = createHash('sha256').update(`demonstration ${code}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as DossierId
}

/** How many arrive on each day: as the figures say, or so many that all days together make the number asked for. */
function arrivalsByDay(world: World, dossiers: number | null): Map<Day, number> {
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

async function writeBatch(ctx: Ctx, batch: readonly History[], numbers: ReadonlyMap<string, number>): Promise<void> {
  if (batch.length === 0) return
  const tables = bulkRows(
    batch.map(({ dossier, told }) => ({ dossier, told: told.map(({ event, by }) => ({ event, actor: by })) }))
  )
  const counters = [...numbers].map(([key, last]) => ({ unit: key.split(' ')[0]!, day: key.split(' ')[1]!, last }))
  await ctx.sql.begin(async tx => {
    // Search words are sorted into their index by the thousand, and nobody waits for the disk: a demonstration can be told again.
    await tx`
      select set_config('gin_pending_list_limit', '64MB', true) as "pending",
        set_config('synchronous_commit', 'off', true) as "commit"`
    for (const { copy, lines } of tables) await send(await tx.unsafe(copy).writable(), lines)
    await tx`
      insert into dossier_number (unit, day, last)
      select unit, day, last from jsonb_to_recordset(${tx.json(counters)}) as counter (unit text, day date, last integer)
      on conflict (unit, day) do update set last = greatest(dossier_number.last, excluded.last)`
  })
}
