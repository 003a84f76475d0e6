import type { Line } from './model.ts'

/** Fewer letters are a scanner's footer or a stamp on a picture, not the text of the page. */
const LETTERS = 50

/** Whether a page of a PDF says by itself what is to be read on it. */
export const carriesText = (lines: readonly Line[]): boolean =>
  lines.flatMap(line => line.words).reduce((sum, word) => sum + (word.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0) >=
  LETTERS
