import { describe, expect, vi } from 'vitest'
import { prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { runSandbox, walkThrough } from '../../../../sandbox/identity/testing.ts'
import type { RunningSandbox } from '../../../../sandbox/identity/testing.ts'
import { PEOPLE } from '../../../../sandbox/identity/people.ts'
import { registerCitizen, resume, signIn, signOut } from '../index.ts'
import { CITIZENS } from '../demonstration.people.ts'
import { newToken } from '../secrets.ts'
import { as, testPolicy, withProvince } from '../testing.ts'
import { visitorOf } from '../policy.ts'
import { forgetConnection } from './connection.ts'
import { finishSignOn } from './finish.ts'
import { unlink, ownLinks } from './links.ts'
import { backChannelLogout, endAtProvider } from './logout.ts'
import { ProviderInput } from './model.ts'
import { providersShown, saveProvider, switchProvider } from './providers.ts'
import { startSignOn } from './start.ts'
import type { SignOnStart } from './start.ts'

const BASE = 'http://127.0.0.1:3000'
const here = { address: '127.0.0.1' }
const CODE = 'dinh-danh'

const test = base
  .extend('sandbox', { scope: 'file' }, async ({}, { onCleanup }): Promise<RunningSandbox> => {
    const sandbox = await runSandbox(BASE, CODE)
    onCleanup(sandbox.stop)
    return sandbox
  })
  .extend('house', { auto: true }, async ({ ctx, sandbox }) => {
    // Tokens live by the true clock of the provider; the office's clock goes along.
    ctx.clock.set(new Date())
    await withProvince(ctx)
    await sandbox.suffer({ kind: 'none' })
    await connect(ctx, sandbox)
  })

async function connect(ctx: Ctx, sandbox: RunningSandbox, settings: object = {}, secret?: string): Promise<void> {
  const input = ProviderInput.parse({
    ...sandbox.provider,
    secret: secret ?? sandbox.provider.secret,
    settings: { ...sandbox.provider.settings, timeout: 2, ...settings }
  })
  const saved = await saveProvider(ctx, input)
  if (!saved.ok) throw new Error(saved.error.code)
}

const visitor = (ctx: TestCtx): TestCtx => ({ ...ctx, actor: visitorOf(testPolicy) })

async function start(ctx: Ctx, more: Partial<SignOnStart> = {}) {
  const browser = newToken()
  const begun = await startSignOn(ctx, {
    provider: CODE,
    purpose: 'sign-in',
    back: '/me',
    level: 1,
    forDesk: false,
    browser,
    base: BASE,
    session: null,
    ...more
  })
  return { begun, browser }
}

const finish = (ctx: Ctx, back: URL, browser: string | undefined, session: string | null = null, origin = here) =>
  finishSignOn(ctx, { provider: CODE, search: back.search, browser, origin, session })

/** The whole way of somebody who signs on. */
async function signOn(ctx: TestCtx, person: string, level = 'muc-2', more: Partial<SignOnStart> = {}) {
  const who = visitor(ctx)
  const { begun, browser } = await start(who, more)
  if (!begun.ok) return begun
  return finish(who, await walkThrough(begun.value.to, person, level), browser)
}

/** Somebody who signed in by password, and the session's id. */
async function signedIn(ctx: TestCtx, login: string, password = 'song-mo-trinh-dien') {
  const signed = await signIn(ctx, { login, password, ...here })
  if (!signed.ok) throw new Error(signed.error.code)
  const session = await resume(ctx, signed.value.token, testPolicy, here)
  return { ctx: { ...ctx, actor: session!.actor }, session: session! }
}

const refused = (code: string) => ({ ok: false, error: { code } })
const verified = async (ctx: Ctx, login: string) =>
  (
    await ctx.sql<{ yes: boolean }[]>`select number_verified_at is not null as yes from account where login = ${login}`
  )[0]?.yes

describe('signing on with a national identity', () => {
  test('opens the account that bears the verified number, with the level the provider vouched for', async ({ ctx }) => {
    const done = await signOn(ctx, 'congdan.an', 'muc-3')
    expect(done).toMatchObject({ ok: true, back: '/me', value: { next: 'in' } })
    if (!done.ok) return
    const session = await resume(ctx, done.value.token!, testPolicy, here)
    expect(session).toMatchObject({ login: 'congdan.an', level: 3, provider: CODE, kind: 'citizen' })
    expect(await ownLinks({ ...ctx, actor: session!.actor })).toMatchObject([
      { provider: CODE, link: { id: expect.any(String) } }
    ])
  })
  test('makes an account for a person whom nobody knew, with the number verified and a session that idles out', async ({
    ctx
  }) => {
    const done = await signOn(ctx, 'nguoimoi.lan')
    if (!done.ok) throw new Error(done.error.code)
    expect(await resume(ctx, done.value.token!, testPolicy, here)).toMatchObject({
      login: '099190000101',
      name: 'Đinh Thị Lan'
    })
    expect(await verified(ctx, '099190000101')).toBe(true)
    ctx.clock.advance(31 * 60_000)
    expect(await resume(ctx, done.value.token!, testPolicy, here)).toBeNull()
  })
  test('opens an account whose number somebody merely typed in once its own password has linked it', async ({
    ctx
  }) => {
    const password = 'một câu dài để nhớ'
    const registered = await registerCitizen(ctx, {
      fullName: 'Hồ Quang Minh',
      personalNumber: '099085000102',
      birthDate: '1985-07-19',
      sex: 'male',
      phone: '0900000102',
      email: '',
      password
    })
    expect(registered.ok).toBe(true)
    const own = await signedIn(ctx, '099085000102', password)
    const { begun, browser } = await start(own.ctx, {
      purpose: 'link',
      session: { id: own.session.id, account: own.session.account }
    })
    if (!begun.ok) throw new Error(begun.error.code)
    const back = await walkThrough(begun.value.to, 'nguoimoi.minh')
    expect(await finish(own.ctx, back, browser, own.session.id)).toMatchObject({ ok: true, value: { next: 'linked' } })
    expect(await verified(ctx, '099085000102')).toBe(true)
    expect(await signOn(ctx, 'nguoimoi.minh')).toMatchObject({ ok: true })
  })
  test('is not blocked by an account whose number somebody merely typed in: the number goes to its person, nothing else', async ({
    ctx,
    databaseUrl
  }) => {
    await prepareJobs(databaseUrl)
    const password = 'một câu dài để nhớ'
    const registered = await registerCitizen(ctx, {
      ...{ fullName: 'Người Nhận Vơ', personalNumber: '099184000104', birthDate: '1984-02-29', sex: 'female' },
      ...{ phone: '0900000104', email: '', password }
    })
    expect(registered.ok).toBe(true)
    const done = await signOn(ctx, 'nguoimoi.thu')
    if (!done.ok) throw new Error(done.error.code)
    const person = await resume(ctx, done.value.token!, testPolicy, here)
    expect(person).toMatchObject({ name: 'Cao Anh Thư' })
    const squatter = await signedIn(ctx, '099184000104', password)
    expect(squatter.session.account).not.toBe(person!.account)
    const accounts = await ctx.sql<{ name: string; number: string | null; lost: boolean }[]>`
      select full_name as "name", personal_number as "number", number_lost_at is not null as "lost" from account
      where full_name in ('Người Nhận Vơ', 'Cao Anh Thư') order by full_name collate "vi-x-icu"`
    expect(accounts).toEqual([
      { name: 'Cao Anh Thư', number: '099184000104', lost: false },
      { name: 'Người Nhận Vơ', number: null, lost: true }
    ])
    const acts =
      await ctx.sql`select from security_act where act = 'number.taken' and account = ${squatter.session.account}`
    const jobs = await ctx.sql`select from graphile_worker.jobs where task_identifier = 'notices.number-taken'`
    expect([acts.length, jobs.length]).toEqual([1, 1])
    expect(await signOn(ctx, 'nguoimoi.thu')).toMatchObject({ ok: true })
  })
  test('asks for the level that proves a number, and refuses less', async ({ ctx }) => {
    expect(await signOn(ctx, 'nguoimoi.phuc', 'muc-1')).toMatchObject(refused('assurance-too-low'))
    expect(await ctx.sql`select 1 from account where login = '099202000103'`).toHaveLength(0)
  })
  test('never follows an e-mail address or a name into an account', async ({ ctx, sandbox }) => {
    await sandbox.suffer({
      kind: 'claims',
      claims: { national_id: '099202000199', name: 'Trần Thị Bình', email: 'congdan.binh@songmo.example' }
    })
    const done = await signOn(ctx, 'nguoimoi.phuc')
    if (!done.ok) throw new Error(done.error.code)
    expect(await resume(ctx, done.value.token!, testPolicy, here)).toMatchObject({ login: '099202000199' })
  })
  test('is refused to demonstration accounts from elsewhere, and to blocked ones', async ({ ctx }) => {
    const who = visitor(ctx)
    const { begun, browser } = await start(who)
    if (!begun.ok) throw new Error(begun.error.code)
    const back = await walkThrough(begun.value.to, 'congdan.chinh')
    expect(await finish(who, back, browser, null, { address: '203.0.113.9' })).toMatchObject(
      refused('demonstration-only-here')
    )
    await ctx.sql`update account set blocked_at = now() where login = 'congdan.dung'`
    expect(await signOn(ctx, 'congdan.dung')).toMatchObject(refused('account-blocked'))
  })
  test('works with a client that signs its requests instead of knowing a secret', async ({ ctx, sandbox }) => {
    await connect(ctx, sandbox, { auth: 'private_key_jwt', clientId: 'motcua-key' }, sandbox.clientKey)
    expect(await signOn(ctx, 'congdan.an')).toMatchObject({ ok: true })
    expect(
      await saveProvider(
        ctx,
        ProviderInput.parse({
          ...sandbox.provider,
          settings: { ...sandbox.provider.settings, auth: 'private_key_jwt' }
        })
      )
    ).toMatchObject(refused('secret-odd'))
  })
  test('a cancelled one is told apart from a failed one', async ({ ctx }) => {
    expect(await signOn(ctx, '')).toMatchObject({ ...refused('sign-on-cancelled'), back: '/me' })
  })
  test('a provider that is switched off takes nobody', async ({ ctx }) => {
    await switchProvider(ctx, CODE, false)
    expect((await start(visitor(ctx))).begun).toMatchObject(refused('provider-unknown'))
    expect(await providersShown(ctx)).toEqual([])
  })
  test('the sandbox knows every citizen of the demonstration', () => {
    const shown = CITIZENS.map(({ login, number, name, birth, sex }) => ({
      sub: login,
      national_id: number,
      name,
      birthdate: birth,
      gender: sex
    }))
    for (const one of shown) expect(PEOPLE).toContainEqual(expect.objectContaining(one))
  })
})

describe('an answer is believed once, in the browser that asked, and only as it was asked', () => {
  const arrived = async (ctx: TestCtx) => {
    const who = visitor(ctx)
    const { begun, browser } = await start(who)
    if (!begun.ok) throw new Error(begun.error.code)
    return { who, browser, back: await walkThrough(begun.value.to, 'congdan.binh') }
  }
  test('the same state does not open a second session', async ({ ctx }) => {
    const { who, browser, back } = await arrived(ctx)
    expect(await finish(who, back, browser)).toMatchObject({ ok: true })
    expect(await finish(who, back, browser)).toMatchObject({ ...refused('attempt-over'), back: '/' })
  })
  test('another browser cannot end it, nor one without the cookie, nor anybody after a quarter of an hour', async ({
    ctx
  }) => {
    const { who, browser, back } = await arrived(ctx)
    expect(await finish(who, back, newToken())).toMatchObject(refused('attempt-over'))
    expect(await finish(who, back, undefined)).toMatchObject(refused('attempt-over'))
    ctx.clock.advance(15 * 60_000)
    expect(await finish(who, back, browser)).toMatchObject(refused('attempt-over'))
  })
  test('a state that nobody gave out leads nowhere', async ({ ctx }) => {
    const { who, browser, back } = await arrived(ctx)
    back.searchParams.set('state', 'x'.repeat(43))
    expect(await finish(who, back, browser)).toMatchObject(refused('attempt-over'))
  })
  test.for([
    ['a wrong nonce', { nonce: 'another' }],
    ['a wrong audience', { aud: 'somebody-else' }],
    ['another authorised party', { aud: ['motcua', 'other'], azp: 'other' }],
    ['a wrong issuer', { iss: 'https://elsewhere.example' }]
  ] as const)('a token with %s is refused', async ([, claims], { ctx, sandbox }) => {
    const { who, browser, back } = await arrived(ctx)
    await sandbox.suffer({ kind: 'claims', claims })
    expect(await finish(who, back, browser)).toMatchObject(refused('answer-untrusted'))
  })
  test('a token signed with a key that nobody published is refused', async ({ ctx, sandbox }) => {
    const { who, browser, back } = await arrived(ctx)
    await sandbox.suffer({ kind: 'unknown-key' })
    expect(await finish(who, back, browser)).toMatchObject(refused('answer-untrusted'))
  })
  test.for([
    [20, true],
    [-20, true],
    [-(300 + 20), true],
    [90, false],
    [-(300 + 90), false]
  ] as const)(
    'with a tolerance of 30 seconds, a provider %i seconds off is believed: %s',
    async ([seconds, believed], { ctx, sandbox }) => {
      const { who, browser, back } = await arrived(ctx)
      await sandbox.suffer({ kind: 'clock', seconds })
      expect((await finish(who, back, browser)).ok).toBe(believed)
    }
  )
})

describe('keys', () => {
  test('a rotated key is fetched when it first signs, but not again at once for every unknown one', async ({
    ctx,
    sandbox
  }) => {
    expect(await signOn(ctx, 'congdan.an')).toMatchObject({ ok: true })
    await sandbox.rotate()
    expect(await signOn(ctx, 'congdan.an')).toMatchObject(refused('answer-untrusted'))
    ctx.clock.advance(11_000)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 })
    try {
      expect(await signOn(ctx, 'congdan.an')).toMatchObject({ ok: true })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a provider that fails', () => {
  test.for(['hang', 'half', 'schema', 'status'] as const)(
    'is named as down when its first word is: %s',
    async (kind, { ctx, sandbox }) => {
      forgetConnection(ctx, CODE)
      await sandbox.suffer(kind === 'status' ? { kind, status: 500 } : { kind })
      expect((await start(visitor(ctx))).begun).toMatchObject(refused('provider-down'))
      expect(await providersShown(ctx)).toMatchObject([{ downSince: expect.any(Date) }])
    }
  )
  test.for(['hang', 'half', 'schema', 'status'] as const)(
    'while the answer is fetched (%s) refuses with the way back kept',
    async (kind, { ctx, sandbox }) => {
      const who = visitor(ctx)
      const { begun, browser } = await start(who, { back: '/apply/1.004873/nháp/review' })
      if (!begun.ok) throw new Error(begun.error.code)
      const back = await walkThrough(begun.value.to, 'congdan.an')
      await sandbox.suffer(kind === 'status' ? { kind, status: 500 } : { kind })
      const done = await finish(who, back, browser)
      expect(done).toMatchObject({ ok: false, back: '/apply/1.004873/nháp/review' })
      expect(done).toMatchObject(refused(kind === 'schema' ? 'answer-untrusted' : 'provider-down'))
    }
  )
  test('a page waits less than a second for one that hangs', async ({ ctx, sandbox }) => {
    forgetConnection(ctx, CODE)
    await connect(ctx, sandbox, { timeout: 30 })
    await sandbox.suffer({ kind: 'hang' })
    expect(await providersShown(ctx)).toMatchObject([{ code: CODE, downSince: null }])
  })
})

describe('a session and its identity', () => {
  test('an identity is linked and unlinked on purpose, and never another person’s', async ({ ctx }) => {
    const own = await signedIn(ctx, 'congdan.giang')
    const session = { id: own.session.id, account: own.session.account }
    const link = async (person: string) => {
      const { begun, browser } = await start(own.ctx, { purpose: 'link', session })
      if (!begun.ok) throw new Error(begun.error.code)
      return finish(own.ctx, await walkThrough(begun.value.to, person), browser, session.id)
    }
    expect(await link('congdan.hung')).toMatchObject(refused('number-differs'))
    expect(await link('congdan.giang')).toMatchObject({ ok: true, value: { next: 'linked' } })
    expect(await unlink(own.ctx, CODE)).toMatchObject({ ok: true })
    expect(await unlink(own.ctx, CODE)).toMatchObject(refused('not-found'))
  })
  test('the only way into an account cannot be taken away', async ({ ctx }) => {
    const person = { ...ctx, actor: { ...(await as(ctx, '099190000101')).actor } }
    expect(await unlink(person, CODE)).toMatchObject(refused('only-way-in'))
  })
  test('a service that asks more raises the level under a new token, and not for somebody else', async ({ ctx }) => {
    const signed = await signIn(ctx, { login: 'congdan.khanh', password: 'song-mo-trinh-dien', ...here })
    const before = signed.ok ? signed.value.token : ''
    const session = (await resume(ctx, before, testPolicy, here))!
    const own = { ...ctx, actor: session.actor }
    const stepUp = async (person: string, level: string) => {
      const { begun, browser } = await start(own, {
        purpose: 'step-up',
        level: 3,
        session: { id: session.id, account: session.account }
      })
      if (!begun.ok) throw new Error(begun.error.code)
      expect(new URL(begun.value.to).searchParams.get('acr_values')).toBe('muc-3')
      return finish(own, await walkThrough(begun.value.to, person, level), browser, session.id)
    }
    expect(await stepUp('congdan.an', 'muc-3')).toMatchObject({ ok: false })
    expect(await stepUp('congdan.khanh', 'muc-2')).toMatchObject(refused('assurance-too-low'))
    const done = await stepUp('congdan.khanh', 'muc-3')
    if (!done.ok) throw new Error(done.error.code)
    expect(await resume(ctx, before, testPolicy, here)).toBeNull()
    expect(await resume(ctx, done.value.token!, testPolicy, here)).toMatchObject({ id: session.id, level: 3 })
  })
  test('an officer’s identity opens the desk only after it was linked there, beside the citizen’s account', async ({
    ctx
  }) => {
    expect(await signOn(ctx, 'congdan.hung', 'muc-2', { forDesk: true })).toMatchObject(refused('desk-not-linked'))
    const officer = await signedIn(ctx, 'caicach.noivu')
    const { begun, browser } = await start(officer.ctx, {
      purpose: 'link',
      session: { id: officer.session.id, account: officer.session.account }
    })
    if (!begun.ok) throw new Error(begun.error.code)
    await finish(officer.ctx, await walkThrough(begun.value.to, 'congdan.hung'), browser, officer.session.id)
    const [desk, home] = [
      await signOn(ctx, 'congdan.hung', 'muc-2', { forDesk: true }),
      await signOn(ctx, 'congdan.hung')
    ]
    const who = async (done: typeof desk) =>
      done.ok ? (await resume(ctx, done.value.token!, testPolicy, here))?.login : done.error.code
    expect([await who(desk), await who(home)]).toEqual(['caicach.noivu', 'congdan.hung'])
  })
  test('signing out leads through the provider, which is told whose session it was', async ({ ctx }) => {
    const done = await signOn(ctx, 'congdan.an')
    if (!done.ok) throw new Error(done.error.code)
    const to = await endAtProvider(ctx, await signOut(ctx, done.value.token!), BASE)
    const address = new URL(to!)
    expect(address.pathname).toBe('/session/end')
    expect(address.searchParams.get('id_token_hint')).toMatch(/^eyJ/)
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${BASE}/sign-in?signed-out`)
  })
  test('a logout token that is none ends nothing', async ({ ctx }) => {
    const done = await signOn(ctx, 'congdan.an')
    if (!done.ok) throw new Error(done.error.code)
    const [row] = await ctx.sql<
      { sealed: Buffer }[]
    >`select id_token as sealed from session where id_token is not null limit 1`
    const idToken = ctx.sealing.open('id token', row!.sealed)!
    for (const token of ['x', 'a.b.c', idToken])
      expect(await backChannelLogout(ctx, CODE, token)).toMatchObject(refused('logout-token-invalid'))
    expect(await resume(ctx, done.value.token!, testPolicy, here)).not.toBeNull()
  })
  test('a logout token of the provider ends the sessions that rest on it, once, and no other', async ({
    ctx,
    sandbox
  }) => {
    await ctx.sql`delete from session`
    const [gone, other] = [await signOn(ctx, 'congdan.khanh'), await signOn(ctx, 'congdan.binh')]
    if (!gone.ok || !other.ok) throw new Error('not signed on')
    const token = await sandbox.logoutToken('congdan.khanh')
    expect(await backChannelLogout(ctx, CODE, token)).toMatchObject({ ok: true, value: { ended: 1 } })
    expect(await backChannelLogout(ctx, CODE, token)).toMatchObject({ ok: true, value: { ended: 0 } })
    expect(await resume(ctx, gone.value.token!, testPolicy, here)).toBeNull()
    expect(await resume(ctx, other.value.token!, testPolicy, here)).not.toBeNull()
  })
})
