import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream
} from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import { BOUNDS } from './model.ts'
import type { FileLimits, IntakeRefusal, Looked } from './model.ts'

type Found = { refusal: IntakeRefusal } | Looked

/** Looks into a PDF without drawing it. All its parts are read, also those that no page leads to. */
export async function lookIntoPdf(bytes: Uint8Array, limits: FileLimits): Promise<Found> {
  let context: PDFContext
  try {
    context = (await PDFDocument.load(bytes, { ...CAREFUL })).context
  } catch {
    // What is locked often cannot be read at all; then its trailer still says so.
    return refused(Buffer.from(bytes).includes('/Encrypt') ? { code: 'pdf-encrypted' } : { code: 'broken' })
  }
  // A restriction without a password to open is one too: what is kept for decades must be readable by itself.
  if (context.trailerInfo.Encrypt) return refused({ code: 'pdf-encrypted' })
  const harm = harmIn(context)
  if (harm) return refused(harm)
  const pages = pagesOf(context)
  if (pages === null || pages === 0) return refused({ code: 'broken' })
  if (pages > limits.pages) return refused({ code: 'too-many-pages', pages, limit: limits.pages })
  return { pages }
}

const CAREFUL = { ignoreEncryption: true, updateMetadata: false, throwOnInvalidObject: false, parseSpeed: Infinity }
const refused = (refusal: IntakeRefusal): Found => ({ refusal })

/** Scripts, programs, files within the file, and parts made to burst: the first kind found is told. */
function harmIn(context: PDFContext): IntakeRefusal | null {
  const objects = context.enumerateIndirectObjects()
  if (objects.length > BOUNDS.objects) return { code: 'bomb' }
  let attachments = 0
  let unpacked = 0
  for (const [, object] of objects)
    for (const dict of dictsIn(object)) {
      const active = activeIn(dict)
      if (active) return { code: active }
      if (dict.has(name.EF)) attachments++
    }
  if (attachments > 0) return { code: 'pdf-attachments', count: attachments }
  for (const [, object] of objects) {
    if (!(object instanceof PDFRawStream)) continue
    const size = unpackedSize(object)
    if (size === null || (unpacked += size) > BOUNDS.unpackedInAll) return { code: 'bomb' }
  }
  return null
}

const name = {
  Contents: PDFName.of('Contents'),
  EF: PDFName.of('EF'),
  Filter: PDFName.of('Filter'),
  Height: PDFName.of('Height'),
  JS: PDFName.of('JS'),
  JavaScript: PDFName.of('JavaScript'),
  Kids: PDFName.of('Kids'),
  MediaBox: PDFName.of('MediaBox'),
  Pages: PDFName.of('Pages'),
  Resources: PDFName.of('Resources'),
  S: PDFName.of('S'),
  Subtype: PDFName.of('Subtype'),
  Width: PDFName.of('Width'),
  XFA: PDFName.of('XFA'),
  XObject: PDFName.of('XObject')
} as const

const LAUNCHING = new Set([
  'Launch',
  'ImportData',
  'RichMedia',
  'RichMediaExecute',
  'Movie',
  'Sound',
  '3D',
  'GoTo3DView'
])

/** What in this part would run something when the file is opened or clicked. */
function activeIn(dict: PDFDict): 'pdf-script' | 'pdf-launch' | 'pdf-xfa' | null {
  const action = worded(dict.get(name.S))
  if (action === 'JavaScript' || dict.has(name.JS) || dict.has(name.JavaScript)) return 'pdf-script'
  if (LAUNCHING.has(action) || LAUNCHING.has(worded(dict.get(name.Subtype)))) return 'pdf-launch'
  if (dict.has(name.XFA)) return 'pdf-xfa'
  return null
}
const worded = (object: PDFObject | undefined): string => (object instanceof PDFName ? object.decodeText() : '')

