import { describe, expect, test } from 'vitest'
import JSZip from 'jszip'
import { checkLayout } from './check.rules.ts'
import type { RuleName } from './check.rules.ts'
import { readDocx } from './docx.read.ts'
import { docxOf } from './docx.write.ts'
import type { OfficialDocument } from './model.ts'
import type { Line, Parsed } from './parsed.ts'

const LETTER: OfficialDocument = {
  form: 'letter',
  typeName: '',
  parent: '',
  agency: 'Ủy ban nhân dân tỉnh Sông Mơ',
  number: 7,
  symbol: 'UBND-KSTT',
  place: 'Sông Mơ',
  issuedOn: '2026-02-03',
  subject: 'đôn đốc thực hiện nhiệm vụ quá hạn',
  addressees: ['Sở Tư pháp', 'Sở Y tế'],
  grounds: [],
  body: [
    { kind: 'text', text: 'Ủy ban nhân dân tỉnh đề nghị các cơ quan khẩn trương hoàn thành nhiệm vụ được giao.' },
    { kind: 'text', text: 'Kết quả gửi trước ngày 20/02/2026./.' }
  ],
  signer: { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Phạm Thị Thu Hà' },
  recipients: ['Như trên', 'Chủ tịch, các Phó Chủ tịch'],
  archive: 'VT, KSTT'
}
const REPORT: OfficialDocument = {
  ...LETTER,
  form: 'named',
  typeName: 'BÁO CÁO',
  parent: 'Ủy ban nhân dân tỉnh Sông Mơ',
  agency: 'Sở Nội vụ',
  symbol: 'BC-SNV',
  number: 125,
  issuedOn: '2026-09-18',
  subject: 'Công tác cải cách hành chính quý III năm 2026',
  addressees: ['Bộ Nội vụ'],
  grounds: ['Căn cứ Luật Tổ chức chính quyền địa phương', 'Căn cứ Nghị định số 30/2020/NĐ-CP'],
  body: [
    { kind: 'section', text: 'I. Công tác chỉ đạo' },
    { kind: 'text', text: 'Đã hoàn thành 12/15 nhiệm vụ.' },
    {
      kind: 'table',
      title: 'Bảng 1. Nhiệm vụ',
      head: ['TT', 'Cơ quan', 'Số'],
      rows: [['1', 'Sở Y tế', '12']],
      figures: [2]
    },
    { kind: 'text', text: 'Trên đây là báo cáo của Sở Nội vụ./.' }
  ]
}
const parsed = async (document: OfficialDocument): Promise<Parsed> => (await readDocx(await docxOf(document)))!
const broken = (document: Parsed): RuleName[] => [...new Set(checkLayout(document).map(one => one.rule))]

describe('the layout of Decree 30/2020', () => {
  test.each([
    ['a letter', LETTER],
    ['a report', REPORT]
  ])('%s as we write it breaks nothing', async (_, document) => {
    expect(checkLayout(await parsed(document))).toEqual([])
  })

  test('each finding names its article', async () => {
    const document = await parsed({ ...LETTER, body: [{ kind: 'text', text: 'Không có dấu kết thúc.' }] })
    expect(checkLayout(document)).toEqual([
      {
        rule: 'closing',
        article: 'Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.d',
        found: 'Không có dấu kết thúc.'
      }
    ])
  })

  const page =
    (change: Partial<Parsed['sections'][number]>) =>
    (document: Parsed): Parsed => ({ ...document, sections: [{ ...document.sections[0]!, ...change }] })
  const lines =
    (pattern: RegExp, change: (line: Line) => Line) =>
    (document: Parsed): Parsed => ({
      ...document,
      lines: document.lines.map(line => (pattern.test(line.text) ? change(line) : line))
    })
  const text = (pattern: RegExp, to: string) =>
    lines(pattern, line => ({
      ...line,
      text: to,
      runs: line.runs.map((run, index) => ({ ...run, text: index === 0 ? to : '' }))
    }))
  const style = (pattern: RegExp, change: Partial<Line['runs'][number]>) =>
    lines(pattern, line => ({ ...line, runs: line.runs.map(run => ({ ...run, ...change })) }))
  const without =
    (pattern: RegExp) =>
    (document: Parsed): Parsed => ({ ...document, lines: document.lines.filter(line => !pattern.test(line.text)) })

  const FAULTS: readonly (readonly [string, RuleName, (document: Parsed) => Parsed])[] = [
    ['paper of Letter size', 'paper', page({ width: 215.9, height: 279.4 })],
    ['a left margin of 20 mm', 'margins', page({ left: 20 })],
    ['a right margin of 25 mm', 'margins', page({ right: 25 })],
    ['a top margin of 10 mm', 'margins', page({ top: 10 })],
    ['Arial in a sentence', 'font', style(/^Kết quả/, { font: 'Arial' })],
    ['blue letters', 'color', style(/^Kết quả/, { color: '0000ff' })],
    ['no page number on a long document', 'page-number', document => ({ ...document, long: true, header: null })],
    [
      'a page number on the first page',
      'page-number',
      document => ({ ...document, header: { ...document.header!, onFirst: true } })
    ],
    ['no national name', 'national-name', without(/^CỘNG HÒA/)],
    ['a national name of 14', 'national-name', style(/^CỘNG HÒA/, { size: 14 })],
    ['a motto without spaces at its hyphens', 'motto', text(/^Độc lập/, 'Độc lập-Tự do-Hạnh phúc')],
    ['a motto without its line', 'motto', lines(/^Độc lập/, line => ({ ...line, underlined: false }))],
    ['an issuing agency that is not bold', 'agency', style(/^ỦY BAN/, { bold: false })],
    ['an issuing agency in small letters', 'agency', text(/^ỦY BAN NHÂN DÂN TỈNH/, 'Ủy ban nhân dân tỉnh')],
    ['a number without leading zero', 'number', text(/^Số:/, 'Số: 7/UBND-KSTT')],
    ['spaces in the number', 'number', text(/^Số:/, 'Số: 07 / UBND - KSTT')],
    ['a number of size 12', 'number', style(/^Số:/, { size: 12 })],
    ['a day without leading zero', 'date', text(/ngày 03/, 'Sông Mơ, ngày 3 tháng 02 năm 2026')],
    ['a month without leading zero', 'date', text(/ngày 03/, 'Sông Mơ, ngày 03 tháng 2 năm 2026')],
    ['a March with a leading zero', 'date', text(/ngày 03/, 'Sông Mơ, ngày 03 tháng 03 năm 2026')],
    ['a date that is not in italics', 'date', style(/ngày 03/, { italic: false })],
    ['a bold V/v', 'subject', style(/^V\/v/, { bold: true })],
    ['no addressees on a letter', 'addressees', without(/^(Kính gửi|- Sở)/)],
    ['a body of size 12', 'body', style(/^Kết quả/, { size: 12 })],
    ['a body that is not justified', 'body', lines(/^Kết quả/, line => ({ ...line, align: 'left' }))],
    ['a body without indent', 'body', lines(/^Kết quả/, line => ({ ...line, firstLine: 0 }))],
    ['a body with lines too far apart', 'body', lines(/^Kết quả/, line => ({ ...line, lineSpacing: 2 }))],
    ['paragraphs too close', 'body', lines(/^Kết quả/, line => ({ ...line, spaceBefore: 0, spaceAfter: 0 }))],
    ['no closing ./.', 'closing', text(/^Kết quả/, 'Kết quả gửi sớm.')],
    ['a post in small letters', 'signature', text(/^PHÓ CHỦ TỊCH/, 'Phó Chủ tịch')],
    ['a name in capitals', 'signature', text(/^Phạm Thị/, 'PHẠM THỊ THU HÀ')],
    ['no recipients', 'recipients', without(/^(Nơi nhận|- (Như|Chủ|Lưu))/)],
    ['recipients of size 12', 'recipients', style(/^- Chủ tịch/, { size: 12 })],
    ['a letter that does not begin with "as above"', 'recipients', without(/^- Như trên/)],
    ['no line for the archive', 'recipients', without(/^- Lưu/)]
  ]
  test.each(FAULTS)('%s is found, and nothing else', async (_, rule, breaks) => {
    expect(broken(breaks(await parsed(LETTER)))).toEqual([rule])
  })

  test('a report without its type name or abstract, and grounds without their marks, are found', async () => {
    const report = await parsed(REPORT)
    expect(broken(without(/^BÁO CÁO$/)(report))).toContain('subject')
    expect(broken(text(/^Căn cứ Luật/, 'Căn cứ Luật Tổ chức chính quyền địa phương.')(report))).toEqual(['grounds'])
    expect(broken(style(/^Căn cứ Luật/, { italic: false })(report))).toEqual(['grounds'])
  })

  test('what is no DOCX is no document', async () => {
    expect(await readDocx(new TextEncoder().encode('no zip'))).toBeNull()
    const zip = new JSZip().file('readme.txt', 'x')
    expect(await readDocx(await zip.generateAsync({ type: 'uint8array' }))).toBeNull()
  })
})
