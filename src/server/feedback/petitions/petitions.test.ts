import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { actorOf, createPolicy, visitorOf } from '#server/identity/index.ts'
import type { Role } from '#server/identity/index.ts'
import { permissions as dossierPermissions } from '#server/dossiers/index.ts'
import { verifyChains } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import * as feedback from '../index.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  await feedback.tellPetitions(ctx)
  return ctx
})
const policy = createPolicy([feedback.permissions, dossierPermissions])
const id = (no: number) => `00000000-0000-4000-8000-0000000000e${no}`
const as = (ctx: TestCtx, unit: string, role: Role | readonly Role[], no = 1): TestCtx => ({
  ...ctx,
  actor: actorOf({ id: id(no), kind: 'officer', name: 'Cán bộ thử' }, { unit, roles: [role].flat() }, policy)
})
const visitor = (ctx: TestCtx): TestCtx => ({ ...ctx, actor: visitorOf(policy) })
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const REPORT = feedback.FileInput.parse({
  kind: 'behaviour',
  words: 'Cán bộ Nguyễn Văn Bí Mật ở quầy 3 đòi thêm hai trăm nghìn.',
  about: 'H99.31',
  name: 'Lò Thị Kín',
  phone: '0987654321',
  dossier: 'H99.31-261101-0007'
})
const all = { which: 'all', kind: null, text: '', page: 1 } as const
const codesOf = async (ctx: TestCtx) => (await feedback.petitionsDesk(ctx, all)).rows.map(({ code }) => code)

