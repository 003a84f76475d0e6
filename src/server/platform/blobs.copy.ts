import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PlaceChanged, pathOf } from './blobs.place.ts'
import type { Lying, Place } from './blobs.place.ts'

const PIECE = 2 * 1024 * 1024
const MOST_CHANGES = 5
const EVER = new Date(8.64e15)

/** Copies every file of a place into a folder as that of a store, sealed as they lie. Returns how many were copied. */
export async function copyOut(place: Place, folder: string): Promise<number> {
  let copied = 0
  for await (const names of place.older(EVER))
    for (const name of names) {
      const path = join(folder, pathOf(name))
      if (!existsSync(path) && (await copyOne(place, name, path))) copied++
    }
  return copied
}

/** False when it was removed meanwhile. */
async function copyOne(place: Place, name: string, path: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  for (let changes = 0; ; changes++) {
    const lying = await place.look(name)
    if (!lying) return false
    try {
      await write(lying, `${path}.partial`)
      await rename(`${path}.partial`, path)
      return true
    } catch (error) {
      await rm(`${path}.partial`, { force: true })
      if (!(error instanceof PlaceChanged) || changes === MOST_CHANGES) throw error
    }
  }
}

async function write(lying: Lying, path: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(lying.head)
    const piece = Buffer.allocUnsafe(PIECE)
    for (let at = lying.head.length; at < lying.bytes;) {
      const { bytesRead } = await lying.read(piece, 0, Math.min(PIECE, lying.bytes - at), at)
      if (bytesRead === 0) throw new PlaceChanged(path)
      await file.writeFile(piece.subarray(0, bytesRead))
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}
