import type { Day } from '#server/platform/index.ts'
import type { Block, OfficialDocument } from '../layout/model.ts'
import type { Figure } from './figures.ts'
import { FIGURE_WORDS } from './outline.ts'
import type { Section } from './outline.ts'
import type { Report, ReportText } from './store.ts'
import type { SumFault } from './sums.rules.ts'

export type Told = {
  readonly report: Report
  readonly outline: readonly Section[]
  readonly texts: readonly ReportText[]
  readonly figures: readonly Figure[]
  readonly before: ReadonlyMap<string, number> | null
  readonly faults: readonly SumFault[]
}
type Around = {
  readonly agency: string
  readonly parent: string
  readonly symbol: string
  readonly place: string
  readonly issuedOn: Day | null
  readonly addressees: readonly string[]
  readonly signer: OfficialDocument['signer']
}
const shown = (day: Day): string => day.split('-').reverse().join('/')
const number = (value: number): string => value.toLocaleString('vi-VN')

/** The report as an official document: sections with their text and figures, a table of annex, and what does not add up. */
export function reportDocument(told: Told, around: Around): OfficialDocument {
  const { report, figures, faults } = told
  const body: Block[] = [
    {
      kind: 'text',
      text: `Số liệu từ ngày ${shown(report.from)} đến ngày ${shown(report.to)}, tính đến hết ngày ${shown(report.cutOff)}.`
    },
    ...told.outline.flatMap(section => sectionBlocks(section, told))
  ]
  if (faults.length > 0)
    body.push(
      { kind: 'heading', text: 'Số liệu chưa khớp' },
      ...faults.map(fault => ({
        kind: 'text' as const,
        text: `“${FIGURE_WORDS[fault.total] ?? fault.total}” là ${number(fault.said)}, tổng các thành phần là ${number(fault.sum)}.`
      }))
    )
  if (report.kind === 'one-off') body.push(annexOf(figures))
  body.push({ kind: 'text', text: `Trên đây là ${report.title.charAt(0).toLowerCase()}${report.title.slice(1)}./.` })
  return {
    form: 'named',
    typeName: 'BÁO CÁO',
    number: report.number,
    subject: report.title,
    grounds: [],
    body,
    recipients: ['Như trên', 'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh'],
    archive: 'VT, CCHC',
    ...around
  }
}

function sectionBlocks(section: Section, { texts, figures, before }: Told): Block[] {
  const words = texts.filter(text => text.section === section.key && text.words)
  const told = section.figures.flatMap(key => figures.find(figure => figure.key === key) ?? [])
  return [
    { kind: 'section', text: section.title },
    ...(words.length === 0 && told.length === 0
      ? [{ kind: 'text' as const, text: 'Không phát sinh nội dung trong kỳ.' }]
      : []),
    ...words.flatMap(text =>
      text
        .words!.split(/\n+/)
        .filter(line => line.trim() !== '')
        .map(line => ({ kind: 'text' as const, text: line.trim() }))
    ),
    ...(told.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: `Số liệu ${section.title.replace(/^[IVX]+\. /, '').toLowerCase()}`,
            head: ['TT', 'Chỉ tiêu', 'Kết quả', 'So với kỳ trước'],
            rows: told.map((figure, index) => [
              String(index + 1),
              FIGURE_WORDS[figure.key] ?? figure.key,
              number(figure.value),
              difference(figure, before)
            ]),
            figures: [2, 3]
          }
        ]),
    ...annexesOf(section.key, figures)
  ]
}

/** The annex tables of a section of a periodic report: tasks by agency, dossiers by unit, from the frozen rows. */
function annexesOf(section: string, figures: readonly Figure[]): Block[] {
  const rowsOf = <R>(key: string) => (figures.find(figure => figure.key === key)?.rows ?? []) as readonly R[]
  if (section === 'procedures') {
    const columns = ['received', 'settled', 'settled-late', 'in-hand', 'in-hand-overdue']
    const counts = columns.map(key => new Map(rowsOf<UnitRow>(key).map(row => [row.unit, row.count])))
    const lines = rowsOf<UnitRow>('received').map(({ unit, name }) => [name, ...counts.map(of => of.get(unit) ?? 0)])
    return tableOf(
      'Biểu số 2. Kết quả giải quyết hồ sơ theo đơn vị',
      ['Đơn vị', 'Tiếp nhận', 'Đã giải quyết', 'Quá hạn', 'Đang giải quyết', 'Đang quá hạn'],
      lines
    )
  }
  if (section !== 'steering' || !figures.some(figure => figure.key === 'plan-items')) return []
  const byLead = Map.groupBy(rowsOf<TaskRow>('tasks-total'), row => row.lead)
  const lines = [...byLead].map(([lead, rows]) => {
    const of = (state: string) => rows.filter(row => row.state === state).length
    return [lead, rows.length, of('on-time'), of('late-done'), of('open'), of('overdue')]
  })
  return tableOf(
    'Biểu số 1. Nhiệm vụ theo cơ quan chủ trì',
    ['Cơ quan', 'Được giao', 'Đúng hạn', 'Hoàn thành quá hạn', 'Trong hạn', 'Quá hạn'],
    lines.sort((a, b) => String(a[0]).localeCompare(String(b[0]), 'vi'))
  )
}
type UnitRow = { readonly unit: string; readonly name: string; readonly count: number }
type TaskRow = { readonly lead: string; readonly state: string }

const tableOf = (title: string, head: readonly string[], lines: readonly (readonly (string | number)[])[]): Block[] =>
  lines.length === 0
    ? []
    : [
        {
          kind: 'table',
          title,
          head: ['TT', ...head],
          rows: lines.map((line, index) => [
            String(index + 1),
            ...line.map(cell => (typeof cell === 'number' ? number(cell) : cell))
          ]),
          figures: [2, 3, 4, 5, 6]
        }
      ]

const difference = ({ key, value }: Figure, before: ReadonlyMap<string, number> | null): string => {
  const then = before?.get(key)
  if (then === undefined) return '-'
  return value === then ? '0' : `${value > then ? '+' : '-'}${number(Math.abs(value - then))}`
}

/** Each task of the document reported on, as the frozen rows have it. */
function annexOf(figures: readonly Figure[]): Block {
  const rows = (figures.find(figure => figure.key === 'tasks-total')?.rows ?? []) as {
    content: string
    lead: string
    due: Day | null
    doneOn: Day | null
  }[]
  return {
    kind: 'table',
    title: 'Tình hình thực hiện từng nhiệm vụ',
    head: ['TT', 'Nhiệm vụ', 'Cơ quan', 'Hạn', 'Hoàn thành'],
    rows: rows.map((row, index) => [
      String(index + 1),
      row.content,
      row.lead,
      row.due ? shown(row.due) : '',
      row.doneOn ? shown(row.doneOn) : ''
    ]),
    figures: []
  }
}
