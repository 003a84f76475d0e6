import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { projectRoot } from '#server/platform/project.ts'
import { around } from './boxes.rules.ts'
import type { Box, Line, Word } from './model.ts'
import type { Colour } from './picture.ts'

const folder = dirname(createRequire(join(projectRoot, 'package.json')).resolve('pdfjs-dist/package.json'))
const DPI = 200

export type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>

/** Opens a PDF: nothing of it runs, nothing is fetched. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  return getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    stopAtErrors: false,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    wasmUrl: `${join(folder, 'wasm')}/`
  }).promise
}

type Drawing = {
  canvas: { width: number; height: number }
  context: { getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray } }
}
type Factory = { create(width: number, height: number): Drawing; destroy(drawing: Drawing): void }

export type Drawn = {
  readonly picture: Colour
  /** The text that is already in the file, in pixels of the picture. */ readonly lines: readonly Line[]
}

/** A page as a picture of 200 dpi, less when it would be too large, with its own text. */
export async function drawPage(pdf: Pdf, number: number, pixels: number): Promise<Drawn> {
  const page = await pdf.getPage(number)
  const natural = page.getViewport({ scale: 1 })
  const wanted = Math.min(DPI / 72, 3000 / Math.max(natural.width, natural.height))
  const scale = Math.min(wanted, Math.sqrt(pixels / (natural.width * natural.height)))
  const viewport = page.getViewport({ scale })
  const factory = pdf.canvasFactory as unknown as Factory
  const drawing = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height))
  try {
    await page.render({ canvas: drawing.canvas as never, canvasContext: drawing.context as never, viewport }).promise
    const { width, height } = drawing.canvas
    const drawn = drawing.context.getImageData(0, 0, width, height).data
    const data = new Uint8Array(width * height * 3)
    for (let from = 0, to = 0; from < drawn.length; from += 4) {
      data[to++] = drawn[from]!
      data[to++] = drawn[from + 1]!
      data[to++] = drawn[from + 2]!
    }
    return { picture: { width, height, data }, lines: await linesOf(page, scale) }
  } finally {
    factory.destroy(drawing)
    page.cleanup()
  }
}

/** The text of the file by lines, each piece cut into its words; a word's box is its share of the piece. */
async function linesOf(page: PDFPageProxy, scale: number): Promise<Line[]> {
  const viewport = page.getViewport({ scale })
  const { items } = await page.getTextContent()
  const words: Word[] = []
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const [x = 0, y = 0] = viewport.convertToViewportPoint(
      item.transform[4] as number,
      item.transform[5] as number
    ) as number[]
    const [width, height] = [item.width * scale, (item.height || 10) * scale]
    for (const found of item.str.matchAll(/\S+/g)) {
      const share = (at: number) => x + (width * at) / item.str.length
      words.push({
        text: found[0].normalize('NFC'),
        sure: 1,
        box: [
          Math.max(0, share(found.index)),
          Math.max(0, y - height),
          share(found.index + found[0].length),
          y + height * 0.2
        ]
      })
    }
  }
  return inLines(words)
}

/** Words whose middles stand at one height make a line. */
function inLines(words: readonly Word[]): Line[] {
  const middle = (box: Box) => (box[1] + box[3]) / 2
  const lines: Word[][] = []
  for (const word of [...words].sort((one, other) => middle(one.box) - middle(other.box))) {
    const line = lines.at(-1)
    const first = line?.[0]
    if (line && first && Math.abs(middle(word.box) - middle(first.box)) < (first.box[3] - first.box[1]) * 0.45)
      line.push(word)
    else lines.push([word])
  }
  return lines.map(line => {
    const sorted = joined(line.sort((one, other) => one.box[0] - other.box[0]))
    return { words: sorted, box: around(sorted.map(word => word.box)) }
  })
}

/** A word may be written in pieces: what touches is one. */
function joined(words: readonly Word[]): Word[] {
  const whole: Word[] = []
  for (const word of words) {
    const last = whole.at(-1)
    const gap = last ? word.box[0] - last.box[2] : Infinity
    if (last && Math.abs(gap) < (word.box[3] - word.box[1]) * 0.06)
      whole[whole.length - 1] = { ...last, text: last.text + word.text, box: around([last.box, word.box]) }
    else whole.push(word)
  }
  return whole
}
