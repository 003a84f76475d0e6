import { createHash } from 'node:crypto'
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from 'pdf-lib'
import type { PDFObject, PDFPage, PDFDocument } from 'pdf-lib'
import { appendRevision } from './append.ts'
import type { Appended, Draft } from './append.ts'

/** Bytes kept free for signature, chain and time stamp: a late stamp must still fit in. */
const ROOM = 16_384
const HOLE = '/**********'
const SEAL = 'MotCuaSeal'

export type Box = {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** By so much the page becomes higher first. */
  readonly grow?: number
}
export type Wish = {
  readonly kind: 'signature' | 'time-stamp'
  /** When the signer says it was; a time stamp proves it. */
  readonly at: Date
  readonly name?: string
  readonly reason?: string
  readonly seal?: string
  /** A page of a PDF that is shown in the box. */
  readonly look?: { readonly pdf: Uint8Array; readonly box: Box }
}

/** A PDF with a signature field and an empty place for its container. */
export type Prepared = { readonly bytes: Uint8Array; readonly hole: { readonly from: number; readonly to: number } }

/** Adds the field and all that is shown; what is hashed afterwards is everything but the hole. */
export async function prepare(original: Uint8Array, wish: Wish): Promise<Prepared> {
  let value: PDFRef | undefined
  const appended = await appendRevision(original, async draft => {
    value = await addField(draft, wish)
  })
  return withRanges(appended, value!)
}

/** SHA-256 over all but the hole. */
export function digestOf({ bytes, hole }: Prepared): Buffer {
  return createHash('sha256').update(bytes.subarray(0, hole.from)).update(bytes.subarray(hole.to)).digest()
}

/** Puts the container into the hole. */
export function filled({ bytes, hole }: Prepared, container: Uint8Array): Uint8Array {
  const coded = Buffer.from(container).toString('hex')
  const room = hole.to - hole.from - 2
  if (coded.length > room) throw new Error(`the signature needs ${coded.length / 2} bytes, the place has ${room / 2}`)
  const signed = Buffer.from(bytes)
  signed.write(coded.padEnd(room, '0'), hole.from + 1, 'latin1')
  return new Uint8Array(signed)
}

async function addField(draft: Draft, wish: Wish): Promise<PDFRef> {
  const { doc } = draft
  const { context } = doc
  const page = doc.getPage(Math.min(wish.look?.box.page ?? 0, doc.getPageCount() - 1))
  const value = context.register(valueOf(doc, wish))
  const fields = fieldsOf(draft)
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    F: 132,
    P: page.ref,
    V: value,
    T: PDFHexString.fromText(`Signature${fields.size() + 1}`),
    Rect: [0, 0, 0, 0]
  })
  if (wish.look) await show(doc, widget, wish.look)
  if (wish.look?.box.grow) heighten(page, wish.look.box.grow)
  const field = context.register(widget)
  fields.push(field)
  annotate(draft, page, field)
  return value
}

function valueOf(doc: PDFDocument, wish: Wish): PDFDict {
  const value = doc.context.obj({
    Type: wish.kind === 'signature' ? 'Sig' : 'DocTimeStamp',
    Filter: 'Adobe.PPKLite',
    SubFilter: wish.kind === 'signature' ? 'ETSI.CAdES.detached' : 'ETSI.RFC3161'
  })
  const ranges = PDFArray.withContext(doc.context)
  ranges.push(PDFNumber.of(0))
  for (let hole = 0; hole < 3; hole++) ranges.push(PDFName.of(HOLE.slice(1)))
  value.set(PDFName.of('ByteRange'), ranges)
  value.set(PDFName.of('Contents'), PDFHexString.of('0'.repeat(ROOM * 2)))
  if (wish.kind === 'signature') value.set(PDFName.of('M'), PDFString.fromDate(wish.at))
  if (wish.name) value.set(PDFName.of('Name'), PDFHexString.fromText(wish.name))
  if (wish.reason) value.set(PDFName.of('Reason'), PDFHexString.fromText(wish.reason))
  if (wish.seal) value.set(PDFName.of(SEAL), PDFString.of(wish.seal))
  return value
}

/** The appearance is a page of the stamp's own PDF, with its embedded fonts: PDF/A stays PDF/A. */
async function show(doc: PDFDocument, widget: PDFDict, { pdf, box }: NonNullable<Wish['look']>): Promise<void> {
  const [look] = await doc.embedPdf(pdf)
  if (!look) return
  await look.embed()
  widget.set(PDFName.of('AP'), doc.context.obj({ N: look.ref }))
  widget.set(PDFName.of('Rect'), doc.context.obj([box.x, box.y, box.x + box.width, box.y + box.height]))
}

/** Adds room above what the page shows, which stays as it is. The page is written anew with its field anyway. */
function heighten(page: PDFPage, by: number): void {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()]
  page.setMediaBox(media.x, media.y, media.width, Math.max(media.height, crop.y + crop.height + by - media.y))
  page.setCropBox(crop.x, crop.y, crop.width, crop.height + by)
}

/** The form's list of fields, made where there is none. */
function fieldsOf(draft: Draft): PDFArray {
  const { context, catalog } = draft.doc
  const root = context.trailerInfo.Root as PDFRef
  const kept = catalog.get(PDFName.of('AcroForm'))
  let form = context.lookupMaybe(kept, PDFDict)
  if (!form) {
    form = context.obj({ Fields: [] })
    catalog.set(PDFName.of('AcroForm'), context.register(form))
    draft.touch(root)
  } else draft.touch(kept instanceof PDFRef ? kept : root)
  form.set(PDFName.of('SigFlags'), PDFNumber.of(3))
  return listIn(draft, form, 'Fields')
}

function annotate(draft: Draft, page: PDFPage, field: PDFRef): void {
  draft.touch(page.ref)
  listIn(draft, page.node, 'Annots').push(field)
}

/** An array that stands in a dictionary itself or is referred to from it. */
function listIn(draft: Draft, dict: PDFDict, name: string): PDFArray {
  const key = PDFName.of(name)
  const kept: PDFObject | undefined = dict.get(key)
  const list = draft.doc.context.lookupMaybe(kept, PDFArray) ?? draft.doc.context.obj([])
  if (kept instanceof PDFRef) draft.touch(kept)
  else dict.set(key, list)
  return list
}

/** Writes the true byte ranges over the stars, in the same room. */
function withRanges({ bytes, at }: Appended, value: PDFRef): Prepared {
  const { offset, length } = at.get(value)!
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const from = whole.indexOf('/Contents <', offset) + '/Contents '.length
  const to = from + ROOM * 2 + 2
  const place = whole.indexOf('/ByteRange [', offset)
  const end = whole.indexOf(']', place) + 1
  if (from < offset || to > offset + length + 64 || place < offset)
    throw new Error('the field was not written as expected')
  const ranges = `/ByteRange [ 0 ${from} ${to} ${bytes.length - to} ]`
  whole.write(ranges.padEnd(end - place, ' '), place, 'latin1')
  return { bytes, hole: { from, to } }
}
