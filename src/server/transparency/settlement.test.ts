import { describe, expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { act, load, receiveDossier, ReceiveInput } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { followDossiers, rebuildSettlements } from './settlement.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 600, until: new Date('2026-11-20T10:00:00Z') })
  return ctx
})

const allRows = ({ sql }: TestCtx) => sql`select * from settlement where source = '' order by dossier_id`
const receive = async (ctx: TestCtx) => {
  const received = await receiveDossier(
    ctx,
    ReceiveInput.parse({
      procedure: '1.001193',
      applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912 345 678' },
      receivingUnit: 'H99.31'
    })
  )
  if (!received.ok) throw new Error(JSON.stringify(received.error))
  return received.value.id
}
const settlementOf = async ({ sql }: TestCtx, id: DossierId) =>
  (
    await sql<{ phase: string; waitingFor: string | null; supplements: number; source: string }[]>`
      select phase as "phase", waiting_for as "waitingFor", supplements as "supplements", source as "source"
      from settlement where dossier_id = ${id}`
  )[0]

describe('what is counted', () => {
  test('following the feed and making all anew give the same rows, one for each dossier not voided', async ({
    told
  }) => {
    await followDossiers(told, 500)
    const followed = await allRows(told)
    const [dossiers] = await told.sql<{ count: number }[]>`
      select count(*) as "count" from dossier where phase <> 'voided'`
    expect(followed).toHaveLength(dossiers!.count)
    await told.sql`delete from settlement`
    expect(await rebuildSettlements(told)).toBeGreaterThanOrEqual(followed.length)
    expect(await allRows(told)).toEqual(followed)
  })

  test('its lateness is that of the dossiers', async ({ told }) => {
    await followDossiers(told)
    const [counted] = await told.sql<{ late: number; ended: number }[]>`
      select count(*) filter (where finished_at > due_at) as "late", count(*) filter (where ending is not null) as "ended"
      from settlement where source = ''`
    const [own] = await told.sql<{ late: number; ended: number }[]>`
      select count(*) filter (where finished_at > due_at) as "late", count(finished_at) as "ended"
      from dossier where phase <> 'voided'`
    expect(counted).toEqual(own)
    expect(counted!.ended).toBeGreaterThan(400)
  })

  test('a supplement asked for and a dossier voided are seen at the next reading', async ({ told }) => {
    const id = await receive(told)
    await followDossiers(told)
    expect(await settlementOf(told, id)).toMatchObject({ phase: 'accepted', waitingFor: null, source: '' })
    const reasons = [
      {
        code: 'missing' as const,
        about: { kind: 'paper' as const, ref: 'don', name: 'Tờ khai' },
        note: 'Nộp bản chính'
      }
    ]
    expect(await act(told, { id }, { kind: 'ask-supplement', reasons })).toMatchObject({ ok: true })
    await followDossiers(told)
    expect(await settlementOf(told, id)).toMatchObject({
      phase: 'supplement',
      waitingFor: 'supplement',
      supplements: 1
    })
    expect(await act(told, { id }, { kind: 'void', reason: 'Nhập nhầm người' })).toMatchObject({ ok: true })
    await followDossiers(told)
    expect(await settlementOf(told, id)).toBeUndefined()
    expect((await load(told, { id }))?.phase).toBe('voided')
  })
})
