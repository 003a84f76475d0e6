import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  convertMillimetersToTwip as mm
} from 'docx'
import type { IParagraphOptions, IRunOptions } from 'docx'
import { dateLine, numberLine } from './model.ts'
import type { Block, OfficialDocument } from './model.ts'

const FONT = 'Times New Roman'
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE }
const LINE = { style: BorderStyle.SINGLE, size: 6, color: '000000' }

const run = (text: string, size: number, more: IRunOptions = {}) =>
  new TextRun({ text, size: size * 2, font: FONT, color: '000000', ...more })
const centred = (children: TextRun[], more: IParagraphOptions = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children, ...more })
/** A line under what stands above, of a share of its width: drawn as the border of a short paragraph. */
const under = (inset: number) =>
  new Paragraph({
    indent: { left: inset, right: inset },
    spacing: { before: 0, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    border: { top: LINE },
    children: []
  })

/** The document as DOCX for further editing, in the layout of Decree 30/2020 annex I (the sizes of its sample column). */
export function docxOf(document: OfficialDocument): Promise<Uint8Array> {
  const file = new Document({
    creator: document.agency,
    title: document.subject,
    styles: { default: { document: { run: { font: FONT, size: 28, color: '000000', language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) }
          }
        },
        // Arabic, centred in the top margin, not on the first page (annex I, I.7).
        headers: {
          first: new Header({ children: [new Paragraph({ children: [] })] }),
          default: new Header({
            children: [centred([new TextRun({ children: [PageNumber.CURRENT], size: 28, font: FONT })])]
          })
        },
        children: [head(document), ...title(document), ...document.body.flatMap(blockOf), tail(document)]
      }
    ]
  })
  return Packer.toArrayBuffer(file).then(buffer => new Uint8Array(buffer))
}

const cell = (children: (Paragraph | Table)[], percent: number) =>
  new TableCell({
    width: { size: percent, type: WidthType.PERCENTAGE },
    borders: NO_BORDERS,
    verticalAlign: VerticalAlign.TOP,
    margins: { left: 0, right: 0 },
    children
  })

function head(document: OfficialDocument) {
  const left = [
    ...(document.parent ? [centred([run(document.parent.toUpperCase(), 12)])] : []),
    centred([run(document.agency.toUpperCase(), 12, { bold: true })]),
    under(mm(22)),
    centred([run(numberLine(document.number, document.symbol), 13)], { spacing: { before: 120 } }),
    ...(document.form === 'letter' ? [centred([run(`V/v ${document.subject}`, 12)], { spacing: { before: 120 } })] : [])
  ]
  const right = [
    centred([run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, { bold: true })]),
    centred([run('Độc lập - Tự do - Hạnh phúc', 13, { bold: true })]),
    under(mm(20)),
    centred([run(dateLine(document.place, document.issuedOn), 13, { italics: true })], { spacing: { before: 120 } })
  ]
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: NO_BORDERS,
    rows: [new TableRow({ children: [cell(left, 41), cell(right, 59)] })]
  })
}

function title(document: OfficialDocument): Paragraph[] {
  const named =
    document.form === 'named'
      ? [
          centred([run(document.typeName.toUpperCase(), 14, { bold: true })], { spacing: { before: 360 } }),
          centred([run(document.subject, 14, { bold: true })]),
          under(mm(60))
        ]
      : []
  const [first, ...others] = document.addressees
  const to =
    first === undefined
      ? []
      : others.length === 0
        ? [centred([run(`Kính gửi: ${first}`, 14)], { spacing: { before: 240, after: 120 } })]
        : [
            centred([run('Kính gửi:', 14)], { spacing: { before: 240 } }),
            ...document.addressees.map(
              (name, index) =>
                new Paragraph({
                  indent: { left: mm(55) },
                  children: [run(`- ${name}${index === document.addressees.length - 1 ? '.' : ';'}`, 14)]
                })
            )
          ]
  const grounds = document.grounds.map((ground, index) =>
    bodyLine(`${ground}${index === document.grounds.length - 1 ? '.' : ';'}`, { italics: true })
  )
  return [...named, ...to, ...grounds]
}

const bodyLine = (text: string, style: IRunOptions = {}) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 120, after: 0, line: 276, lineRule: LineRuleType.AUTO },
    children: [run(text, 14, style)]
  })

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'part':
      return [centred([run(block.text, 14, { bold: true })], { spacing: { before: 240 }, keepNext: true })]
    case 'section':
      return [bodyLine(block.text.toUpperCase(), { bold: true })]
    case 'heading':
      return [bodyLine(block.text, { bold: true })]
    case 'text':
      return [bodyLine(block.text)]
    case 'table':
      return [
        centred([run(block.title, 13, { bold: true })], { spacing: { before: 200, after: 80 }, keepNext: true }),
        tableOf(block)
      ]
    default:
      return block satisfies never
  }
}

function tableOf({ head, rows, figures }: Extract<Block, { kind: 'table' }>) {
  const row = (cells: readonly string[], heading: boolean) =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            margins: { left: 80, right: 80, top: 40, bottom: 40 },
            children: [
              new Paragraph({
                alignment: heading
                  ? AlignmentType.CENTER
                  : figures.includes(index)
                    ? AlignmentType.RIGHT
                    : AlignmentType.LEFT,
                children: [run(text, 13, { bold: heading })]
              })
            ]
          })
      )
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [row(head, true), ...rows.map(cells => row(cells, false))]
  })
}

function tail({ recipients, archive, signer }: OfficialDocument) {
  const list = [...recipients.map(name => `- ${name};`), `- Lưu: ${archive}.`]
  const left = [
    new Paragraph({ children: [run('Nơi nhận:', 12, { bold: true, italics: true })] }),
    ...list.map(line => new Paragraph({ children: [run(line, 11)] }))
  ]
  const right = [
    ...signer.authority.map(line => centred([run(line.toUpperCase(), 14, { bold: true })])),
    ...Array.from({ length: 4 }, () => centred([run('', 14)])),
    centred([run(signer.name, 14, { bold: true })])
  ]
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: NO_BORDERS,
    rows: [new TableRow({ cantSplit: true, children: [cell(left, 45), cell(right, 55)] })]
  })
}
