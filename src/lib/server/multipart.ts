import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import type { BusboyFileStream } from '@fastify/busboy'
import { error } from '@sveltejs/kit'
import { pieces } from '#server/platform/index.ts'
import type { BlobStore, Incoming } from '#server/platform/index.ts'

const LIMITS = { fieldNameSize: 1000, fieldSize: 4 << 20, fields: 5000, files: 500 }

/** A file of a form as it lies on this node's disk, sealed, until the request is answered. Read in pieces, not whole. */
class LaidFile extends File {
  readonly #incoming: Incoming

  constructor(incoming: Incoming, name: string, type: string) {
    super([], name, { type })
    this.#incoming = incoming
  }

  override get size(): number {
    return this.#incoming.bytes
  }

  override stream() {
    // Node has it; the types of the browser, which these files are checked with, do not name it.
    const { from } = ReadableStream as unknown as { from(source: AsyncIterable<Uint8Array>): unknown }
    return from.call(ReadableStream, pieces(this.#incoming)) as ReadableStream<Uint8Array<ArrayBuffer>>
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(await this.#incoming.peek(0, this.size))
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes())
  }

  override slice(): never {
    throw new Error('a file of a form is read as a stream')
  }
}

/**
 * Lets `request.formData()` lay files on the disk as they come in, where the platform's own would hold the whole form in
 * memory. Answers what takes them off the disk again, once the request is answered.
 */
export function layFiles(request: Request, blobs: Pick<BlobStore, 'receive'>): () => Promise<void> {
  const laid: Incoming[] = []
  let form: Promise<FormData> | undefined
  Object.defineProperty(request, 'formData', { value: () => (form ??= read(request, blobs, laid)) })
  return async () => {
    await form?.catch(() => {})
    await Promise.all(laid.map(incoming => incoming.drop()))
  }
}

type Entry = string | File | null

async function read(request: Request, blobs: Pick<BlobStore, 'receive'>, laid: Incoming[]): Promise<FormData> {
  const entries: { name: string; value: Entry | Promise<Entry> }[] = []
  const streams: BusboyFileStream[] = []
  let cut = false
  const parser = parserOf(request)
  parser.on('field', (name, value, nameCut, valueCut) => {
    cut ||= nameCut || valueCut
    entries.push({ name: unquoted(name), value })
  })
  parser.on('file', (name, stream, filename, _encoding, type) => {
    // Heard here for good; whoever awaits hears of it as well.
    stream.on('error', () => {})
    streams.push(stream)
    const value = lay(blobs, stream, { name: unquoted(filename), type }, laid)
    value.catch(() => {})
    entries.push({ name: unquoted(name), value })
  })
  for (const limit of ['fieldsLimit', 'filesLimit'] as const) parser.on(limit, () => (cut = true))
  try {
    await pipeline(request.body as unknown as AsyncIterable<Uint8Array>, parser)
  } catch (fault) {
    for (const stream of streams) stream.destroy(fault as Error)
    await Promise.allSettled(entries.map(({ value }) => value))
    // What the server itself says of the body, such as that it is too large, is said; the rest is no form.
    throw isFormFault(fault) ? badForm() : fault
  }
  const form = new FormData()
  for (const { name, value } of entries) {
    const whole = await value
    if (whole === null) badForm()
    form.append(name, whole as string)
  }
  if (cut) error(413)
  return form
}

function parserOf(request: Request) {
  try {
    const isPartAFile = (_: string | undefined, __: string | undefined, filename: string | undefined) =>
      filename !== undefined
    return new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: LIMITS,
      isPartAFile
    })
  } catch {
    return badForm()
  }
}

/** Null where the form broke off in the middle of it. */
async function lay(
  blobs: Pick<BlobStore, 'receive'>,
  stream: BusboyFileStream,
  { name, type }: { name: string; type: string },
  laid: Incoming[]
): Promise<File | null> {
  // A stream that were destroyed in the middle would hold up the rest of the form.
  const received = await blobs.receive(stream.iterator({ destroyOnReturn: false }), Infinity)
  if (received.ok) {
    laid.push(received.value)
    return new LaidFile(received.value, name, type)
  }
  if (received.error.code === 'file-empty') return new File([], name, { type })
  stream.resume()
  if (received.error.code === 'disk-full') throw Object.assign(new Error('no room for a form'), { code: 'ENOSPC' })
  return null
}

const badForm = (): never => error(400)
const isFormFault = (fault: unknown): boolean =>
  fault instanceof Error && /multipart|boundary|header/i.test(fault.message)
/** Browsers write these characters in their own way within a name. */
const unquoted = (name = ''): string => name.replace(/%(22|0D|0A)/gi, found => decodeURIComponent(found))