describe('petitions', () => {
  test('of the demonstration stand in every state, in chains that hold', async ({ told }) => {
    const phases = new Set((await feedback.petitionsDesk(told, all)).rows.map(({ phase }) => phase))
    expect([...phases].sort()).toEqual(['answered', 'asked', 'closed', 'drafted', 'in-hand', 'received', 'refused'])
    const chains = await verifyChains(told)
    expect(chains.find(({ kind }) => kind === 'petition')).toEqual({ kind: 'petition', cases: 12, broken: 0 })
    expect(
      (await feedback.publicPetitions(told, { text: 'xe lan', unit: null, kind: null, page: 1 })).rows
    ).toHaveLength(1)
  })

  test('leave nothing of who filed in rows, events or lists, and are never shown to the agency complained of', async ({
    told
  }) => {
    const { code, secret } = value(await feedback.filePetition(visitor(told), REPORT, 'online'))
    const rows = await told.sql<{ kept: string }[]>`
      select petition::text || coalesce((select string_agg(event::text, '') from event where case_id = petition.id), '') as "kept"
      from petition where code = ${code}`
    for (const word of ['Bí Mật', 'Kín', '0987654321', '0007', secret]) expect(rows[0]!.kept).not.toContain(word)
    const control = as(told, 'H99.01.05', ['control-office', 'division-head'])
    value(
      await feedback.sortPetition(control, code, {
        ...{ kind: 'behaviour', unit: 'H99.01.05', complained: 'H99.31', officer: '' },
        subject: 'Khoản ngoài quy định'
      })
    )
    expect(await codesOf(control)).toContain(code)
    for (const blind of [as(told, 'H99.31', ['agency-head', 'chair']), as(told, 'H99.31.02', 'control-office')]) {
      expect(await codesOf(blind)).not.toContain(code)
      expect(await feedback.petitionScreen(blind, code)).toBeNull()
      expect(await feedback.openIdentity(blind, code, 'Muốn biết ai')).toMatchObject({ error: { code: 'forbidden' } })
    }
    // The handler of another agency may not either; the one with the permission leaves a reason in the log.
    expect(await feedback.openIdentity(as(told, 'H99.01.05', 'handler'), code, 'x')).toMatchObject({ ok: false })
    expect(await feedback.openIdentity(control, code, ' ')).toMatchObject({ error: { code: 'petition-words-missing' } })
    expect(value(await feedback.openIdentity(control, code, 'Mời làm việc trực tiếp'))).toMatchObject({
      name: 'Lò Thị Kín'
    })
    const [opened] = await told.sql<{ reason: string; by: string }[]>`
      select data ->> 'reason' as "reason", actor_id as "by" from event where type = 'petition.identity-opened'`
    expect(opened).toEqual({ reason: 'Mời làm việc trực tiếp', by: id(1) })
    // Called to answer, the head of the agency sees the allegation and nothing else.
    value(await feedback.callOfficer(control, code, 'Có phản ánh về khoản thu ngoài quy định.'))
    const seen = await feedback.petitionScreen(as(told, 'H99.31', 'agency-head'), code)
    expect(seen).toMatchObject({ as: 'complained-of' })
    expect(JSON.stringify(seen)).not.toContain('hai trăm nghìn')
  })

  test('are followed by the code word or the account, and by nobody else', async ({ told }) => {
    const { code, secret } = value(await feedback.filePetition(visitor(told), { ...REPORT, anonymous: true }, 'online'))
    const open = (ctx: TestCtx, typed: string | null) => feedback.openAsFiler(ctx, { code, secret: typed })
    expect((await open(visitor(told), secret.toLowerCase().replaceAll('-', ' ')))?.code).toBe(code)
    expect(await open(visitor(told), 'ABCD-EFGH-JKMN')).toBeNull()
    expect(await open(visitor(told), null)).toBeNull()
    const citizen: TestCtx = {
      ...told,
      actor: actorOf({ id: id(7), kind: 'citizen', name: 'An' }, { unit: null, roles: [] }, policy)
    }
    const own = value(await feedback.filePetition(citizen, REPORT, 'online'))
    expect((await feedback.ownPetitionsOf(citizen)).map(each => each.code)).toEqual([own.code])
    const [named] = await told.sql<
      { events: number }[]
    >`select count(*) as "events" from event where actor_id = ${id(7)}`
    expect(named!.events).toBe(0)
  })

  test('take their times from the province where it set its own, from its day on', async ({ told }) => {
    const { code: before } = value(await feedback.filePetition(visitor(told), REPORT, 'online'))
    const administrator = as(told, 'H99', 'administrator')
    const limits = {
      ...{ sort: 1, refuse: 1, ask: 1, rule: 3, behaviour: 3, lateness: 3, other: 3, answerAgain: 3 },
      ...{ supply: 3, hearing: 2, sendBack: 5, publish: 1, validFrom: '2026-11-22', basis: 'Quyết định thử' }
    }
    expect(await feedback.setLimits(administrator, limits)).toMatchObject({ error: { code: 'petition-limits-past' } })
    value(await feedback.setLimits(administrator, { ...limits, validFrom: '2026-11-23' }))
    const { code: after } = value(await feedback.filePetition(visitor(told), REPORT, 'online'))
    const rows = (await feedback.petitionsDesk(told, all)).rows
    const due = (code: string) => rows.find(row => row.code === code)?.dueAt?.toISOString()
    // 24 November is a day off since 2026: five working days end on 1 December, one on the 25th.
    expect([due(before), due(after)]).toEqual(['2026-12-01T10:30:00.000Z', '2026-11-25T10:30:00.000Z'])
  })

  test('close by themselves when their time is over, and count for the service index', async ({ told }) => {
    told.clock.set('2027-02-01T02:00:00Z')
    expect(await feedback.closeTimeOver(told)).toBeGreaterThan(1)
    const span = { since: new Date('2026-09-01T00:00:00Z'), before: new Date('2026-12-31T00:00:00Z'), under: null }
    const figures = await feedback.petitionFigures(told, span)
    expect(figures.filed).toBeGreaterThan(12)
    expect(figures.onTime).toBeLessThan(figures.due)
    expect(figures.satisfied).toBeLessThanOrEqual(figures.answered)
    expect(figures.answered).toBe(4)
  })
})
