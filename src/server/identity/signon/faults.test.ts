import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, vi } from 'vitest'
import { faultsOf } from '#server/exchange/testing.table.ts'
import { prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { makeCertificates } from '../../../../sandbox/certificates.ts'
import type { Fault } from '../../../../sandbox/identity/faults.ts'
import { runSandbox, walkThrough } from '../../../../sandbox/identity/testing.ts'
import type { RunningSandbox } from '../../../../sandbox/identity/testing.ts'
import { visitorOf } from '../policy.ts'
import { newToken } from '../secrets.ts'
import { testPolicy, withProvince } from '../testing.ts'
import { forgetConnection } from './connection.ts'
import { finishSignOn } from './finish.ts'
import { ProviderInput } from './model.ts'
import { providersShown, saveProvider } from './providers.ts'
import { startSignOn } from './start.ts'

const BASE = 'http://127.0.0.1:3000'
const CODE = 'dinh-danh'
const BACK = '/apply/1.004873/nhap/review'
const WHO = 'congdan.khanh'

const test = base
  .extend('sandbox', { scope: 'file' }, async ({}, { onCleanup }): Promise<RunningSandbox> => {
    const sandbox = await runSandbox(BASE, CODE)
    onCleanup(sandbox.stop)
    return sandbox
  })
  .extend('house', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))

/** A healthy provider, with the clock of the office that tokens live by. */
async function healthy(ctx: TestCtx, sandbox: RunningSandbox): Promise<TestCtx> {
  ctx.clock.set(new Date())
  await withProvince(ctx)
  await sandbox.suffer({ kind: 'none' })
  await pointAt(ctx, sandbox, sandbox.provider.settings.issuer)
  forgetConnection(ctx, CODE)
  return { ...ctx, actor: visitorOf(testPolicy) }
}
async function pointAt(ctx: Ctx, { provider }: RunningSandbox, issuer: string): Promise<void> {
  const settings = { ...provider.settings, timeout: 1, issuer }
  await saveProvider(ctx, ProviderInput.parse({ ...provider, settings }))
}
async function begin(ctx: Ctx, browser = newToken()) {
  const asked = { provider: CODE, purpose: 'sign-in', back: BACK, level: 1, forDesk: false, base: BASE } as const
  return { begun: await startSignOn(ctx, { ...asked, browser, session: null }), browser }
}
async function walked(ctx: Ctx, browser?: string) {
  const { begun, browser: own } = await begin(ctx, browser)
  if (!begun.ok) throw new Error(begun.error.code)
  return { back: await walkThrough(begun.value.to, WHO), browser: own }
}
const finish = (ctx: Ctx, { back, browser }: { back: URL; browser: string }) =>
  finishSignOn(ctx, { provider: CODE, search: back.search, browser, origin: { address: '127.0.0.1' }, session: null })

const opened = async ({ sql }: Ctx) =>
  (
    await sql<{ sessions: number; links: number }[]>`
      select (select count(*) from session)::integer as "sessions",
        (select count(*) from account_link)::integer as "links"`
  )[0]!
/** A later moment for what waits a while before it asks a provider again. */
async function later<T>(seconds: number, act: () => Promise<T>): Promise<T> {
  const from = performance.now.bind(performance)
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => from() + seconds * 1000)
  return act().finally(() => clock.mockRestore())
}

/** Faults of the provider's answers, as its sandbox makes them. */
const MADE: Readonly<Record<string, Fault>> = {
  latency: { kind: 'latency', milliseconds: 2_000 },
  'error-500': { kind: 'status', status: 500 },
  hang: { kind: 'hang' },
  'half-answer': { kind: 'half' },
  'wrong-schema': { kind: 'schema' },
  'unknown-key': { kind: 'unknown-key' },
  clock: { kind: 'clock', seconds: 90 }
}

describe.each(faultsOf('identity provider'))('the identity provider in the fault %s', (fault, named) => {
  test('who signs on is told calmly and keeps the way back, nothing is opened, and it goes on when it heals', async ({
    ctx,
    sandbox
  }) => {
    const who = await healthy(ctx, sandbox)
    // A link is there from before, so that only what the fault opens would be new.
    await finish(who, await walked(who))
    const before = await opened(ctx)
    const refused = await suffered(ctx, who, sandbox, fault)
    expect(refused).toMatchObject({ ok: false, error: { code: named } })
    // A provider that gave no answer is shown as down, with since when; the local account is offered beside it.
    const shown = await providersShown(who)
    expect(shown).toMatchObject([{ code: CODE, downSince: named === 'provider-down' ? expect.any(Date) : null }])
    expect(await opened(ctx)).toEqual(fault === 'duplicate' ? { ...before, sessions: before.sessions + 1 } : before)
    await sandbox.suffer({ kind: 'none' })
    await pointAt(ctx, sandbox, sandbox.provider.settings.issuer)
    await later(11, async () => expect(await finish(who, await walked(who))).toMatchObject({ ok: true, back: BACK }))
    expect((await providersShown(who))[0]!.downSince).toBeNull()
  })
})

/** One sign-on in the fault, and how it ended. */
async function suffered(ctx: Ctx, who: TestCtx, sandbox: RunningSandbox, fault: string): Promise<object> {
  if (fault === 'expired-certificate') return withExpired(ctx, who, sandbox)
  if (fault === 'out-of-order') {
    // Two windows of one person; each is answered with the other's answer.
    const [one, two] = [await walked(who), await walked(who)]
    const crossed = await finish(who, { back: one.back, browser: two.browser })
    expect(await finish(who, { back: two.back, browser: one.browser })).toMatchObject(crossed)
    return crossed
  }
  const arrived = await walked(who)
  if (fault === 'duplicate') {
    expect(await finish(who, arrived)).toMatchObject({ ok: true })
    return finish(who, arrived)
  }
  await sandbox.suffer(MADE[fault]!)
  const done = await finish(who, arrived)
  expect(done.back).toBe(BACK)
  return done
}

/** A provider behind a certificate that is past its time: nothing it says is heard. */
async function withExpired(ctx: Ctx, who: TestCtx, sandbox: RunningSandbox): Promise<object> {
  const { expired } = await makeCertificates()
  const server = createServer(expired, (_, response) => void response.end('{}'))
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  try {
    await pointAt(ctx, sandbox, `https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    return (await begin(who)).begun
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
