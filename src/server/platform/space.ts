import { isOneOf } from './codes.ts'
import { statfsSync } from 'node:fs'

/** Kept free for the database's own log and the work that is already running: eight of its files. */
const RESERVE_BYTES = 128 * 1024 * 1024
const LOOK_AGAIN_MS = 1_000

/**
 * Whether the disk of a folder has room for new work. Below the reserve nothing new is begun, so that the database never
 * meets a disk without room in the middle of its log: people are told, and go on as soon as there is space.
 */
export function spaceOn(folder: string, reserve = RESERVE_BYTES): () => boolean {
  let looked = -Infinity
  let room = true
  return () => {
    const now = performance.now()
    if (now - looked > LOOK_AGAIN_MS) {
      looked = now
      room = hasRoom(folder, reserve)
    }
    return room
  }
}

/** A disk too small for the reserve keeps a tenth; one that cannot be asked is believed to have room. */
function hasRoom(folder: string, reserve: number): boolean {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder)
    return bavail * bsize >= Math.min(reserve, (blocks * bsize) / 10)
  } catch {
    return true
  }
}

/** PostgreSQL and the file system say the same in their own words. */
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT'])
export const isDiskFull = (error: unknown): boolean => isOneOf(FULL, error)
