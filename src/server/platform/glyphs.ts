/** Characters a font can draw but for private ones, read from its `cmap` table (formats 4 and 12, the two a Unicode font carries). */
export function coverageOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableAt(font, 'cmap')
  const covered = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = font.readUInt16BE(subtable)
    if (format === 4) addSegments(font, subtable, covered)
    if (format === 12) addGroups(font, subtable, covered)
  }
  for (let code = 0xe000; code <= 0xf8ff; code++) covered.delete(code)
  return covered
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + i * 16
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`the font has no ${tag} table`)
}

function addSegments(font: Buffer, at: number, covered: Set<number>): void {
  const twice = font.readUInt16BE(at + 6)
  const ends = at + 14
  const starts = ends + twice + 2
  const deltas = starts + twice
  const offsets = deltas + twice
  for (let i = 0; i < twice; i += 2) {
    const start = font.readUInt16BE(starts + i)
    const delta = font.readUInt16BE(deltas + i)
    const offset = font.readUInt16BE(offsets + i)
    for (let code = start; code <= font.readUInt16BE(ends + i) && code < 0xffff; code++) {
      const glyph = offset === 0 ? code + delta : font.readUInt16BE(offsets + i + offset + (code - start) * 2)
      if ((glyph & 0xffff) !== 0) covered.add(code)
    }
  }
}

function addGroups(font: Buffer, at: number, covered: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + i * 12
    for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code++) covered.add(code)
  }
}

/** Stands for what the font cannot draw, so that a smiley in a note never stops a receipt. */
export const MISSING = '\u25a1'

/**
 * Text as it can be printed: composed (NFC), without control, format and private characters, one box for each run
 * the font lacks. PDF/A refuses a document with a single missing or private glyph. Line breaks stay.
 */
export function printable(text: string, covered: ReadonlySet<number>): string {
  if (/^[ -~\n]*$/.test(text)) return text
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\t\v\f\u00a0]/g, ' ')
    .replace(/[\p{Cf}\ufe00-\ufe0f]|(?!\n)\p{Cc}/gu, '')
  let out = ''
  let missing = false
  for (const char of plain) {
    const known = char === '\n' || covered.has(char.codePointAt(0)!)
    if (known) out += char
    else if (!missing) out += MISSING
    missing = !known
  }
  return out
}
