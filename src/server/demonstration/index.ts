import { installCalendar } from '#server/calendar/index.ts'
import { DEMONSTRATION_PASSWORD, demonstrationTour, loadOrganisation } from '#server/identity/index.ts'
import { nameUnitsShort, UNITS } from '#server/organisation/index.ts'
import { silentLog } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { tellSignatures } from '#server/signatures/index.ts'
import { publishProcedures, SETTLING_UNITS } from './procedures.ts'
import { loadHistory, reserveToday } from './load.ts'
import type { Progress } from './load.ts'
import { gatherWorld } from './gather.ts'
import { AFTER, BESIDE, tellSteps } from './steps.ts'

export { DEMONSTRATION_PASSWORD }
export { tellForeign } from './foreign.ts'

export type FirstRun = {
  /** Lines that name the accounts to try. */
  readonly accounts: readonly string[]
  /** Tells what is not told yet; runs after the house answers. Null when all is told. */
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
  if (province.told && province.steps === null) return { accounts: accountLines(), history: null }
  const until = province.until ?? ctx.now()
  if (!province.told && !province.until) await reserveToday(ctx, await gatherWorld(ctx, until))
  await ctx.sql`
    update province set demonstration_until = ${until}, demonstration_steps = coalesce(demonstration_steps, '{}')`
  return { accounts: accountLines(), history: () => tellEverything(ctx, province.told ? null : until) }
}

/**
 * The whole demonstration: what is told beside the dossiers first, what the dossiers say of the indices last. Each goes
 * on where the telling before was broken off; `until` null: the dossiers are there.
 */
async function tellEverything(ctx: Ctx, until: Date | null): Promise<Progress> {
  await tellBeside(ctx)
  const progress = until ? await tellHistory(ctx, { until }) : { dossiers: 0, events: 0 }
  await tellAfter(ctx)
  return progress
}

/** What stands beside the dossiers: the indices, the reform tasks, dossiers of another system. Each part once. */
export const tellBeside = (ctx: Ctx): Promise<void> => tellSteps(ctx, BESIDE)

/** What follows from the dossiers, each part once; then all is told. */
export async function tellAfter(ctx: Ctx): Promise<void> {
  await tellSteps(ctx, AFTER)
  await tellNoMore(ctx)
}

/** What is not told is left so: what follows from the dossiers of a very large province comes with its nights. */
export const tellNoMore = async ({ sql }: Ctx): Promise<void> =>
  void (await sql`update province set demonstration_steps = null`)

const provinceRow = async ({ sql }: Ctx) => {
  const [row] = await sql<{ demonstration: boolean; until: Date | null; told: boolean; steps: string[] | null }[]>`
    select demonstration as "demonstration", demonstration_until as "until", demonstration_told as "told",
      demonstration_steps as "steps"
    from province`
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
