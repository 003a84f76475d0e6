import { expect } from 'vitest'
import { verifyChains } from './chains.ts'
import { test } from './testing.ts'

const CASE = '11111111-1111-4111-8111-111111111111'
const add = (sql: Parameters<typeof verifyChains>[0]['sql'], type: string) => sql`
  insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
  select 'petition', ${CASE}, link.version, link.type, link.at, 'system', 'x', link.data, link.hash
  from (select coalesce(max(version), 0) as version, (array_agg(hash order by version desc))[1] as hash
    from event where case_id = ${CASE}) as end_of,
    lateral chained(${CASE}, end_of.version, end_of.hash, null,
      ${sql.json([{ type, at: '2026-11-23T02:00:00Z', data: { said: type } }])}) as link`

test('a chain of any kind of case is proved, and one that was touched by hand is found', async ({ ctx }) => {
  await add(ctx.sql, 'petition.filed')
  await add(ctx.sql, 'petition.answered')
  expect(await verifyChains(ctx)).toEqual([{ kind: 'petition', cases: 1, broken: 0 }])
  await ctx.sql`alter table event disable trigger event_is_final`
  await ctx.sql`update event set data = '{"said": "nothing"}' where version = 1`
  await ctx.sql`alter table event enable trigger event_is_final`
  expect(await verifyChains(ctx)).toEqual([{ kind: 'petition', cases: 1, broken: 1 }])
})