/** Every dictionary that is written within this object, itself too. What it refers to stands by itself. */
function* dictsIn(object: PDFObject): Generator<PDFDict> {
  const open: PDFObject[] = [object]
  for (let at = open.pop(); at; at = open.pop())
    if (at instanceof PDFStream) open.push(at.dict)
    else if (at instanceof PDFArray) for (const each of at.asArray()) open.push(each)
    else if (at instanceof PDFDict) {
      yield at
      for (const each of at.values()) open.push(each)
    }
}

/** How large a packed part is when it is unpacked; null beyond the bounds. A picture is believed its own size. */
function unpackedSize({ dict, contents }: PDFRawStream): number | null {
  const filters = filtersOf(dict)
  if (worded(dict.get(name.Subtype)) === 'Image') {
    const pixels = numberOf(dict, name.Width) * numberOf(dict, name.Height)
    return pixels > BOUNDS.pixels ? null : 0
  }
  const packed = filters.filter(filter => /^(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)$/.test(filter))
  // Packed twice is how a small file becomes a mountain; no program writes that.
  if (packed.length > 1) return null
  if (filters[0] !== 'FlateDecode' && filters[0] !== 'Fl') return contents.length
  try {
    return inflateSync(contents, { maxOutputLength: BOUNDS.unpacked, finishFlush: 2 }).length
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? null : contents.length
  }
}

function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(name.Filter)
  return filter instanceof PDFArray ? filter.asArray().map(worded) : filter ? [worded(filter)] : []
}
const numberOf = (dict: PDFDict, key: PDFName): number => {
  const found = dict.lookup(key)
  return found instanceof PDFNumber ? found.asNumber() : 0
}

/** How many pages there are; null when one of them, its writing or its pictures is missing. */
function pagesOf(context: PDFContext): number | null {
  const root = looked(context, context.trailerInfo.Root)
  const top = root && looked(context, root.get(name.Pages))
  if (!top) return null
  const seen = new Set<PDFDict>()
  const open: { node: PDFDict; box: PDFArray | null; resources: PDFDict | null }[] = [
    { node: top, box: null, resources: null }
  ]
  let pages = 0
  for (let at = open.pop(); at; at = open.pop()) {
    const { node } = at
    if (seen.has(node)) return null
    seen.add(node)
    const box = (node.lookup(name.MediaBox) as PDFArray | undefined) ?? at.box
    const resources = looked(context, node.get(name.Resources)) ?? at.resources
    const kids = node.lookup(name.Kids)
    if (kids instanceof PDFArray)
      for (const kid of kids.asArray()) {
        const child = looked(context, kid)
        if (!child) return null
        open.push({ node: child, box, resources })
      }
    else if (isWhole(context, node, box, resources)) pages++
    else return null
  }
  return pages
}

function isWhole(context: PDFContext, page: PDFDict, box: PDFArray | null, resources: PDFDict | null): boolean {
  if (!(box instanceof PDFArray) || box.size() !== 4) return false
  const [left, bottom, right, top] = box.asArray().map(side => {
    const found = context.lookup(side)
    return found instanceof PDFNumber ? found.asNumber() : NaN
  }) as [number, number, number, number]
  const sides = [Math.abs(right - left), Math.abs(top - bottom)]
  if (!sides.every(side => side > 0 && side <= BOUNDS.side)) return false
  const contents = page.get(name.Contents)
  const parts = contents && context.lookup(contents)
  const written = parts instanceof PDFArray ? parts.asArray() : contents ? [contents] : []
  const pictures = resources && looked(context, resources.get(name.XObject))
  return [...written, ...(pictures?.values() ?? [])].every(part => context.lookup(part) instanceof PDFStream)
}

/** The dictionary an object is or refers to; null when it is none, is damaged or is gone. */
function looked(context: PDFContext, object: PDFObject | undefined): PDFDict | null {
  const found = object instanceof PDFRef ? context.lookup(object) : object
  if (!found || found instanceof PDFInvalidObject) return null
  return found instanceof PDFDict ? found : null
}
