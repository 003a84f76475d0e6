import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { send } from '#server/platform/bulk.ts'
import { tellAside } from './aside.ts'
import { arrivalsByDay, plansOn } from './telling.ts'
import type { Batch } from './telling.ts'
import type { World } from './world.ts'

/** Batches on their way at once: while one waits for an answer, the other is read by the database. */
const WRITERS = 2

export type Progress = { readonly dossiers: number; readonly events: number }

/**
 * Writes a history into an empty province, day by day in arrival order: the same seed and day of loading give the same
 * events. It is told in a thread of its own; this one copies the batches in, each in one transaction with its running
 * numbers. What is there from a telling broken off is passed over.
 */
export async function loadHistory(
  ctx: Ctx,
  world: World,
  options: { dossiers?: number; onProgress?: (progress: Progress) => void }
): Promise<Progress> {
  const there = new Set((await ctx.sql<{ id: string }[]>`select id as "id" from dossier`).map(row => row.id))
  let count = { dossiers: 0, events: 0 }
  const writing: Promise<void>[] = []
  try {
    for await (const batch of tellAside(world, { dossiers: options.dossiers ?? null, there })) {
      if (writing.length >= WRITERS) await writing.shift()
      const written = writeBatch(ctx, batch)
      // It is awaited later; until then a failure must not count as unheard.
      written.catch(() => {})
      writing.push(written)
      count = { dossiers: count.dossiers + batch.dossiers, events: count.events + batch.events }
      options.onProgress?.(count)
    }
    await Promise.all(writing)
  } finally {
    // Whoever tells again after a failure must find all that was still on its way.
    await Promise.allSettled(writing)
  }
  await ctx.sql`analyze dossier`
  return count
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

async function writeBatch(ctx: Ctx, { tables, counters }: Batch): Promise<void> {
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
