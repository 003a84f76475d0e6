import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { keepCounterDraft } from '#server/dossiers/index.ts'
import type { Typed } from '#server/dossiers/index.ts'
import { brokenRecord, outageNow, probe, pump } from '#server/exchange/index.ts'
import { faultsOf, REFUSALS } from '#server/exchange/testing.table.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import type { Fault } from '../../../sandbox/faults.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { checkAtCounter, checkReceived, notesOf, settleWaiting } from './index.ts'
import { an, aReceived, connectQuickly, person, PROCEDURE } from './testing.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))

let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('population')))
afterAll(() => sandbox.stop())

const CONNECTORS = ['soap', 'rest'] as const
/** Fault, and what the record names it. Those that are answers of the other side are no outage. */
const FAULTS = { soap: faultsOf('population by SOAP'), rest: faultsOf('population by REST') }
const ANSWERS: readonly string[] = REFUSALS.map(({ fault }) => fault)

/** A healthy start of its own for each cell, and a sheet at the desk with the person typed. */
async function atTheDesk(ctx: TestCtx, connector: (typeof CONNECTORS)[number]) {
  await ctx.sql`delete from exchange_state`
  await ctx.sql`delete from linkage_note`
  await ctx.sql`delete from linkage_check`
  await ctx.sql`delete from exchange_message`
  await ctx.sql`delete from exchange_outage`
  await sandbox.heal()
  const url = connector === 'rest' ? `${sandbox.env.POPULATION_URL}/v1` : sandbox.env.POPULATION_URL
  connectQuickly({ ...sandbox.env, POPULATION_CONNECTOR: connector, POPULATION_URL: url })
  const desk = await person(ctx, 'motcua.mogiang')
  await probe(ctx, 'population')
  // One question before, so that there is an earlier answer to be given again.
  await checkAtCounter(desk, await sheet(ctx, { birth: '13/04/1988' }))
  await ctx.sql`delete from linkage_check`
  return desk
}

async function sheet(ctx: TestCtx, more: object = {}): Promise<Typed> {
  const typed = { key: randomUUID(), kind: 'person', procedure: PROCEDURE, ...an, ...more }
  await keepCounterDraft(await person(ctx, 'motcua.mogiang'), typed)
  return typed
}

describe.each(CONNECTORS)('the population database by %s', connector => {
  describe.each(FAULTS[connector])('in the fault %s', (kind, named) => {
    const fault = kind as Fault
    const isAnswer = ANSWERS.includes(fault)

    test('the desk sees what goes on and goes on itself', async ({ ctx }) => {
      const desk = await atTheDesk(ctx, connector)
      await sandbox.fault(fault, { ms: 2_000 })
      const check = await checkAtCounter(desk, await sheet(ctx))
      expect(check).toMatchObject(isAnswer ? { kind: 'checked', outcome: fault, rows: [] } : { kind: 'later' })
      expect(await aReceived(ctx)).toMatchObject({ phase: 'accepted' })
    })

    test('the request and what became of it are kept, and the check waits for its dossier', async ({ ctx, sql }) => {
      await atTheDesk(ctx, connector)
      await sandbox.fault(fault, { ms: 2_000 })
      const dossier = await aReceived(ctx)
      await checkReceived(ctx, { dossier: dossier.id, version: 1 })
      await (
        await pump(ctx, 'population')
      ).answers
      const [last] = await sql`
        select outcome, facts ->> 'said' as said from exchange_record where kind = 'answer' order by position desc limit 1`
      expect(last).toEqual({ outcome: named, said: isAnswer ? fault : null })
      const [message] = await sql`select state from exchange_message where key = ${`received-${dossier.id}`}`
      expect(message).toEqual({ state: fault === 'locked' ? 'done' : 'waiting' })
      expect(await notesOf(ctx, dossier.code)).toMatchObject([{ kind: 'queued' }])
      expect(await brokenRecord(ctx, 'population')).toBeNull()
    })

    test('when it heals the dossier is checked once, and tells of the outage', async ({ ctx, sql }) => {
      const desk = await atTheDesk(ctx, connector)
      await sandbox.fault(fault, { ms: 2_000 })
      // Enough trouble for the breaker, each with another person, as at a busy desk.
      if (!isAnswer)
        for (const birth of ['14/04/1988', '15/04/1988', '16/04/1988'])
          await checkAtCounter(desk, await sheet(ctx, { birth }))
      expect((await outageNow(ctx, 'population')) !== null).toBe(!isAnswer)
      const dossier = await aReceived(ctx)
      await checkReceived(ctx, { dossier: dossier.id, version: 1 })
      await (
        await pump(ctx, 'population')
      ).answers
      await sandbox.heal()
      ctx.clock.advance(25 * 3_600_000)
      await probe(ctx, 'population')
      ctx.clock.advance(60_000)
      await (
        await pump(ctx, 'population')
      ).answers
      const [message] = await sql`select id, state from exchange_message where key = ${`received-${dossier.id}`}`
      await expect
        .poll(async () => (await sql`select state from exchange_message where id = ${message!.id}`)[0])
        .toEqual({ state: 'done' })
      await settleWaiting(ctx, String(message!.id))
      await settleWaiting(ctx, String(message!.id))
      const notes = await notesOf(ctx, dossier.code)
      const outcome = fault === 'locked' ? 'locked' : 'match'
      expect(notes.filter(note => note.kind === 'checked')).toMatchObject([{ outcome, later: true }])
      expect(notes.filter(note => note.kind === 'outage')).toMatchObject(isAnswer ? [] : [{ to: expect.any(Date) }])
      expect(await outageNow(ctx, 'population')).toBeNull()
    })
  })
})
