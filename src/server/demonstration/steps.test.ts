import { describe, expect } from 'vitest'
import { openSecrets } from '#server/exchange/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test, TEST_NOW } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { firstRun, settle, tellHistory } from './index.ts'
import { AFTER, BESIDE, tellSteps } from './steps.ts'
import type { Step } from './steps.ts'

/** How many rows each table has; the province's own row says which steps are told. */
async function rows({ sql }: TestCtx): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(tablename) as "name" from pg_tables where schemaname = current_schema()`
  const counts = tables.map(({ name }) => `select '${name}' as "name", count(*) as "rows" from ${name}`)
  const counted = await sql.unsafe<{ name: string; rows: number }[]>(counts.join(' union all '))
  return Object.fromEntries(counted.map(({ name, rows }) => [name, rows]))
}

const killedIn = ({ tell, ...step }: Step): Step => ({
  ...step,
  tell: async ctx => {
    await tell(ctx)
    throw new Error('killed')
  }
})

/** Each step is killed at its end, before it counts as told, and told by the next start. */
async function tellMortally(ctx: TestCtx, steps: readonly Step[]) {
  for (const [place, step] of steps.entries()) {
    const before = await rows(ctx)
    const start = steps.slice(0, place)
    await expect(tellSteps(ctx, [...start, killedIn(step)])).rejects.toThrow('killed')
    const died = await rows(ctx)
    await tellSteps(ctx, [...start, step])
    // Nothing is left of what died, or telling it again has added nothing: as if it had never been killed.
    expect([step.name, died]).toEqual([step.name, step.again ? await rows(ctx) : before])
  }
}

describe('a demonstration killed at the end of each of its parts', () => {
  test('is gone on with by the next start, and has nothing twice and nothing by halves', async ({
    ctx,
    databaseUrl
  }) => {
    await prepareJobs(databaseUrl)
    await openSecrets(ctx)
    await settle(ctx)
    await tellMortally(ctx, BESIDE)
    await tellHistory(ctx, { dossiers: 400, until: TEST_NOW })
    await tellMortally(ctx, AFTER.slice(0, -1))
    const { history } = await firstRun(ctx)
    expect(await history!()).toEqual({ dossiers: 0, events: 0 })
    const whole = await rows(ctx)
    expect(whole).toMatchObject({ survey: 1, report: 2, open_build: 1 })
    expect(whole.paper_use).toBeGreaterThan(20)
    expect((await firstRun(ctx)).history).toBeNull()
    expect(await rows(ctx)).toEqual(whole)
  })
})
