import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { uploadsOf } from '#server/documents/index.ts'
import { arriving, PDF } from '#server/documents/testing.ts'
import { actorOf, visitorOf } from '#server/identity/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { policy } from '#server/policy.ts'
import { act } from '../actions.ts'
import { ReceiveInput } from '../inputs.ts'
import { receiveDossier } from '../intake.ts'
import type { Dossier } from '../model.ts'
import { load } from '../store.ts'
import { progressOf, stageOf } from '../tracking.ts'
import { timelineOf } from '../views.ts'
import { askToWithdraw, openOwn, repliesOf, sendSupplement, uploadReply } from './applicant.actions.ts'
import { adoptDrafts, changeDraft, draftOf, draftsOf, dropDraft, expireDrafts, ownerOf, startDraft } from './drafts.ts'
import { uploadToDraft } from './drafts.ts'
import { follow } from './follow.ts'
import { myDossiers, myWaiting, popularProcedures } from './mine.views.ts'
import { acknowledgementOf, printAcknowledgement } from './acknowledgement.ts'
import { issuePass } from './pass.ts'
import { filingBarrier, groundOf, sheetOf } from './sheet.ts'
import { submitDraft } from './submit.ts'
import { filled } from './testing.ts'
import { formOf } from '#server/catalogue/index.ts'
import { whoForm } from './who.rules.ts'

let settled: Promise<void> | undefined
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const ready = (ctx: TestCtx) => (settled ??= settle(ctx))
type Self = Parameters<typeof myDossiers>[1]

/** A citizen of the demonstration at the screen. */
async function as(ctx: TestCtx, login: string): Promise<{ ctx: TestCtx; self: Self; owner: string }> {
  await ready(ctx)
  const [self] = await ctx.sql<Self[]>`
    select id, full_name as "fullName", personal_number as "personalNumber", business_number as "businessNumber",
      number_verified_at is not null as "numberVerified"
    from account where login = ${login}`
  const actor = actorOf({ id: self!.id, kind: 'citizen', name: self!.fullName }, { unit: null, roles: [] }, policy)
  return { ctx: { ...ctx, actor }, self: self!, owner: ownerOf({ account: self!.id }) }
}
const visitor = (ctx: TestCtx): TestCtx => ({ ...ctx, actor: visitorOf(policy) })

const received = async (ctx: TestCtx, applicant: object = {}): Promise<Dossier> => {
  await ready(ctx)
  const input = {
    procedure: '1.004873',
    receivingUnit: 'H99.31',
    applicant: { name: 'Lò Thị Mẩy', number: '999190000123', phone: '0912 000 123', ...applicant },
    papers: [{ code: 'ly-hon', copies: 1 }]
  }
  return must(await receiveDossier(ctx, ReceiveInput.parse(input)))
}
const asked = async (ctx: TestCtx, applicant: object = {}): Promise<Dossier> => {
  const dossier = await received(ctx, applicant)
  const about = { kind: 'paper' as const, ref: 'ly-hon', name: 'Bản án ly hôn' }
  const reasons = [{ code: 'unreadable' as const, about, note: 'Ảnh mờ, hãy chụp lại cả trang.' }]
  return must(await act(ctx, { id: dossier.id }, { kind: 'ask-supplement', reasons }))
}

/** A draft in which every question is answered. */
async function aFinishedDraft(ctx: TestCtx, owner: string, procedure = '1.004873', typed: Record<string, string> = {}) {
  const ground = (await groundOf(ctx, procedure))!
  const { id } = must(await startDraft(ctx, owner, procedure))
  const draft = (await draftOf(ctx, id, owner))!
  const stored = must(
    await uploadToDraft(ctx, draft, owner, { field: 'x', multiple: false, name: 'giay.pdf', stream: arriving(PDF) })
  ).files.x!
  const all = filled([whoForm(ground.about), ...formOf(ground.content).components], { ...ground.known, ...typed })
  const files = Object.fromEntries(Object.keys(all.files).map(name => [name, stored]))
  const first = { typed: { ...all.typed }, files, done: [] }
  const keys = sheetOf(ground, first).parts.map(part => part.key)
  await changeDraft(ctx, draft, owner, () => ({ ...first, done: keys }))
  return { ground, draft: (await draftOf(ctx, id, owner))!, sheet: sheetOf(ground, { ...first, done: keys }) }
}

