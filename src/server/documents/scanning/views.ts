import type { Ctx } from '#server/platform/index.ts'
import { scannerSet } from './scanner.ts'
import * as store from './store.ts'
import type { InfectedFile } from './store.ts'

/** What the virus scanner has to do with the store, and a page of what it withholds. */
export type VirusChecks = {
  readonly set: boolean
  readonly waiting: number
  readonly since: Date | null
  readonly infected: number
  readonly withheld: readonly InfectedFile[]
  /** The file to go on after; null at the end. */
  readonly next: string | null
}

const A_PAGE = 25

/** The caller has checked that the actor may see how the house is. An unknown `after` begins at the beginning. */
export async function stateOfScans(ctx: Ctx, after: string | null = null): Promise<VirusChecks> {
  const [[figures], [from]] = await Promise.all([store.scanFigures(ctx), store.infectedAt(ctx, after ?? '')])
  const found = await store.infectedFiles(ctx, { since: from?.since ?? null, id: after ?? '' }, A_PAGE + 1)
  const withheld = found.slice(0, A_PAGE)
  return { set: scannerSet(), ...figures!, withheld, next: found.length > A_PAGE ? withheld.at(-1)!.id : null }
}
