import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

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

/**
 * Lines of COPY as the bytes that go over the wire, written at once: many strings that live until their batch is full
 * would keep the garbage collector busier than the writing itself.
 */
export type Lines = { add(line: string): void; take(): Uint8Array<ArrayBuffer> }

export function openLines(): Lines {
  let bytes = Buffer.allocUnsafeSlow(1 << 20)
  let length = 0
  return {
    add(line) {
      // A UTF-16 unit is at most three bytes of UTF-8.
      if (length + line.length * 3 > bytes.length) {
        const wider = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, length + line.length * 3))
        bytes.copy(wider, 0, 0, length)
        bytes = wider
      }
      length += bytes.write(line, length)
    },
    take() {
      const taken = Uint8Array.prototype.slice.call(bytes, 0, length) as Uint8Array<ArrayBuffer>
      length = 0
      return taken
    }
  }
}

const PIECE = 1 << 16

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE)
}

/** Sends lines of COPY to the server and waits until it has taken them all. */
export const send = (stream: Writable, lines: Uint8Array): Promise<void> => pipeline(pieces(lines), stream)
