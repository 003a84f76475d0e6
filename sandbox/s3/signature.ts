import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Question } from '../system.ts'

/** Signature Version 4 as Amazon publishes it, checked by a reading of its own: no code is shared with the caller. */
export type Access = { readonly keyId: string; readonly secret: string; readonly region: string }

const MOST_SKEW_MS = 15 * 60_000

/** Why a question is refused, in the store's own code; null when it is signed as it should be. */
export function refusal({ method, path, headers, bytes }: Question, access: Access, now: Date): string | null {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([\da-f]{64})$/.exec(
      headers.authorization ?? ''
    )
  if (!parts) return 'AccessDenied'
  const [, keyId, day, region, names, signature] = parts as unknown as [string, string, string, string, string, string]
  if (keyId !== access.keyId) return 'InvalidAccessKeyId'
  if (region !== access.region) return 'AuthorizationHeaderMalformed'
  const stamp = String(headers['x-amz-date'] ?? '')
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!stamp.startsWith(day) || !(Math.abs(now.getTime() - at) < MOST_SKEW_MS)) return 'RequestTimeTooSkewed'
  const signed = names.split(';')
  const mustBe = ['host', ...Object.keys(headers).filter(name => name.startsWith('x-amz-'))]
  if (mustBe.some(name => !signed.includes(name))) return 'AccessDenied'
  const payload = String(headers['x-amz-content-sha256'] ?? '')
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hash(bytes)) return 'XAmzContentSHA256Mismatch'
  const canonical = [
    method,
    canonicalPath(path),
    canonicalQuery(path),
    ...signed.map(
      name =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`
    ),
    '',
    names,
    payload
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', stamp, `${day}/${region}/s3/aws4_request`, hash(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(mac, `AWS4${access.secret}`)
  return timingSafeEqual(mac(key, toSign), Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}

const hash = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')
const mac = (key: string | Buffer, content: string): Buffer => createHmac('sha256', key).update(content).digest()

/** Every byte but A-Z a-z 0-9 - . _ ~ as %XX. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
const canonicalPath = (path: string): string =>
  path
    .split('?')[0]!
    .split('/')
    .map(part => encoded(decodeURIComponent(part)))
    .join('/')
const canonicalQuery = (path: string): string =>
  [...new URLSearchParams(path.split('?')[1] ?? '')]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
