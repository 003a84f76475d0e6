import ExcelJS from 'exceljs'
import type { Language } from '#server/platform/index.ts'
import type { Overview } from './overview.ts'
import { wordsFor } from './words.ts'

/** The figures of the pictures as a workbook: numbers as numbers, what they are and by which rule on the first sheet. */
export async function figuresWorkbook(found: Overview, language: Language): Promise<Uint8Array> {
  const t = wordsFor(language)
  const book = new ExcelJS.Workbook()
  const about = book.addWorksheet(t('sheet.about'))
  about.addRows([
    [found.edition?.name.vi ?? found.index, found.year],
    [t('indices.version'), found.edition?.version ?? ''],
    [t('indices.source'), found.edition?.source ?? ''],
    [t('indices.subject'), found.subjects.find(one => one.code === found.subject)?.name ?? ''],
    [t('indices.map'), t(found.map === 'now' ? 'indices.map.now' : 'indices.map.then')],
    ...(found.map === 'now' ? [[t('indices.map.rule')]] : [])
  ])
  const sheet = (name: string, head: readonly string[], rows: readonly (readonly unknown[])[]) => {
    const one = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    one.addRow([...head])
    one.getRow(1).font = { bold: true }
    for (const row of rows) one.addRow([...row])
    one.columns.forEach(column => (column.width = 18))
    one.getColumn(1).width = 36
  }
  sheet(
    t('sheet.trend'),
    [t('col.year'), t('col.score'), t('col.low'), t('col.high'), t('col.median'), t('col.rank')],
    found.trend.map(one => [one.year, one.value, one.low, one.high, one.median, one.rank])
  )
  sheet(
    t('sheet.ranks'),
    [t('col.name'), t('col.rank'), t('col.score')],
    found.ranks.map(one => [one.name, one.rank, one.value])
  )
  const years = [...new Set(found.parts.flatMap(one => Object.keys(one.years)))].sort()
  sheet(
    t('sheet.parts'),
    [t('col.part'), t('col.maximum'), t('col.score'), t('col.best'), t('col.median'), t('col.past'), ...years],
    found.parts.map(one => [
      one.name,
      one.maximum,
      one.value,
      one.best,
      one.median,
      one.past,
      ...years.map(year => one.years[Number(year)]?.value ?? null)
    ])
  )
  return new Uint8Array(await book.xlsx.writeBuffer())
}
