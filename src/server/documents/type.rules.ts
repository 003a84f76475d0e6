import type { FileType } from './model.ts'
import { namesInZip } from './zip.rules.ts'

/** A file to look into without holding it in memory. */
export type Peekable = { readonly bytes: number; peek(position: number, length: number): Promise<Uint8Array> }

const HEAD = 4096
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])

/** What kind of file the content is, or null when it is none that may be handed in. Names are never asked. */
export async function recognise(file: Peekable): Promise<FileType | null> {
  const head = await file.peek(0, HEAD)
  if (starts(head, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (starts(head, [0x49, 0x49, 0x2a, 0x00]) || starts(head, [0x4d, 0x4d, 0x00, 0x2a])) return 'image/tiff'
  if (/^(\xef\xbb\xbf)?\s*%PDF-\d/.test(latin(head.subarray(0, 64)))) return 'application/pdf'
  if (latin(head.subarray(4, 8)) === 'ftyp') return isHeic(head) ? 'image/heic' : null
  if (starts(head, [0x50, 0x4b, 0x03, 0x04])) return officeDocument(await namesInZip(file))
  return (await isPlainText(file)) ? 'text/plain' : null
}

/** ISO media files list their brands in the first box; pictures of telephones are HEVC ones. */
function isHeic(head: Uint8Array): boolean {
  const length = Math.min(new DataView(head.buffer, head.byteOffset).getUint32(0), head.length)
  const brands = (latin(head.subarray(8, 12)) + latin(head.subarray(16, length))).match(/.{4}/gs) ?? []
  return brands.some(brand => HEIC_BRANDS.has(brand))
}

/** Documents that can carry macros are programs, so they are refused whatever they are called. */
function officeDocument(names: readonly string[] | null): FileType | null {
  if (!names?.includes('[Content_Types].xml') || names.some(name => /vbaProject\.bin$/i.test(name))) return null
  if (names.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  if (names.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return null
}

/** UTF-8 without control characters that neither a browser nor a shell would take for something to run. */
async function isPlainText(file: Peekable): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const step = 1 << 16
  try {
    for (let position = 0; position < file.bytes; position += step) {
      const text = decoder.decode(await file.peek(position, step), { stream: position + step < file.bytes })
      // eslint-disable-next-line no-control-regex
      if (/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) return false
      if (position === 0 && (/^\s*(#!|<[!?a-z])/i.test(text) || MARKUP.test(text))) return false
    }
    return true
  } catch {
    return false
  }
}
const MARKUP = /<(!doctype|html|head|body|script|svg|iframe|meta|object|embed|link|style)\b/i

const starts = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, place) => head[place] === byte)
const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
