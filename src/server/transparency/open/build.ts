import { keepMade } from '#server/documents/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, shiftDay } from '#server/platform/index.ts'
import type { BlobRefusal, Ctx, Incoming } from '#server/platform/index.ts'
import { spanBetween } from '../period.rules.ts'
import { historyIsBeingTold } from '../service-index/store.ts'
import { published } from './cube.rules.ts'
import type { Published } from './cube.rules.ts'
import type { Table, Value } from './columns.rules.ts'
import { openFigures } from './figures.rules.ts'
import { written } from './formats.ts'
import { FORMATS, MEDIA_TYPES, THRESHOLD } from './model.ts'
import type { Build, Format, OpenFigure } from './model.ts'
import { ratedSubjects } from './ratings.ts'
import * as store from './store.ts'
import { windowEnding } from './window.rules.ts'

const MOST_BYTES = 2 * 1024 ** 3

/**
 * Builds the public figures and data sets anew, up to the end of yesterday. Everything is put in the place of the build
 * before in one transaction, so that pages and files always tell the same. Null while a history is being told.
 */
export async function buildOpenData(ctx: Ctx): Promise<Build | null> {
  if (await historyIsBeingTold(ctx)) return null
  const { first, last } = windowEnding(shiftDay(dayOf(ctx.now()), -1))
  const build = { builtAt: ctx.now(), first, last, threshold: THRESHOLD }
  const span = spanBetween(first, last, ctx.now())
  const counted = await store.cellsOf(ctx, span)
  const [times, overdue] = [await store.timesOf(ctx, span), await store.overdueOf(ctx, span.before)]
  const rated = await ratedSubjects(ctx, span, THRESHOLD)
  const cells = published(counted, THRESHOLD)
  const figures = openFigures(cells, times, overdue, THRESHOLD)
  const files = await received(ctx, build, await tablesOf(ctx, build, cells, figures))
  try {
    await ctx.sql.begin(async sql => {
      const tx = { ...ctx, sql: sql as unknown as Ctx['sql'] }
      await store.putBuild(tx, build, figures, rated)
      for (const file of files) await putFile(tx, build, file)
    })
  } finally {
    for (const { incoming } of files) await incoming.drop()
  }
  ctx.log.info({ event: 'open.built', first, last, cells: counted.length, files: files.length }, 'built')
  return build
}

type File = { readonly table: Table; readonly format: Format; readonly incoming: Incoming }

/** Written whole and safe on the disk before anything of the build before is touched. */
async function received(ctx: Ctx, build: Build, tables: readonly Table[]): Promise<File[]> {
  const files: File[] = []
  try {
    for (const table of tables)
      for (const format of FORMATS) {
        const kept = await ctx.blobs.receive(written[format](table, build, ctx.province.name), MOST_BYTES)
        if (!kept.ok) throw notWritten(kept.error)
        files.push({ table, format, incoming: kept.value })
        const settled = await kept.value.settle()
        if (!settled.ok) throw notWritten(settled.error)
      }
  } catch (error) {
    for (const { incoming } of files) await incoming.drop()
    throw error
  }
  return files
}

async function putFile(tx: Ctx, { builtAt }: Build, { table, format, incoming }: File): Promise<void> {
  const use = { mediaType: MEDIA_TYPES[format], kind: 'open-data', ref: `${table.name}.${format}` }
  const { sha256: blob, bytes } = incoming
  const kept = await keepMade(tx, incoming, use)
  if (!kept.ok) throw notWritten(kept.error)
  await store.putDataset(tx, { name: table.name, format, blob, bytes, rows: table.rows.length, builtAt })
}
const notWritten = ({ code }: BlobRefusal) => new Error(`the open data could not be written: ${code}`)

async function tablesOf(
  ctx: Ctx,
  { first, last }: Build,
  cells: readonly Published[],
  figures: readonly OpenFigure[]
): Promise<Table[]> {
  const [units, procedures] = await Promise.all([
    unitNames(ctx, [...new Set(cells.map(({ unit }) => unit))]),
    store.procedureNames(ctx, [...new Set(cells.map(({ procedure }) => procedure))])
  ])
  const unitName = (code: string) => units.get(code)?.vi ?? ''
  const procedureName = (code: string) => procedures.get(code) ?? ''
  const counts = (row: Published | OpenFigure): Value[] => [
    row.received,
    row.online,
    row.settled,
    row.onTime,
    row.late,
    row.unknown
  ]
  const windows = (subject: OpenFigure['subject'], name: (code: string) => string) =>
    figures
      .filter(row => row.subject === subject && row.month === '')
      .map(row => [
        ...[first, last, row.code, name(row.code)],
        ...counts(row),
        ...[row.overdue, row.timed, row.median, row.ninetieth]
      ])
  return [
    {
      name: 'dossiers-by-month',
      rows: cells
        .filter(({ unit, procedure, month }) => unit && procedure && month)
        .map(cell => [
          cell.month,
          cell.unit,
          unitName(cell.unit),
          cell.procedure,
          procedureName(cell.procedure),
          ...counts(cell)
        ])
    },
    { name: 'units', rows: windows('unit', unitName) },
    { name: 'procedures', rows: windows('procedure', procedureName) }
  ]
}
