import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { FileType } from '../model.ts'
import type { Peekable } from '../type.rules.ts'
import { entriesInZip } from '../zip.rules.ts'
import { heicPixels } from './heic.rules.ts'
import { openInspector } from './inspector.ts'
import type { Inspector } from './inspector.ts'
import { fileLimits } from './limits.ts'
import { BOUNDS } from './model.ts'
import type { FileLimits, IntakeRefusal, Looked } from './model.ts'
import { countRefusal } from './store.ts'

let opened: Inspector | undefined
const inspector = (): Inspector => (opened ??= openInspector())

/** Looks into a file whose type is told and before it is kept: only what opens, and does nothing by itself, goes on. */
export async function inspect(ctx: Ctx, file: Peekable, type: FileType): Promise<Result<Looked, IntakeRefusal>> {
  const found = await look(file, type, fileLimits())
  if (found.ok) return found
  await countRefusal(ctx, found.error.code)
  ctx.log.info({ event: 'documents.refused', reason: found.error.code, type, bytes: file.bytes }, 'refused a file')
  return found
}

async function look(file: Peekable, type: FileType, limits: FileLimits): Promise<Result<Looked, IntakeRefusal>> {
  switch (type) {
    case 'application/pdf':
    case 'image/jpeg':
    case 'image/png':
    case 'image/tiff':
      return inspector().look(file, type, limits)
    case 'image/heic':
      return lookAtHeic(file, limits)
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return lookIntoOffice(file)
    case 'text/plain':
      return ok({ pages: 1 })
    default:
      return type satisfies never
  }
}

/** Its decoder is only loaded to read it; here its head must name a size, and its parts must all be there. */
async function lookAtHeic(file: Peekable, limits: FileLimits): Promise<Result<Looked, IntakeRefusal>> {
  const pixels = heicPixels(await file.peek(0, 1 << 18))
  if (pixels === null || !(await boxesWhole(file))) return err({ code: 'broken' })
  if (pixels > limits.pixels) return err({ code: 'too-many-pixels', pixels, limit: limits.pixels })
  return ok({ pages: 1 })
}

/** A file of boxes that was cut off ends within one. */
async function boxesWhole(file: Peekable): Promise<boolean> {
  let at = 0
  while (at + 8 <= file.bytes) {
    const head = Buffer.from(await file.peek(at, 16))
    const size = head.readUInt32BE(0)
    if (size === 0) return true
    const long = size === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : size
    if (long < 8) return false
    at += long
  }
  return at === file.bytes
}

/** What its directory says it becomes; whoever opens it trusts the same directory. */
async function lookIntoOffice(file: Peekable): Promise<Result<Looked, IntakeRefusal>> {
  const entries = (await entriesInZip(file)) ?? []
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0)
  if (entries.length > 20_000 || unpacked > BOUNDS.unpackedInAll) return err({ code: 'bomb' })
  return ok({ pages: 1 })
}
