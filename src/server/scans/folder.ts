import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askReading, explainUpload, holdFiles, storeUpload, takeBack } from '#server/documents/index.ts'
import { unitsInForce } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { KEPT_DAYS, QUIET_MS, SCAN_BYTES } from './model.ts'
import type { Taken } from './model.ts'
import * as store from './store.ts'

const OWN = ['done', 'refused', '.taking'] as const
/** What the folder's file is called while it is taken: a name of its own, whose folder, its own name. */
const PARTS = /^([0-9a-f-]{36})~([^~]*)~(.+)$/

/**
 * Takes in what scanners laid into `folder/<unit code>/` and `folder/<unit code>/<login>/`. A file is first moved aside
 * under a name of its own, which is entered with it: broken off at any moment and begun again, it is taken exactly once.
 */
export async function takeFolder(ctx: Ctx, folder: string, quietMs = QUIET_MS): Promise<readonly Taken[]> {
  const units = await unitsInForce(ctx, dayOf(ctx.now()))
  const taken: Taken[] = []
  for (const { name } of (await entriesOf(folder)).filter(entry => entry.isDirectory()))
    if (units.has(name)) taken.push(...(await takeUnit(ctx, join(folder, name), name, quietMs)))
    else ctx.log.warn({ event: 'scans.unit-unknown', folder: name }, 'a folder of scans names no unit')
  return taken
}

const entriesOf = async (place: string) => await readdir(place, { withFileTypes: true }).catch(() => [])

async function takeUnit(ctx: Ctx, place: string, unit: string, quietMs: number): Promise<Taken[]> {
  for (const name of OWN) await mkdir(join(place, name), { recursive: true })
  const people = (await entriesOf(place)).filter(each => each.isDirectory() && !OWN.includes(each.name as never))
  for (const login of ['', ...people.map(each => each.name)]) await setAside(ctx, place, login, quietMs)
  const taken: Taken[] = []
  for (const { name: key } of await entriesOf(join(place, '.taking'))) {
    const [, , login, name] = PARTS.exec(key) ?? []
    if (name === undefined) continue
    const into = await takeOne(ctx, { place, unit, key, name, login: login ?? '' })
    if (into) taken.push({ name, into })
  }
  await tidy(ctx, join(place, 'done'))
  return taken
}

/** Moves files that stand still out of the scanner's way. Hidden ones are those it is still writing. */
async function setAside(ctx: Ctx, place: string, login: string, quietMs: number): Promise<void> {
  for (const { name } of (await entriesOf(join(place, login))).filter(each => each.isFile())) {
    const path = join(place, login, name)
    const written = await stat(path).catch(() => null)
    // The time of the last change of the file itself, which a copying program cannot set back.
    if (!written || name.startsWith('.') || written.size === 0) continue
    if (written.ctimeMs > ctx.now().getTime() - quietMs) continue
    await rename(path, join(place, '.taking', `${randomUUID()}~${login}~${name}`)).catch(() => {})
  }
}

/** Troubles of the house and not of the file. */
const PASSING: ReadonlySet<string> = new Set(['disk-full', 'files-away', 'upload-broken-off'])

async function takeOne(
  ctx: Ctx,
  { place, unit, key, name, login }: { place: string; unit: string; key: string; name: string; login: string }
): Promise<Taken['into'] | null> {
  const path = join(place, '.taking', key)
  const away = (into: Taken['into']) => rename(path, join(place, into, key.replaceAll('~', ' '))).catch(() => {})
  if ((await store.known(ctx, key)).length === 0) {
    const owner = `scan-folder:${unit}`
    const stored = await storeUpload(ctx, createReadStream(path), { name, limit: SCAN_BYTES, owner })
    if (!stored.ok) {
      // No room, or another worker was faster: looked at again with the next minute.
      if (PASSING.has(stored.error.code)) return null
      const words = `${name}\n\n${explainUpload('vi', stored.error)}\n`
      await writeFile(join(place, 'refused', `${key.replaceAll('~', ' ')}.txt`), words)
      await away('refused')
      ctx.log.info({ event: 'scans.refused', unit, reason: stored.error.code }, 'refused a scan')
      return 'refused'
    }
    const file = stored.value
    const held = await holdFiles(ctx, { kind: 'scan', ref: key, blobs: [file.id] })
    if (!held.ok) return null
    await store.enter(ctx, { key, unit, officer: await officerNamed(ctx, unit, login), file })
    await takeBack(ctx, owner, file.id)
    await askReading(ctx, file.id)
    ctx.log.info({ event: 'scans.taken', unit, bytes: file.bytes }, 'took a scan')
  }
  await away('done')
  return 'done'
}

async function officerNamed(ctx: Ctx, unit: string, login: string): Promise<string | null> {
  if (login === '') return null
  const [found] = await store.officerCalled(ctx, { unit, login: login.toLowerCase() })
  return found?.id ?? null
}

/** The copies in `done` carry personal data: they are there for the day something went wrong, not for ever. */
async function tidy(ctx: Ctx, place: string): Promise<void> {
  const before = ctx.now().getTime() - KEPT_DAYS * 86_400_000
  for (const { name } of await entriesOf(place)) {
    const written = await stat(join(place, name)).catch(() => null)
    if (written && written.ctimeMs < before) await rm(join(place, name), { force: true })
  }
}
