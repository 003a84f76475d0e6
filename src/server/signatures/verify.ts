import { createHash, X509Certificate } from 'node:crypto'
import { readContainer } from './cms/read.ts'
import type { Container } from './cms/read.ts'
import { readStamp } from './cms/stamp.ts'
import type { Stamp } from './cms/stamp.ts'
import type { Fault, FileVerdict, SignatureVerdict, Trust } from './model.ts'
import { fieldsOf, onlySignaturesAdded } from './pdf/read.ts'
import type { Field } from './pdf/read.ts'
import { chainTo, holderOf, mayDo, validAt } from './trust/chain.ts'
import type { Chain } from './trust/chain.ts'
import { revocationOf } from './trust/revocation.ts'
import type { Revocation } from './trust/revocation.ts'

/** The largest file that is looked into; a result with pictures has a few megabytes. */
export const MOST_BYTES = 32 << 20

/** Reads a PDF and judges every signature in it by what `trust` believes, as of `now`. Asks nobody, changes nothing. */
export async function verifyPdf(bytes: Uint8Array, trust: Trust, now: Date): Promise<FileVerdict> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const about = { sha256, bytes: bytes.length, signatures: [], seal: null, original: null }
  const none = (fault: FileVerdict['fault']): FileVerdict => ({ ...about, good: false, fault })
  if (bytes.length > MOST_BYTES) return none('too-large')
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return none('not-a-pdf')
  let fields: Field[]
  try {
    fields = await fieldsOf(bytes)
  } catch (error) {
    return none(/encrypted/i.test(String(error)) ? 'encrypted' : 'not-a-pdf')
  }
  if (fields.length === 0) return none('not-signed')
  const signatures = await Promise.all(fields.map(field => judge(bytes, field, trust, now)))
  const first = fields[0]!
  const original = originalOf(bytes, first)
  return {
    ...about,
    good: signatures.every(one => one.fault === null) && signatures.some(one => one.kind === 'signature'),
    fault: null,
    signatures,
    seal: fields.find(field => field.seal)?.seal ?? null,
    original: original && createHash('sha256').update(original).digest('hex')
  }
}

/** The file as it was before the first signature was added: up to the end mark that stands before the field. */
function originalOf(bytes: Uint8Array, first: Field): Uint8Array | null {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, first.ranges[1]).lastIndexOf('%%EOF')
  if (end < 0) return null
  // Our own revisions begin with one line feed; the file before may or may not have ended with one.
  const after = end + '%%EOF'.length
  return bytes.subarray(0, bytes[after] === 0x0a && bytes[after + 1] === 0x0a ? after + 1 : after)
}

async function judge(bytes: Uint8Array, field: Field, trust: Trust, now: Date): Promise<SignatureVerdict> {
  const container = readContainer(field.container)
  const [, first, next, rest] = field.ranges
  const whole = next + rest === bytes.length
  const about = { kind: field.kind, coversWholeFile: whole, covers: next + rest, reason: field.reason }
  if (!container) return { ...BLANK, ...about, signedAt: field.claimedAt, fault: 'unreadable' }
  const covered = [bytes.subarray(0, first), bytes.subarray(next, next + rest)]
  const own = field.kind === 'time-stamp' ? readStamp(field.container, covered) : null
  const stamp = own ?? (container.timeStamp ? readStamp(container.timeStamp, container.signature) : null)
  const stamped = stamp !== null && isBelieved(stamp, trust, now)
  const signedAt = stamped ? stamp.at : (stamp?.at ?? field.claimedAt)
  const chain = chainTo(container.signer, container.certificates, trust.anchors)
  const revocation: Revocation = chain ? revocationOf(chain, trust, now) : { state: 'unknown' }
  const at = stamped ? stamp.at : now
  const fault =
    integrity(field, container, covered, own) ??
    (whole || (await onlySignaturesAdded(bytes.subarray(0, next + rest), bytes)) ? null : 'changed-later') ??
    standing(field, container, chain, revocation, at)
  return {
    ...about,
    holder: holderOf(container.signer),
    serial: new X509Certificate(container.signer).serialNumber,
    signedAt,
    stamped,
    revocation: revocation.state,
    fault
  }
}
const BLANK = { holder: null, serial: null, stamped: false, revocation: 'unknown' } as const

/** Whether the words are still those that were signed, by the key that the container names. */
function integrity(
  field: Field,
  container: Container,
  covered: readonly Uint8Array[],
  own: Stamp | null
): Fault | null {
  if (!field.gapFits) return 'gap'
  if (field.kind === 'time-stamp') return own?.fits ? null : 'changed'
  const digest = createHash(container.hash)
  for (const piece of covered) digest.update(piece)
  if (!container.messageDigest || !digest.digest().equals(container.messageDigest)) return 'changed'
  if (!container.signatureFits) return 'forged'
  return container.certificateBound ? null : 'certificate-not-bound'
}

/** Whether whoever signed was somebody we may believe, at that time. */
function standing(
  field: Field,
  { signer }: Container,
  chain: Chain | null,
  revocation: Revocation,
  at: Date
): Fault | null {
  if (!chain) return 'unknown-issuer'
  if (!mayDo(signer, field.kind)) return 'not-for-signing'
  if (revocation.state === 'revoked' && revocation.since <= at) return 'revoked'
  const valid = validAt(chain, at)
  return valid === 'valid' ? null : valid
}

/** A time stamp counts when it fits and its authority was one of ours then, and is not revoked. */
function isBelieved({ container, fits, at }: Stamp, trust: Trust, now: Date): boolean {
  if (!fits || at > new Date(now.getTime() + 300_000)) return false
  const chain = chainTo(container.signer, container.certificates, trust.anchors)
  if (!chain || !mayDo(container.signer, 'time-stamp') || validAt(chain, at) !== 'valid') return false
  return revocationOf(chain, trust, now).state !== 'revoked'
}
