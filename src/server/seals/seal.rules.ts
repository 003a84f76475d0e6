import { createHash } from 'node:crypto'

/** What a paper says of itself in its QR: never more than stands on it in plain words. */
export type SealFacts = {
  readonly kind: SealKind
  /** The dossier's code. */
  readonly code: string
  /** When the paper was issued, as days in Vietnam. */
  readonly day: string
  /** Until when the result is promised; only a receipt says so. */
  readonly due: string | null
  /** The number of a result. */
  readonly number: string
  /** Initials and given name. */
  readonly holder: string
  /** The first 16 bytes of the SHA-256 of the file before it was signed, as hex; a receipt is printed anew and has none. */
  readonly hash: string | null
}
export const SEAL_KINDS = ['receipt', 'result', 'copy'] as const
export type SealKind = (typeof SEAL_KINDS)[number]

const VERSION = 1
export const SIGNATURE_BYTES = 64
const EPOCH = Date.UTC(2000, 0, 1)
const DAY_MS = 86_400_000

const dayNumber = (day: string | null): number => (day ? Math.round((Date.parse(day) - EPOCH) / DAY_MS) : 0)
const dayNamed = (number: number): string | null =>
  number === 0 ? null : new Date(EPOCH + number * DAY_MS).toISOString().slice(0, 10)

/**
 * What is signed: version and kind, the key's name, two days, three texts with their length before them, the hash. Small
 * on purpose: with the signature it fits a QR of twenty millimetres.
 */
export function packed(facts: SealFacts, key: string): Buffer {
  const texts = [facts.code, facts.number, facts.holder].map(text => Buffer.from(text.normalize('NFC')).subarray(0, 60))
  const days = Buffer.alloc(4)
  days.writeUInt16BE(dayNumber(facts.day), 0)
  days.writeUInt16BE(dayNumber(facts.due), 2)
  return Buffer.concat([
    Buffer.of((VERSION << 4) | SEAL_KINDS.indexOf(facts.kind)),
    Buffer.from(key, 'hex'),
    days,
    ...texts.flatMap(text => [Buffer.of(text.length), text]),
    Buffer.from(facts.hash ?? '', 'hex')
  ])
}

/** Bytes as decimal digits: a QR stores three of them in ten bits, which base64 cannot match. */
export const toDigits = (bytes: Buffer): string => BigInt(`0x01${bytes.toString('hex')}`).toString()

/** The bytes in digits; null when they are none of ours. */
export function fromDigits(digits: string): Buffer | null {
  if (!/^[1-9]\d{100,900}$/.test(digits)) return null
  const hex = BigInt(digits).toString(16)
  return hex.startsWith('1') && hex.length % 2 === 1 ? Buffer.from(hex.slice(1), 'hex') : null
}

export type OpenSeal = {
  readonly facts: SealFacts
  readonly key: string
  readonly body: Buffer
  readonly signature: Buffer
}

/** Reads a seal out of the text of a QR, an address or digits alone. Its signature is not checked yet. */
export function readSeal(text: string): OpenSeal | null {
  const bytes = fromDigits(/(?:^|#)(\d+)$/.exec(text.trim())?.[1] ?? '')
  if (!bytes || bytes.length < SIGNATURE_BYTES + 12) return null
  const body = bytes.subarray(0, -SIGNATURE_BYTES)
  const kind = SEAL_KINDS[body[0]! & 15]
  const day = dayNamed(body.readUInt16BE(5))
  if (body[0]! >> 4 !== VERSION || !kind || !day) return null
  const texts: string[] = []
  let place = 9
  for (let turn = 0; turn < 3; turn++) {
    const length = body[place] ?? 255
    if (place + 1 + length > body.length) return null
    texts.push(body.toString('utf8', place + 1, place + 1 + length))
    place += 1 + length
  }
  const hash = body.subarray(place)
  if (hash.length !== 0 && hash.length !== 16) return null
  const [code, number, holder] = texts as [string, string, string]
  const due = dayNamed(body.readUInt16BE(7))
  return {
    facts: { kind, code, day, due, number, holder, hash: hash.length > 0 ? hash.toString('hex') : null },
    key: body.toString('hex', 1, 5),
    body,
    signature: bytes.subarray(-SIGNATURE_BYTES)
  }
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The code to type instead of the QR: 80 bits of the hash of what is sealed, in letters that cannot be mistaken. */
export function markOf(body: Buffer): string {
  const hash = createHash('sha256').update(body).digest().subarray(0, 10)
  let number = BigInt(`0x${hash.toString('hex')}`)
  let mark = ''
  for (let place = 0; place < 16; place++) {
    mark = LETTERS[Number(number & 31n)]! + mark
    number >>= 5n
  }
  return mark
}
export const grouped = (mark: string): string => mark.replace(/(.{4})(?=.)/g, '$1-')

/** What somebody typed as a mark, with the letters that look alike put right; null when it cannot be one. */
export function typedMark(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain : null
}

/** Initials and given name, which stands last in Vietnamese; an organisation keeps its last word. */
export function shortHolder(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean)
  const given = words.pop() ?? ''
  const initials = words.slice(0, 5).map(word => `${[...word][0]!.toUpperCase()}.`)
  return [...initials, [...given].slice(0, 20).join('')].join(' ')
}
