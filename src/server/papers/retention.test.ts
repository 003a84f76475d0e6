import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { permissions as dossiers, ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { keepPaper } from './testing.ts'
import { sweepFiles } from '#server/documents/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { verifyChains } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { verifyFile } from '#server/signatures/index.ts'
import * as papers from './index.ts'
import { carryOutList } from './retention.ts'
import { decideList, evolveList } from './retention.decider.ts'
import type { DestructionList, ListCommand } from './retention.model.ts'

const policy = createPolicy([identity, dossiers, papers.permissions])
const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  return ctx
})
const person = (ctx: TestCtx, login: string): Promise<Ctx> => as(ctx, login, policy)
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('a destruction list', () => {
  const at = (id: string | null) => ({ now: new Date('2026-11-23T02:00:00Z'), actor: { id, name: id ?? 'Một Cửa' } })
  const command = fc.oneof(
    fc.constant<ListCommand>({ kind: 'make', number: 1, year: 2026, papers: 1, leftOut: [] }),
    fc.constant<ListCommand>({ kind: 'approve' }),
    fc.constant<ListCommand>({ kind: 'send-back', because: 'Thiếu' }),
    fc.constant<ListCommand>({ kind: 'carry-out', destroyed: 1, kept: 0 })
  )

  test('is never approved by whoever made it, nor carried out before it is approved', async () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.constantFrom('a', 'b', null)), { maxLength: 12 }), acts => {
        let list: DestructionList | null = null
        for (const [each, who] of [[{ kind: 'propose', unit: 'H99', papers: ['p'] }, null] as const, ...acts]) {
          const decided = decideList(list, each as ListCommand, at(who))
          if (decided.ok) list = decided.value.reduce<DestructionList | null>((s, e) => evolveList(s, e, 'l'), list)
          if (list?.approved) expect(list.approved.id).not.toBe(list.made!.id)
          if (list?.state === 'done') expect(list.approved).not.toBeNull()
        }
      })
    )
  })

  test('takes what is past its period, leaves what an open dossier needs, and needs two people', async ({ told }) => {
    const then: TestCtx = { ...told, now: () => new Date('2005-05-05T02:00:00Z') }
    const old = await keepPaper(then, { name: 'Đơn đề nghị', kind: 'application' }, 'old')
    const forGood = await keepPaper(then, { name: 'Giấy khai sinh', kind: 'birth-certificate' }, 'good')
    const desk = await person(told, 'motcua.mogiang')
    const receipt = { procedure: '1.004873', applicant: { name: 'Nguyễn Văn An', number: '999090000001' } }
    const open = must(await receiveDossier(desk, ReceiveInput.parse(receipt)))
    const used = await keepPaper(then, { name: 'Đơn đang dùng', kind: 'application' }, 'used')
    must(await papers.usePaper(told, used.id, { dossier: open.id, purpose: 'Xác nhận', consent: 'Đồng ý' }))
    const late = await keepPaper(then, { name: 'Đơn sẽ dùng', kind: 'application' }, 'late')
    expect(await papers.proposeLists(told)).toBe(1)
    expect(await papers.proposeLists(told)).toBe(0)
    const [proposed] = await papers.listsScreen(desk)
    const { id } = proposed!
    const shown = (await papers.listScreen(desk, id, 1))!
    expect(shown.lines.map(line => line.paper).toSorted()).toEqual([old.id, late.id].toSorted())
    expect([old.id, late.id]).not.toContain(forGood.id)

    // Whoever has both offices still cannot do both: the head of the desk made it.
    const both: Ctx = { ...desk, actor: { ...desk.actor, may: () => true } }
    expect(must(await papers.makeList(desk, id, []))).toMatchObject({ state: 'made', number: 1, year: 2026 })
    expect(await papers.approveList(both, id)).toEqual({ ok: false, error: { code: 'list-same-person' } })
    const chair = await person(told, 'chutich.mogiang')
    expect(await papers.approveList(await person(told, 'motcua.caumay'), id)).toMatchObject({ ok: false })
    expect(must(await papers.approveList(chair, id))).toMatchObject({ state: 'approved', issued: { signed: true } })

    // Between approval and destruction a dossier comes to need one of them.
    must(await papers.usePaper(told, late.id, { dossier: open.id, purpose: 'Xác nhận', consent: 'Đồng ý' }))
    await carryOutList(told, id)
    await carryOutList(told, id)
    expect((await papers.listScreen(chair, id, 1))!.list).toMatchObject({
      state: 'done',
      outcome: { destroyed: 1, kept: 1 }
    })
    expect(await papers.paperById(told, old.id)).toMatchObject({ state: 'destroyed', file: null, name: 'Đơn đề nghị' })
    expect(await papers.paperById(told, late.id)).toMatchObject({ state: 'in-force' })
    told.clock.advance(9 * 86_400_000)
    await sweepFiles(told)
    // The list itself is a document of the office, signed by whoever approved it, and outlives what it names.
    const document = (await papers.issuedList(chair, id))!
    const { good, signatures } = await verifyFile(
      told,
      (await Array.fromAsync(told.blobs.open(document.id))).reduce(
        (all, piece) => Buffer.concat([all, piece as Buffer]),
        Buffer.alloc(0)
      )
    )
    expect([good, signatures.map(({ holder, reason }) => [holder?.name, reason])]).toEqual([
      true,
      [['Nguyễn Đức Thịnh', 'Duyệt danh mục tiêu huỷ 01/DMTH-2026']]
    ])
    expect(await told.blobs.has(old.file!.id)).toBe(false)
    expect(await told.blobs.has(late.file!.id)).toBe(true)
    expect((await verifyChains(told)).find(({ kind }) => kind === 'destruction-list')).toMatchObject({ broken: 0 })
    expect(
      Buffer.from((await papers.printList(chair, id))!)
        .subarray(0, 5)
        .toString()
    ).toBe('%PDF-')
  })
})
