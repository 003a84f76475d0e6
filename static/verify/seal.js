// The seal's format, read in the browser: the twin of src/server/seals/seal.rules.ts. A test holds both to each other.
const KINDS = ['receipt', 'result', 'copy']
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SIGNATURE = 64

const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
const dayNamed = number =>
  number === 0 ? null : new Date(Date.UTC(2000, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)

function fromDigits(digits) {
  if (!/^[1-9]\d{100,900}$/.test(digits)) return null
  const text = BigInt(digits).toString(16)
  if (!text.startsWith('1') || text.length % 2 !== 1) return null
  return Uint8Array.from(text.slice(1).match(/../g), pair => parseInt(pair, 16))
}

/** What a seal says, with what is signed and the signature; null when the text is none. */
export function readSeal(text) {
  const bytes = fromDigits(/(?:^|#)(\d+)$/.exec(text.trim())?.[1] ?? '')
  if (!bytes || bytes.length < SIGNATURE + 12) return null
  const body = bytes.slice(0, -SIGNATURE)
  const view = new DataView(body.buffer)
  const kind = KINDS[body[0] & 15]
  const day = dayNamed(view.getUint16(5))
  if (body[0] >> 4 !== 1 || !kind || !day) return null
  const texts = []
  let place = 9
  for (let turn = 0; turn < 3; turn++) {
    const length = body[place] ?? 255
    if (place + 1 + length > body.length) return null
    texts.push(new TextDecoder().decode(body.subarray(place + 1, place + 1 + length)))
    place += 1 + length
  }
  const hash = body.subarray(place)
  if (hash.length !== 0 && hash.length !== 16) return null
  const [code, number, holder] = texts
  const due = dayNamed(view.getUint16(7))
  return {
    facts: { kind, code, day, due, number, holder, hash: hash.length > 0 ? hex(hash) : null },
    key: hex(body.subarray(1, 5)),
    body,
    signature: bytes.slice(-SIGNATURE)
  }
}

/** The code beside the QR: 80 bits of the hash of what is sealed. */
export async function markOf(body) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body)).subarray(0, 10)
  let number = BigInt(`0x${hex(hash)}`)
  let mark = ''
  for (let place = 0; place < 16; place++) {
    mark = LETTERS[Number(number & 31n)] + mark
    number >>= 5n
  }
  return mark
}

/** Judges a seal by what the province has published: `holds`, `revoked`, `forged`, `unknown-key` or `unreadable`. */
export async function checkSeal(text, published) {
  const seal = readSeal(text)
  if (!seal) return { kind: 'unreadable' }
  const known = published.keys.find(key => key.id === seal.key)
  if (!known) return { kind: 'unknown-key' }
  const raw = Uint8Array.from(atob(known.key.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
  const fits = await crypto.subtle.verify({ name: 'Ed25519' }, key, seal.signature, seal.body)
  if (known.withdrawn || !fits) return { kind: 'forged' }
  const mark = await markOf(seal.body)
  const kind = published.revoked.includes(mark) ? 'revoked' : 'holds'
  return { kind, facts: seal.facts, code: mark.replace(/(.{4})(?=.)/g, '$1-') }
}

/** The seal that a signed file carries, and whether the file as it was before its first signature fits it. */
export async function sealInFile(bytes) {
  const text = new TextDecoder('latin1').decode(bytes)
  const found = /\/MotCuaSeal \(([^)]{100,1400})\)/.exec(text)?.[1]
  const range = /\/ByteRange ?\[ ?0 (\d+) /.exec(text)
  const seal = found && readSeal(found)
  if (!seal || !range) return null
  const end = text.lastIndexOf('%%EOF', Number(range[1])) + 5
  if (end < 5) return null
  const original = bytes.slice(0, text.slice(end, end + 2) === '\n\n' ? end + 1 : end)
  const hash = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', original)))
  return { text: found, same: seal.facts.hash !== null && hash.startsWith(seal.facts.hash) }
}
