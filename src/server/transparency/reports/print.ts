import { print } from '#server/platform/index.ts'
import type { Report, Template } from './model.ts'
import { rowsByLevel } from './rules.ts'

/** A report on paper (A4, landscape), in the layout of the form. */
export const printReport = (
  template: Template,
  report: Report,
  words: {
    unit: string
    period: string
    note: string
    superior: string
    place: string
    at: Date
    levels: Readonly<Record<string, string>>
  }
): Promise<Uint8Array> =>
  print(
    'src/server/transparency/reports/report.typ',
    {
      office: { name: words.unit, superior: words.superior, place: words.place, sign: '' },
      issuedAt: words.at,
      template: { code: template.code, title: template.title, basis: template.basis, lineTitle: template.lineTitle },
      period: words.period,
      note: words.note,
      groups: groupsOf(template),
      columns: template.columns.map(({ no, title }) => ({ no, title })),
      rows: rowsByLevel(report, words.levels).map(row =>
        ['1', '2', ...template.columns.map(each => each.no)].map(no => String(row[no] ?? ''))
      )
    },
    { at: words.at }
  )

const groupsOf = ({ columns }: Template) =>
  [...Map.groupBy(columns, each => each.over ?? each.title)].map(([title, under]) => ({ title, span: under.length }))
