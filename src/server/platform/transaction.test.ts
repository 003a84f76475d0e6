import { expect } from 'vitest'
import { test } from './testing.ts'
import { atOnce } from './transaction.ts'
import type { Ctx } from './context.ts'

const put = ({ sql }: Pick<Ctx, 'sql'>, word: string) => sql`insert into told (word) values (${word})`
const inOne = (ctx: Ctx, word: string, then?: string) =>
  ctx.sql.begin(async tx => {
    await put({ sql: tx as unknown as Ctx['sql'] }, word)
    if (then) throw new Error(then)
  })
const there = async ({ sql }: Ctx) =>
  (await sql<{ word: string }[]>`select word as "word" from told order by word`).map(({ word }) => word)

test('what is done at once is there whole or not at all, with the transactions of its actions', async ({ ctx }) => {
  await ctx.sql.unsafe('create table told (word text primary key)')
  const broken = atOnce(ctx, async tx => {
    await put(tx, 'a')
    await inOne(tx, 'b')
    throw new Error('killed')
  })
  await expect(broken).rejects.toThrow('killed')
  expect(await there(ctx)).toEqual([])

  await atOnce(ctx, async tx => {
    await put(tx, 'a')
    const side = await Promise.allSettled([inOne(tx, 'b'), inOne(tx, 'c', 'refused'), inOne(tx, 'a'), inOne(tx, 'd')])
    expect(side.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    await put(tx, 'e')
    expect(await there(ctx)).toEqual([])
  })
  expect(await there(ctx)).toEqual(['a', 'b', 'd', 'e'])
})
