import { XMLParser } from 'fast-xml-parser'
import JSZip from 'jszip'

/** More text than any letter has; a book is cut. */
const MOST_LETTERS = 400_000
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The text of a PDF, DOCX or text file, a line for each paragraph; empty when it holds none (a scan) or is broken. */
export async function textOf(bytes: Uint8Array, type: string): Promise<string> {
  try {
    const text =
      type === 'application/pdf'
        ? await textOfPdf(bytes)
        : type === DOCX
          ? await textOfDocx(bytes)
          : type === 'text/plain'
            ? new TextDecoder().decode(bytes)
            : ''
    return text.normalize('NFC').replaceAll('\0', '').slice(0, MOST_LETTERS)
  } catch {
    return ''
  }
}

/** Lines joined into paragraphs: a line that ends its sentence, or a larger gap, ends the paragraph. */
async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: VerbosityLevel.ERRORS })
  const pdf = await task.promise
  const paragraphs: string[] = []
  for (let number = 1; number <= Math.min(pdf.numPages, 200); number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    let line = ''
    let paragraph = ''
    for (const item of items) {
      if (!('str' in item)) continue
      line += item.str
      if (!item.hasEOL) continue
      paragraph = `${paragraph} ${line.trim()}`.trim()
      if (/[.;:/!?]\s*$/.test(line) || line.trim() === '') {
        if (paragraph) paragraphs.push(paragraph)
        paragraph = ''
      }
      line = ''
    }
    const rest = `${paragraph} ${line.trim()}`.trim()
    if (rest) paragraphs.push(rest)
  }
  await task.destroy()
  return paragraphs.join('\n')
}

type Node = Record<string, unknown>
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: true, trimValues: false })

async function textOfDocx(bytes: Uint8Array): Promise<string> {
  const zip = await JSZip.loadAsync(bytes)
  const xml = await zip.file('word/document.xml')?.async('string')
  if (!xml) return ''
  const lines: string[] = []
  const walk = (nodes: readonly Node[], into: string[]) => {
    for (const node of nodes) {
      const [name] = Object.keys(node)
      const children = node[name!]
      if (name === '#text') into.push(String(children))
      else if (name === 'w:tab') into.push(' ')
      else if (name === 'w:br') into.push('\n')
      else if (Array.isArray(children)) {
        if (name === 'w:p') {
          const own: string[] = []
          walk(children as Node[], own)
          lines.push(own.join('').trim())
        } else walk(children as Node[], into)
      }
    }
  }
  walk(parser.parse(xml) as Node[], [])
  return lines.filter(line => line !== '').join('\n')
}
