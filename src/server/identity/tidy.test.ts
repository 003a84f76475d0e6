import { describe, expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import { forgetEnded } from './store.ts'

describe('the nightly tidying', () => {
  test('forgets sessions that ended or stood idle, and wrong passwords of long ago', async ({ ctx, sql }) => {
    const [account] = await sql<{ id: string }[]>`
      insert into account (login, kind, full_name, password_hash, created_at, folded)
      values ('an.nv', 'officer', 'An', 'x', ${ctx.now()}, 'an') returning id`
    const session = (token: string, lastSeen: string, ends: string) => sql`
      insert into session (token_hash, account, created_at, last_seen_at, idle_seconds, ends_at)
      values (sha256(${token}::bytea), ${account!.id}, ${lastSeen}, ${lastSeen}, 900, ${ends})`
    await session('open', '2026-11-23T01:50:00Z', '2026-11-23T09:00:00Z')
    await session('idle', '2026-11-23T01:40:00Z', '2026-11-23T09:00:00Z')
    await session('ended', '2026-11-23T01:59:00Z', '2026-11-23T01:59:30Z')
    const guard = (login: string, last: string, until: string | null) => sql`
      insert into sign_in_guard (login_hash, failures, last_at, locked_until)
      values (sha256(${login}::bytea), 7, ${last}, ${until})`
    await guard('old', '2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z')
    await guard('still locked', '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')
    await guard('recent', '2026-11-20T00:00:00Z', null)
    expect(await forgetEnded(ctx)).toEqual({ sessions: 2, guards: 1 })
    expect(await forgetEnded(ctx)).toEqual({ sessions: 0, guards: 0 })
  })
})
