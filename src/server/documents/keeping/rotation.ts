import { BlobDamaged, sealedKey } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import * as store from './store.ts'
import type { Walk } from './store.ts'

const DAY_MS = 86_400_000
/** A master key is used this long; a retired one is kept this much longer, for what a node put under it at the last moment. */
export const KEY_DAYS = 365
export const RETIRED_DAYS = 30
/** So many files are resealed in one transaction: it must be short. */
const AT_ONCE = 20

/** Makes a new master key. Files come under it by `resealFiles`; until then the former one opens them. */
export async function rotateKey(ctx: Ctx): Promise<void> {
  const key = sealedKey(ctx.sealing)
  await ctx.sql.begin(async tx => {
    await store.retireKey(tx, ctx.now())
    await store.addKey(tx, key, ctx.now())
  })
  ctx.log.info({ event: 'blobs.key-rotated', key: key.id }, 'rotated')
}

/** Puts every file under the key in use, and seals what still lies open. Goes on where it was broken off. */
export async function resealFiles(ctx: Ctx, tell: (walk: Walk) => void = () => {}): Promise<Walk | null> {
  const [key] = await store.keyInUse(ctx)
  if (!key) return null
  await store.beginWalk(ctx, key.id)
  for (;;) {
    const [walk] = await store.walkOf(ctx, key.id)
    if (!walk || walk.shelf === 256) return walk ?? null
    tell(walk)
    await store.shelfDone(ctx, walk, await resealShelf(ctx, walk))
  }
}

async function resealShelf(ctx: Ctx, { shelf, key }: Walk) {
  const names = await ctx.blobs.shelf(shelf.toString(16).padStart(2, '0'))
  const counts = { files: names.length, current: 0, rewrapped: 0, sealed: 0, damaged: 0, missing: 0 }
  const waiting: string[] = []
  for (const name of names) {
    const under = await ctx.blobs.keyOf(name).catch(damagedOrGone)
    if (under === 'damaged') counts.damaged++
    else if (under !== key && under !== 'gone') waiting.push(name)
  }
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    const batch = waiting.slice(at, at + AT_ONCE)
    await ctx.sql.begin(async tx => {
      await store.holdForReseal(tx, batch)
      for (const name of batch) counts[await ctx.blobs.reseal(name, key)]++
    })
  }
  return counts
}

function damagedOrGone(error: unknown): 'damaged' | 'gone' {
  if (error instanceof BlobDamaged) return 'damaged'
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
  throw error
}

/**
 * Each night: a new key when the one in use is a year old, the walk that is not at its end, and the end of keys that
 * were retired long ago. A key is destroyed only after one more whole walk, begun after everybody had the new key, met
 * nothing that it could not open.
 */
export async function tendKeys(ctx: Ctx): Promise<{ destroyed: number }> {
  const ago = (days: number) => new Date(ctx.now().getTime() - days * DAY_MS)
  const [key] = await store.keyInUse(ctx)
  if (key && key.madeAt < ago(KEY_DAYS)) await rotateKey(ctx)
  let walk = await resealFiles(ctx)
  const [youngest] = await store.retiredKeys(ctx, ago(RETIRED_DAYS))
  if (!walk || !youngest) return { destroyed: 0 }
  if (walk.startedAt.getTime() < youngest.retiredAt.getTime() + DAY_MS) {
    await store.againFromTheStart(ctx, walk.key)
    walk = await resealFiles(ctx)
  }
  if (!walk || walk.damaged > 0) return { destroyed: 0 }
  const destroyed = await store.destroyKeys(ctx, ago(RETIRED_DAYS))
  ctx.log.info({ event: 'blobs.keys-destroyed', keys: destroyed.map(({ id }) => id) }, 'destroyed')
  return { destroyed: destroyed.length }
}
