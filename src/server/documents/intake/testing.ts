import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import type { PDFContext, PDFDict } from 'pdf-lib'
import sharp from 'sharp'

/** Files as people and attackers hand them in, all made here. */
export async function aPdf(
  pages = 1,
  change: (doc: PDFDocument) => unknown = () => {},
  useObjectStreams = true
): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  for (let page = 0; page < pages; page++) doc.addPage([595, 842]).drawText(`Trang ${page + 1}`.replace(/[^ -~]/g, ''))
  await change(doc)
  return doc.save({ useObjectStreams })
}

/** A scan: each page one photograph. */
export async function aScan(pages: number): Promise<Uint8Array> {
  const photograph = await aPhotograph(800, 1100)
  return aPdf(0, async doc => {
    const picture = await doc.embedJpg(photograph)
    for (let page = 0; page < pages; page++) doc.addPage([595, 842]).drawImage(picture, { width: 595, height: 842 })
  })
}

const onOpening = (change: (context: PDFContext) => PDFDict) => (doc: PDFDocument) =>
  doc.catalog.set(PDFName.of('OpenAction'), change(doc.context))

export const launching = onOpening(context => context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') }))
export const scripted = (doc: PDFDocument) => doc.addJavaScript('x', 'app.alert(1)')
export const asDynamicForm = (doc: PDFDocument) =>
  doc.catalog.set(PDFName.of('AcroForm'), doc.context.obj({ Fields: [], XFA: [] }))
export const locked = ({ context }: PDFDocument) => {
  context.trailerInfo.Encrypt = context.register(context.obj({ Filter: 'Standard', V: 1, R: 2, P: -4 }))
}
export const attaching = (count: number) => async (doc: PDFDocument) => {
  for (let at = 0; at < count; at++) await doc.attach(Uint8Array.of(at & 255), `${at}.txt`)
}
/** A page's writing that is `bytes` long once it is unpacked, `times` packed. */
export const bursting = (bytes: number, times: number) => (doc: PDFDocument) => {
  let packed: Uint8Array = new Uint8Array(bytes).fill(32)
  for (let turn = 0; turn < times; turn++) packed = deflateSync(packed)
  const filters = Array.from({ length: times }, () => 'FlateDecode')
  const stream = doc.context.stream(packed, { Filter: times === 1 ? filters[0]! : filters })
  doc.getPage(0).node.set(PDFName.Contents, doc.context.register(stream))
}

export const aPhotograph = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#b8b0a4', noise: { type: 'gaussian', mean: 128, sigma: 30 } }
  })
    .jpeg({ quality: 60 })
    .toBuffer()

export const anEmptyPicture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer()

export async function aTiff(pages: number): Promise<Buffer> {
  const page = await sharp({ create: { width: 60, height: 80, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  return sharp(
    Array.from({ length: pages }, () => page),
    { join: { animated: true } }
  )
    .tiff()
    .toBuffer()
}

const box = (kind: string, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(kind, 4, 'latin1')
  return Buffer.concat([head, content])
}
const word = (...numbers: number[]): Buffer => Buffer.from(new Uint32Array(numbers).buffer).swap32()

/** A telephone photograph as its boxes, its picture data missing: tiles and the whole. */
export const aHeic = (width: number, height: number): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from('heic'), word(0), Buffer.from('mif1heic')),
    box('meta', word(0), box('iprp', box('ipco', box('ispe', word(0, 512, 512)), box('ispe', word(0, width, height))))),
    box('mdat', Buffer.alloc(200, 7))
  ])
