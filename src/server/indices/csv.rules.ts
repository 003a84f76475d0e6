/** Rows of a CSV text (RFC 4180: quoted cells, doubled quotes, line breaks within quotes), by the names of its first line. */
export function rowsOfCsv(text: string): Record<string, string>[] {
  const [head = [], ...lines] = cellsOfCsv(text)
  return lines.map(cells => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))
}

/** Cells line by line; empty lines are left out. */
export function cellsOfCsv(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    line.push(cell.normalize('NFC'))
    cell = ''
  }
  const endLine = () => {
    endCell()
    if (line.some(one => one !== '')) lines.push(line)
    line = []
  }
  const source = text.replace(/^\uFEFF/, '')
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!
    if (quoted) {
      if (character !== '"') cell += character
      else if (source[at + 1] === '"') cell += source[++at]!
      else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',') endCell()
    else if (character === '\n') endLine()
    else if (character !== '\r') cell += character
  }
  if (cell !== '' || line.length > 0) endLine()
  return lines
}
