import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** A cell of PostgreSQL's text format for COPY. */
export const cell = (value: string | number | boolean | null): string => {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return SPECIAL.test(value) ? value.replace(/[\\\n\r\t]/g, escape) : value
}
const SPECIAL = /[\\\n\r\t]/

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escape = (character: string): string => ESCAPES[character]!

export function row(cells: readonly (string | number | boolean | null)[]): string {
  let line = cell(cells[0] ?? null)
  for (let at = 1; at < cells.length; at++) line += `\t${cell(cells[at]!)}`
  return `${line}\n`
}

/** Sends lines of COPY to the server and waits until it has taken them all. */
export async function send(stream: Writable, lines: readonly string[]): Promise<void> {
  const done = new Promise<void>((resolve, reject) => stream.once('finish', resolve).once('error', reject))
  for (let from = 0; from < lines.length; from += 200)
    if (!stream.write(lines.slice(from, from + 200).join(''))) await once(stream, 'drain')
  stream.end()
  await done
}
