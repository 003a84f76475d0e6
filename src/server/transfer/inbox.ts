import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Ctx } from '#server/platform/index.ts'
import { importDossiers } from './import.ts'
import type { Counts, LineFault } from './import.ts'

/** A file is taken when nothing was written to it for so long: whoever lays it there has finished. */
const QUIET_MS = 10_000
const KINDS = /\.(csv|jsonl|xlsx)$/i

export type Taken = { readonly file: string; readonly into: 'done' | 'failed'; readonly counts: Counts | null }

/**
 * Takes in the files of a watched folder: those in it name their source in each row, those in a sub-folder have its name
 * as their source. A file that was understood goes to `done`, one with rows that were not (the others are in) to `failed`,
 * with a report beside it. Done twice, or broken off in the middle, it ends the same: what is told again changes nothing.
 */
export async function takeInbox(ctx: Ctx, folder: string): Promise<readonly Taken[]> {
  await Promise.all([
    mkdir(join(folder, 'done'), { recursive: true }),
    mkdir(join(folder, 'failed'), { recursive: true })
  ])
  const taken: Taken[] = []
  for (const { path, source } of await waiting(ctx, folder)) taken.push(await takeFile(ctx, folder, path, source))
  return taken
}

async function waiting({ now }: Ctx, folder: string): Promise<{ path: string; source: string | null }[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const sources = entries.filter(entry => entry.isDirectory() && entry.name !== 'done' && entry.name !== 'failed')
  const places = [
    { place: folder, source: null },
    ...sources.map(({ name }) => ({ place: join(folder, name), source: name }))
  ]
  const found: { path: string; source: string | null }[] = []
  for (const { place, source } of places)
    for (const { name } of (await readdir(place, { withFileTypes: true })).filter(entry => entry.isFile())) {
      const path = join(place, name)
      const written = await stat(path).catch(() => null)
      if (written && KINDS.test(name) && written.mtimeMs <= now().getTime() - QUIET_MS) found.push({ path, source })
    }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function takeFile(ctx: Ctx, folder: string, path: string, source: string | null): Promise<Taken> {
  const done = await importDossiers(ctx, path, { source, rehearse: false })
  const faults: readonly object[] = done.ok ? done.value.faults : [done.error]
  // A file without a single row is none of ours, whatever its name says.
  const into = faults.length === 0 && done.ok && done.value.lines > 0 ? 'done' : 'failed'
  const stamp = ctx
    .now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
  const name = `${stamp}-${source ? `${source}-` : ''}${basename(path)}`
  if (into === 'failed') await writeFile(join(folder, into, `${name}.report.jsonl`), reportOf(faults))
  await rename(path, join(folder, into, name))
  const counts = done.ok ? done.value.counts : null
  ctx.log.info({ event: 'inbox.taken', file: name, into, ...counts }, 'took a file of another system')
  return { file: name, into, counts }
}

const reportOf = (faults: readonly (LineFault | object)[]): string =>
  faults.map(fault => `${JSON.stringify(fault)}\n`).join('')
