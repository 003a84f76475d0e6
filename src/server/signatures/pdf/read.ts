import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib'
import type { PDFObject, PDFRef } from 'pdf-lib'

/** A signature as it stands in a file: nothing is believed yet. */
export type Field = {
  readonly kind: 'signature' | 'time-stamp'
  readonly container: Uint8Array
  /** What it covers: two pieces around its own container. */
  readonly ranges: readonly [number, number, number, number]
  /** The container fills exactly what the ranges leave out. */
  readonly gapFits: boolean
  readonly claimedAt: Date | null
  readonly seal: string | null
  readonly reason: string | null
}

/** The signatures of a PDF, in the order in which they were put in. Throws when it is not a PDF that can be read. */
export async function fieldsOf(bytes: Uint8Array): Promise<Field[]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  const found: Field[] = []
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    const own = object instanceof PDFDict ? object : null
    const inside = own?.get(PDFName.of('V'))
    for (const dict of [own, inside instanceof PDFDict ? inside : null]) {
      const field = dict && readField(dict, bytes)
      if (field) found.push(field)
    }
  }
  return found.sort((a, b) => a.ranges[2] + a.ranges[3] - (b.ranges[2] + b.ranges[3]))
}

function readField(dict: PDFDict, bytes: Uint8Array): Field | null {
  const ranges = dict.lookupMaybe(PDFName.of('ByteRange'), PDFArray)
  const contents = dict.lookup(PDFName.of('Contents'))
  if (!ranges || !(contents instanceof PDFHexString || contents instanceof PDFString)) return null
  const numbers = ranges.asArray().map(one => (one instanceof PDFNumber ? one.asNumber() : NaN))
  if (numbers.length !== 4 || !numbers.every(one => Number.isSafeInteger(one) && one >= 0)) return null
  const [start, first, next, rest] = numbers as [number, number, number, number]
  const type = dict.lookupMaybe(PDFName.of('SubFilter'), PDFName)?.decodeText()
  return {
    kind: type === 'ETSI.RFC3161' ? 'time-stamp' : 'signature',
    container: trimmed(contents.asBytes()),
    ranges: [start, first, next, rest],
    gapFits: gapFits(bytes, contents, numbers),
    claimedAt: dateOf(dict),
    seal: textOf(dict, 'MotCuaSeal'),
    reason: wordsOf(dict, 'Reason')
  }
}

/** The ranges leave out one hexadecimal string and nothing else: words hidden in the gap would be unsigned. */
function gapFits(bytes: Uint8Array, contents: PDFHexString | PDFString, numbers: readonly number[]): boolean {
  const [start, first, next, rest] = numbers as [number, number, number, number]
  if (start !== 0 || next <= first || next + rest > bytes.length) return false
  const gap = Buffer.from(bytes.subarray(first, next)).toString('latin1')
  return contents instanceof PDFHexString && gap === `<${contents.asString()}>`
}

/** A container says its own length; what stands behind it is the padding of its place. */
function trimmed(bytes: Uint8Array): Uint8Array {
  const length = bytes[1] ?? 0
  if (bytes[0] !== 0x30 || length === 0x80) return bytes
  if (length < 0x80) return bytes.subarray(0, 2 + length)
  const count = length & 0x7f
  let size = 0
  for (let place = 0; place < count; place++) size = size * 256 + (bytes[2 + place] ?? 0)
  return bytes.subarray(0, 2 + count + size)
}

function dateOf(dict: PDFDict): Date | null {
  const value = dict.lookup(PDFName.of('M'))
  try {
    return value instanceof PDFString || value instanceof PDFHexString ? value.decodeDate() : null
  } catch {
    return null
  }
}

function wordsOf(dict: PDFDict, name: string): string | null {
  const value = dict.lookup(PDFName.of(name))
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText().slice(0, 300) : null
}

function textOf(dict: PDFDict, name: string): string | null {
  const value = dict.lookup(PDFName.of(name))
  return value instanceof PDFString ? value.asString() : null
}

/**
 * Whether what was added behind a signature changes nothing that was signed: only more signatures, their look and what
 * proves them. Any other object that differs means the paper may look different now.
 */
export async function onlySignaturesAdded(before: Uint8Array, after: Uint8Array): Promise<boolean> {
  const [old, now] = await Promise.all([before, after].map(bytes => PDFDocument.load(bytes, { updateMetadata: false })))
  const root = old!.context.trailerInfo.Root as PDFRef
  if (now!.context.trailerInfo.Root?.toString() !== root.toString()) return false
  const form = old!.catalog.get(PDFName.of('AcroForm'))
  const pages = new Set(old!.getPages().map(page => page.ref.toString()))
  const annotations = new Set(old!.getPages().map(page => String(page.node.get(PDFName.of('Annots')))))
  for (const [ref, object] of old!.context.enumerateIndirectObjects()) {
    const changed = now!.context.lookup(ref)
    if (changed && changed.toString() === object.toString()) continue
    const at = ref.toString()
    const grown: readonly string[] | null =
      at === root.toString()
        ? ['AcroForm', 'DSS', 'Extensions']
        : at === String(form)
          ? ['Fields', 'SigFlags', 'DR', 'DA']
          : pages.has(at)
            ? ['Annots']
            : null
    const list = annotations.has(at) && changed instanceof PDFArray && addsWidgets(object, changed, now!)
    if (!list && !(grown && changed instanceof PDFDict && grew(object, changed, grown, now!))) return false
  }
  return true
}

function grew(object: PDFObject, changed: PDFDict, keys: readonly string[], now: PDFDocument): boolean {
  if (!(object instanceof PDFDict)) return false
  const rest = (dict: PDFDict) =>
    dict
      .entries()
      .filter(([key]) => !keys.includes(key.decodeText()))
      .map(([key, value]) => `${key} ${value}`)
      .sort()
      .join('\n')
  if (rest(object) !== rest(changed)) return false
  const annotations = PDFName.of('Annots')
  return !keys.includes('Annots') || addsWidgets(object.get(annotations), changed.get(annotations), now)
}

/** Everything that was in the list is still there, and what is new are fields of signatures. */
function addsWidgets(before: PDFObject | undefined, after: PDFObject | undefined, now: PDFDocument): boolean {
  const list = (value: PDFObject | undefined) => now.context.lookupMaybe(value as never, PDFArray)?.asArray() ?? []
  const known = new Set((before instanceof PDFArray ? before.asArray() : list(before)).map(String))
  const given = list(after)
  if (![...known].every(one => given.some(each => String(each) === one))) return false
  return given
    .filter(one => !known.has(String(one)))
    .every(
      one =>
        now.context
          .lookupMaybe(one as never, PDFDict)
          ?.get(PDFName.of('FT'))
          ?.toString() === '/Sig'
    )
}
