import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { projectRoot } from '#server/platform/index.ts'
import { test, testCtx } from '#server/platform/testing.ts'
import { loadProvinces, readSource } from './import.read.ts'
import { loadResults, rehearseResults } from './published.actions.ts'
import { standings } from './score.views.ts'
import { putProvinces } from './score.store.ts'

const PRESS = join(process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'), 'data/indices/scores_press_partial.csv')
const fileOf = async (...lines: string[]) => {
  const path = join(await mkdtemp(join(tmpdir(), 'motcua-results-')), 'results.csv')
  await writeFile(path, ['Chỉ số,Năm,Mã tỉnh,Tỉnh,Điểm,Xếp hạng', ...lines].join('\n'))
  return path
}

describe('published results of the provinces', () => {
  test('name the row of everything that is not understood, and then write nothing', async ({ sql }) => {
    const ctx = testCtx(sql)
    await putProvinces(ctx, [{ code: '22', name: 'Quảng Ninh', successor: '22', changedOn: null }])
    const path = await fileOf(
      'PAR,2024,22,Quảng Ninh,"91,5",1',
      'PAR,2024,77,Nơi Nào,90,2',
      'PAR,2024,22,Quảng Ninh,92,1',
      'PAR,2023,22,Quảng Ninh,191,1'
    )
    const rehearsed = await rehearseResults(ctx, path)
    expect(rehearsed.ok && rehearsed.value.faults.map(({ row, code }) => [row, code])).toEqual([
      [3, 'province-unknown'],
      [4, 'row-twice'],
      [5, 'score-too-high']
    ])
    expect(await loadResults(ctx, path)).toMatchObject({ error: { code: 'results-faulty' } })
    expect(await standings(ctx, 'par')).toEqual([])
  })

  test('find a province by its name, keep a rank without points as no data, and may be loaded again', async ({
    sql
  }) => {
    const ctx = testCtx(sql)
    const path = await fileOf('SIPAS,2024,,tỉnh Quảng Ninh,"87,25",3', 'SIPAS,2025,22,Quảng Ninh,,7')
    for (const _ of [1, 2]) expect(await loadResults(ctx, path)).toMatchObject({ value: { read: 2, stored: 2 } })
    expect((await standings(ctx, 'sipas')).map(({ year, total }) => [year, total])).toEqual([[2024, 87.25]])
  })

  test.skipIf(!existsSync(PRESS))('from the press load without loss (data beside the project)', async ({ sql }) => {
    const ctx = testCtx(sql)
    await loadProvinces(ctx, await readSource(dirname(PRESS), 'provinces_63_to_34.csv'))
    const loaded = await loadResults(ctx, PRESS)
    expect(loaded).toMatchObject({ value: { read: 100, stored: 100, faults: [] } })
  })
})
