import { describe, expect, vi } from 'vitest'
import { test as base } from '#server/platform/testing.ts'
import { VISITOR } from '#server/platform/index.ts'
import type { Database } from '#server/platform/index.ts'
import * as secrets from './secrets.ts'
import { as, testPolicy, withProvince } from './testing.ts'
import {
  addToken,
  changePassword,
  choosePost,
  DEMONSTRATION_PASSWORD,
  keep,
  lockOfficer,
  registerCitizen,
  resetPassword,
  resume,
  revokeToken,
  sessionsOf,
  signIn,
  signOut,
  tokenActor,
  unlockOfficer,
  addPost,
  addOfficer
} from './index.ts'

vi.mock('./secrets.ts', { spy: true })

const here = { address: '127.0.0.1' }
const elsewhere = { address: '203.0.113.9' }
const password = DEMONSTRATION_PASSWORD
const test = base.extend('province', { scope: 'test', auto: true }, async ({ ctx }) => withProvince(ctx))

const acts = async (ctx: { sql: Database }) =>
  (await ctx.sql<{ act: string }[]>`select act from security_act order by position desc limit 1`)[0]?.act

describe('signing in', () => {
  test('opens a session with the roles of the unit, and leaves a record', async ({ ctx }) => {
    const signed = await signIn(ctx, { login: 'motcua.trungtam', password, ...here })
    if (!signed.ok) throw new Error(signed.error.code)
    expect(await acts(ctx)).toBe('sign-in')
    const session = await resume(ctx, signed.value.token, testPolicy, here)
    expect(session).toMatchObject({
      login: 'motcua.trungtam',
      unit: 'H99.19',
      roles: ['one-stop-officer'],
      mustChangePassword: false
    })
    expect(session!.actor.may('identity.change-officers')).toBe(false)
  })

  test('an unknown login takes the same way as a wrong password: counted, verified, refused in the same words', async ({
    ctx
  }) => {
    const verified = vi.mocked(secrets.passwordFits).mockClear()
    const known = await signIn(ctx, { login: 'kstt.chuyenvien', password: 'sai mật khẩu rồi', ...here })
    const unknown = await signIn(ctx, { login: 'khong.co.ai', password: 'sai mật khẩu rồi', ...here })
    expect(verified.mock.calls.map(([hash]) => typeof hash)).toEqual(['string', 'undefined'])
    expect(unknown).toEqual(known)
    expect(unknown).toEqual({ ok: false, error: { code: 'wrong-login-or-password' } })
    const guards = await ctx.sql<{ failures: number }[]>`
      select failures from sign_in_guard where login_hash in (${secrets.tokenHash('kstt.chuyenvien')}, ${secrets.tokenHash('khong.co.ai')})`
    expect(guards.map(guard => guard.failures)).toEqual([1, 1])
    expect(await secrets.passwordFits(undefined, 'bất cứ điều gì')).toBe(false)
  })

  test.for(['chuyenvien.yte', 'khong.co.that'])(
    'after five wrong passwords %s waits, longer each time',
    async (login, { ctx }) => {
      const wrong = () => signIn(ctx, { login, password: 'sai mật khẩu rồi', ...here })
      for (let tries = 1; tries <= 4; tries++)
        expect(await wrong()).toMatchObject({ error: { code: 'wrong-login-or-password' } })
      const fifth = await wrong()
      expect(fifth).toMatchObject({ error: { code: 'locked-out', until: new Date('2026-11-23T02:01:00Z') } })
      expect(await signIn(ctx, { login, password, ...here })).toMatchObject({ error: { code: 'locked-out' } })
      ctx.clock.advance(61_000)
      expect(await wrong()).toMatchObject({ error: { code: 'locked-out', until: new Date('2026-11-23T02:03:01Z') } })
    }
  )

  test('many tries at once do not slip past the lock', async ({ ctx }) => {
    const tries = Array.from({ length: 12 }, () =>
      signIn(ctx, { login: 'giamdoc.yte', password: 'sai mật khẩu rồi', ...here })
    )
    const answers = (await Promise.all(tries)).map(answer => (answer.ok ? 'in' : answer.error.code))
    expect(answers.filter(answer => answer === 'wrong-login-or-password').length).toBeLessThanOrEqual(4)
    expect(await signIn(ctx, { login: 'giamdoc.yte', password, ...here })).toMatchObject({
      error: { code: 'locked-out' }
    })
  })

  test('an administrator takes the waiting away, and the right password forgets old failures', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const officer = await as(ctx, 'chuyenvien.congthuong')
    for (let tries = 0; tries < 5; tries++)
      await signIn(ctx, { login: 'chuyenvien.congthuong', password: 'sai mật khẩu rồi', ...here })
    expect((await unlockOfficer(admin, officer.actor.id!)).ok).toBe(true)
    expect((await signIn(ctx, { login: 'chuyenvien.congthuong', password, ...here })).ok).toBe(true)
    expect(
      await ctx.sql`select 1 from sign_in_guard where login_hash = ${secrets.tokenHash('chuyenvien.congthuong')}`
    ).toHaveLength(0)
  })
})

