import { randomBytes } from 'node:crypto'
import { PDFDocument, PDFHexString } from 'pdf-lib'
import type { PDFObject, PDFRef } from 'pdf-lib'

/** A document being added to: objects that were there and are changed must be named by `touch`. */
export type Draft = { readonly doc: PDFDocument; touch(ref: PDFRef): void }
export type Placed = { readonly offset: number; readonly length: number }
export type Appended = { readonly bytes: Uint8Array; readonly at: ReadonlyMap<PDFRef, Placed> }

/**
 * Adds a revision behind a PDF (ISO 32000-1, 7.5.6). Not one byte of what was there is touched, so that signatures in it
 * stay valid; the new cross-reference section is of the kind that the file has already.
 */
export async function appendRevision(original: Uint8Array, change: (draft: Draft) => Promise<void>): Promise<Appended> {
  const doc = await PDFDocument.load(original, { updateMetadata: false })
  const { context } = doc
  const before = context.largestObjectNumber
  const touched = new Set<PDFRef>()
  await change({ doc, touch: ref => void touched.add(ref) })
  await doc.flush()
  const changed = context
    .enumerateIndirectObjects()
    .filter(([ref]) => ref.objectNumber > before || touched.has(ref))
    .sort(([a], [b]) => a.objectNumber - b.objectNumber)
  return written(original, doc, changed)
}

function written(original: Uint8Array, doc: PDFDocument, changed: [PDFRef, PDFObject][]): Appended {
  const pieces: Uint8Array[] = [Buffer.from('\n')]
  let length = original.length + 1
  const put = (piece: Uint8Array) => {
    pieces.push(piece)
    length += piece.length
  }
  const at = new Map<PDFRef, Placed>()
  for (const [ref, object] of changed) {
    at.set(ref, { offset: length, length: object.sizeInBytes() })
    const body = new Uint8Array(object.sizeInBytes())
    object.copyBytesInto(body, 0)
    put(Buffer.from(`${ref.objectNumber} ${ref.generationNumber} obj\n`))
    put(body)
    put(Buffer.from('\nendobj\n'))
  }
  const start = length
  const previous = lastStart(original)
  put(previous.stream ? xrefStream(doc, at, start, previous.at) : xrefTable(doc, at, previous.at))
  put(Buffer.from(`startxref\n${start}\n%%EOF\n`))
  return { bytes: new Uint8Array(Buffer.concat([original, ...pieces], length)), at }
}

/** Where the last cross-reference section stands, and whether it is a stream. */
function lastStart(original: Uint8Array): { at: number; stream: boolean } {
  const tail = Buffer.from(original.subarray(Math.max(0, original.length - 2048))).toString('latin1')
  const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? NaN)
  if (!Number.isInteger(at)) throw new Error('the file does not end as a PDF ends')
  const head = Buffer.from(original.subarray(at, at + 32)).toString('latin1')
  return { at, stream: !/^\s*xref/.test(head) }
}

/** Object numbers in a row, as sections of the table. */
function runs(numbers: readonly number[]): [first: number, count: number][] {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last && last[0] + last[1] === number) last[1]++
    else found.push([number, 1])
  }
  return found
}

function trailerOf(doc: PDFDocument, previous: number, size: number): string {
  const { Root, Info, ID } = doc.context.trailerInfo
  const first = /<[0-9A-Fa-f]*>/.exec(ID?.toString() ?? '')?.[0] ?? hex()
  return `/Size ${size} /Root ${Root} ${Info ? `/Info ${Info} ` : ''}/ID [${first} ${hex()}] /Prev ${previous}`
}
const hex = () => PDFHexString.of(randomBytes(16).toString('hex')).toString()

function xrefTable(doc: PDFDocument, at: ReadonlyMap<PDFRef, Placed>, previous: number): Uint8Array {
  const refs = new Map([...at].map(([ref, { offset }]) => [ref.objectNumber, { ref, offset }]))
  const lines = runs([...refs.keys()]).map(([first, count]) => {
    const rows = Array.from({ length: count }, (_, place) => {
      const { ref, offset } = refs.get(first + place)!
      return `${String(offset).padStart(10, '0')} ${String(ref.generationNumber).padStart(5, '0')} n \n`
    })
    return `${first} ${count}\n${rows.join('')}`
  })
  const size = doc.context.largestObjectNumber + 1
  return Buffer.from(`xref\n${lines.join('')}trailer\n<< ${trailerOf(doc, previous, size)} >>\n`)
}

function xrefStream(doc: PDFDocument, at: ReadonlyMap<PDFRef, Placed>, start: number, previous: number): Uint8Array {
  const own = doc.context.largestObjectNumber + 1
  const entries = [
    ...[...at].map(([ref, { offset }]) => [ref.objectNumber, offset, ref.generationNumber]),
    [own, start, 0]
  ]
  const rows = Buffer.alloc(entries.length * 7)
  entries.forEach(([, offset, generation], row) => {
    rows[row * 7] = 1
    rows.writeUInt32BE(offset!, row * 7 + 1)
    rows.writeUInt16BE(generation!, row * 7 + 5)
  })
  const index = runs(entries.map(([number]) => number!))
    .flat()
    .join(' ')
  const head = `${own} 0 obj\n<< /Type /XRef ${trailerOf(doc, previous, own + 1)} /W [1 4 2] /Index [${index}] `
  return Buffer.concat([
    Buffer.from(`${head}/Length ${rows.length} >>\nstream\n`),
    rows,
    Buffer.from('\nendstream\nendobj\n')
  ])
}
