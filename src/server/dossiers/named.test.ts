import { describe, expect } from 'vitest'
import { procedureByCode } from '#server/catalogue/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { holdFiles, storeUpload, sweepFiles } from '#server/documents/index.ts'
import { documentTasks, openScanner } from '#server/documents/index.ts'
import { arriving, bytes } from '#server/documents/testing.ts'
import { EICAR, standIn } from '#server/documents/scanning/testing.ts'
import { prepareJobs, SYSTEM } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { act } from './actions.ts'
import { fileStoreScreen, scrubAndTell } from './damaged.ts'
import { tellInfected } from './infected.ts'
import { settleHeld } from './held.store.ts'
import { ReceiveInput } from './inputs.ts'
import { receiveDossier } from './intake.ts'
import type { Dossier } from './model.ts'

const test = base.extend('office', { scope: 'file', auto: true }, async ({ databaseUrl }) => prepareJobs(databaseUrl))
let settled: Promise<void> | undefined
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const input = (more: object = {}) =>
  ReceiveInput.parse({
    procedure: '1.001193',
    receivingUnit: 'H99.31',
    applicant: { name: 'Nguyễn Văn An', number: '999090000001' },
    ...more
  })
async function received(ctx: TestCtx): Promise<Dossier> {
  await (settled ??= settle(ctx))
  return must(await receiveDossier({ ...ctx, actor: SYSTEM }, input()))
}
const officerOf = async ({ sql }: TestCtx, login: string) => {
  const [row] = await sql<{ id: string; name: string }[]>`
    select id as "id", full_name as "name" from account where login = ${login}`
  return row!
}
const assigning = async (ctx: TestCtx, dossier: Dossier, officer: string) =>
  act({ ...ctx, actor: SYSTEM }, dossier, {
    kind: 'assign',
    token: dossier.steps[0]!.token,
    officer,
    officerName: 'Người không có thật',
    note: ''
  })

describe('who is given a step', () => {
  test('is entered under the name on record, whatever name was sent along', async ({ ctx }) => {
    const dossier = await received(ctx)
    const { id, name } = await officerOf(ctx, 'tuphap.mogiang')
    const given = must(await assigning(ctx, dossier, id))
    expect(given.steps[0]).toMatchObject({ officer: id, officerName: name })
  })

  test('is an officer there is: nobody unknown, no citizen, nobody locked', async ({ ctx, sql }) => {
    const dossier = await received(ctx)
    const unknown = { ok: false, error: { code: 'officer-unknown' } }
    expect(await assigning(ctx, dossier, '00000000-0000-4000-8000-000000000000')).toEqual(unknown)
    expect(await assigning(ctx, dossier, (await officerOf(ctx, 'congdan.an')).id)).toEqual(unknown)
    const { id } = await officerOf(ctx, 'tuphap.mogiang')
    await sql`update account set blocked_at = ${ctx.now()} where id = ${id}`
    expect(await assigning(ctx, dossier, id)).toEqual(unknown)
    await sql`update account set blocked_at = null where id = ${id}`
  })

  test('holds a post today that works in the unit of the step', async ({ ctx, sql }) => {
    const dossier = await received(ctx)
    const elsewhere = await officerOf(ctx, 'chuyenvien.tuphap')
    expect(await assigning(ctx, dossier, elsewhere.id)).toEqual({
      ok: false,
      error: { code: 'officer-out-of-reach', officer: elsewhere.name, unit: 'H99.31' }
    })
    const { id } = await officerOf(ctx, 'tuphap.mogiang')
    await sql`update post set valid_to = '2026-01-31' where account = ${id}`
    expect(await assigning(ctx, dossier, id)).toMatchObject({ error: { code: 'officer-out-of-reach' } })
    await sql`update post set valid_to = null where account = ${id}`
    const watches = await officerOf(ctx, 'quantri')
    expect(await assigning(ctx, dossier, watches.id)).toMatchObject({ error: { code: 'officer-out-of-reach' } })
  })
})

