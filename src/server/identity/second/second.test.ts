import { URI } from 'otpauth'
import type { TOTP } from 'otpauth'
import { describe, expect } from 'vitest'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { createSealing } from '#server/platform/index.ts'
import { detourOf, resetSecondStep, resume, signIn, takeSecondStep, unlockOfficer } from '../index.ts'
import { as, testPolicy, withProvince } from '../testing.ts'
import {
  beginSecondStep,
  confirmSecondStep,
  endSecondStep,
  ownSecondStep,
  renewRecoveryCodes
} from './enrol.actions.ts'
import { demandSecondStep } from './policy.ts'
import { demandOf, inGroups, readCode } from './rules.ts'

const password = 'song-mo-trinh-dien'
const here = { address: '127.0.0.1' }
const test = base.extend('province', { auto: true }, async ({ ctx }) => withProvince(ctx))

const enter = async (ctx: TestCtx, login: string) => {
  const signed = await signIn(ctx, { login, password, ...here })
  if (!signed.ok) throw new Error(signed.error.code)
  return signed.value
}

/** An officer at the account page, signed in by password. */
async function atAccount(ctx: TestCtx, login: string) {
  const { token } = await enter(ctx, login)
  const session = (await resume(ctx, token, testPolicy, here))!
  return { own: { ...ctx, actor: session.actor }, session, token }
}

/** Somebody with a telephone: sets the second step up and answers what the telephone and the paper show. */
async function setUp(ctx: TestCtx, login: string) {
  const { own, session, token } = await atAccount(ctx, login)
  expect(await beginSecondStep(own, password)).toMatchObject({ ok: true })
  const address = (await ownSecondStep(own))!.setUp!.address
  const telephone = URI.parse(address) as TOTP
  const code = () => telephone.generate({ timestamp: ctx.now().getTime() })
  const confirmed = await confirmSecondStep(own, code(), session.id)
  if (!confirmed.ok) throw new Error(confirmed.error.code)
  return { own, session, token, code, codes: confirmed.value.codes }
}

