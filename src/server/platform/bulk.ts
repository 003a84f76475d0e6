import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** A cell of PostgreSQL's text format for COPY. */
export const cell = (value: string | number | boolean | null): string =>
  value === null ? '\\N' : typeof value === 'string' ? value.replace(/[\\\n\r\t]/g, escape) : String(value)

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escape = (character: string): string => ESCAPES[character]!

export const row = (cells: readonly (string | number | boolean | null)[]): string => `${cells.map(cell).join('\t')}\n`

/** Sends lines of COPY to the server and waits until it has taken them all. */
export async function send(stream: Writable, lines: readonly string[]): Promise<void> {
  const done = new Promise<void>((resolve, reject) => stream.once('finish', resolve).once('error', reject))
  for (let from = 0; from < lines.length; from += 200)
    if (!stream.write(lines.slice(from, from + 200).join(''))) await once(stream, 'drain')
  stream.end()
  await done
}
