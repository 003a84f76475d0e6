export type Size = { readonly width: number; readonly height: number }
/** A picture as it may be published: without what a camera writes into it of place, time and owner. */
export type Cleaned = Size & { readonly bytes: Uint8Array }
/** Wider or higher than any screen; a decompressed picture of this size still fits a telephone. */
export const MOST_PIXELS = 6000

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A PNG or JPEG without its notes, and its size as browsers draw it; null for anything else or a broken one. */
export function cleaned(bytes: Uint8Array): Cleaned | null {
  const view = viewOf(bytes)
  const picture = isPng(view) ? cleanPng(bytes, view) : isJpeg(view) ? cleanJpeg(bytes, view) : null
  return picture && picture.width > 0 && picture.height > 0 ? picture : null
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const isPng = (view: DataView) =>
  view.byteLength >= 33 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452
/** Text, time and camera notes of PNG. */
const PNG_NOTES = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

function cleanPng(bytes: Uint8Array, view: DataView): Cleaned {
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = Math.min(at + 12 + view.getUint32(at), bytes.length)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!PNG_NOTES.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') break
    at = end
  }
  return { bytes: joined(kept), width: view.getUint32(16), height: view.getUint32(20) }
}

const isJpeg = (view: DataView) => view.byteLength > 4 && view.getUint16(0) === 0xffd8
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Kept of the application segments: JFIF, the colour profile, Adobe's colours. */
const isNote = (marker: number) =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe

/** Walks the segments up to the image data. How the picture is turned is all that stays of the camera's notes. */
function cleanJpeg(bytes: Uint8Array, view: DataView): Cleaned | null {
  const kept: Uint8Array[] = []
  let size: Size | null = null
  let turned = 1
  let at = 2
  while (at + 4 <= bytes.length) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length || end < at + 4) return null
    if (isFrame(marker) && end >= at + 9) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    if (marker === 0xe1) turned = orientationIn(bytes.subarray(at + 4, end)) ?? turned
    if (!isNote(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
  if (!size) return null
  const note = turned > 1 ? [orientationNote(turned)] : []
  const whole = joined([bytes.subarray(0, 2), ...note, ...kept, bytes.subarray(at)])
  return turned >= 5 ? { bytes: whole, width: size.height, height: size.width } : { bytes: whole, ...size }
}

/** Exif tag 0x0112 of the first directory: 1 upright, 3 upside down, 5 to 8 on its side. */
function orientationIn(segment: Uint8Array): number | null {
  const view = viewOf(segment)
  if (segment.length < 20 || view.getUint32(0) !== 0x45786966) return null
  const little = view.getUint16(6) === 0x4949
  const first = 6 + view.getUint32(10, little)
  if (first + 2 > segment.length) return null
  const entries = view.getUint16(first, little)
  for (let index = 0; index < entries; index++) {
    const at = first + 2 + index * 12
    if (at + 12 > segment.length) return null
    if (view.getUint16(at, little) !== 0x0112) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** The shortest Exif segment that says it. */
const orientationNote = (turned: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0]
  ])
