import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#server/platform/index.ts'
import { rowsOfCsv } from './csv.rules.ts'
import { faultsOf, proposeCrosswalk } from './edition.rules.ts'
import * as editions from './edition.store.ts'
import type { EditionHead, EditionId, IndexNode } from './model.ts'
import { putProvinces } from './score.store.ts'

/** A file of published results as read; `stored` is counted by the database. */
export type FileReport = { readonly file: string; readonly rows: number; readonly stored: number }
export type Source = {
  readonly file: string
  readonly sha256: string
  readonly rows: readonly Record<string, string>[]
}

export async function readSource(folder: string, file: string): Promise<Source> {
  const bytes = await readFile(join(folder, file))
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), rows: rowsOfCsv(bytes.toString('utf8')) }
}

/** The edition of published data of one year: made and published once, found again by every later load. */
export async function publishedEdition(ctx: Ctx, head: EditionHead, nodes: readonly IndexNode[]): Promise<EditionId> {
  const faults = faultsOf({ head, nodes, maximum: 0 })
  if (faults.length > 0)
    throw new Error(`the criteria of ${head.index} ${head.year} do not add up: ${JSON.stringify(faults[0])}`)
  const maximum = nodes.find(({ parent, kind }) => parent === null && kind !== 'indicator')!.maximum!
  const id = await editions.saveEdition(ctx, { head, nodes, maximum })
  if (id) {
    await editions.publish(ctx, id)
    return id
  }
  return (await editions.editions(ctx, head.index)).find(one => one.year === head.year && one.version === head.version)!
    .id
}

/** Crosswalks from each year to the next, by stable keys; a part whose range changed is comparable as a share only. */
export async function linkYears(
  ctx: Ctx,
  years: readonly { id: EditionId; nodes: readonly IndexNode[] }[]
): Promise<void> {
  for (const [at, now] of years.entries()) {
    const before = years[at - 1]
    if (!before) continue
    const bare = (nodes: readonly IndexNode[]) => nodes.filter(({ kind }) => kind !== 'indicator')
    await editions.saveCrosswalk(ctx, before.id, now.id, proposeCrosswalk(bare(before.nodes), bare(now.nodes)))
  }
}

const MERGED_ON = '2025-07-01'
/** The 63 provinces of before and the 34 of today, each province of today under the code that bore its name. */
export async function loadProvinces(ctx: Ctx, source: Source): Promise<FileReport> {
  const codeOf = new Map(source.rows.map(row => [row.province_63!, row.gso_code_pre2025!]))
  const rows = source.rows.map(row => ({
    code: row.gso_code_pre2025!,
    name: row.province_63!,
    successor: codeOf.get(row.province_34_from_2025_07_01!) ?? row.gso_code_pre2025!,
    changedOn: row.changed === 'yes' ? MERGED_ON : null
  }))
  return { file: source.file, rows: rows.length, stored: await putProvinces(ctx, rows) }
}

/** After tens of thousands of rows the planner must know how many there are. */
export const rememberSizes = ({ sql }: Ctx) => sql`analyze index_score, index_standing, index_node`
