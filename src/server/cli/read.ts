import { readFile, stat } from 'node:fs/promises'
import { explainReading, openReader, READ_LIMITS, recognise, told } from '#server/documents/index.ts'
import type { Reading, ReadRefusal } from '#server/documents/index.ts'
import { err } from '#server/platform/index.ts'
import type { Result } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { fileGiven } from './command.ts'
import type { Command } from './command.ts'

export const readPaper: Command = {
  name: 'read',
  usage: 'FILE',
  tells: 'what a scan, photograph or PDF says, as JSON: kind, pages, QR codes, machine-readable zone, text, fields',
  alone: true,
  async run(given) {
    const { language, progress, say } = given
    const path = fileGiven(given)
    const read = await readPath(path, words => progress(words))
    if (!read.ok) throw new RefusedToStart(explainReading(language, read.error))
    say(JSON.stringify(told(read.value), null, 2))
  }
}

/** The type is told from the content; what is too large is not taken into memory. */
async function readPath(path: string, progress: (words: string) => void): Promise<Result<Reading, ReadRefusal>> {
  const { size } = await stat(path)
  if (size > READ_LIMITS.bytes) return err({ code: 'too-many-bytes', limit: READ_LIMITS.bytes })
  const bytes = await readFile(path)
  const peek = async (position: number, length: number) => bytes.subarray(position, position + length)
  const type = await recognise({ bytes: size, peek })
  if (type === null) return err({ code: size === 0 ? 'broken' : 'not-readable-type' })
  const reader = openReader()
  try {
    return await reader.read({ bytes, type }, ({ done, pages }) => pages > 1 && progress(`${done}/${pages}`))
  } finally {
    reader.close()
  }
}
