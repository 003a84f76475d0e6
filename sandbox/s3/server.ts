import { join } from 'node:path'
import { runProgram } from '../program.ts'
import type { Answer } from '../faults.ts'
import type { Answering, Question } from '../system.ts'
import { openObjects } from './objects.ts'
import type { Objects, Stored } from './objects.ts'
import { refusal } from './signature.ts'

const ACCESS = { keyId: 'SANDBOXKEY', secret: 'sandbox/secret+key', region: 'vn-north-1' }
const BUCKET = 'motcua-files'
/** Fewer than the thousand of a real store, so that lists of several pages are met. */
const PAGE = 20

const xml = (status: number, body: string): Answer => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
})
const refused = (status: number, code: string): Answer => xml(status, `<Error><Code>${code}</Code></Error>`)
const nothing = (status: number, headers = {}): Answer => ({ status, type: 'application/xml', body: '', headers })

/** An S3 store of one bucket: objects with metadata, ranges, conditions, copies and lists, all behind a signature. */
const answering =
  (objects: Objects): Answering =>
  question => {
    // A store that fails does nothing; one that is silent or breaks off has done it.
    if (question.fault === 'error-500') return refused(500, 'InternalError')
    const denied = refusal(question, ACCESS, new Date())
    if (denied) return refused(denied === 'XAmzContentSHA256Mismatch' ? 400 : 403, denied)
    const at = new URL(question.path, 'https://s3')
    const [, bucket, ...rest] = decodeURIComponent(at.pathname).split('/')
    if (bucket !== BUCKET) return refused(404, 'NoSuchBucket')
    const key = rest.join('/')
    if (key === '') return question.method === 'GET' ? list(objects, at.searchParams) : refused(405, 'MethodNotAllowed')
    switch (question.method) {
      case 'GET':
      case 'HEAD':
        return read(objects, key, question)
      case 'PUT':
        return question.headers['x-amz-copy-source'] ? copy(objects, key, question) : put(objects, key, question)
      case 'DELETE':
        objects.remove(key)
        return nothing(204)
      default:
        return refused(405, 'MethodNotAllowed')
    }
  }

const metaOf = ({ headers }: Question): Stored['meta'] =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name, String(value)])
  )

function read(objects: Objects, key: string, { headers }: Question): Answer {
  const stored = objects.find(key)
  if (!stored) return refused(404, 'NoSuchKey')
  if (headers['if-match'] !== undefined && headers['if-match'] !== stored.etag)
    return refused(412, 'PreconditionFailed')
  const body = objects.body(key)
  const said = {
    ...stored.meta,
    etag: stored.etag,
    'last-modified': new Date(stored.at).toUTCString(),
    'accept-ranges': 'bytes'
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(String(headers.range ?? ''))
  if (!range) return { status: 200, type: 'binary/octet-stream', body, headers: said }
  const [first, last] = [Number(range[1]), Math.min(Number(range[2]), body.length - 1)]
  if (first >= body.length || first > last) return refused(416, 'InvalidRange')
  const headersOfPart = { ...said, 'content-range': `bytes ${first}-${last}/${body.length}` }
  return { status: 206, type: 'binary/octet-stream', body: body.subarray(first, last + 1), headers: headersOfPart }
}

function put(objects: Objects, key: string, question: Question): Answer {
  const { headers, bytes } = question
  if (headers['if-none-match'] === '*' && objects.find(key)) return refused(412, 'PreconditionFailed')
  if (headers['content-length'] === undefined) return refused(411, 'MissingContentLength')
  return nothing(200, { etag: objects.put(key, bytes, metaOf(question)).etag })
}

/** A copy of an object onto itself is refused unless something of it changes, as the real ones do. */
function copy(objects: Objects, key: string, question: Question): Answer {
  const { headers } = question
  const [, bucket, ...rest] = decodeURIComponent(`/${String(headers['x-amz-copy-source']).replace(/^\//, '')}`).split(
    '/'
  )
  const from = rest.join('/')
  const stored = bucket === BUCKET ? objects.find(from) : null
  if (!stored) return refused(404, 'NoSuchKey')
  const wanted = headers['x-amz-copy-source-if-match']
  if (wanted !== undefined && wanted !== stored.etag) return refused(412, 'PreconditionFailed')
  const replaced = headers['x-amz-metadata-directive'] === 'REPLACE'
  if (from === key && !replaced) return refused(400, 'InvalidRequest')
  const { etag, at } = objects.put(key, objects.body(from), replaced ? metaOf(question) : stored.meta)
  return xml(200, `<CopyObjectResult><ETag>${etag}</ETag><LastModified>${at}</LastModified></CopyObjectResult>`)
}

function list(objects: Objects, asked: URLSearchParams): Answer {
  if (asked.get('list-type') !== '2') return refused(400, 'InvalidArgument')
  const after = asked.get('continuation-token') ?? ''
  const left = objects.keys(asked.get('prefix') ?? '').filter(key => key > after)
  const page = left.slice(0, Math.min(PAGE, Number(asked.get('max-keys') ?? PAGE)))
  const more = left.length > page.length
  const contents = page.map(key => {
    const { etag, at } = objects.find(key)!
    return `<Contents><Key>${key}</Key><LastModified>${at}</LastModified><ETag>${etag.replaceAll('"', '&quot;')}</ETag><Size>${objects.body(key).length}</Size></Contents>`
  })
  const token = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  return xml(
    200,
    `<ListBucketResult><Name>${BUCKET}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`
  )
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(process.cwd(), '.sandbox', 's3')
  const objects = openObjects(join(folder, 'objects'))
  await runProgram(
    's3',
    answering(objects),
    (at, files) => ({
      FILES_S3_URL: at.url,
      FILES_S3_BUCKET: BUCKET,
      FILES_S3_REGION: ACCESS.region,
      FILES_S3_KEY_ID: ACCESS.keyId,
      FILES_S3_SECRET: ACCESS.secret,
      FILES_S3_CA_FILE: files.ca
    }),
    {
      controls: {
        /** Lets a test change bytes behind the store's back, as a failing disk would. */
        '/spoil': ({ key, at }) => {
          const body = Buffer.from(objects.body(String(key)))
          body[Number(at)]! ^= 1
          objects.put(String(key), body, objects.find(String(key))!.meta)
        },
        '/objects': () => objects.keys('').map(key => ({ key, bytes: objects.body(key).length }))
      }
    }
  )
}
