import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'

/** What a backup says of itself, `manifest.json`. It is written last: a folder without it is not a backup. */
export const Manifest = z.object({
  format: z.literal(1),
  schema: z.string(),
  province: z.object({ code: z.string(), name: z.string() }).nullable(),
  takenAt: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.number(), called: z.boolean() })),
  jobs: z.array(z.record(z.string(), z.unknown())),
  files: z.number(),
  /** The master keys of the files, sealed as in the database: also those made while the files were copied. */
  keys: z.array(z.object({ id: z.string(), sealed: z.base64(), madeAt: z.string() })).default([])
})
export type Manifest = z.infer<typeof Manifest>

export const tableFile = (folder: string, table: string) => join(folder, 'tables', `${table}.copy.gz`)

/** Writes rows in COPY text form, compressed; counts them (one line each) and hashes the file's bytes. */
export async function writeRows(rows: Readable, path: string): Promise<{ rows: number; sha256: string }> {
  let count = 0
  const counting = new Transform({
    transform(part: Buffer, _, done) {
      for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) count++
      done(null, part)
    }
  })
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(part: Buffer, _, done) {
      hash.update(part)
      done(null, part)
    }
  })
  await pipeline(rows, counting, createGzip({ level: 5 }), hashing, createWriteStream(path, { mode: 0o600 }))
  // The driver pauses its socket when a reader is slow and, when the last row was the slow one, never wakes it again.
  rows._read(0)
  return { rows: count, sha256: hash.digest('hex') }
}

/** Reads a backup's manifest and proves that each file is the one it names. */
export async function openArchive(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) throw new RefusedToStart(`${folder} is not a whole backup: manifest.json is missing.`)
  const parsed = Manifest.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new RefusedToStart(`${path} cannot be understood; it is broken or from another version.`)
  for (const table of parsed.data.tables) {
    const file = tableFile(folder, table.name)
    if (!existsSync(file)) throw new RefusedToStart(`The backup is broken: ${file} is missing.`)
    if ((await hashOf(file)) !== table.sha256)
      throw new RefusedToStart(`The backup is broken: ${file} was changed after it was taken.`)
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}
