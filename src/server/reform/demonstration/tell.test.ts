import { expect } from 'vitest'
import { nameUnitsShort, UNITS } from '#server/organisation/index.ts'
import { test } from '#server/platform/testing.ts'
import { cutOff } from '../tasks/actions.ts'
import { brokenTasks } from '../tasks/store.ts'
import { statusCounts } from '../tasks/views.ts'
import { aProvince } from '../testing.ts'
import { tellPapers } from './papers.ts'
import { tellSteering } from './tell.ts'

test('the invented province has tasks of every kind, each with a whole chain, told once', async ({ ctx }) => {
  await aProvince(ctx)
  const { tasks } = await tellSteering(ctx)
  expect(tasks).toBeGreaterThan(100)
  expect(await tellSteering(ctx)).toEqual({ tasks: 0 })
  const counts = new Map((await statusCounts(ctx, null, await cutOff(ctx))).map(one => [one.status, one.count]))
  for (const status of ['late', 'at-risk', 'in-time', 'standing', 'done-on-time', 'done-late', 'withdrawn'] as const)
    expect(counts.get(status), status).toBeGreaterThan(0)
  expect(await brokenTasks(ctx)).toEqual([])
})

test('and papers of every kind: a letter answered, one that waits, a regular report and the one-off one, frozen', async ({
  ctx
}) => {
  await nameUnitsShort(ctx, UNITS)
  await tellPapers(ctx)
  await tellPapers(ctx)
  const letters = await ctx.sql<{ kind: string; number: number | null; answered: number }[]>`
    select kind, number, (select count(answered_at) from official_letter_receipt where letter = id) as answered
    from official_letter order by drafted_at`
  expect([...letters]).toEqual([
    { kind: 'urging', number: 1, answered: 2 },
    { kind: 'criticism', number: null, answered: 0 }
  ])
  const reports = await ctx.sql<{ key: string; total: number }[]>`
    select report.kind as key, (select value from reform_report_figure where report = id and key = 'tasks-total') as total
    from reform_report report where frozen_at is not null order by window_to`
  expect(reports.map(({ key }) => key)).toEqual(['one-off', 'q3'])
  expect(reports[0]!.total).toBe(6)
})
