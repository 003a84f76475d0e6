import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { NAMES } from './import.names.ts'
import { linkYears, loadProvinces, publishedEdition, readSource, rememberSizes } from './import.read.ts'
import type { FileReport, Source } from './import.read.ts'
import { indicatorNodes, numberOr, papiNodes, rebuild } from './import.rules.ts'
import type { Rebuilt } from './import.rules.ts'
import type { EditionId, IndexNode, NodeKey } from './model.ts'
import { putScores, putStandings, recordImport } from './score.store.ts'

export type Comparison = {
  readonly what: 'totals' | 'dimensions'
  readonly against: 'published' | 'own-sums'
  readonly year: number | null
  readonly rebuilt: readonly Rebuilt[]
}
export type ImportReport = { readonly files: readonly FileReport[]; readonly comparisons: readonly Comparison[] }

const DECIMALS = 4
type Leaves = Map<string, Map<NodeKey, number | null>>

/** Loads the PAPI series 2011–2024 without loss and rebuilds every dimension and total from its parts. Repeatable. */
export async function importPapi(ctx: Ctx, folder: string): Promise<Result<ImportReport, { code: 'forbidden' }>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const read = (file: string) => readSource(folder, file)
  const [provinces, parts, sums, walk, structure, intervals, indicatorList, indicatorValues] = await Promise.all([
    read('provinces_63_to_34.csv'),
    read('papi_subdimensions_2011_2024.csv'),
    read('papi_dimensions_2011_2024.csv'),
    read('papi_code_crosswalk.csv'),
    read('papi_structure.csv'),
    read('papi_totals_ci_2019.csv'),
    read('papi_indicator_list_2019.csv'),
    read('papi_indicator_values_2019.csv')
  ])
  const names = namesOf(structure, walk)
  const files: FileReport[] = [await loadProvinces(ctx, provinces)]
  const comparisons: Comparison[] = []
  const years: { id: EditionId; nodes: readonly IndexNode[] }[] = []
  const stored = new Map<string, number>()
  const count = (source: Source, rows: number) => stored.set(source.file, (stored.get(source.file) ?? 0) + rows)
  for (const year of [...new Set(parts.rows.map(row => Number(row.year)))].sort()) {
    const ofYear = (source: Source) => source.rows.filter(row => Number(row.year) === year)
    const nodes = nodesOfYear(ofYear(parts), year === 2019 ? indicatorList : null, names)
    const id = await publishedEdition(ctx, headOf(year), nodes)
    years.push({ id, nodes })
    count(
      parts,
      await putScores(
        ctx,
        id,
        ofYear(parts).map(row => partRow(row, parts.file))
      )
    )
    await putScores(
      ctx,
      id,
      ofYear(sums).flatMap(row => sumRows(row, sums.file))
    )
    count(
      sums,
      await putStandings(
        ctx,
        id,
        ofYear(sums).map(row => standingRow(row, sums.file))
      )
    )
    count(
      walk,
      walk.rows.filter(row => Number(row.last_year) === year && nodes.some(({ key }) => key === row.stable_key)).length
    )
    if (year === 2019) {
      count(intervals, await loadIntervals(ctx, id, intervals, ofYear(sums)))
      const values = indicatorValues.rows.map(row => ({
        subject: row.gso_code!,
        node: `i-${row.code}`,
        final: numberOr(row.value),
        source: indicatorValues.file
      }))
      count(indicatorValues, await putScores(ctx, id, values))
      count(indicatorList, nodes.filter(({ kind }) => kind === 'indicator').length)
      count(structure, structure.rows.filter(row => nodes.some(({ code }) => code === row.code_2018_2024)).length)
    }
    comparisons.push(
      ...compare(nodes, leavesOfYear(ofYear(parts)), ofYear(sums), year, year === 2019 ? intervals : null)
    )
  }
  await linkYears(ctx, years)
  await rememberSizes(ctx)
  const sources = [parts, sums, walk, structure, intervals, indicatorList, indicatorValues]
  files.push(...sources.map(({ file, rows }) => ({ file, rows: rows.length, stored: stored.get(file) ?? 0 })))
  await recordImport(
    ctx,
    'papi',
    sources.map(({ file, sha256, rows }) => ({ file, sha256, rows: rows.length, stored: stored.get(file) ?? 0 }))
  )
  return ok({ files, comparisons })
}

const headOf = (year: number) => ({
  index: 'papi',
  year,
  version: 'cong-bo',
  name: { vi: 'Chỉ số PAPI', en: 'PAPI' },
  scored: 'province' as const,
  example: false,
  source:
    'CECODES, VFF-CRT, RTA và UNDP (papi.org.vn); tổng không có trọng số. Cấu trúc suy từ các nội dung có số liệu.'
})