describe('a demonstration account', () => {
  test.for([elsewhere, { address: '10.0.0.5' }, { address: '127.0.0.1', forwarded: true }])(
    'is refused from %o',
    async (origin, { ctx }) => {
      expect(await signIn(ctx, { login: 'motcua.trungtam', password, ...origin })).toEqual({
        ok: false,
        error: { code: 'demonstration-only-here' }
      })
    }
  )
  test('keeps its session on this machine only', async ({ ctx }) => {
    const signed = await signIn(ctx, { login: 'congdan.an', password, ...here })
    const token = signed.ok ? signed.value.token : ''
    expect(await resume(ctx, token, testPolicy, elsewhere)).toBeNull()
    expect(await resume(ctx, token, testPolicy, here)).toMatchObject({ kind: 'citizen', roles: ['citizen'] })
  })
})

describe('a session', () => {
  const opened = async (ctx: Parameters<typeof signIn>[0], login: string) => {
    const signed = await signIn(ctx, { login, password, ...here })
    if (!signed.ok) throw new Error(signed.error.code)
    return signed.value.token
  }
  test.for([
    ['quantri', 15],
    ['chutich.tinh', 20],
    ['motcua.trungtam', 30]
  ] as const)('of %s idles out after %i minutes', async ([login, minutes], { ctx }) => {
    const token = await opened(ctx, login)
    ctx.clock.advance(minutes * 60_000 - 1_000)
    expect(await resume(ctx, token, testPolicy, { ...here, slides: false })).not.toBeNull()
    ctx.clock.advance(1_000)
    expect(await resume(ctx, token, testPolicy, { ...here, slides: false })).toBeNull()
  })
  test('is moved on by work, written at most every half minute, and not by asking how long it lasts', async ({
    ctx
  }) => {
    const token = await opened(ctx, 'motcua.trungtam')
    const ends = async (slides = true) =>
      (await resume(ctx, token, testPolicy, { ...here, slides }))!.endsAt.toISOString()
    ctx.clock.advance(20_000)
    expect(await ends()).toBe('2026-11-23T02:30:00.000Z')
    ctx.clock.advance(20_000)
    expect(await ends(false)).toBe('2026-11-23T02:30:00.000Z')
    expect(await ends()).toBe('2026-11-23T02:30:40.000Z')
    ctx.clock.advance(5_000)
    expect((await keep(ctx, token, testPolicy, here))!.endsAt.toISOString()).toBe('2026-11-23T02:30:45.000Z')
  })
  test('ends after the working day, however busy', async ({ ctx }) => {
    const token = await opened(ctx, 'motcua.trungtam')
    for (let half = 0; half < 24; half++) {
      expect(await resume(ctx, token, testPolicy, here)).not.toBeNull()
      ctx.clock.advance(29 * 60_000 + 59_000)
    }
    ctx.clock.advance(24_000)
    expect(await resume(ctx, token, testPolicy, here)).toBeNull()
  })
  test('ends with signing out, and when the officer is locked', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const [first, second] = [await opened(ctx, 'vanthu.tinh'), await opened(ctx, 'vanthu.tinh')]
    await signOut(ctx, first)
    expect(await resume(ctx, first, testPolicy, here)).toBeNull()
    const officer = (await as(ctx, 'vanthu.tinh')).actor.id!
    await lockOfficer(admin, officer)
    expect(await resume(ctx, second, testPolicy, here)).toBeNull()
    expect(await signIn(ctx, { login: 'vanthu.tinh', password, ...here })).toMatchObject({
      error: { code: 'account-blocked' }
    })
    expect(await lockOfficer(admin, admin.actor.id!)).toMatchObject({ error: { code: 'not-yourself' } })
  })
  test('is for one unit at a time; the officer chooses', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const officer = await as(ctx, 'caicach.noivu')
    expect(
      (
        await addPost(admin, officer.actor.id!, {
          unit: 'H99.19',
          role: 'one-stop-officer',
          title: '',
          head: false,
          from: '2026-11-01'
        })
      ).ok
    ).toBe(true)
    const token = await opened(ctx, 'caicach.noivu')
    const before = await resume(ctx, token, testPolicy, here)
    expect(before!.unit).toBe('H99.02')
    expect(await choosePost(officer, before!.id, 'H99.07')).toMatchObject({ error: { code: 'no-post' } })
    expect((await choosePost(officer, before!.id, 'H99.19')).ok).toBe(true)
    expect(await resume(ctx, token, testPolicy, here)).toMatchObject({ unit: 'H99.19', roles: ['one-stop-officer'] })
    expect(await sessionsOf(ctx, officer.actor.id!)).toHaveLength(1)
  })
})

