import { computeNightly, tellIndices } from '#server/indices/index.ts'
import { tellPetitions, tellRatings, tellSurvey } from '#server/feedback/index.ts'
import { tellSampleLedger } from '#server/national/index.ts'
import { UNITS } from '#server/organisation/index.ts'
import { tellRegister, tellStores } from '#server/papers/index.ts'
import { atOnce, silentLog } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { tellNews } from '#server/portal/index.ts'
import { tellPapers, tellSteering } from '#server/reform/index.ts'
import { tellLetters, tellScans } from '#server/scans/index.ts'
import {
  addUpMonths,
  buildOpenData,
  followDossiers,
  tellApologies,
  tellLateLists,
  tellSentReports
} from '#server/transparency/index.ts'
import { tellForeign } from './foreign.ts'
import { tellLookups } from './lookups.ts'
import { tellReused } from './reused.ts'
import { tellSigned } from './signed.ts'

const DEADLOCK = '40P01'

/** A part of the demonstration: told whole with its mark in one transaction, unless telling it again does no harm. */
export type Step = {
  readonly name: string
  readonly tell: (ctx: Ctx) => Promise<unknown>
  readonly again?: true
}

/** What stands beside the dossiers. The tasks before the indices: the remedies of lost points name some of them. */
export const BESIDE: readonly Step[] = [
  { name: 'register', tell: tellRegister },
  { name: 'steering', tell: tellSteering },
  { name: 'indices', tell: tellIndices },
  { name: 'foreign', tell: ctx => tellForeign(ctx) },
  { name: 'petitions', tell: tellPetitions },
  { name: 'lookups', tell: tellLookups },
  { name: 'scans', tell: ctx => tellScans(ctx, UNITS['phuong-mo-giang']) },
  { name: 'news', tell: tellNews },
  { name: 'stores', tell: tellStores }
]

/** What follows from the dossiers: points of the indices, monthly lists, what the portal knows, the public figures. */
export const AFTER: readonly Step[] = [
  { name: 'letters', tell: ctx => tellLetters(ctx, UNITS['phuong-mo-giang']) },
  { name: 'ratings', tell: tellRatings },
  { name: 'survey', tell: tellSurvey },
  { name: 'points', tell: computeNightly, again: true },
  { name: 'settlements', tell: ctx => followDossiers(ctx), again: true },
  { name: 'late-lists', tell: tellLateLists },
  { name: 'apologies', tell: tellApologies },
  { name: 'sent-reports', tell: tellSentReports },
  { name: 'signed', tell: tellSigned },
  { name: 'reused', tell: tellReused },
  { name: 'reform-papers', tell: tellPapers },
  { name: 'ledger', tell: tellSampleLedger },
  { name: 'months', tell: addUpMonths, again: true },
  { name: 'open-data', tell: buildOpenData, again: true }
]

/** Tells those of the steps that are not told yet, in their order. */
export async function tellSteps(loud: Ctx, steps: readonly Step[]): Promise<void> {
  const ctx = { ...loud, log: silentLog }
  const told = new Set(await stepsTold(ctx))
  for (const { name, tell, again } of steps) {
    if (told.has(name)) continue
    const toldAndMarked = async (within: Ctx) => {
      await tell(within)
      await mark(within, name)
    }
    await (again ? toldAndMarked(ctx) : wholly(ctx, toldAndMarked))
  }
}

/** People work meanwhile: where they and the telling stood in each other's way, it tries once more. */
const wholly = (ctx: Ctx, tell: (within: Ctx) => Promise<void>): Promise<void> =>
  atOnce(ctx, tell).catch((error: { code?: string }) => {
    if (error.code !== DEADLOCK) throw error
    return atOnce(ctx, tell)
  })

const mark = ({ sql }: Ctx, name: string) => sql`
  update province set demonstration_steps = coalesce(demonstration_steps, '{}') || ${name}::text`

async function stepsTold({ sql }: Ctx): Promise<readonly string[]> {
  const [row] = await sql<{ steps: string[] }[]>`
    select coalesce(demonstration_steps, '{}') as "steps" from province`
  return row?.steps ?? []
}
