import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import * as editions from './edition.store.ts'
import { publishedEdition } from './import.read.ts'
import { readPublished } from './published.file.ts'
import type { PublishedFile } from './published.file.ts'
import { COUNTRY, totalOnly } from './published.rules.ts'
import type { PublishedRow } from './published.rules.ts'
import { putProvinces, putStandings, recordImport } from './score.store.ts'

const VERSION = 'tong-cong-bo'
export type YearOfResults = {
  readonly index: string
  readonly year: number
  readonly rows: number
  /** What stands already by a fuller source: compared, never overwritten. */
  readonly agree: number
  readonly differ: number
}
export type Rehearsed = PublishedFile & { readonly years: readonly YearOfResults[] }

async function knownProvinces({ sql }: Ctx) {
  const rows = await sql<{ code: string; name: string }[]>`select code as "code", name as "name" from index_province`
  // The demonstration's invented provinces are nobody's statistical codes.
  return new Map(rows.filter(({ code }) => /^\d\d$/.test(code)).map(({ code, name }) => [code, name]))
}

const groups = (rows: readonly PublishedRow[]) => [
  ...Map.groupBy(rows, ({ index, year }) => `${index} ${year}`).values()
]

/** What stands of an index and year by a fuller source than a table of totals. */
async function fullerOf(ctx: Ctx, index: string, year: number): Promise<ReadonlyMap<string, number | null>> {
  const rows = await ctx.sql<{ subject: string; total: number | null }[]>`
    select t.subject as "subject", t.total::float8 as "total" from index_standing t join index_edition e on e.id = t.edition
    where e.index_key = ${index} and e.year = ${year} and not e.example and e.version <> ${VERSION}`
  return new Map(rows.map(({ subject, total }) => [subject, total]))
}

/** What a table of published results would become; nothing is written. */
export async function rehearseResults(ctx: Ctx, path: string): Promise<Result<Rehearsed, { code: 'forbidden' }>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const file = await readPublished(path, await knownProvinces(ctx))
  const years: YearOfResults[] = []
  for (const rows of groups(file.rows)) {
    const { index, year } = rows[0]!
    const fuller = await fullerOf(ctx, index, year)
    const met = rows.filter(({ subject, total }) => fuller.has(subject) && total !== null)
    const agree = met.filter(({ subject, total }) => Math.abs((fuller.get(subject) ?? NaN) - total!) <= 0.05).length
    years.push({ index, year, rows: rows.length, agree, differ: met.length - agree })
  }
  return ok({ ...file, years: years.sort((a, b) => a.index.localeCompare(b.index) || a.year - b.year) })
}

/** Loads published totals of provinces; refused whole when a row is wrong. May be repeated. */
export async function loadResults(
  ctx: Ctx,
  path: string
): Promise<Result<Rehearsed & { stored: number }, { code: 'forbidden' | 'results-faulty'; [fact: string]: unknown }>> {
  const rehearsed = await rehearseResults(ctx, path)
  if (!rehearsed.ok) return rehearsed
  const { rows, faults, sheet, read } = rehearsed.value
  if (faults.length > 0 || sheet.length > 0) return err({ code: 'results-faulty', faults, sheet })
  const known = await knownProvinces(ctx)
  const strange = new Map(
    rows.filter(({ subject }) => subject !== COUNTRY && !known.has(subject)).map(row => [row.subject, row.name])
  )
  if (strange.size > 0)
    await putProvinces(
      ctx,
      [...strange].map(([code, name]) => ({ code, name, successor: code, changedOn: null }))
    )
  let stored = 0
  for (const own of groups(rows)) stored += await put(ctx, own)
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  await recordImport(ctx, 'results', [{ file: basename(path), sha256, rows: read, stored }])
  return ok({ ...rehearsed.value, stored })
}

/** One index and year; where a fuller edition stands, it keeps its numbers and the row is counted as compared. */
async function put(ctx: Ctx, rows: readonly PublishedRow[]): Promise<number> {
  const { index, year } = rows[0]!
  const fuller = await fullerOf(ctx, index, year)
  const left = rows.filter(({ subject }) => !fuller.has(subject))
  if (left.length === 0) return rows.length
  const earlier = (await editions.editions(ctx, index))[0]
  const head = {
    index,
    year,
    version: VERSION,
    name: earlier?.name ?? { vi: `Chỉ số ${index.toUpperCase()}`, en: `${index.toUpperCase()} index` },
    scored: 'province' as const,
    example: false,
    source: 'Chỉ có tổng điểm và thứ hạng đã công bố.'
  }
  const edition = await publishedEdition(ctx, head, totalOnly(index, year))
  const kept = await putStandings(
    ctx,
    edition,
    left.map(({ subject, total, rank, source }) =>
      subject === COUNTRY
        ? { subject, total: null, rank: null, status: 'national', figures: { average: total }, source }
        : { subject, total, rank, status: 'published', source }
    )
  )
  return kept + rows.length - left.length
}