describe('a new officer', () => {
  const newcomer = {
    login: 'nguyenvan.moi',
    fullName: 'Nguyễn Văn Mới',
    email: '',
    phone: '',
    unit: 'H99.07',
    role: 'handler',
    title: '',
    head: false,
    from: '2026-11-01'
  } as const
  test('gets a first password that must be changed, by the rules', async ({ ctx }) => {
    const added = await addOfficer(await as(ctx, 'quantri'), newcomer)
    const first = added.ok ? added.value.password : ''
    const signed = await signIn(ctx, { login: 'nguyenvan.moi', password: first, ...elsewhere })
    const session = await resume(ctx, signed.ok ? signed.value.token : '', testPolicy, elsewhere)
    expect(session).toMatchObject({ mustChangePassword: true, unit: 'H99.07' })
    const own = { ...ctx, actor: session!.actor }
    expect(await changePassword(own, { current: first, next: 'ngắn', session: session!.id })).toMatchObject({
      error: { code: 'password-weak' }
    })
    expect(await changePassword(own, { current: 'sai', next: 'một câu đủ dài', session: session!.id })).toMatchObject({
      error: { code: 'wrong-password' }
    })
    expect((await changePassword(own, { current: first, next: 'một câu đủ dài', session: session!.id })).ok).toBe(true)
    expect((await signIn(ctx, { login: 'nguyenvan.moi', password: 'một câu đủ dài', ...elsewhere })).ok).toBe(true)
  })
  test('needs a login of their own, a unit that exists, and an administrator', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    expect(await addOfficer(admin, { ...newcomer, login: 'quantri' })).toMatchObject({ error: { code: 'login-taken' } })
    expect(await addOfficer(admin, { ...newcomer, login: 'khac', unit: 'H99.21' })).toMatchObject({
      error: { code: 'unit-unknown' }
    })
    expect(await addOfficer(await as(ctx, 'chutich.tinh'), newcomer)).toMatchObject({ error: { code: 'forbidden' } })
  })
  test('whose password is reset loses open sessions', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const officer = (await as(ctx, 'motcua2.trungtam')).actor.id!
    const signed = await signIn(ctx, { login: 'motcua2.trungtam', password, ...here })
    expect(await resetPassword(admin, officer)).toMatchObject({ ok: true })
    expect(await resume(ctx, signed.ok ? signed.value.token : '', testPolicy, here)).toBeNull()
  })
})

describe('a citizen', () => {
  const form = {
    fullName: 'Trần Văn Bảy',
    personalNumber: '099090000077',
    birthDate: '1990-01-01',
    sex: 'male',
    phone: '0912345678',
    email: '',
    password: 'sông mơ nước chảy'
  } as const
  test('registers once and signs in with the personal number', async ({ ctx }) => {
    const visitor = { ...ctx, actor: { ...VISITOR, may: () => true } }
    expect((await registerCitizen(visitor, form)).ok).toBe(true)
    expect(await registerCitizen(visitor, form)).toMatchObject({ error: { code: 'registration-refused' } })
    expect((await signIn(ctx, { login: form.personalNumber, password: form.password, ...elsewhere })).ok).toBe(true)
  })
})

describe('another system', () => {
  test('acts with its scopes until the token is revoked or over', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const added = await addToken(admin, {
      client: 'Bưu điện Sông Mơ',
      unit: 'H99.19',
      scopes: ['dossier.receive'],
      expiresAt: new Date('2026-12-01T00:00:00Z')
    })
    if (!added.ok) throw new Error(added.error.code)
    const actor = await tokenActor(ctx, `Bearer ${added.value.token}`)
    expect(actor).toMatchObject({ kind: 'client', name: 'Bưu điện Sông Mơ', unit: 'H99.19' })
    expect([actor!.may('dossier.receive'), actor!.may('dossier.sign')]).toEqual([true, false])
    expect(await tokenActor(ctx, 'Bearer mc_wrong')).toBeNull()
    ctx.clock.set('2026-12-01T00:00:01Z')
    expect(await tokenActor(ctx, added.value.token)).toBeNull()
    ctx.clock.set('2026-11-24T00:00:00Z')
    expect(await tokenActor(ctx, added.value.token)).not.toBeNull()
    expect((await revokeToken(admin, added.value.id)).ok).toBe(true)
    expect(await tokenActor(ctx, added.value.token)).toBeNull()
  })
  test('of the demonstration is refused from elsewhere, and a scope must be one', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const added = await addToken(admin, {
      client: 'Trình diễn',
      unit: null,
      scopes: ['dossier.*'],
      demonstration: true
    })
    const token = added.ok ? added.value.token : ''
    expect(await tokenActor(ctx, token, elsewhere)).toBeNull()
    expect(await tokenActor(ctx, token, here)).not.toBeNull()
    expect(await addToken(admin, { client: 'X', unit: null, scopes: ['*'] })).toMatchObject({
      error: { code: 'scope-unknown', scopes: ['*'] }
    })
  })
})

test('the security record cannot be changed', async ({ ctx }) => {
  await signIn(ctx, { login: 'motcua.trungtam', password, ...here })
  await expect(ctx.sql`delete from security_act`).rejects.toThrow('append-only')
  await expect(ctx.sql`update security_act set act = 'nothing'`).rejects.toThrow('append-only')
})