describe('an officer with a second step', () => {
  test('signs in with password and code, and the session counts as surer', async ({ ctx }) => {
    const { code, own, session } = await setUp(ctx, 'motcua.trungtam')
    expect(await resume(ctx, (await enter(ctx, 'motcua.trungtam')).token, testPolicy, here)).toBeNull()
    ctx.clock.advance(30_000)
    const { token, next } = await enter(ctx, 'motcua.trungtam')
    expect(next).toBe('second-step')
    const taken = await takeSecondStep(ctx, { token, code: code(), ...here })
    if (!taken.ok) throw new Error(taken.error.code)
    expect(await resume(ctx, taken.value.token, testPolicy, here)).toMatchObject({ login: 'motcua.trungtam', level: 2 })
    expect(await ownSecondStep(own)).toMatchObject({ since: expect.any(Date), codesLeft: 10, setUp: null })
    expect(session.level).toBe(1)
  })
  test('cannot use a code twice, nor the one before it, nor one of another time', async ({ ctx }) => {
    const { code } = await setUp(ctx, 'chuyenvien.tuphap')
    const used = code()
    const tryCode = async (typed: string) =>
      takeSecondStep(ctx, { token: (await enter(ctx, 'chuyenvien.tuphap')).token, code: typed, ...here })
    expect(await tryCode(used)).toMatchObject({ error: { code: 'wrong-code' } })
    ctx.clock.advance(60_000)
    const now = code()
    expect((await tryCode(now)).ok).toBe(true)
    expect(await tryCode(now)).toMatchObject({ error: { code: 'wrong-code' } })
    ctx.clock.advance(120_000)
    expect(await tryCode(now)).toMatchObject({ error: { code: 'wrong-code' } })
  })
  test('two who come with one code at once: one is let in', async ({ ctx }) => {
    const { code } = await setUp(ctx, 'vanthu.tinh')
    ctx.clock.advance(30_000)
    const steps = [await enter(ctx, 'vanthu.tinh'), await enter(ctx, 'vanthu.tinh')]
    const answers = await Promise.all(steps.map(({ token }) => takeSecondStep(ctx, { token, code: code(), ...here })))
    expect(answers.filter(answer => answer.ok)).toHaveLength(1)
  })
  test('waits after five wrong codes, until an administrator unlocks', async ({ ctx }) => {
    const { code, own } = await setUp(ctx, 'giamdoc.yte')
    ctx.clock.advance(30_000)
    const { token } = await enter(ctx, 'giamdoc.yte')
    for (let tries = 0; tries < 4; tries++)
      expect(await takeSecondStep(ctx, { token, code: '000000', ...here })).toMatchObject({
        error: { code: 'wrong-code' }
      })
    for (const typed of ['000000', code()])
      expect(await takeSecondStep(ctx, { token, code: typed, ...here })).toMatchObject({
        error: { code: 'locked-out' }
      })
    await unlockOfficer(await as(ctx, 'quantri'), own.actor.id!)
    expect((await takeSecondStep(ctx, { token, code: code(), ...here })).ok).toBe(true)
  })
  test('gets in by each recovery code once', async ({ ctx }) => {
    const { codes, own, code } = await setUp(ctx, 'chutich.mogiang')
    const typed = codes[0]!.toUpperCase().replaceAll('-', ' ')
    const tryIt = async (given: string) =>
      takeSecondStep(ctx, { token: (await enter(ctx, 'chutich.mogiang')).token, code: given, ...here })
    expect(await tryIt(typed)).toMatchObject({ ok: true, value: { by: 'recovery' } })
    expect(await tryIt(typed)).toMatchObject({ error: { code: 'wrong-code' } })
    expect((await ownSecondStep(own))!.codesLeft).toBe(9)
    ctx.clock.advance(30_000)
    const renewed = await renewRecoveryCodes(own, code())
    expect(renewed.ok && renewed.value.codes).toHaveLength(10)
    expect(await tryIt(codes[1]!)).toMatchObject({ error: { code: 'wrong-code' } })
  })
  test('has five minutes for the code, and the step opens nothing by itself', async ({ ctx }) => {
    const { code } = await setUp(ctx, 'giamdoc.tuphap')
    const { token } = await enter(ctx, 'giamdoc.tuphap')
    ctx.clock.advance(5 * 60_000)
    expect(await takeSecondStep(ctx, { token, code: code(), ...here })).toMatchObject({ error: { code: 'step-over' } })
    expect(await takeSecondStep(ctx, { token: 'x'.repeat(43), code: code(), ...here })).toMatchObject({
      error: { code: 'step-over' }
    })
  })
  test('is reset by an administrator with a reason that stays on record; sessions end', async ({ ctx }) => {
    const { own, token } = await setUp(ctx, 'kstt.truongphong')
    const id = own.actor.id!
    expect(await resetSecondStep(own, id, 'mất điện thoại')).toMatchObject({ error: { code: 'forbidden' } })
    const admin = await as(ctx, 'quantri')
    expect(await resetSecondStep(admin, id, ' ')).toMatchObject({ error: { code: 'reason-missing' } })
    expect(await resetSecondStep(admin, id, 'mất điện thoại')).toMatchObject({ ok: true })
    expect(await resume(ctx, token, testPolicy, here)).toBeNull()
    expect((await enter(ctx, 'kstt.truongphong')).next).toBe('in')
    const [act] = await ctx.sql<{ act: string; facts: object }[]>`
      select act, facts from security_act where account = ${id} and act = 'second-step.reset'`
    expect(act).toMatchObject({ facts: { reason: 'mất điện thoại' } })
  })
  test('keeps nothing readable in the database', async ({ ctx }) => {
    const { own, codes } = await setUp(ctx, 'truongphong.tuphap')
    const [row] = await ctx.sql<{ secret: Buffer; hashes: Buffer[] }[]>`
      select secret, array(select code_hash from recovery_code c where c.account = f.account) as hashes
      from second_factor f where account = ${own.actor.id}`
    expect(ctx.sealing.open(`second factor ${own.actor.id}`, row!.secret)).toMatch(/^[A-Z2-7]{32}$/)
    expect(row!.secret.toString('latin1')).not.toMatch(/[A-Z2-7]{32}/)
    expect(row!.hashes.map(hash => hash.toString())).not.toContain(codes[0])
    const elsewhere = { ...ctx, sealing: createSealing(Buffer.alloc(32, 9)) }
    const { token } = await enter(ctx, 'truongphong.tuphap')
    expect(await takeSecondStep(elsewhere, { token, code: '123456', ...here })).toMatchObject({
      error: { code: 'second-step-unreadable' }
    })
  })
})

