import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PlaceChanged, SHELVES, pathOf } from './blobs.place.ts'
import type { Lying, NewSlot, Place } from './blobs.place.ts'
import { HEADER, SLOT } from './blobs.seal.ts'

/** A folder, which is made when the first file comes. Several nodes may share it. */
export type Folder = Place & { path(sha256: string): string }

export function folderPlace(folder: string): Folder {
  const path = (sha256: string) => join(folder, pathOf(sha256))
  return {
    name: folder,
    far: false,
    path,
    ready: () => Promise.resolve(),
    look: async sha256 => look(path(sha256)),
    has: async sha256 => (await stat(path(sha256)).catch(() => null)) !== null,
    put: (sha256, draft) => moveTo(draft, path(sha256)),
    putHead: (sha256, lying, slot) => writeSlot(path(sha256), lying, slot),
    remove: sha256 => rm(path(sha256), { force: true }),
    shelf: name => shelf(folder, name),
    older: before => older(folder, before)
  }
}

type InFolder = Lying & { readonly inode: number }

const isGone = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags)
  return work(file).finally(() => file.close())
}

/**
 * The file is opened anew for each piece: a reader who goes away without a word, as a page that is left does, then holds
 * nothing, while Node ends the whole process for a handle that was forgotten.
 */
async function look(path: string): Promise<InFolder | null> {
  try {
    return await withFile(path, 'r', async file => {
      const { size, ino } = await file.stat()
      const head = Buffer.alloc(Math.min(HEADER, size))
      await file.read(head, 0, head.length, 0)
      const read: Lying['read'] = (into, offset, length, position) =>
        sameFile(path, 'r', ino, file => file.read(into, offset, length, position))
      return { head, bytes: size, inode: ino, read }
    })
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

async function sameFile<T>(path: string, flags: string, inode: number, work: (file: FileHandle) => Promise<T>) {
  try {
    return await withFile(path, flags, async file => {
      if ((await file.stat()).ino !== inode) throw new PlaceChanged(path)
      return work(file)
    })
  } catch (error) {
    throw isGone(error) ? new PlaceChanged(path) : error
  }
}

/** The free slot first, then the old one is wiped: a head is never half-written. */
const writeSlot = (path: string, lying: Lying, { at, bytes }: NewSlot) =>
  sameFile(path, 'r+', (lying as InFolder).inode, async file => {
    await file.write(bytes, 0, SLOT, at * SLOT)
    await file.sync()
    await file.write(Buffer.alloc(SLOT), 0, SLOT, (1 - at) * SLOT)
    await file.sync()
  })

/** After this the file survives a power cut: the folder's entry is on the disk too. */
async function moveTo(draft: string, target: string) {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await rename(draft, target)
  await withFile(dirname(target), 'r', folder => folder.sync())
}

const shelf = async (folder: string, name: string): Promise<string[]> =>
  (await readdir(join(folder, name)).catch(() => []))
    .filter(each => /^[0-9a-f]{62}$/.test(each))
    .map(each => name + each)

async function* older(folder: string, before: Date): AsyncIterable<readonly string[]> {
  const there = new Set(await readdir(folder).catch(() => []))
  for (const each of SHELVES.filter(name => there.has(name))) {
    const old: string[] = []
    for (const name of await shelf(folder, each)) {
      const file = await stat(join(folder, pathOf(name))).catch(() => null)
      if (file && file.mtime < before) old.push(name)
    }
    if (old.length > 0) yield old
  }
}
