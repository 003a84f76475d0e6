import { expect } from 'vitest'
import { storeUpload } from '#server/documents/index.ts'
import { arriving, PDF } from '#server/documents/testing.ts'
import { verifyChains } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { enterPaper, paperById, PaperInput, papersOf, usePaper } from './index.ts'

const HOLDER = { kind: 'person', number: '099188000310', name: 'Nguyễn Thị Hoa' } as const
const DOSSIER = '00000000-0000-4000-8000-0000000000d1'
const input = PaperInput.parse({
  kind: 'birth-certificate',
  name: 'Giấy khai sinh',
  holder: HOLDER,
  source: 'result',
  form: 'electronic',
  dossier: DOSSIER,
  unit: 'H99'
})

async function handedIn(ctx: TestCtx, text: string) {
  await ctx.sql`
    insert into unit (code, kind, level, name_vi, valid_from, folded)
    values ('H99', 'province', 'province', 'Tỉnh', '2020-07-01', 'tinh') on conflict do nothing`
  const content = Buffer.concat([PDF, Buffer.from(`% ${text}\n`)])
  const stored = await storeUpload(ctx, arriving(content), { name: 'Giấy.pdf', limit: 1 << 20, owner: 'draft:1' })
  if (!stored.ok) throw new Error(stored.error.code)
  return stored.value
}

test('a result enters the store of its holder once, and says which earlier one it replaces', async ({ ctx }) => {
  const file = await handedIn(ctx, 'first')
  const first = await enterPaper(ctx, input, file)
  if (!first.ok) throw new Error(first.error.code)
  expect(await enterPaper(ctx, input, file)).toEqual({ ok: false, error: { code: 'paper-changed-meanwhile' } })
  const second = await enterPaper(ctx, input, await handedIn(ctx, 'second'), first.value.id)
  if (!second.ok) throw new Error(second.error.code)
  const held = await papersOf(ctx, HOLDER)
  expect(held.map(({ id, state }) => ({ id, state })).toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
    { id: second.value.id, state: 'in-force' },
    { id: first.value.id, state: 'replaced' }
  ])
  expect(await verifyChains(ctx)).toEqual([{ kind: 'paper', cases: 2, broken: 0 }])
})

test('a replacement whose file is gone leaves the earlier paper in force', async ({ ctx }) => {
  const first = await enterPaper(ctx, input, await handedIn(ctx, 'stays'))
  if (!first.ok) throw new Error(first.error.code)
  const gone = { id: 'f'.repeat(64), name: 'Mất.pdf', bytes: 1, type: 'application/pdf' }
  expect(await enterPaper(ctx, input, gone, first.value.id)).toEqual({ ok: false, error: { code: 'paper-file-gone' } })
  expect(await paperById(ctx, first.value.id)).toMatchObject({ state: 'in-force', replacedBy: null })
})

test('a use is on record with its purpose and consent', async ({ ctx, sql }) => {
  const paper = await enterPaper(ctx, input, await handedIn(ctx, 'used'))
  if (!paper.ok) throw new Error(paper.error.code)
  const said = { dossier: DOSSIER, purpose: 'Đăng ký thường trú', consent: 'Đồng ý tại quầy' }
  expect(await usePaper(ctx, paper.value.id, said)).toMatchObject({ ok: true, value: { uses: 1 } })
  expect(await sql`select purpose, consent, used_by_name from paper_use`).toEqual([
    { purpose: 'Đăng ký thường trú', consent: 'Đồng ý tại quầy', used_by_name: ctx.actor.name }
  ])
})
