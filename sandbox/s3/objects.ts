import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Stored = {
  readonly etag: string
  readonly at: string
  readonly meta: Readonly<Record<string, string>>
}

/** Objects of one bucket in a folder: two files each, so that the sandbox may be stopped and started again. */
export function openObjects(folder: string) {
  mkdirSync(folder, { recursive: true })
  const path = (key: string) => join(folder, encodeURIComponent(key))
  const find = (key: string): Stored | null =>
    existsSync(`${path(key)}.json`) ? (JSON.parse(readFileSync(`${path(key)}.json`, 'utf8')) as Stored) : null
  return {
    find,
    body: (key: string): Buffer => readFileSync(path(key)),
    put(key: string, body: Buffer, meta: Stored['meta']): Stored {
      const etag = `"${createHash('md5').update(body).digest('hex')}"`
      const stored = { etag, at: new Date().toISOString(), meta }
      writeFileSync(`${path(key)}.new`, body)
      renameSync(`${path(key)}.new`, path(key))
      writeFileSync(`${path(key)}.json`, JSON.stringify(stored))
      return stored
    },
    remove(key: string) {
      rmSync(`${path(key)}.json`, { force: true })
      rmSync(path(key), { force: true })
    },
    keys: (prefix: string): string[] =>
      readdirSync(folder)
        .filter(name => name.endsWith('.json'))
        .map(name => decodeURIComponent(name.slice(0, -'.json'.length)))
        .filter(key => key.startsWith(prefix))
        .sort()
  }
}
export type Objects = ReturnType<typeof openObjects>