describe('a draft', () => {
  test('is found by its owner only', async ({ ctx }) => {
    await ready(ctx)
    const [mine, yours] = [ownerOf({ browser: 'a' }), ownerOf({ browser: 'b' })]
    const { id } = must(await startDraft(ctx, mine, '1.004873'))
    expect((await draftOf(ctx, id, mine))?.procedure).toBe('1.004873')
    expect(await draftOf(ctx, id, yours)).toBeNull()
    await dropDraft(ctx, id, yours)
    expect(await draftsOf(ctx, mine)).toHaveLength(1)
    expect(await draftsOf(ctx, yours)).toEqual([])
  })

  test('begun by a visitor goes over to the account that signs in', async ({ ctx }) => {
    const { owner } = await as(ctx, 'congdan.an')
    const browser = ownerOf({ browser: 'c' })
    const { id } = must(await startDraft(ctx, browser, '1.004873'))
    expect(await adoptDrafts(ctx, browser, owner)).toBe(1)
    expect((await draftOf(ctx, id, owner))?.id).toBe(id)
    expect(await draftOf(ctx, id, browser)).toBeNull()
    await dropDraft(ctx, id, owner)
  })

  test('that nobody touches for 30 days is forgotten, and its files are let go', async ({ ctx, sql }) => {
    await ready(ctx)
    const owner = ownerOf({ browser: 'd' })
    const { id } = must(await startDraft(ctx, owner, '1.004873'))
    const draft = (await draftOf(ctx, id, owner))!
    must(await uploadToDraft(ctx, draft, owner, { field: 'p', multiple: true, name: 'a.pdf', stream: arriving(PDF) }))
    const uses = async () => (await sql`select 1 from blob_use where kind = 'draft' and ref = ${id}`).length
    ctx.clock.advance(29 * 86_400_000)
    await expireDrafts(ctx)
    expect([await uses(), (await draftsOf(ctx, owner)).length]).toEqual([1, 1])
    ctx.clock.advance(2 * 86_400_000)
    await expireDrafts(ctx)
    expect([await uses(), (await draftsOf(ctx, owner)).length]).toEqual([0, 0])
  })

  test('two changes at once both stay', async ({ ctx }) => {
    await ready(ctx)
    const owner = ownerOf({ browser: 'e' })
    const { id } = must(await startDraft(ctx, owner, '1.004873'))
    const draft = (await draftOf(ctx, id, owner))!
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        changeDraft(ctx, draft, owner, body => ({ ...body, typed: { ...body.typed, [`k${at}`]: 'x' } }))
      )
    )
    expect(Object.keys((await draftOf(ctx, id, owner))!.body.typed)).toHaveLength(10)
  })
})