describe('the administrator’s policy', () => {
  const page = (path: string) => new URL(path, 'http://127.0.0.1:3000')
  test('a role that must have it is led to setting it up, and nowhere else', async ({ ctx }) => {
    await demandSecondStep(await as(ctx, 'quantri'), 'reform-office', 'required')
    const { own, session, token } = await atAccount(ctx, 'caicach.noivu')
    expect(session.mustSetUpSecondStep).toBe(true)
    expect(detourOf(session, page('/desk'))).toBe('/account/second-step')
    expect(detourOf(session, page('/account/second-step'))).toBeNull()
    await beginSecondStep(own, password)
    const telephone = URI.parse((await ownSecondStep(own))!.setUp!.address) as TOTP
    const code = () => telephone.generate({ timestamp: ctx.now().getTime() })
    expect((await confirmSecondStep(own, code(), session.id)).ok).toBe(true)
    expect(detourOf(await resume(ctx, token, testPolicy, here), page('/desk'))).toBeNull()
    ctx.clock.advance(30_000)
    expect(await endSecondStep(own, code())).toMatchObject({ error: { code: 'second-step-required' } })
    await demandSecondStep(await as(ctx, 'quantri'), 'reform-office', 'optional')
    expect(await endSecondStep(own, code())).toMatchObject({ ok: true })
  })
  test('a role that does not use it is offered none, and only the administrator says so', async ({ ctx }) => {
    const { own } = await atAccount(ctx, 'chuyenvien.xaydung')
    expect(await demandSecondStep(own, 'handler', 'off')).toMatchObject({ error: { code: 'forbidden' } })
    const admin = await as(ctx, 'quantri')
    for (const role of ['handler', 'clerk'] as const) await demandSecondStep(admin, role, 'off')
    expect(await beginSecondStep(own, password)).toMatchObject({ error: { code: 'second-step-off' } })
    expect((await ownSecondStep(own))!.demand).toBe('off')
  })
  test('setting up asks for the password and for a code of the telephone; citizens have none', async ({ ctx }) => {
    const { own, session } = await atAccount(ctx, 'giamdoc.congthuong')
    expect(await beginSecondStep(own, 'không phải mật khẩu')).toMatchObject({ error: { code: 'wrong-password' } })
    await beginSecondStep(own, password)
    expect(await confirmSecondStep(own, '12', session.id)).toMatchObject({ error: { code: 'wrong-code' } })
    expect((await enter(ctx, 'giamdoc.congthuong')).next).toBe('in')
    const citizen = await atAccount(ctx, 'congdan.an')
    expect(await ownSecondStep(citizen.own)).toBeNull()
    expect(await beginSecondStep(citizen.own, password)).toMatchObject({ error: { code: 'forbidden' } })
  })
  test('the strictest word over all roles counts', () => {
    expect(demandOf(['handler', 'chair'], { chair: 'required', handler: 'off' })).toBe('required')
    expect(demandOf(['handler', 'clerk'], { handler: 'off' })).toBe('optional')
    expect(demandOf(['handler'], { handler: 'off' })).toBe('off')
  })
  test('a code is read as people type it', () => {
    expect(readCode('123 456')).toEqual({ kind: 'code', code: '123456' })
    expect(readCode(inGroups('abcdefghijklmnop'))).toEqual({ kind: 'recovery', code: 'abcdefghijklmnop' })
    expect(readCode('12345')).toBeNull()
  })
})