describe('where a dossier goes', () => {
  test('is a unit there is today that receives, and one that settles', async ({ ctx, sql }) => {
    const { receivingUnit } = await received(ctx)
    const sent = (more: object) => receiveDossier({ ...ctx, actor: SYSTEM }, input(more))
    expect(await sent({ receivingUnit: 'H99.31.99' })).toMatchObject({ error: { code: 'unit-unknown' } })
    expect(await sent({ settlingUnit: 'H98' })).toMatchObject({ error: { code: 'unit-unknown', unit: 'H98' } })
    const [idle] = await sql<{ code: string }[]>`
      select code as "code" from unit u
      where valid_to is null and not settles and not exists (select from unit a where a.settles and u.code like a.code || '.%')
      limit 1`
    if (idle) expect(await sent({ settlingUnit: idle.code })).toMatchObject({ error: { code: 'unit-not-settling' } })
    const [closed] = await sql<
      { code: string }[]
    >`select code as "code" from unit where valid_to < '2026-01-01' limit 1`
    expect(await sent({ receivingUnit: closed!.code })).toMatchObject({ error: { code: 'unit-unknown' } })
    expect(receivingUnit).toBe('H99.31')
  })

  test('is not corrected to a unit that is not there', async ({ ctx }) => {
    const dossier = await received(ctx)
    const correcting = (receivingUnit: string) =>
      act({ ...ctx, actor: SYSTEM }, dossier, { kind: 'correct', changes: { receivingUnit }, reason: 'Nhầm nơi nhận' })
    expect(await correcting('H99.31.99')).toMatchObject({ error: { code: 'unit-unknown', unit: 'H99.31.99' } })
    expect(must(await correcting('H99.32')).receivingUnit).toBe('H99.32')
  })
})

