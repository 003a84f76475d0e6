import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { readBlob } from '../actions.ts'
import type { ReadRefusal } from './model.ts'
import { LIMITS } from './model.ts'
import { openReader } from './reader.ts'
import type { Reader } from './reader.ts'
import { searchable } from './searchable.ts'
import * as store from './store.ts'
import type { FindingRow, ReadingRow } from './store.ts'

/** One reading process for the house; it starts with the first paper. */
let opened: Reader | undefined
const reader = (): Reader => (opened ??= openReader())

/** Another one for what somebody waits to see, so that a long scan being read does not keep them waiting. */
let showing: Reader | undefined
const LOOK = { ...LIMITS, seconds: { page: 30, file: 30 } }

/** A telephone's photograph as JPEG for the browser; null when it cannot be drawn. */
export async function photographFor(ctx: Ctx, file: string): Promise<Uint8Array | null> {
  const bytes = await bytesOf(ctx, file)
  if (!bytes.ok) return null
  const photograph = { bytes: bytes.value, type: 'image/heic' }
  const drawn = await (showing ??= openReader(LOOK)).draw(photograph, { page: 1, turned: 0, skew: 0, longest: 2400 })
  return drawn.ok ? drawn.value : null
}

/** Asks for a file to be read in the background. The caller has checked that the actor may see the file. */
export const askReading = async (ctx: Ctx, file: string): Promise<void> => {
  await store.ask(ctx, file)
}

/** How far a file is read and what it said; null when nobody asked. */
export const readingOf = async (ctx: Ctx, file: string): Promise<ReadingRow | null> =>
  (await store.find(ctx, file))[0] ?? null

/** What was read of each of these files; those nobody asked to read are not among them. */
export const findingsOf = async (ctx: Ctx, files: readonly string[]): Promise<ReadonlyMap<string, FindingRow>> =>
  new Map((files.length === 0 ? [] : await store.findings(ctx, files)).map(row => [row.file, row]))

/** The job: reads a file that waits, tells how far it is, and keeps what it said or why it could not be read. */
export async function readWaiting(ctx: Ctx, file: string): Promise<void> {
  const [begun] = await store.begin(ctx, file)
  if (!begun) return
  const bytes = await bytesOf(ctx, file)
  let telling: Promise<unknown> = Promise.resolve()
  const read = bytes.ok
    ? await reader().read({ bytes: bytes.value, type: begun.type }, progress => {
        telling = telling.then(() => store.advance(ctx, file, progress))
      })
    : bytes
  await telling
  await (read.ok ? store.finish(ctx, file, read.value) : store.refuse(ctx, file, read.error))
  const found = read.ok ? { kind: read.value.kind, pages: read.value.pages.length } : { refused: read.error.code }
  ctx.log.info({ event: 'documents.read', file, ...found }, 'read')
}

async function bytesOf(ctx: Ctx, file: string): Promise<Result<Uint8Array, ReadRefusal>> {
  const blob = await readBlob(ctx, file)
  if (!blob) return err({ code: 'broken' })
  if (blob.bytes > LIMITS.bytes) return err({ code: 'too-many-bytes', limit: LIMITS.bytes })
  return ok(new Uint8Array(await new Response(blob.stream as never).arrayBuffer()))
}

/** A page straightened as its reading speaks of it, as JPEG; null when it was not read or cannot be drawn. */
export async function pagePicture(ctx: Ctx, file: string, number: number, longest = 1600): Promise<Uint8Array | null> {
  const reading = await readingOf(ctx, file)
  const page = reading?.result?.pages[number - 1]
  const blob = page && (await readBlob(ctx, file))
  const bytes = blob && (await bytesOf(ctx, file))
  if (!page || !blob || !bytes || !bytes.ok) return null
  const { turned, skew } = page
  const drawn = await reader().draw({ bytes: bytes.value, type: blob.type }, { page: number, turned, skew, longest })
  return drawn.ok ? drawn.value : null
}

/** More pages than this are not put into one searchable PDF while somebody waits. */
export const SEARCHABLE_PAGES = 30

/** The paper as PDF/A-2b whose words can be searched and copied; null when it was not read or has too many pages. */
export async function searchableOf(ctx: Ctx, file: string, name: string): Promise<Uint8Array | null> {
  const result = (await readingOf(ctx, file))?.result
  if (!result || result.pages.length > SEARCHABLE_PAGES) return null
  const pictures: Uint8Array[] = []
  for (let number = 1; number <= result.pages.length; number++) {
    const picture = await pagePicture(ctx, file, number, 2400)
    if (!picture) return null
    pictures.push(picture)
  }
  return searchable({ name, pages: result.pages, pictures, at: ctx.now() })
}
