import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { UNITS } from '#server/organisation/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { relay } from '#server/platform/relay.ts'
import { test } from '#server/platform/testing.ts'
import { reactions, tasks } from '../jobs.ts'
import { aProvince, as, office } from '../testing.ts'
import { act, giveTasks } from './actions.ts'
import { closeByEdition } from './editions.ts'
import { brokenTasks, load } from './store.ts'

const monthly = {
  directive: null,
  item: 5,
  content: 'Công khai danh sách chậm giải quyết',
  product: 'Danh sách được công khai',
  givenOn: '2026-09-07',
  deadline: { kind: 'recurring', every: 'month', until: null },
  closesBy: 'edition'
} as const
const unit = UNITS['so-tu-phap']
const health = UNITS['so-y-te']

describe('the duty to publish every month', () => {
  test('is closed by the published edition, told as an event, and once only', async ({ ctx, sql, databaseUrl }) => {
    await aProvince(ctx)
    await prepareJobs(databaseUrl)
    const given = await giveTasks(office(ctx), monthly, [unit])
    const code = given.ok ? given.value.codes[0]! : ''
    while ((await relay(sql, 'h99', reactions)) > 0);
    await sql`
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
      values ('late-list', ${randomUUID()}, 1, 'late-list.published', '2026-09-30T03:00:00Z', 'system', 'Một Cửa',
        ${sql.json({ agency: unit, month: '2026-09', edition: 1 })}, sha256('x'))`
    expect(await relay(sql, 'h99', reactions)).toBe(1)
    const jobs = await sql<{ task: string; payload: Record<string, unknown> }[]>`
      select task.identifier as "task", job.payload as "payload"
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id`
    const job = jobs.find(each => each.task === 'reform.edition')!
    expect(job.payload).toMatchObject({ agency: unit, month: '2026-09', edition: 1, on: '2026-09-30' })
    await tasks['reform.edition'](ctx, job.payload)
    await tasks['reform.edition'](ctx, job.payload)
    const task = await load(ctx, { code })
    expect(task?.period?.key).toBe('2026-10')
    expect(task?.periods).toMatchObject([
      { key: '2026-09', closedOn: '2026-09-30', proof: { document: 'Danh sách công khai tháng 9/2026, bản số 1' } }
    ])
    expect(await brokenTasks(ctx)).toEqual([])
  })

  test('is not closed by hand, by another agency’s edition, or by a month that is not its turn', async ({ ctx }) => {
    await aProvince(ctx)
    const given = await giveTasks(office(ctx), monthly, [health])
    const code = given.ok ? given.value.codes[0]! : ''
    const proof = { words: 'Đã đăng', document: '1', files: [] }
    const byHand = { kind: 'close-period', period: '2026-09', by: 'edition', on: '2026-09-30', proof } as const
    expect(await act(as(ctx, health, 'agency-head'), code, byHand)).toMatchObject({ error: { code: 'forbidden' } })
    await closeByEdition(ctx, { agency: UNITS['so-xay-dung'], month: '2026-09', edition: 1, on: '2026-09-30' })
    await closeByEdition(ctx, { agency: health, month: '2026-10', edition: 1, on: '2026-10-30' })
    expect(await load(ctx, { code })).toMatchObject({ periods: [], period: { key: '2026-09' } })
    // The month that was missed is published after all: the one after it counts too, on the day it was published.
    await closeByEdition(ctx, { agency: health, month: '2026-09', edition: 1, on: '2026-11-02' })
    expect((await load(ctx, { code }))?.periods.map(({ key, closedOn }) => [key, closedOn])).toEqual([
      ['2026-09', '2026-11-02'],
      ['2026-10', '2026-10-30']
    ])
  })

  test('an unknown agency closes nothing', async ({ ctx }) => {
    await aProvince(ctx)
    expect(await closeByEdition(ctx, { agency: 'X', month: '2026-09', edition: 1, on: '2026-09-30' })).toMatchObject({
      error: { code: 'unit-unknown' }
    })
  })
})