describe('sending', () => {
  test('a finished draft becomes one dossier, however often the button is pressed', async ({ ctx, sql }) => {
    const an = await as(ctx, 'congdan.an')
    const { draft, sheet } = await aFinishedDraft(an.ctx, an.owner, '1.004873', { tinh_trang: 'da_ly_hon' })
    const both = await Promise.all([1, 2].map(() => submitDraft(an.ctx, draft, an.owner, sheet)))
    const [one, other] = both.map(must)
    expect(one!.code).toBe(other!.code)
    expect(one).toMatchObject({
      phase: 'filed',
      channel: 'online',
      accountId: an.self.id,
      receivingUnit: expect.any(String)
    })
    expect(one!.applicant).toMatchObject({ name: 'Nguyễn Văn An', number: '099088000011' })
    expect(Object.keys(one!.form)).not.toContain('who')
    expect(await draftOf(ctx, draft.id, an.owner)).toBeNull()
    expect((await sql`select 1 from blob_use where kind = 'dossier' and ref = ${one!.id}`).length).toBe(1)
  })

  test('needs an account, and that person’s own number', async ({ ctx }) => {
    await ready(ctx)
    const browser = ownerOf({ browser: 'f' })
    const begun = await aFinishedDraft(visitor(ctx), browser, '1.004873', { 'who.for': 'self' })
    expect(await submitDraft(visitor(ctx), begun.draft, browser, begun.sheet)).toEqual({
      ok: false,
      error: { code: 'forbidden' }
    })
    const an = await as(ctx, 'congdan.an')
    const other = await aFinishedDraft(an.ctx, an.owner, '1.004873', { 'who.number': '999190000999' })
    expect(await submitDraft(an.ctx, other.draft, an.owner, other.sheet)).toEqual({
      ok: false,
      error: { code: 'not-yourself' }
    })
    await dropDraft(ctx, other.draft.id, an.owner)
  })

  test('an unfinished draft names the page that is missing', async ({ ctx }) => {
    const an = await as(ctx, 'congdan.an')
    const { id } = must(await startDraft(an.ctx, an.owner, '1.004873'))
    const draft = (await draftOf(ctx, id, an.owner))!
    const sheet = sheetOf((await groundOf(an.ctx, '1.004873'))!, draft.body)
    expect(await submitDraft(an.ctx, draft, an.owner, sheet)).toEqual({
      ok: false,
      error: { code: 'draft-unfinished', step: 'who' }
    })
    await dropDraft(ctx, id, an.owner)
  })

  test('somebody who files for another person is recorded as the delegate', async ({ ctx }) => {
    const an = await as(ctx, 'congdan.an')
    const { draft, sheet } = await aFinishedDraft(an.ctx, an.owner, '1.004873', {
      'who.for': 'person',
      'who.name': 'Bà Nội',
      'who.number': '999145000001',
      'who.authorisation': 'Giấy ủy quyền 12/2026'
    })
    const filed = must(await submitDraft(an.ctx, draft, an.owner, sheet))
    expect(filed.applicant.name).toBe('Bà Nội')
    expect(filed.delegate).toMatchObject({ name: 'Nguyễn Văn An', authorisation: 'Giấy ủy quyền 12/2026' })
  })

  test('a province that files through the national portal only says so', async ({ ctx, sql }) => {
    const an = await as(ctx, 'congdan.an')
    const ground = (await groundOf(an.ctx, '1.004873'))!
    expect(await filingBarrier(an.ctx, ground)).toBeNull()
    await sql`update province set online_filing = 'national-portal'`
    expect(await filingBarrier(an.ctx, ground)).toBe('national-portal')
    await sql`update province set online_filing = 'own'`
  })
})

