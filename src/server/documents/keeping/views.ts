import type { Ctx } from '#server/platform/index.ts'
import { RETIRED_DAYS } from './rotation.ts'
import { SCRUB_DAYS } from './scrub.ts'
import * as store from './store.ts'
import type { DamagedFile, Scrub, Walk } from './store.ts'

/** How the store is: its size, its keys, the last walk, and what the scrub found. */
export type StoreState = {
  /** The folder, or the address and the bucket. */
  readonly where: string
  readonly lastScrub: Scrub | null
  readonly files: number
  readonly bytes: number
  readonly checked: number
  readonly oldestCheck: Date | null
  readonly damaged: number
  readonly keyMadeAt: Date | null
  readonly walk: Walk | null
  readonly scrubDays: number
  readonly retiredDays: number
  readonly found: readonly DamagedFile[]
}

const MOST_SHOWN = 200

/** The caller has checked that the actor may see how the house is. */
export async function stateOfStore(ctx: Ctx): Promise<StoreState> {
  const [[figures], [key], found, [scrub]] = await Promise.all([
    store.figures(ctx),
    store.keyInUse(ctx),
    store.damagedFiles(ctx, MOST_SHOWN),
    store.lastScrub(ctx)
  ])
  const [walk] = key ? await store.walkOf(ctx, key.id) : []
  const { files, bytes, checked, damaged, oldest } = figures!
  return {
    where: ctx.blobs.name,
    lastScrub: scrub ?? null,
    files,
    bytes,
    checked,
    damaged,
    oldestCheck: oldest,
    keyMadeAt: key?.madeAt ?? null,
    walk: walk ?? null,
    scrubDays: SCRUB_DAYS,
    retiredDays: RETIRED_DAYS,
    found
  }
}
