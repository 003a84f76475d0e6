import { installCalendar } from '#server/calendar/index.ts'
import { DEMONSTRATION_PASSWORD, demonstrationTour, loadOrganisation } from '#server/identity/index.ts'
import { computeNightly, tellIndices } from '#server/indices/index.ts'
import { nameUnitsShort, UNITS } from '#server/organisation/index.ts'
import { tellSampleLedger } from '#server/national/index.ts'
import { tellNews } from '#server/portal/index.ts'
import { tellStores } from '#server/papers/index.ts'
import { tellPetitions, tellRatings, tellSurvey } from '#server/feedback/index.ts'
import { tellRegister } from '#server/papers/index.ts'
import { tellPapers, tellSteering } from '#server/reform/index.ts'
import { silentLog } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { tellLetters, tellScans } from '#server/scans/index.ts'
import { tellSignatures } from '#server/signatures/index.ts'
import { addUpMonths, buildOpenData, tellLateLists } from '#server/transparency/index.ts'
import { publishProcedures, SETTLING_UNITS } from './procedures.ts'
import { loadHistory, reserveToday } from './load.ts'
import type { Progress } from './load.ts'
import { tellForeign } from './foreign.ts'
import { tellLookups } from './lookups.ts'
import { tellReused } from './reused.ts'
import { tellSigned } from './signed.ts'
import { gatherWorld } from './gather.ts'

export { DEMONSTRATION_PASSWORD }
export { tellForeign } from './foreign.ts'

export type FirstRun = {
  /** Lines that name the accounts to try. */
  readonly accounts: readonly string[]
  /** Tells the province's history; runs after the house answers. Null when it is told already. */
  readonly history: (() => Promise<Progress>) | null
}

/**
 * The demonstration on the first run: the province with its units, people, calendar and procedures, at once; its history
 * afterwards. A database that holds a real province is left alone.
 */
export async function firstRun(ctx: Ctx): Promise<FirstRun> {
  const before = await provinceRow(ctx)
  if (before && !before.demonstration) return { accounts: [], history: null }
  if (!before) await settle(ctx)
  const province = (await provinceRow(ctx))!
  if (province.told) return { accounts: accountLines(), history: null }
  const until = province.until ?? ctx.now()
  const world = await gatherWorld(ctx, until)
  if (!province.until) await reserveToday(ctx, world)
  await ctx.sql`update province set demonstration_until = ${until}`
  return { accounts: accountLines(), history: () => tellEverything(ctx, until) }
}

/** The whole demonstration: what is told beside the dossiers first, what the dossiers say of the indices last. */
async function tellEverything(ctx: Ctx, until: Date): Promise<Progress> {
  await tellBeside(ctx)
  const progress = await tellHistory(ctx, { until })
  await tellAfter(ctx)
  return progress
}

/** What follows from the dossiers: points of the indices, monthly lists, what the portal knows, the public figures. */
export async function tellAfter(loud: Ctx): Promise<void> {
  const ctx = { ...loud, log: silentLog }
  await tellLetters(ctx, UNITS['phuong-mo-giang'])
  await tellRatings(ctx)
  await tellSurvey(ctx)
  await computeNightly(ctx)
  await tellLateLists(ctx)
  await tellSigned(ctx)
  await tellReused(ctx)
  await tellPapers(ctx)
  await tellSampleLedger(ctx)
  await addUpMonths(ctx)
  await buildOpenData(ctx)
}

/** What stands beside the dossiers: the indices, the reform tasks, dossiers of another system. Told once. */
export async function tellBeside(loud: Ctx): Promise<void> {
  const ctx = { ...loud, log: silentLog }
  await tellRegister(ctx)
  // The tasks first: the remedies of lost points name some of them.
  await tellSteering(ctx)
  await tellIndices(ctx)
  await tellForeign(ctx)
  await tellPetitions(ctx)
  await tellLookups(ctx)
  await tellScans(ctx, UNITS['phuong-mo-giang'])
  await tellNews(ctx)
  await tellStores(ctx)
}

const provinceRow = async ({ sql }: Ctx) => {
  const [row] = await sql<{ demonstration: boolean; until: Date | null; told: boolean }[]>`
    select demonstration as "demonstration", demonstration_until as "until", demonstration_told as "told" from province`
  return row
}

/** Units, people, calendar, procedures: everything but dossiers. */
export async function settle(loud: Ctx): Promise<void> {
  const ctx = { ...loud, log: silentLog }
  const loaded = await loadOrganisation(ctx)
  if (!loaded.ok) throw new Error(`the demonstration's organisation was refused: ${loaded.error.code}`)
  await nameUnitsShort(ctx, { ...UNITS, ...SETTLING_UNITS })
  const calendar = await installCalendar(ctx)
  if (!calendar.ok) throw new Error(`the demonstration's calendar was refused: ${calendar.error.code}`)
  await publishProcedures(ctx)
  await ctx.sql`
    insert into province (code, name, demonstration, online_filing, set_up_at)
    values ('H99', 'Tỉnh Sông Mơ', true, 'own', ${ctx.now()})`
  await tellSignatures(ctx)
}

/** Tells the history into an empty province; `dossiers` fixes how many, `until` the last instant. */
export async function tellHistory(
  ctx: Ctx,
  options: { dossiers?: number; until?: Date; onProgress?: (progress: Progress) => void }
): Promise<Progress> {
  const world = await gatherWorld(ctx, options.until ?? ctx.now())
  const progress = await loadHistory(ctx, world, options)
  await ctx.sql`update province set demonstration_told = true`
  ctx.log.info({ event: 'demonstration.told', ...progress }, 'the demonstration is complete')
  return progress
}

const accountLines = (): string[] =>
  demonstrationTour().map(({ login, password, role, name }) => `${login.padEnd(24)} ${password}   ${role}, ${name}`)
