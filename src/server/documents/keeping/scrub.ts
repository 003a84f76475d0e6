import { createHash } from 'node:crypto'
import { BlobDamaged } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import * as store from './store.ts'
import type { Damage } from './store.ts'

/** The whole store is read once in this many days, a share each night. */
export const SCRUB_DAYS = 30
const AT_LEAST = 100
const AT_ONCE = 50

/** What a scrub read and what was wrong with it. */
export type Scrubbed = { readonly checked: number; readonly damaged: number; readonly missing: number }

/**
 * Reads files from end to end, proves every chunk and compares the content with its name: the night's share, or all.
 * Whatever is damaged or missing is entered with its file and read again the next time.
 */
export async function scrubFiles(
  ctx: Ctx,
  { whole = false, tell = () => {} }: { whole?: boolean; tell?: (so: Scrubbed, files: number) => void } = {}
): Promise<Scrubbed> {
  const started = ctx.now()
  const before = whole ? started : new Date(started.getTime() - SCRUB_DAYS * 86_400_000)
  const { files } = (await store.figures(ctx))[0]!
  let left = whole ? Infinity : Math.max(AT_LEAST, Math.ceil(files / SCRUB_DAYS))
  const so = { checked: 0, damaged: 0, missing: 0 }
  while (left > 0) {
    const due = await store.dueForCheck(ctx, { before, started, most: Math.min(left, AT_ONCE) })
    if (due.length === 0) break
    const found: { id: string; damage: Damage | null }[] = []
    for (const { id } of due) found.push({ id, damage: await damageOf(ctx, id) })
    const entered = new Set((await store.enterChecks(ctx, found)).map(({ id }) => id))
    for (const { id, damage } of found) {
      if (!entered.has(id)) continue
      so.checked++
      if (damage === 'missing') so.missing++
      else if (damage) so.damaged++
    }
    left -= due.length
    tell(so, files)
  }
  await store.enterScrub(ctx, { whole, ...so })
  const said = { event: 'blobs.scrubbed', ...so }
  if (so.damaged + so.missing > 0) ctx.log.error(said, 'stored files are damaged or missing')
  else ctx.log.info(said, 'scrubbed')
  return so
}

/** What is wrong with a file; null when it is whole and what its name says. */
async function damageOf(ctx: Ctx, id: string): Promise<Damage | null> {
  const hash = createHash('sha256')
  try {
    for await (const piece of ctx.blobs.open(id)) hash.update(piece as Buffer)
  } catch (error) {
    if (error instanceof BlobDamaged) return error.reason
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    throw error
  }
  return hash.digest('hex') === id ? null : 'altered'
}
