/** What a spreadsheet would take for a formula is shown with an apostrophe before it, which it hides. */
export const defused = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
export const fused = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** A line of CSV (RFC 4180). */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(defused)
    .map(cell => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`

export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/** Comma, semicolon or tab: whichever the first line has most of, outside quotes. */
export function separatorOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (mark: string) => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** Reads CSV; `line` is where a row begins in the file. Line breaks inside quotes belong to the cell. */
export function* readCsv(given: string): Generator<CsvRow> {
  const text = given.replace(/^\uFEFF/, '')
  const separator = separatorOf(text)
  let [at, line] = [0, 1]
  while (at < text.length) {
    const cells: string[] = []
    const began = line
    for (let open = true; open;) {
      let cell = ''
      if (text[at] === '"') {
        for (at++; at < text.length; at++) {
          if (text[at] === '"' && text[at + 1] === '"') at++
          else if (text[at] === '"') break
          if (text[at] === '\n') line++
          cell += text[at]
        }
        at++
      }
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') cell += text[at++]
      cells.push(fused(cell))
      open = text[at] === separator
      if (open) at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (cells.some(cell => cell.trim() !== '')) yield { line: began, cells }
  }
}