describe('who sees a dossier in full', () => {
  test('its own account, and nobody else’s', async ({ ctx }) => {
    const [an, binh] = [await as(ctx, 'congdan.an'), await as(ctx, 'congdan.binh')]
    const { draft, sheet } = await aFinishedDraft(an.ctx, an.owner)
    const { code } = must(await submitDraft(an.ctx, draft, an.owner, sheet))
    expect((await openOwn(an.ctx, code, undefined))?.as).toBe('account')
    expect(await openOwn(binh.ctx, code, undefined)).toBeNull()
    expect(await openOwn(visitor(ctx), code, undefined)).toBeNull()
  })

  test('a dossier from the counter belongs to the account of the same number and name', async ({ ctx }) => {
    const binh = await as(ctx, 'congdan.binh')
    const own = await received(ctx, { name: 'TRẦN THỊ BÌNH', number: '099192000012' })
    const mistyped = await received(ctx, { name: 'Hoàng Văn Thái', number: '099192000012' })
    expect((await openOwn(binh.ctx, own.code, undefined))?.as).toBe('account')
    expect(await openOwn(binh.ctx, mistyped.code, undefined)).toBeNull()
  })

  test('who registers with a number nobody has checked sees nothing from the desk', async ({ ctx }) => {
    const binh = await as(ctx, 'congdan.binh')
    const own = await received(ctx, { name: 'Trần Thị Bình', number: '099192000012' })
    await ctx.sql`update account set number_verified_at = null where login = 'congdan.binh'`
    const unchecked = (await as(ctx, 'congdan.binh')).self
    expect(await openOwn(binh.ctx, own.code, undefined)).toBeNull()
    expect((await myDossiers(ctx, unchecked, null, 50)).map(row => row.code)).not.toContain(own.code)
    await ctx.sql`update account set number_verified_at = ${ctx.now()} where login = 'congdan.binh'`
    expect((await openOwn(binh.ctx, own.code, undefined))?.as).toBe('account')
  })

  test('the slip of the second factor opens this dossier, for half an hour', async ({ ctx }) => {
    const [one, other] = [await received(ctx), await received(ctx)]
    const guest = visitor(ctx)
    const pass = await issuePass(ctx, one.code)
    expect((await openOwn(guest, one.code, pass))?.as).toBe('pass')
    expect(await openOwn(guest, other.code, pass)).toBeNull()
    expect(
      await openOwn(
        guest,
        one.code,
        pass.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))
      )
    ).toBeNull()
    expect(await openOwn(guest, one.code, `${Number(pass.split('.')[0]) + 1}.${pass.split('.')[1]}`)).toBeNull()
    ctx.clock.advance(31 * 60_000)
    expect(await openOwn(guest, one.code, pass)).toBeNull()
  })

  test('the personal page lists own dossiers only, page by page', async ({ ctx }) => {
    const chinh = await as(ctx, 'congdan.chinh')
    const mine = { name: 'Lê Đức Chính', number: '099075000013' }
    const codes = []
    for (let n = 0; n < 5; n++) {
      ctx.clock.advance(60_000)
      codes.unshift((await received(ctx, mine)).code)
      await received(ctx)
      await received(ctx, { name: 'Người Khác', number: mine.number })
    }
    const first = await myDossiers(chinh.ctx, chinh.self, null, 3)
    const last = first.at(-1)!
    const rest = await myDossiers(chinh.ctx, chinh.self, { filedAt: last.filedAt.toISOString(), id: last.id }, 10)
    expect([...first, ...rest].map(row => row.code)).toEqual(codes)
    expect(await myWaiting(chinh.ctx, chinh.self)).toEqual([])
    const waiting = await asked(ctx, mine)
    expect((await myWaiting(chinh.ctx, chinh.self)).map(row => row.code)).toEqual([waiting.code])
  })

  test('the code alone shows how far it has gone and nothing more', async ({ ctx }) => {
    const { code } = await received(ctx)
    expect(Object.keys((await progressOf(ctx, code))!).sort()).toEqual(['code', 'phase', 'stage', 'stages'])
  })
})

