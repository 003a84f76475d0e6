import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { VISITOR } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { loadEdition, publishEdition, rehearseEdition } from './edition.actions.ts'
import { leavesOf, proposeCrosswalk } from './edition.rules.ts'
import { crosswalk, edition, editions, nodesOf } from './edition.store.ts'
import type { EditionHead } from './model.ts'
import { pointsOf, ruleFault } from './rule.rules.ts'
import { SHIPPED, shipEditions } from './shipped.ts'

const HEAD: EditionHead = {
  index: 'thu',
  year: 2026,
  version: 'a',
  name: { vi: 'Bộ thử' },
  scored: 'unit',
  example: true,
  source: ''
}
const TITLES = 'Khóa,Mã,Thuộc,Tên tiêu chí,Loại,Điểm tối đa,Quy tắc,Ví dụ'
async function fileOf(...lines: string[]): Promise<string> {
  const path = join(tmpdir(), `motcua-edition-${crypto.randomUUID()}.csv`)
  await writeFile(path, [TITLES, ...lines].join('\n'))
  return path
}
const GOOD = [
  'r,,,Cả bộ,nhóm,3,,',
  'a,1,r,Đúng hạn,thẩm định,2,"share(done / due, 0.8)","{done: 8, due: 10} -> 2 | {done: 4, due: 10} -> 1"',
  'b,2,r,Không vi phạm,thẩm định,1,"gate(no_breach, pass(plan))","{no_breach: false, plan: true} -> 0"'
]

describe('the scoring language', () => {
  const room = { minimum: 0, maximum: 2 }
  test.for([
    ['share(done / due, 0.8)', { done: 2, due: 10 }, 0.5],
    ['share(x, 1, 0.5)', { x: 0.75 }, 1],
    ['pass(done = due)', { done: 3, due: 3 }, 2],
    ['items(n, 0.5)', { n: 7 }, 2],
    ['bands(x, [[0.9, 1], [0.7, 0.5]])', { x: 0.75 }, 1],
    ['plusMinus(1, up, down)', { up: 0.25, down: 2 }, 0],
    ['deadline(at, "2026-01-31", 0.5)', { at: '2026-02-01' }, 1],
    ['deadline(at, "2026-01-31", 0.5)', { at: null }, 0],
    ['gate(lawful, share(x, 1))', { lawful: false, x: 1 }, 0],
    ['surveyMean(mean, 1, 5)', { mean: 3 }, 1],
    ['if x > 10 then share(y, 1) else 0', { x: 11, y: 0.5 }, 1]
  ] as const)('%s', ([rule, facts, points]) => {
    expect(ruleFault(rule)).toBeNull()
    expect(pointsOf(rule, room, facts)).toEqual({ ok: true, value: points })
  })
  test('a fact that is missing is named; it is not taken for nought', () => {
    expect(pointsOf('share(done / due, 1)', room, { done: 1 })).toMatchObject({
      error: { code: 'facts-missing', facts: ['due'] }
    })
  })
  test('what changes from hour to hour, and what is not in the language, cannot be a rule', () => {
    expect(ruleFault('pass(now() > due)')).toMatchObject({ code: 'rule-function-unknown', detail: 'now' })
    expect(ruleFault('share(1 +, 2)')).toMatchObject({ code: 'rule-broken' })
  })
})

