import { readFile } from 'node:fs/promises'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { readSheet } from '#server/platform/sheet.ts'
import { isPeriod } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead } from '../reach.ts'
import { LIVE, formulaOf } from './formula.rules.ts'
import type { ServiceIndex } from './model.ts'
import { portalFigures, putPortalFigures } from './portal.store.ts'
import { causeOf } from './reconcile.rules.ts'
import type { Cause, Told } from './reconcile.rules.ts'

/** The columns of a file with the national portal's figures, CSV or XLSX. */
const COLUMNS = [
  { key: 'unit', title: 'Đơn vị', needed: true },
  { key: 'component', title: 'Thành phần', needed: true },
  { key: 'numerator', title: 'Tử số', needed: false },
  { key: 'denominator', title: 'Mẫu số', needed: false },
  { key: 'points', title: 'Điểm', needed: false }
] as const
type Key = (typeof COLUMNS)[number]['key']
type Cells = Readonly<Record<Key, string>>
export type PortalRefusal =
  | { code: 'forbidden' }
  | { code: 'period-odd'; period: string }
  | { code: 'portal-file-odd' }
  | { code: 'portal-line-odd'; line: number }

/** Loads what the national portal says of a period; a second file replaces the first line by line. */
export async function loadPortalFigures(
  ctx: Ctx,
  period: Period,
  file: { path: string; name: string }
): Promise<Result<{ lines: number }, PortalRefusal>> {
  if (!ctx.actor.may('figures.load')) return err({ code: 'forbidden' })
  if (!isPeriod(period)) return err({ code: 'period-odd', period })
  const rows = /\.csv$/i.test(file.name) ? await readCsv(file.path) : (await readSheet(file.path, COLUMNS)).rows
  if (rows.length === 0) return err({ code: 'portal-file-odd' })
  const known = new Set(formulaOf(LIVE).components.map(each => each.code))
  const figures = rows.map(({ row, cells }) => ({ row, ...numbersOf(cells) }))
  const odd = figures.find(each => !known.has(each.component) || each.unit === '' || each.points === undefined)
  if (odd) return err({ code: 'portal-line-odd', line: odd.row })
  await putPortalFigures(ctx, period, figures)
  ctx.log.info({ event: 'index.portal-loaded', period, lines: figures.length }, 'loaded')
  return ok({ lines: figures.length })
}

/** `1.234,5` and `1234.5` are the same number; an empty cell is none, words are undefined. */
function numberIn(text: string): number | null | undefined {
  const plain = text.trim()
  if (plain === '') return null
  const dotted = plain.includes(',') ? plain.replaceAll('.', '').replace(',', '.') : plain
  const value = Number(dotted)
  return Number.isFinite(value) ? value : undefined
}
const numbersOf = (cells: Cells) => ({
  unit: cells.unit,
  component: cells.component.replace(',', '.'),
  numerator: numberIn(cells.numerator) ?? null,
  denominator: numberIn(cells.denominator) ?? null,
  points: numberIn(cells.points)
})

async function readCsv(path: string): Promise<{ row: number; cells: Cells }[]> {
  const [head = '', ...lines] = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/)
  const separator = head.includes(';') ? ';' : ','
  const split = (line: string) =>
    [...line.matchAll(/"((?:[^"]|"")*)"|([^";,]+)|(?<=^|[;,])(?=[;,]|$)/g)].map(([, quoted, plain]) =>
      (quoted?.replaceAll('""', '"') ?? plain ?? '').normalize('NFC').trim()
    )
  const at = new Map((separator === ';' ? head.split(';') : split(head)).map((title, i) => [title.trim(), i]))
  if (COLUMNS.some(column => column.needed && !at.has(column.title))) return []
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    const values = separator === ';' ? line.split(';').map(each => each.replace(/^"|"$/g, '').trim()) : split(line)
    const cells = Object.fromEntries(COLUMNS.map(({ key, title }) => [key, values[at.get(title) ?? -1] ?? '']))
    return [{ row: i + 2, cells: cells as Cells }]
  })
}

export type Reconciled = {
  readonly code: string
  readonly ours: Told
  readonly theirs: Told
  readonly difference: number | null
  readonly cause: Cause
}
const SILENT: Told = { numerator: null, denominator: null, points: null }

/** Our figures beside those of the national portal, difference by difference; empty where none were loaded. */
export async function reconciled(ctx: Ctx, ours: ServiceIndex): Promise<Reconciled[]> {
  if (!(await mayRead(ctx, ours.unit))) return []
  const theirs = new Map((await portalFigures(ctx, ours.unit, ours.period)).map(each => [each.component, each]))
  if (theirs.size === 0) return []
  return ours.groups
    .flatMap(group => group.components)
    .filter(({ code, max }) => max > 0 || theirs.has(code))
    .map(({ code, numerator, denominator, points }) => {
      const own = { numerator, denominator, points }
      const their = theirs.get(code) ?? SILENT
      const difference =
        points === null || their.points === null ? null : Math.round((points - their.points) * 1000) / 1000
      return { code, ours: own, theirs: their, difference, cause: causeOf(own, their) }
    })
}
