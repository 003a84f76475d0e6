import { json } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { addPart, arrived, beginUpload, endUpload, explainUpload, uploadOnTheWay } from '#server/documents/index.ts'
import type { Checksum, PartRefusal } from '#server/documents/index.ts'
import { waitFor } from './following.ts'

/**
 * Where uploads of one kind arrive by tus 1.0 (https://tus.io/protocols/resumable-upload): core, creation, termination
 * and checksum. A request with an empty body at the end of a file asks once more for it to be taken in.
 */
export type Landing = {
  /** Whose upload it is, e.g. `draft:<id>`; another's does not exist. */
  readonly owner: string
  readonly limit: number
  /** The address of the collection. */
  readonly base: string
  /** Takes the whole file in; answers why not, in words, or the page to go on with. */
  take(file: { name: string; field: string; stream: AsyncIterable<Uint8Array> }): Promise<Taken>
}

export type Taken = { readonly problem: string } | { readonly next: string | null }

const VERSION = '1.0.0'
const PASSING = [
  ['disk-full', 507],
  ['files-away', 503]
] as const
const ALGORITHMS = ['sha1', 'sha256', 'md5'] as const
const HEADERS = { 'tus-resumable': VERSION, 'cache-control': 'no-store' }
const say = (status: number, more: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...HEADERS, ...more } })
const refuse = (status: number, problem: string, more: Record<string, string> = {}) =>
  json({ problem }, { status, headers: { ...HEADERS, ...more } })

/** A client of another version, or a form that strayed here. */
const stray = ({ request }: RequestEvent): Response | null =>
  request.headers.get('tus-resumable') === VERSION ? null : say(412, { 'tus-version': VERSION })

const natural = (text: string | null): number | null => (text && /^\d{1,15}$/.test(text) ? Number(text) : null)

/** What this place understands. */
export const describeLanding = (limit: number): Response =>
  say(204, {
    'tus-version': VERSION,
    'tus-extension': 'creation,termination,checksum',
    'tus-checksum-algorithm': ALGORITHMS.join(),
    'tus-max-size': String(limit)
  })

export async function createUpload(event: RequestEvent, { owner, limit, base }: Landing): Promise<Response> {
  const { ctx, language } = event.locals
  const strayed = stray(event)
  if (strayed) return strayed
  const { headers } = event.request
  const bytes = natural(headers.get('upload-length'))
  if (bytes === null) return say(400)
  if (waitFor(event, 'upload') > 0) return say(429)
  const about = metadataIn(headers.get('upload-metadata') ?? '')
  const named = { name: about.filename ?? '', field: about.field ?? '' }
  const begun = await beginUpload(ctx, { owner, ...named, bytes, limit })
  return begun.ok
    ? say(201, { location: `${base}/${begun.value.id}` })
    : refuse(413, explainUpload(language, begun.error))
}

/** `filename 8J+Yig==,field eA==`. */
function metadataIn(header: string): Partial<Record<string, string>> {
  const pairs = header.split(',').map(pair => pair.trim().split(' '))
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]))
}

export async function tellUpload(event: RequestEvent, { owner }: Landing): Promise<Response> {
  const strayed = stray(event)
  if (strayed) return strayed
  const partial = await uploadOnTheWay(event.locals.ctx, owner, event.params.upload ?? '')
  if (!partial) return say(404)
  return say(200, { 'upload-offset': String(partial.got), 'upload-length': String(partial.bytes) })
}

export async function dropUpload(event: RequestEvent, { owner }: Landing): Promise<Response> {
  const strayed = stray(event)
  if (strayed) return strayed
  const { ctx } = event.locals
  const partial = await uploadOnTheWay(ctx, owner, event.params.upload ?? '')
  if (!partial) return say(404)
  await endUpload(ctx, partial.id)
  return say(204)
}

export async function continueUpload(event: RequestEvent, landing: Landing): Promise<Response> {
  const strayed = stray(event)
  if (strayed) return strayed
  const { request, params, locals } = event
  const { ctx } = locals
  if (request.headers.get('content-type') !== 'application/offset+octet-stream') return say(415)
  const from = natural(request.headers.get('upload-offset'))
  const checksum = checksumIn(request.headers.get('upload-checksum'))
  if (from === null || checksum === null) return say(400)
  const partial = await uploadOnTheWay(ctx, landing.owner, params.upload ?? '')
  if (!partial) return say(404)
  const stream = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>
  const added = await addPart(ctx, partial, { from, stream, checksum })
  if (!added.ok) return refused(event, added.error)
  const offset = { 'upload-offset': String(added.value.got) }
  if (added.value.got < partial.bytes) return say(204, offset)
  const whole = (await uploadOnTheWay(ctx, landing.owner, partial.id)) ?? partial
  const taken = await landing.take({ name: whole.name, field: whole.field, stream: arrived(ctx, whole) })
  // A house without room, or whose files are away, is not the file's fault: what has arrived stays for later.
  const passing = PASSING.find(
    ([code]) => 'problem' in taken && taken.problem === explainUpload(locals.language, { code })
  )
  if (passing && 'problem' in taken) return refuse(passing[1], taken.problem)
  await endUpload(ctx, partial.id)
  if ('problem' in taken) return refuse(422, taken.problem)
  return say(204, taken.next ? { ...offset, location: taken.next } : offset)
}

function checksumIn(header: string | null): Checksum | undefined | null {
  if (header === null) return undefined
  const [name, value = ''] = header.split(' ')
  const algorithm = ALGORITHMS.find(each => each === name)
  return algorithm ? { algorithm, value: Buffer.from(value, 'base64') } : null
}

function refused({ locals }: RequestEvent, refusal: PartRefusal): Response {
  switch (refusal.code) {
    case 'not-found':
      return say(404)
    case 'checksum-wrong':
      return say(460)
    case 'offset-conflict':
      return say(409, { 'upload-offset': String(refusal.got) })
    default:
      return refuse(
        PASSING.find(([code]) => code === refusal.code)?.[1] ?? 422,
        explainUpload(locals.language, refusal)
      )
  }
}
