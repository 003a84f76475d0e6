import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { XMLParser } from 'fast-xml-parser'
import { BlobsAway, PlaceChanged, pathOf } from './blobs.place.ts'
import type { Lying, NewSlot, Place } from './blobs.place.ts'
import { openRequests, told } from './blobs.s3.request.ts'
import type { Access, Answered, Asked } from './blobs.s3.request.ts'
import { HEADER, SLOT, SLOT_SAYS } from './blobs.seal.ts'
import { RefusedToStart } from './refused-to-start.ts'

/** Chunks of 64 KiB that are read at once: 2 MiB a question. */
const CHUNKS = 32
const HEAD = 'x-amz-meta-motcua-head'

/**
 * A bucket of an S3 store. An object is a file's sealed chunks, its metadata the head, so that one question puts or
 * replaces both as one. A rotation copies the object onto itself with another head: the content does not travel.
 * docs/decisions/files-in-s3.md tells why.
 */
export function s3Place(access: Access): Place {
  const request = openRequests(access)
  const ask = async (asked: Asked, ...fine: number[]): Promise<Answered> => {
    const answered = await request(asked)
    if (fine.includes(answered.status)) return answered
    throw new BlobsAway(`${asked.method} ${access.url}: ${told(answered)}`)
  }
  return {
    name: `${access.url} ${access.bucket}`,
    far: true,
    ready: () => ready(request, access),
    look: sha256 => look(ask, pathOf(sha256)),
    has: async sha256 => (await ask({ method: 'HEAD', key: pathOf(sha256) }, 200, 404)).status === 200,
    put: (sha256, draft) => put(ask, pathOf(sha256), draft),
    putHead: (sha256, lying, slot) => putHead(ask, access, pathOf(sha256), lying as InBucket, slot),
    remove: async sha256 => void (await ask({ method: 'DELETE', key: pathOf(sha256) }, 200, 204, 404)),
    async shelf(name) {
      const names: string[] = []
      if (!/^[0-9a-f]{2}$/.test(name)) return names
      for await (const page of pages(ask, access.prefix, `${name}/`)) names.push(...page.map(each => each.name))
      return names
    },
    async *older(before) {
      for await (const page of pages(ask, access.prefix, '')) {
        const old = page.filter(({ at }) => at < before).map(({ name }) => name)
        if (old.length > 0) yield old
      }
    }
  }
}

type Ask = (asked: Asked, ...fine: number[]) => Promise<Answered>
type InBucket = Lying & { readonly etag: string }

/** Tells a wrong setting at the start. A store that is away is no reason to keep the house closed. */
async function ready(request: (asked: Asked) => Promise<Answered>, { bucket, url }: Access): Promise<void> {
  const query = { 'list-type': '2', 'max-keys': '1' }
  const answered = await request({ method: 'GET', key: '', query }).catch((error: unknown) => {
    if (error instanceof BlobsAway) return null
    throw error
  })
  if (answered && answered.status !== 200)
    throw new RefusedToStart(
      `The bucket ${bucket} at ${url} cannot be used for files (it says ${told(answered)}): see FILES_S3_URL, FILES_S3_BUCKET, FILES_S3_REGION and the keys.`
    )
}

/** The two slots of a head, without the nought behind them. */
const written = (head: Buffer): string =>
  Buffer.concat([head.subarray(0, SLOT_SAYS), head.subarray(SLOT, SLOT + SLOT_SAYS)]).toString('base64')

function headIn(text: unknown): Buffer {
  const said = Buffer.from(typeof text === 'string' ? text : '', 'base64')
  const head = Buffer.alloc(HEADER)
  said.copy(head, 0, 0, SLOT_SAYS)
  said.copy(head, SLOT, SLOT_SAYS, 2 * SLOT_SAYS)
  return head
}

async function look(ask: Ask, key: string): Promise<InBucket | null> {
  const { status, headers } = await ask({ method: 'HEAD', key }, 200, 404)
  if (status === 404) return null
  const etag = headers.etag ?? ''
  const bytes = HEADER + Number(headers['content-length'])
  const read: Lying['read'] = async (into, offset, length, position) => {
    if (position >= bytes) return { bytesRead: 0 }
    const range = `bytes=${position - HEADER}-${Math.min(position + length, bytes) - HEADER - 1}`
    const answered = await ask({ method: 'GET', key, headers: { range, 'if-match': etag } }, 206, 404, 412)
    if (answered.status !== 206) throw new PlaceChanged(key)
    return { bytesRead: answered.body.copy(into, offset, 0, length) }
  }
  return { head: headIn(headers[HEAD]), bytes, etag, chunks: CHUNKS, read }
}

/** Streamed from the disk. The store proves what it got by the hash that is signed with the question. */
async function put(ask: Ask, key: string, draft: string): Promise<void> {
  const head = await headOf(draft)
  const bytes = (await stat(draft)).size - HEADER
  const hash = createHash('sha256')
  for await (const piece of createReadStream(draft, { start: HEADER })) hash.update(piece as Buffer)
  const body = { path: draft, from: HEADER, bytes, sha256: hash.digest('hex') }
  await ask({ method: 'PUT', key, headers: { [HEAD]: written(head) }, body }, 200)
}

async function headOf(draft: string): Promise<Buffer> {
  const head = Buffer.alloc(HEADER)
  const file = await open(draft, 'r')
  await file.read(head, 0, HEADER, 0).finally(() => file.close())
  return head
}

async function putHead(ask: Ask, access: Access, key: string, { etag }: InBucket, slot: NewSlot): Promise<void> {
  const head = Buffer.alloc(HEADER)
  slot.bytes.copy(head, slot.at * SLOT)
  const headers = {
    'x-amz-copy-source': `/${access.bucket}/${access.prefix}${key}`,
    'x-amz-copy-source-if-match': etag,
    'x-amz-metadata-directive': 'REPLACE',
    [HEAD]: written(head)
  }
  const answered = await ask({ method: 'PUT', key, headers }, 200, 404, 412)
  if (answered.status !== 200) throw new PlaceChanged(key)
  // A copy that fails on the way is told in an answer that began well.
  if (answered.body.includes('<Error>')) throw new BlobsAway(`PUT ${access.url}: ${told(answered)}`)
}

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false, isArray: name => name === 'Contents' })
type Page = {
  ListBucketResult?: {
    Contents?: { Key: string; LastModified: string }[]
    IsTruncated?: string
    NextContinuationToken?: string
  }
}

/** The objects whose keys begin so, a page at a time. */
async function* pages(ask: Ask, prefix: string, begin: string): AsyncGenerator<readonly { name: string; at: Date }[]> {
  for (let token: string | undefined; ;) {
    const query = {
      'list-type': '2',
      prefix: `${prefix}${begin}`,
      ...(token === undefined ? {} : { 'continuation-token': token })
    }
    const { body } = await ask({ method: 'GET', key: '', query }, 200)
    const page = (xml.parse(body) as Page).ListBucketResult ?? {}
    yield (page.Contents ?? [])
      .map(({ Key, LastModified }) => ({
        name: Key.slice(prefix.length).replace('/', ''),
        at: new Date(LastModified)
      }))
      .filter(({ name }) => /^[0-9a-f]{64}$/.test(name))
    token = page.IsTruncated === 'true' ? page.NextContinuationToken : undefined
    if (token === undefined) return
  }
}
