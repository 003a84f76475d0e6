import type { Place } from '../model.ts'
import type { Box } from './prepare.ts'

const MM = 72 / 25.4

/** The room between the post and the name of who signs, as our forms leave it. */
const ABOVE = 1.5 * MM
const UNDER = MM

/** Where a stamp stands on a file: above the signer's name where it is found, else in the corner that the place names. */
export async function boxOn(bytes: Uint8Array, place: Place, turn = 0): Promise<Box> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const reading = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: VerbosityLevel.ERRORS })
  const doc = await reading.promise
  try {
    const number = place.page === 'first' ? 1 : doc.numPages
    const page = await doc.getPage(number)
    const [left, bottom, right, top] = page.view as [number, number, number, number]
    const size = { width: place.width * MM, height: place.height * MM }
    const items = place.above || place.under ? (await page.getTextContent()).items : []
    const named = place.above ? lineOf(items, line => line === plain(place.above!)) : null
    const over = place.under ? lineOf(items, line => line.startsWith(plain(place.under!))) : null
    const inside = (x: number) => Math.min(Math.max(x, left + 4 * MM), right - size.width - 4 * MM)
    const middle = named && named.middle + (place.aside ?? 0) * MM
    if (named) return { page: number - 1, x: inside(middle! - size.width / 2), y: named.top + ABOVE, ...size }
    const under = over && over.base - UNDER - (turn + 1) * (size.height + MM)
    if (over && under! > bottom + 8 * MM) return { page: number - 1, x: inside(over.left), y: under!, ...size }
    const shift = turn * (size.width + 3 * MM)
    const x = place.corner.endsWith('right')
      ? right - place.right * MM - size.width - shift
      : left + place.right * MM + shift
    if (place.strip && page.rotate === 0 && !isSigned(bytes))
      return { page: number - 1, x: inside(x), y: top + MM, ...size, grow: size.height + 2 * MM }
    const y = place.corner.startsWith('top') ? top - place.down * MM - size.height : bottom + place.down * MM
    return { page: number - 1, x: inside(x), y, ...size }
  } finally {
    await reading.destroy()
  }
}

/** Whoever signed before signed the page as it is. */
const isSigned = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange')

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/** The last line that fits, e.g. the signer's name alone. */
function lineOf(items: readonly unknown[], fits: (line: string) => boolean) {
  type Item = { str?: string; transform?: number[]; width?: number; height?: number }
  const found = (items as readonly Item[]).findLast(item => item.str !== undefined && fits(plain(item.str)))
  if (!found?.transform) return null
  const [left, base] = [found.transform[4]!, found.transform[5]!]
  return { left, base, middle: left + (found.width ?? 0) / 2, top: base + (found.height ?? 10) }
}