describe('loading an edition', () => {
  test('names the row of everything it does not understand and writes nothing', async ({ ctx }) => {
    const path = await fileOf(
      'r,,,Cả bộ,nhóm,4,,',
      'a,1,r,Đúng hạn,thẩm định,2,"share(done / due, 0.8)","{done: 8, due: 10} -> 1"',
      'b,2,x,Lạc,lạ,1,,',
      'a,3,r,Trùng,thẩm định,hai,,'
    )
    const loaded = await loadEdition(ctx, path, HEAD)
    expect(loaded).toMatchObject({ error: { code: 'edition-faulty' } })
    const faults = !loaded.ok && loaded.error.code === 'edition-faulty' ? loaded.error.faults : []
    expect(faults.map(({ code, row }) => [code, row])).toEqual(
      expect.arrayContaining([
        ['rule-example-differs', 3],
        ['kind-unknown', 4],
        ['parent-missing', 4],
        ['number-odd', 5],
        ['key-twice', 5],
        ['maxima-differ', 2]
      ])
    )
    expect(await editions(ctx, 'thu')).toEqual([])
  })
  test('is for those who keep the indices', async ({ ctx }) => {
    expect(await rehearseEdition({ ...ctx, actor: VISITOR }, await fileOf(...GOOD), HEAD)).toMatchObject({
      error: { code: 'forbidden' }
    })
  })
  test('may be repeated until it is published; then nothing of it changes', async ({ ctx }) => {
    const path = await fileOf(...GOOD)
    const first = await loadEdition(ctx, path, HEAD)
    const again = await loadEdition(ctx, path, HEAD)
    if (!first.ok || !again.ok) throw new Error('not loaded')
    expect(again.value).toEqual(first.value)
    expect(await publishEdition(ctx, first.value.id)).toMatchObject({ ok: true })
    expect(await loadEdition(ctx, path, HEAD)).toMatchObject({ error: { code: 'edition-published' } })
    await expect(ctx.sql`update index_node set maximum = 9 where edition = ${first.value.id}`).rejects.toThrow(
      'does not change'
    )
    await expect(ctx.sql`update index_edition set year = 2027 where id = ${first.value.id}`).rejects.toThrow(
      'does not change'
    )
  })
})

describe('the editions that ship', () => {
  test('load, are labelled as examples, and add up', async ({ ctx }) => {
    const ids = await shipEditions(ctx)
    expect(ids.size).toBe(SHIPPED.length)
    expect((await shipEditions(ctx)).size).toBe(0)
    for (const id of ids.values())
      expect(await edition(ctx, id)).toMatchObject({ example: true, publishedAt: ctx.now() })
    const par = await nodesOf(ctx, ids.get('par 2025')!)
    const sum = (kind: string, but = '') =>
      leavesOf(par)
        .filter(node => node.kind === kind && node.key !== but)
        .reduce((all, { maximum }) => all + maximum!, 0)
    expect([
      sum('appraised'),
      sum('survey', 'sipas'),
      sum('outcome'),
      par.find(({ key }) => key === 'sipas')!.maximum
    ]).toEqual([61.5, 22, 6.5, 10])
    expect(par.filter(({ parent }) => parent === 'par')).toHaveLength(8)
    expect((await nodesOf(ctx, ids.get('papi 2019')!)).filter(({ parent }) => parent === 'papi')).toHaveLength(8)
    expect((await nodesOf(ctx, ids.get('pci 2019')!)).filter(({ parent }) => parent === 'pci')).toHaveLength(10)
  })
  test('propose what became of each criterion of the year before', async ({ ctx }) => {
    const all = await editions(ctx, 'par')
    const [now, then] = [all.find(one => one.year === 2025)!, all.find(one => one.year === 2024)!]
    const found = await crosswalk(ctx, then.id, now.id)
    expect(found.find(({ from }) => from === 'on_time')).toMatchObject({ relation: 'dropped', to: null })
    expect(found.find(({ to }) => to === 'on_time_commune')).toMatchObject({ relation: 'new', comparable: 'no' })
    expect(found.find(({ to }) => to === 'plan_done')).toMatchObject({ relation: 'same', comparable: 'yes' })
    const nodes = await nodesOf(ctx, then.id)
    const wider = nodes.map(node => (node.key === 'plan_done' ? { ...node, maximum: 9 } : node))
    expect(proposeCrosswalk(nodes, wider).find(({ to }) => to === 'plan_done')).toMatchObject({ comparable: 'share' })
  })
})