function namesOf(structure: Source, walk: Source) {
  const keyOf = new Map(
    walk.rows
      .filter(row => Number(row.last_year) === 2024 || row.stable_key === 'construction_permits')
      .map(row => [row.code_in_year!, row.stable_key!])
  )
  const parts = structure.rows.map(
    row => [keyOf.get(row.code_2018_2024!)!, { vi: row.subdimension_vi!, en: row.subdimension_en! }] as const
  )
  return new Map<string, { vi: string; en?: string }>([...Object.entries(NAMES), ...parts])
}

function nodesOfYear(
  rows: readonly Record<string, string>[],
  list: Source | null,
  names: ReturnType<typeof namesOf>
): IndexNode[] {
  const codes = new Map(rows.map(row => [row.stable_key!, row.code_in_year!]))
  const nodes = papiNodes(
    [...codes].map(([key, code]) => ({ key, code })),
    names
  )
  const keyOf = new Map([...codes].map(([key, code]) => [code, key]))
  const indicators =
    list?.rows.map(row => ({
      code: row.code!,
      part: keyOf.get(row.subdimension!)!,
      label: row.label_as_published_vi!
    })) ?? []
  return [...nodes, ...indicatorNodes(indicators)]
}

const partRow = (row: Record<string, string>, source: string) => ({
  subject: row.gso_code!,
  node: row.stable_key!,
  final: numberOr(row.score),
  source
})

/** Dimensions and total as the file has them; blanks stay blanks. */
const sumRows = (row: Record<string, string>, source: string) =>
  [
    ...['1', '2', '3', '4', '5', '6', '7', '8'].map(n => [`d${n}`, row[`d${n}`]] as const),
    ['papi', row.total_sum] as const
  ]
    .map(([node, text]) => ({ subject: row.gso_code!, node, final: numberOr(text), source }))
    .filter(({ final }) => final !== null)

const standingRow = (row: Record<string, string>, source: string) => ({
  subject: row.gso_code!,
  total: numberOr(row.total_sum),
  rank: numberOr(row.rank_by_sum_unofficial),
  status: row.status!,
  figures: row,
  source
})

/** The published totals of 2019 with their intervals, beside the sums. */
async function loadIntervals(
  ctx: Ctx,
  id: EditionId,
  source: Source,
  sums: readonly Record<string, string>[]
): Promise<number> {
  const before = new Map(sums.map(row => [row.gso_code!, row]))
  await putScores(
    ctx,
    id,
    source.rows.map(row => ({
      subject: row.gso_code!,
      node: 'papi',
      low: numberOr(row.unweighted_ci_low),
      high: numberOr(row.unweighted_ci_high),
      source: source.file
    }))
  )
  return putStandings(
    ctx,
    id,
    source.rows.map(row => ({
      ...standingRow(before.get(row.gso_code!)!, source.file),
      low: numberOr(row.unweighted_ci_low),
      high: numberOr(row.unweighted_ci_high),
      figures: { published: row }
    }))
  )
}

function leavesOfYear(rows: readonly Record<string, string>[]): Leaves {
  const leaves: Leaves = new Map()
  for (const row of rows) {
    const own = leaves.get(row.gso_code!) ?? new Map()
    own.set(row.stable_key!, numberOr(row.score))
    leaves.set(row.gso_code!, own)
  }
  return leaves
}

/** Totals of 2019 against the published ones; everything else against the data's own sums, and labelled so. */
function compare(
  nodes: readonly IndexNode[],
  leaves: Leaves,
  sums: readonly Record<string, string>[],
  year: number,
  published: Source | null
): Comparison[] {
  const stated = (key: string, rows: readonly Record<string, string>[], column: string) =>
    rebuild(
      nodes,
      key,
      new Map(
        rows.map(row => [
          row.gso_code!,
          { leaves: leaves.get(row.gso_code!) ?? new Map(), stated: numberOr(row[column]) }
        ])
      ),
      DECIMALS
    )
  const dimensions = nodes.filter(({ parent }) => parent === 'papi').flatMap(({ key }) => stated(key, sums, key))
  return [
    { what: 'dimensions', against: 'own-sums', year, rebuilt: dimensions },
    published
      ? { what: 'totals', against: 'published', year, rebuilt: stated('papi', published.rows, 'unweighted') }
      : { what: 'totals', against: 'own-sums', year, rebuilt: stated('papi', sums, 'total_sum') }
  ]
}
