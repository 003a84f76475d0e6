import type { Place } from '../model.ts'
import type { Box } from './prepare.ts'

const MM = 72 / 25.4

/** The room between the post and the name of who signs, as our forms leave it. */
const ABOVE = 1.5 * MM

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
    const named = place.above ? lineOf((await page.getTextContent()).items, place.above) : null
    const inside = (x: number) => Math.min(Math.max(x, left + 4 * MM), right - size.width - 4 * MM)
    if (named) return { page: number - 1, x: inside(named.middle - size.width / 2), y: named.top + ABOVE, ...size }
    const shift = turn * (size.width + 3 * MM)
    const x = place.corner.endsWith('right')
      ? right - place.right * MM - size.width - shift
      : left + place.right * MM + shift
    const y = place.corner.startsWith('top') ? top - place.down * MM - size.height : bottom + place.down * MM
    return { page: number - 1, x: inside(x), y, ...size }
  } finally {
    await reading.destroy()
  }
}

/** The last line that is this name alone. */
function lineOf(items: readonly unknown[], name: string): { middle: number; top: number } | null {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  type Item = { str?: string; transform?: number[]; width?: number; height?: number }
  const found = (items as readonly Item[]).findLast(item => item.str !== undefined && plain(item.str) === plain(name))
  if (!found?.transform) return null
  const [x, y] = [found.transform[4]!, found.transform[5]!]
  return { middle: x + (found.width ?? 0) / 2, top: y + (found.height ?? 10) }
}
