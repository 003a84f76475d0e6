import { expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import { cutOff } from '../tasks/actions.ts'
import { brokenTasks } from '../tasks/store.ts'
import { statusCounts } from '../tasks/views.ts'
import { aProvince } from '../testing.ts'
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
