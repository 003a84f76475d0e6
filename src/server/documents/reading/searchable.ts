import { print } from '#server/platform/index.ts'
import type { Page } from './model.ts'

const TEMPLATE = 'src/server/documents/reading/searchable.typ'

/** Dots to the inch that pages are worked on at. */
const DPI = 200

/**
 * Pictures of pages as one PDF/A-2b with their words under them: the page looks like the picture, and search, copy and
 * screen readers find the words at their places.
 */
export function searchable(paper: {
  name: string
  pages: readonly Page[]
  pictures: readonly Uint8Array[]
  at: Date
}): Promise<Uint8Array> {
  const points = (pixels: number) => Math.round((pixels * 7200) / DPI) / 100
  const pages = paper.pages.map(({ width, height, lines }) => ({
    width: points(width),
    height: points(height),
    words: lines.flatMap(line =>
      line.words.map(({ text, box: [left, top, right, bottom] }) => ({
        text,
        x: points(left),
        y: points(top),
        w: points(right - left),
        h: points(bottom - top)
      }))
    )
  }))
  return print(TEMPLATE, { name: paper.name, pages }, { at: paper.at, standard: 'a-2b', pictures: paper.pictures })
}
