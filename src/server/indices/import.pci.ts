import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { NAMES, PCI_WEIGHTS } from './import.names.ts'
import type { Comparison, ImportReport } from './import.papi.ts'
import { linkYears, loadProvinces, publishedEdition, readSource, rememberSizes } from './import.read.ts'
import { indicatorNodes, numberOr, pciNodes, rebuild } from './import.rules.ts'
import type { EditionId, IndexNode } from './model.ts'
import { putScores, putStandings, recordImport } from './score.store.ts'

const DECIMALS = 2
const PARTS = Object.entries(PCI_WEIGHTS).map(([key, weight]) => ({ key, weight }))

/** Loads the PCI series without loss and rebuilds every published total from its ten parts and their weights. Repeatable. */
export async function importPci(ctx: Ctx, folder: string): Promise<Result<ImportReport, { code: 'forbidden' }>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const [provinces, totals, list, values] = await Promise.all(
    [
      'provinces_63_to_34.csv',
      'pci_subindices.csv',
      'pci_indicator_list_2019.csv',
      'pci_indicator_values_2019.csv'
    ].map(file => readSource(folder, file))
  )
  const names = new Map(Object.entries(NAMES))
  const indicators = indicatorNodes(
    list!.rows.map(row => ({ code: row.code!, part: row.subindex!, label: row.label_as_published! }))
  )
  const comparisons: Comparison[] = []
  const years: { id: EditionId; nodes: readonly IndexNode[] }[] = []
  const stored = { totals: 0, values: 0 }
  for (const year of [...new Set(totals!.rows.map(row => Number(row.year)))].sort()) {
    const rows = totals!.rows.filter(row => Number(row.year) === year)
    const nodes = [...pciNodes(PARTS, names), ...(year === 2019 ? indicators : [])]
    const id = await publishedEdition(ctx, headOf(year), nodes)
    years.push({ id, nodes })
    stored.totals += await putStandings(
      ctx,
      id,
      rows.map(row => ({
        subject: row.gso_code!,
        total: numberOr(row.score),
        rank: numberOr(row.rank),
        status: rows.length < 63 ? 'partial-list' : 'complete',
        figures: row,
        source: row.source!
      }))
    )
    await putScores(
      ctx,
      id,
      rows.flatMap(row =>
        [...PARTS.map(({ key }) => [key, row[key]] as const), ['pci', row.score] as const].map(([node, text]) => ({
          subject: row.gso_code!,
          node,
          final: numberOr(text),
          source: totals!.file
        }))
      )
    )
    if (year === 2019)
      stored.values += await putScores(
        ctx,
        id,
        values!.rows.map(row => ({
          subject: row.gso_code!,
          node: `i-${row.code}`,
          final: numberOr(row.value),
          source: values!.file
        }))
      )
    const parts = new Map(
      rows.map(row => [
        row.gso_code!,
        {
          leaves: new Map(PARTS.map(({ key }) => [key, numberOr(row[key])])),
          stated: numberOr(row.score)
        }
      ])
    )
    comparisons.push({ what: 'totals', against: 'published', year, rebuilt: rebuild(nodes, 'pci', parts, DECIMALS) })
  }
  await linkYears(ctx, years)
  await rememberSizes(ctx)
  const files = [
    await loadProvinces(ctx, provinces!),
    { file: totals!.file, rows: totals!.rows.length, stored: stored.totals },
    { file: list!.file, rows: list!.rows.length, stored: indicators.length },
    { file: values!.file, rows: values!.rows.length, stored: stored.values }
  ]
  const sums = new Map([provinces!, totals!, list!, values!].map(({ file, sha256 }) => [file, sha256]))
  await recordImport(
    ctx,
    'pci',
    files.map(one => ({ ...one, sha256: sums.get(one.file)! }))
  )
  return ok({ files, comparisons })
}

const headOf = (year: number) => ({
  index: 'pci',
  year,
  version: 'cong-bo',
  name: { vi: 'Chỉ số PCI', en: 'PCI' },
  scored: 'province' as const,
  example: false,
  source: 'VCCI (pcivietnam.vn). Trọng số không được công bố; tính lại từ các tổng điểm đã công bố.'
})
