import { afterAll, beforeAll, describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { act, load, receiveDossier, ReceiveInput } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { closeSystems, outageNow, outagesShown, probe, pump } from '#server/exchange/index.ts'
import { connectBriefly, CONNECTORS } from '#server/exchange/testing.faults.ts'
import { faultsOf } from '#server/exchange/testing.table.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import type { Fault } from '../../../sandbox/faults.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { compare, hearPortal, tellAll, tellPortal } from './index.ts'
import { entryOf } from './views.ts'

const test = base.extend('house', { scope: 'file', auto: true }, async ({ databaseUrl, sql }) => {
  await prepareJobs(databaseUrl)
  await settle(testCtx(sql))
})
const portal = CONNECTORS.find(({ name }) => name === 'portal')!
const PROCEDURE = '1.004873'
const UNIT = 'H99.31'

let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('portal')))
afterAll(async () => {
  closeSystems()
  await sandbox.stop()
})

/** Each fault has a day of its own, after those before. */
let days = 0
/** The portal is well and has answered once, so that there is an earlier answer to be given again. */
async function healthy(ctx: TestCtx): Promise<void> {
  ctx.clock.advance(++days * 86_400_000)
  await sandbox.heal()
  await ctx.sql`delete from exchange_state`
  connectBriefly(portal, sandbox.env, 1)
  await tellAll(ctx)
  await hearPortal(ctx)
}

async function aReceived(ctx: TestCtx): Promise<Dossier> {
  const applicant = { name: 'Nguyễn Văn An', number: '099088000011' }
  const input = ReceiveInput.parse({ procedure: PROCEDURE, applicant, receivingUnit: UNIT })
  const received = await receiveDossier(ctx, input)
  if (!received.ok) throw new Error(JSON.stringify(received.error))
  return received.value
}
const filing = (fault: string) => ({
  MaThongDiep: `m-${fault}`,
  MaHoSo: `DVC-${fault}`,
  ThoiDiem: '20261123083000',
  LoaiThongDiep: 'NOP_HO_SO',
  HoSo: {
    MaTTHC: PROCEDURE,
    DonViXuLy: UNIT,
    ChuHoSo: 'Nguyễn Văn An',
    SoGiayToChuHoSo: '099088000011',
    LoaiDoiTuong: '1'
  }
})
const arrivedAs = ({ sql }: TestCtx, code: string) => sql`select from national_ledger where code = ${code}`
const standings = async ({ sql }: TestCtx, { id }: Dossier) =>
  (
    await sql<{ standing: string }[]>`
      select standing as "standing" from national_message where dossier_id = ${id} order by version`
  ).map(({ standing }) => standing)
const since = async ({ sql }: TestCtx) =>
  (await sql<{ last: number }[]>`select coalesce(max(position), 0)::integer as "last" from exchange_record`)[0]!.last

describe.each(faultsOf('portal'))('the portal in the fault %s', (fault, named) => {
  test('the office goes on and reads that it may, nothing is lost, and all is told once when it heals', async ({
    ctx
  }) => {
    await healthy(ctx)
    const before = await since(ctx)
    await sandbox.tell('/file', { messages: [filing(fault)] })
    await sandbox.fault(fault as Fault, { ms: 3_000 })

    // What people see: every step goes on, and the desk says why the portal may show something else.
    const dossier = await aReceived(ctx)
    await tellPortal(ctx)
    await (
      await pump(ctx, 'portal')
    ).answers
    expect((await act(ctx, { id: dossier.id }, { kind: 'stop', reason: 'Người nộp xin dừng' })).ok).toBe(true)
    expect(await load(ctx, { id: dossier.id })).toMatchObject({ phase: 'stopped' })
    expect(await outagesShown(ctx)).toMatchObject([{ system: 'portal', banner: 'exchange.portal.banner' }])

    // What is kept: the trouble by its name, the messages in their order, and what people did there stays there.
    const [kept] = await ctx.sql`
      select outcome from exchange_record where kind = 'answer' and position > ${before} order by position limit 1`
    expect(kept).toEqual({ outcome: named })
    await tellPortal(ctx)
    expect(await standings(ctx, dossier)).toEqual(['sending', 'waiting'])
    await hearPortal(ctx)
    expect(await arrivedAs(ctx, `DVC-${fault}`)).toHaveLength(0)
    expect(await outageNow(ctx, 'portal')).toMatchObject({ to: null })

    // When it heals: told once and in order, arrived once, and both sides agree.
    await sandbox.heal()
    ctx.clock.advance(3_600_000)
    expect(await probe(ctx, 'portal')).toBe(true)
    await expect
      .poll(async () => {
        ctx.clock.advance(600_000)
        await tellAll(ctx)
        return standings(ctx, dossier)
      })
      .toEqual(['done', 'done'])
    await hearPortal(ctx)
    await hearPortal(ctx)
    const { messages } = (await sandbox.tell('/ledger')) as { messages: string[][] }
    expect(messages.flatMap(([key, state]) => (key!.startsWith(`${dossier.code}#`) ? [state] : []))).toEqual(['2', '8'])
    expect(await arrivedAs(ctx, `DVC-${fault}`)).toHaveLength(1)
    ctx.clock.advance(60_000)
    await compare(ctx)
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ ourState: 8, theirState: 8, difference: null })
    expect(await outagesShown(ctx)).toEqual([])
  })
})