describe('files of an act', () => {
  const aFile = async (ctx: TestCtx, text: string) =>
    must(await storeUpload(ctx, arriving(bytes(text)), { name: 'a.txt', limit: 1 << 20, owner: 'session:x' }))
  const uses = ({ sql }: TestCtx, blob: string) => sql<{ confirmed: boolean }[]>`
    select confirmed as "confirmed" from blob_use where blob = ${blob}`

  test('that are not there make it refused', async ({ ctx }) => {
    const gone = { id: 'b'.repeat(64), name: 'a.pdf', bytes: 1, type: 'application/pdf' }
    await received(ctx)
    const { content } = must(await procedureByCode(ctx, '1.001193'))
    const papers = [{ code: content.papers[0]!.code, files: [gone] }]
    const sent = await receiveDossier({ ...ctx, actor: SYSTEM }, input({ papers }))
    expect(sent).toMatchObject({ error: { code: 'files-gone' } })
  })

  test('that was done stay for good; those held for one that was refused are let go after a day', async ({ ctx }) => {
    const dossier = await received(ctx)
    const [kept, lost] = [await aFile(ctx, 'được ghi nhận'), await aFile(ctx, 'bị từ chối')]
    const { token } = dossier.steps[0]!
    const common = { kind: 'complete', token, outcome: 'done', note: 'x', data: {}, result: null } as const
    must(await act({ ...ctx, actor: SYSTEM }, dossier, { ...common, files: [kept] }))
    await holdFiles(ctx, { kind: 'dossier', ref: dossier.id, blobs: [lost.id] })
    expect(await settleHeld(ctx)).toEqual({ confirmed: 0, released: 0 })
    ctx.clock.advance(25 * 3_600_000)
    expect(await settleHeld(ctx)).toEqual({ confirmed: 1, released: 1 })
    expect(await uses(ctx, kept.id)).toEqual([{ confirmed: true }])
    expect(await uses(ctx, lost.id)).toEqual([])
    ctx.clock.advance(8 * 86_400_000)
    expect(await sweepFiles(ctx)).toBe(1)
    expect([await ctx.blobs.has(kept.id), await ctx.blobs.has(lost.id)]).toEqual([true, false])
  })

  test('that the scrub finds missing are told to the administrators once, with the dossier', async ({ ctx, sql }) => {
    const dossier = await received(ctx)
    const paper = await aFile(ctx, 'giấy sẽ mất')
    await holdFiles(ctx, { kind: 'dossier', ref: dossier.id, blobs: [paper.id] })
    await ctx.blobs.remove(paper.id)
    await scrubAndTell(ctx)
    ctx.clock.advance(86_400_000)
    await scrubAndTell(ctx)
    const notices = await sql<{ to: string; body: string }[]>`
      select a.login as "to", n.body as "body" from notice n join account a on a.id = n.to_account
      where n.key like 'files-damaged:%'`
    expect(notices.map(({ to }) => to)).toEqual(['quantri'])
    expect(notices[0]!.body).toContain(`${dossier.code}: không còn tệp`)
    const screen = await fileStoreScreen(ctx)
    expect(screen.ok && screen.value.found).toMatchObject([{ id: paper.id, dossiers: [dossier.code] }])
    expect(screen.ok && screen.value).toMatchObject({
      where: expect.stringMatching(/^\//),
      lastScrub: { finishedAt: ctx.now(), whole: false, missing: 1 }
    })
  })

  test('found infected once the scanner is back are told to whoever holds the dossier and to the administrators, once', async ({
    ctx,
    sql
  }) => {
    const first = await received(ctx)
    const holder = await officerOf(ctx, 'tuphap.mogiang')
    const dossier = must(await assigning(ctx, first, holder.id))
    openScanner({ CLAMD: '/nowhere/clamd.ctl' })
    const paper = await aFile(ctx, EICAR)
    await holdFiles(ctx, { kind: 'dossier', ref: dossier.id, blobs: [paper.id] })
    await tellInfected(ctx)
    const told = () => sql<{ to: string; body: string }[]>`
      select a.login as "to", n.body as "body" from notice n join account a on a.id = n.to_account
      where n.key like 'file-infected:%' order by a.login`
    expect(await told()).toEqual([])
    const checks = async (after: string | null = null) => {
      const screen = await fileStoreScreen(ctx, after)
      return screen.ok ? screen.value.scans : null
    }
    expect(await checks()).toMatchObject({ set: true, waiting: 1, since: ctx.now(), infected: 0, withheld: [] })
    const daemon = await standIn()
    openScanner({ CLAMD: daemon.address })
    await documentTasks['documents.scan-waiting'](ctx)
    openScanner({})
    await daemon.close()
    await tellInfected(ctx)
    await tellInfected(ctx)
    const notices = await told()
    expect(notices.map(({ to }) => to)).toEqual(['quantri', 'tuphap.mogiang'])
    for (const { body } of notices) expect(body).toMatch(new RegExp(`Eicar-Test-Signature[^]*${dossier.code}`))
    // Some more than a page of them, found before: the newest stands first, and the list goes on.
    await sql`
      insert into blob (sha256, bytes, media_type, created_at, scan, virus, infected_at)
      select encode(sha256(number::text::bytea), 'hex'), 1, 'text/plain', ${ctx.now()}::timestamptz, 'infected', 'Mẫu',
        ${ctx.now()}::timestamptz - interval '1 day'
      from generate_series(1, 30) as number`
    const page = (await checks())!
    expect(page).toMatchObject({ set: false, waiting: 0, since: null, infected: 31 })
    expect(page.withheld[0]).toMatchObject({ id: paper.id, virus: 'Eicar-Test-Signature', dossiers: [dossier.code] })
    const rest = (await checks(page.next))!
    expect([page.withheld.length, rest.withheld.length, rest.next]).toEqual([25, 6, null])
    expect(new Set([...page.withheld, ...rest.withheld].map(({ id }) => id)).size).toBe(31)
  })
})
