import { expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { serviceIndex } from '../service-index/index.actions.ts'
import { followDossiers } from '../settlement.ts'
import { digitisation, digitisationDossiers } from './actions.ts'
import type { DigitisationList } from './actions.ts'
import { digitisationWorkbook } from './workbook.ts'

const PERIOD = '2026-Q4'
const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 400, until: new Date('2026-11-20T10:00:00Z') })
  await followDossiers(ctx)
  return ctx
})
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

test('digitising has the numerators and denominators of the service index, of each unit and month', async ({
  told
}) => {
  await told.sql`
    insert into blob_use (blob, kind, ref)
    select (select sha256 from blob limit 1), 'dossier', id::text from dossier where right(id::text, 1) in ('0', '1', '2')`
  const whole = must(await digitisation(told, { unit: null, period: PERIOD }))
  const busiest = whole.units.toSorted((one, other) => other.papered - one.papered).slice(0, 3)
  let agreed = 0
  for (const unit of [null, ...busiest.map(row => row.unit)])
    for (const period of [PERIOD, '2026-10', '2026-11']) {
      const { shares, total } = must(await digitisation(told, { unit, period }))
      const index = must(await serviceIndex(told, { unit, period }))
      const components = index.groups.flatMap(group => group.components)
      for (const code of ['4.1', '4.2', '4.3'] as const) {
        // Where nothing is counted the index has no number at all.
        const { numerator, denominator } = components.find(each => each.code === code)!
        expect({ unit, period, code, numerator: numerator ?? 0, denominator: denominator ?? 0 }).toEqual({
          unit,
          period,
          code,
          ...shares[code]
        })
        if (shares[code].numerator > 0 && shares[code].numerator < shares[code].denominator) agreed++
      }
      expect(total.papers).toBeGreaterThanOrEqual(total.papersDigitised)
    }
  // The demonstration tells true-to-life shares: neither nothing nor everything.
  expect(agreed).toBeGreaterThan(12)
})

test('units and desks add up to the same, and every number opens to exactly its dossiers', async ({ told }) => {
  const { total, units, desks } = must(await digitisation(told, { unit: null, period: PERIOD }))
  const sum = (rows: typeof units) => rows.reduce((all, row) => all + row.received, 0)
  expect([sum(units), sum(desks)]).toEqual([total.received, total.received])
  const behind = async (which: DigitisationList, desk: string | null = null) =>
    must(await digitisationDossiers(told, { unit: null, period: PERIOD, which, desk, after: null }, 1000)).rows
  expect(await behind('received')).toHaveLength(total.received)
  expect(await behind('e-result')).toHaveLength(total.eResult)
  expect(await behind('papers-missing')).toHaveLength(total.papered - total.whole)
  expect(await behind('result-missing')).toHaveLength(total.settled - total.eResult)
  const desk = desks.find(row => row.digitised > 0) ?? desks[0]!
  const rows = await behind('digitised', desk.unit)
  expect(rows).toHaveLength(desk.digitised)
  const bytes = await digitisationWorkbook(rows, { sheet: 'Hồ sơ [1/2]', titles: ['Mã'] })
  expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK')
})

test('the list goes on where the page ended', async ({ told }) => {
  const asked = { unit: null, period: PERIOD, which: 'received' as const, desk: null }
  const first = must(await digitisationDossiers(told, { ...asked, after: null }, 3))
  const second = must(await digitisationDossiers(told, { ...asked, after: first.next }, 3))
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(6)
})

test('who may not read figures reads none', async ({ told }) => {
  const stranger = { ...told, actor: { ...told.actor, kind: 'citizen' as const, may: () => false } }
  expect(await digitisation(stranger, { unit: null, period: PERIOD })).toMatchObject({ error: { code: 'forbidden' } })
})