describe('the full view', () => {
  test('tells the unit, the due date with every day, and no officer', async ({ ctx }) => {
    const officer = { ...ctx.actor, name: 'Cán Bộ Kín Tên', unit: 'H99.31' }
    const dossier = await received({ ...ctx, actor: officer } as TestCtx)
    const told = await follow(visitor(ctx), dossier)
    expect(told.holders[0]?.unit).toContain('Ủy ban nhân dân')
    expect(told.due.state).toMatch(/in-time|soon/)
    expect(told.why?.sentences).toContain('Thời hạn giải quyết là')
    expect(told.why?.days.filter(day => day.counted)).toHaveLength(dossier.limit!.value)
    expect(JSON.stringify(told)).not.toContain('Kín Tên')
    expect(JSON.stringify(told)).not.toContain(dossier.applicant.number)
  })

  test('every phase, story and day has words in both languages', async ({ ctx }) => {
    const dossier = await asked(ctx)
    for (const language of ['vi', 'en'] as const) {
      const told = await follow({ ...visitor(ctx), language }, dossier)
      expect(JSON.stringify(told)).not.toMatch(/citizen\.|reason\./)
      expect(told.asked[0]?.note).toBe('Ảnh mờ, hãy chụp lại cả trang.')
    }
  })

  test('the paper of what is only filed says so, with its channel and without a due date; then it is form 01', async ({
    ctx
  }) => {
    const filed = await asked(ctx)
    const before = { ...filed, phase: 'filed', receivedAt: null, channel: 'post' } as const
    const paper = await acknowledgementOf(ctx, before)
    expect(paper).toMatchObject({ standing: 'Đã nộp, chờ tiếp nhận', channel: 'Bưu chính công ích' })
    expect(Object.keys(paper)).not.toContain('dueAt')
    for (const dossier of [before, filed]) {
      const pdf = Buffer.from(await printAcknowledgement(ctx, dossier))
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  test('what is asked for before receipt leaves the dossier at its first stage', () => {
    expect(stageOf({ phase: 'supplement', received: false })).toBe('filed')
    expect(stageOf({ phase: 'supplement', received: true })).toBe('processing')
    expect(stageOf({ phase: 'not-accepted', received: false })).toBe('ended')
  })

  test('tells until when the answer is awaited', async ({ ctx }) => {
    const answerBy = '2026-12-07T10:00:00.000Z'
    expect((await follow(visitor(ctx), { ...(await asked(ctx)), answerBy })).answerBy).toBe(answerBy)
  })
})

describe('the applicant answers', () => {
  test('what was asked for, with the second factor alone', async ({ ctx }) => {
    const dossier = await asked(ctx)
    const opened = (await openOwn(visitor(ctx), dossier.code, await issuePass(ctx, dossier.code)))!
    expect(await sendSupplement(visitor(ctx), opened, [{ answer: ' ', files: [] }])).toEqual({
      ok: false,
      error: { code: 'replies-missing', reasons: [0] }
    })
    must(await uploadReply(visitor(ctx), opened, 0, { name: 'ban-an.pdf', stream: arriving(PDF) }))
    const [files] = await repliesOf(ctx, dossier)
    const sent = must(await sendSupplement(visitor(ctx), opened, [{ answer: 'Đã chụp lại', files: files! }]))
    expect(sent.phase).toBe('processing')
    expect(sent.papers[0]?.files.map(file => file.name)).toEqual(['ban-an.pdf'])
    const came = (await timelineOf(ctx, dossier.id)).find(entry => entry.type === 'dossier.supplemented')!
    expect([came.actorKind, came.actorName]).toEqual(['citizen', 'Lò Thị Mẩy'])
    expect(await uploadsOf(ctx, `supplement:${dossier.id}:0`)).toEqual([])
  })

  test('asks to withdraw with a reason, and may nothing else', async ({ ctx }) => {
    const dossier = await received(ctx)
    const guest = visitor(ctx)
    const opened = (await openOwn(guest, dossier.code, await issuePass(ctx, dossier.code)))!
    expect(await askToWithdraw(guest, opened, ' ')).toEqual({ ok: false, error: { code: 'reason-missing' } })
    expect(must(await askToWithdraw(guest, opened, 'Đã làm ở nơi khác')).phase).toBe('withdrawing')
    const citizen = { ...guest, actor: { ...guest.actor, kind: 'citizen' as const, name: 'Lò Thị Mẩy' } }
    const proven = { provenFor: dossier.code }
    expect(await act(citizen, { id: dossier.id }, { kind: 'withdraw', reason: 'x' }, proven)).toEqual({
      ok: false,
      error: { code: 'forbidden' }
    })
  })

  test('what was proven for one dossier opens no other, and a visitor proves nothing', async ({ ctx }) => {
    const [one, other] = [await asked(ctx), await asked(ctx)]
    const guest = visitor(ctx)
    const citizen = { ...guest, actor: { ...guest.actor, kind: 'citizen' as const } }
    const supplement = { kind: 'supplement' as const, papers: other.papers, note: '' }
    const forbidden = { ok: false, error: { code: 'forbidden' } }
    expect(await act(citizen, { id: other.id }, supplement, { provenFor: one.code })).toEqual(forbidden)
    expect(await act(citizen, { id: other.id }, supplement, { asApplicant: true })).toEqual(forbidden)
    expect(await act(guest, { id: other.id }, supplement, { provenFor: other.code })).toEqual(forbidden)
    expect((await load(ctx, { code: other.code }))?.phase).toBe('supplement')
  })
})

test('the front page names procedures that people really use', async ({ ctx }) => {
  await received(ctx)
  expect((await popularProcedures(ctx, 6)).map(({ code }) => code)).toContain('1.004873')
})
