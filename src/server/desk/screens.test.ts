import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { act, load, permissions as dossiers, ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { permissions as calendar } from '#server/calendar/index.ts'
import { permissions as catalogue } from '#server/catalogue/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { uploadsOf } from '#server/documents/index.ts'
import { pdfText } from '#server/documents/testing.ts'
import { as } from '#server/identity/testing.ts'
import { settle } from '#server/demonstration/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { actUploads } from './act.files.ts'
import { actOnCase } from './case.actions.ts'
import { caseScreen, fileOfCase } from './case.ts'
import { listScreen } from './list.ts'
import { liveStream } from './live.ts'
import { claimMany, completeMany, picksOf } from './queue.actions.ts'
import { queueScreen } from './queue.ts'
import { signMany, signScreen } from './sign.ts'
import type { ActName } from './acts.rules.ts'

const policy = createPolicy([identity, calendar, catalogue, dossiers])
let settled: Promise<void> | undefined
const person = async (ctx: TestCtx, login: string): Promise<Ctx> => {
  await (settled ??= settle(ctx))
  return as(ctx, login, policy)
}
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
/** A birth registration at the ward Mơ Giang: desk, handler, chair. */
async function received(ctx: TestCtx, name = 'Nguyễn Văn An'): Promise<{ code: string; id: string }> {
  const desk = await person(ctx, 'motcua.mogiang')
  const input = ReceiveInput.parse({ procedure: '1.004873', applicant: { name, number: '999090000001' } })
  return must(await receiveDossier(desk, input))
}
const form = (fields: Record<string, string | Blob>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const asked = (query = '') => new URLSearchParams(query)
async function doIt(ctx: Ctx, code: string, name: ActName, fields: Record<string, string | Blob> = {}) {
  const screen = (await caseScreen(ctx, code, asked(`do=${name}`)))!
  const sent = { version: String(screen.version), token: screen.panel?.token ?? '', ...fields }
  return actOnCase(ctx, code, name, form(sent))
}

describe('the page of a dossier', () => {
  test('ties a reason to a field of the form as well as to a paper, and lists what the applicant was told', async ({
    ctx
  }) => {
    const { code } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    const { panel } = (await caseScreen(desk, code, asked('do=ask-supplement')))!
    const kinds = panel!.about.map(({ kind }) => kind)
    expect(kinds.filter(kind => kind === 'paper')).toHaveLength(panel!.papers.length)
    expect(kinds.at(-1)).toBe('dossier')
    const row = { 'reason-0-code': 'missing', 'reason-0-note': '' }
    const after = must(await doIt(desk, code, 'ask-supplement', row))
    expect(after.asked[0]?.note).toContain(panel!.about[0]!.name)
    const screen = (await caseScreen(desk, code, asked()))!
    expect([screen.answerBy, screen.notices]).toEqual([null, []])
  })

  test('lists what was told, to whom in part only, and in which words, the latest first', async ({ ctx }) => {
    const { code, id } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    for (const [at, address] of ['nguyenvanan@thu.vn', '0912345678'].entries())
      await ctx.sql`
        insert into notice (id, key, template, channel, to_name, to_address, language, subject, body, html, secret,
          about_kind, about_id, state, created_at)
        values (${randomUUID()}, ${`${id} ${at}`}, 'withdrawn', ${at === 0 ? 'email' : 'sms'}, 'Nguyễn Văn An', ${address},
          'vi', 'Đã rút hồ sơ', ${`Hồ sơ ${code} đã được rút.`}, '', false, 'dossier', ${id}, 'waiting',
          ${new Date(ctx.now().getTime() + at)})`
    const { notices } = (await caseScreen(desk, code, asked()))!
    expect(notices.map(({ to, toName, channel }) => [to, toName, channel])).toEqual([
      ['091•••678', 'Nguyễn Văn An', 'sms'],
      ['n•••n@thu.vn', 'Nguyễn Văn An', 'email']
    ])
    expect(notices[0]!.words).toContain(code)
  })

  test('takes it from the desk to the signed result, each officer seeing what is next', async ({ ctx }) => {
    const { code } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    const handler = await person(ctx, 'tuphap.mogiang')
    const chair = await person(ctx, 'chutich.mogiang')
    expect((await caseScreen(desk, code, asked()))!.panel).toMatchObject({ name: 'complete', signs: 'no' })
    expect((await caseScreen(handler, code, asked()))!.panel?.name).not.toBe('complete')
    must(await doIt(desk, code, 'complete', { outcome: 'done' }))
    must(await doIt(handler, code, 'complete', { outcome: 'done', note: 'Đủ điều kiện' }))
    expect((await caseScreen(chair, code, asked()))!.panel).toMatchObject({ signs: 'must', number: '1/KQ' })
    must(await doIt(chair, code, 'complete', { outcome: 'approve', number: '7/XN', result: 'granted' }))
    const ready = (await caseScreen(desk, code, asked()))!
    expect(ready).toMatchObject({ phase: 'settled', result: { number: '7/XN', signedBy: 'Nguyễn Đức Thịnh' } })
    expect(ready.panel?.name).toBe('return-result')
    expect(ready.course.map(step => step.state)).toEqual(['done', 'done', 'done', 'current'])
    expect(ready.timeline[0]?.title).toBe('Có kết quả giải quyết')
  })

  test('explains its deadline in the language of the reader', async ({ ctx }) => {
    const { code } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    const vi = (await caseScreen(desk, code, asked()))!.deadline
    const en = (await caseScreen({ ...desk, language: 'en' }, code, asked()))!.deadline
    expect(vi.explanation).toMatch(/ngày làm việc/)
    expect(en.explanation).toMatch(/working day/)
    expect(vi.due).toMatchObject({ state: 'in-time', left: { unit: 'working-day' } })
  })

  test('is not there for an officer of another unit', async ({ ctx }) => {
    const { code } = await received(ctx)
    expect(await caseScreen(await person(ctx, 'motcua.caumay'), code, asked())).toBeNull()
    expect(await caseScreen(await person(ctx, 'giamdoc.tuphap'), code, asked())).toBeNull()
    const elsewhere = await actOnCase(await person(ctx, 'motcua.caumay'), code, 'stop', form({ reason: 'x' }))
    expect(elsewhere).toMatchObject({ error: { code: 'not-found' } })
    expect(await caseScreen(await person(ctx, 'kstt.truongphong'), code, asked())).toMatchObject({ acts: [] })
  })

  test('does nothing to a dossier that changed after it was shown, and says so', async ({ ctx }) => {
    const { code, id } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    const { version, panel } = (await caseScreen(desk, code, asked()))!
    must(await act(desk, { id }, { kind: 'claim', token: panel!.token! }))
    const late = { version: String(version), token: panel!.token!, outcome: 'done' }
    const refused = await actOnCase(desk, code, 'complete', form(late))
    expect(refused).toMatchObject({ error: { code: 'version-changed', problem: expect.stringMatching(/vừa được/) } })
  })

  test('keeps the files of a refused act for the next try', async ({ ctx }) => {
    const { code } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    const file = new File([pdfText()], 'du-thao.pdf')
    expect((await doIt(desk, code, 'complete', { outcome: 'no-such', files: file })).ok).toBe(false)
    expect((await caseScreen(desk, code, asked()))!.panel!.kept).toEqual(['du-thao.pdf'])
    must(await doIt(desk, code, 'complete', { outcome: 'done', keep: 'yes' }))
    const after = (await caseScreen(desk, code, asked()))!
    const kept = after.timeline.flatMap(entry => entry.files)
    expect(kept.map(each => each.name)).toEqual(['du-thao.pdf'])
    expect(await fileOfCase(desk, code, kept[0]!.id)).toMatchObject({ name: 'du-thao.pdf' })
    expect(await fileOfCase(await person(ctx, 'motcua.caumay'), code, kept[0]!.id)).toBeNull()
  })

  test('asks for papers by coded reasons, and takes them in with their names', async ({ ctx }) => {
    const { code, id } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    expect(await doIt(desk, code, 'ask-supplement')).toMatchObject({
      error: { errors: { reasons: expect.any(String) } }
    })
    must(await doIt(desk, code, 'ask-supplement', { 'reason-0-code': 'missing', 'reason-0-note': 'Nộp bản chính' }))
    const waiting = (await caseScreen(desk, code, asked()))!
    expect(waiting.phase).toBe('supplement')
    expect(waiting.asked[0]).toMatch(/Thiếu giấy tờ – Nộp bản chính$/)
    expect(waiting.panel?.name).toBe('supplement')
    must(await doIt(desk, code, 'supplement', { 'paper-0-originals': '1' }))
    const { papers, phase } = (await load(ctx, { id }))!
    expect(phase).toBe('processing')
    expect(papers).toMatchObject([
      { code: waiting.panel!.papers[0]!.code, name: waiting.panel!.papers[0]!.name, originals: 1 }
    ])
  })

  test('takes in files of a supplement that came ahead of the form, each for its paper', async ({ ctx }) => {
    const { code, id } = await received(ctx)
    const desk = await person(ctx, 'motcua.mogiang')
    must(await doIt(desk, code, 'ask-supplement', { 'reason-0-code': 'missing' }))
    const place = (await actUploads(desk, code))!
    const send = (field: string, name: string, text = name) =>
      place.take({ field, name, stream: new Blob([pdfText(text)]).stream() as never })
    const papers = (await caseScreen(desk, code, asked()))!.panel!.papers.map(paper => paper.code)
    must(await send('files-0', 'to-khai.pdf'))
    expect(await send('files-99', 'la.pdf')).toMatchObject({ ok: false })
    expect(
      await place.take({ field: 'files-0', name: 'la.pdf', stream: new Blob(['\u0000\u0001']).stream() as never })
    ).toEqual({
      ok: false,
      error: { code: 'type-not-allowed', problem: expect.stringMatching(/PDF/) }
    })
    expect(await doIt(desk, code, 'supplement', { 'paper-0-originals': '1', keep: 'yes', version: '1' })).toMatchObject(
      {
        error: { code: 'version-changed' }
      }
    )
    expect((await caseScreen(desk, code, asked()))!.panel!.keptFor[0]).toEqual(['to-khai.pdf'])
    for (let at = 1; at < 20; at++) must(await send('files-0', `trang-${at}.pdf`))
    expect(await send('files-0', 'qua-nhieu.pdf')).toMatchObject({
      error: { problem: expect.stringMatching(/tối đa 20 tệp/) }
    })
    const along = { 'files-1': new File([pdfText('đi cùng')], 'kem.pdf'), keep: 'yes' }
    must(await doIt(desk, code, 'supplement', { 'paper-0-originals': '1', ...along }))
    const after = (await load(ctx, { id }))!
    expect(after.papers.map(paper => [paper.code, paper.files.length])).toEqual([
      [papers[0], 20],
      [papers[1], 1]
    ])
    expect(await uploadsOf(desk, place.owner)).toEqual([])
    expect(await uploadsOf(desk, `${place.owner}:${papers[0]}`)).toEqual([])
  })

  test('shows the new date before it is given', async ({ ctx }) => {
    const { code } = await received(ctx)
    const chair = await person(ctx, 'chutich.mogiang')
    const tried = (await caseScreen(chair, code, asked('do=extend&value=2')))!
    expect(tried.panel!.extension!.dueAt! > tried.deadline.due.dueAt!).toBe(true)
    must(await doIt(chair, code, 'extend', { value: '2', reason: 'Cần xác minh' }))
    const after = (await caseScreen(chair, code, asked()))!
    expect(after.deadline.due.dueAt).toEqual(tried.panel!.extension!.dueAt)
    expect(after.ledger.map(entry => entry.kind)).toEqual(['started', 'extended'])
    expect(after.acts.map(each => each.name)).not.toContain('extend')
  })
})

describe('the work queue', () => {
  test('of a head shows the units below too, of others only their own', async ({ ctx }) => {
    const director = await person(ctx, 'giamdoc.tuphap')
    const below = await queueScreen(director, asked('tab=agency'))
    expect([below.agency, below.tab]).toEqual([true, 'agency'])
    expect(below.counts.ofAgency).toBeGreaterThanOrEqual(below.counts.ofUnit)
    const desk = await queueScreen(await person(ctx, 'motcua.mogiang'), asked('tab=agency'))
    expect([desk.agency, desk.tab]).toEqual([false, 'mine'])
  })

  test('claims and finishes several at once, and tells why one was refused', async ({ ctx }) => {
    await received(ctx, 'Lò Thị Một')
    await received(ctx, 'Lò Thị Hai')
    const desk = await person(ctx, 'motcua.mogiang')
    const free = await queueScreen(desk, asked('tab=unclaimed&q=lo thi'))
    expect(free.rows.map(row => row.applicantName).sort()).toEqual(['Lò Thị Hai', 'Lò Thị Một'])
    const data = new FormData()
    for (const row of free.rows) data.append('pick', row.pick)
    expect(await claimMany(desk, picksOf(data))).toEqual({ done: 2, refused: [] })
    const again = await claimMany(desk, picksOf(data))
    expect(again.refused.map(refusal => refusal.why)).toEqual(Array(2).fill('Không có gì thay đổi.'))
    const mine = await queueScreen(desk, asked('q=lo thi'))
    expect(mine.rows.every(row => row.mine && row.due.left !== null)).toBe(true)
    expect(await completeMany(desk, picksOf(data), 'done')).toEqual({ done: 2, refused: [] })
    expect((await queueScreen(desk, asked('q=lo thi'))).rows).toEqual([])
  })

  test('pages by cursor without showing a row twice', async ({ ctx }) => {
    for (let n = 0; n < 27; n++) await received(ctx, `Trang Thứ ${n}`)
    const desk = await person(ctx, 'motcua.mogiang')
    const first = await queueScreen(desk, asked('tab=unclaimed&q=trang thu'))
    const second = await queueScreen(desk, asked(`tab=unclaimed&q=trang thu&after=${encodeURIComponent(first.next!)}`))
    const seen = [...first.rows, ...second.rows].map(row => row.pick)
    expect(new Set(seen).size).toBe(27)
    expect(second.next).toBeNull()
  })

  test('signs several at once with numbers that follow the last, who and when recorded', async ({ ctx }) => {
    const codes = [await received(ctx, 'Ký Một'), await received(ctx, 'Ký Hai')].map(({ code }) => code)
    const chair = await person(ctx, 'chutich.mogiang')
    for (const code of codes) {
      must(await doIt(await person(ctx, 'motcua.mogiang'), code, 'complete', { outcome: 'done' }))
      must(await doIt(await person(ctx, 'tuphap.mogiang'), code, 'complete', { outcome: 'done' }))
    }
    const { rows } = await signScreen(chair)
    const own = rows.filter(row => codes.includes(row.code))
    const data = new FormData()
    for (const row of own) {
      data.append('pick', row.pick)
      data.append(`number ${row.pick}`, row.number)
    }
    expect(await signMany(chair, data)).toEqual({ done: 2, waiting: 0, refused: [] })
    const signed = await Promise.all(own.map(async ({ code }) => (await load(ctx, { code }))!))
    expect(signed.map(each => each.result)).toEqual(
      own.map(row => expect.objectContaining({ number: row.number, signedBy: chair.actor.name, kind: 'granted' }))
    )
  })

  test('hears of news in its own unit, not in another', async ({ ctx }) => {
    const heard = async (unit: string) => {
      const reader = liveStream(ctx, [unit]).getReader()
      await reader.read()
      let told = false
      const listening = reader.read().then(({ done }) => void (told = !done))
      return { told: () => told, leave: () => reader.cancel().then(() => listening) }
    }
    await person(ctx, 'motcua.mogiang')
    const [here, elsewhere] = [await heard('H99.31'), await heard('H99.33')]
    await expect.poll(async () => (await received(ctx), here.told()), { interval: 700 }).toBe(true)
    expect(elsewhere.told()).toBe(false)
    await Promise.all([here.leave(), elsewhere.leave()])
  })
})

test('the list finds a dossier by its code and keeps to the unit', async ({ ctx }) => {
  const { code } = await received(ctx)
  const find = async (login: string) => (await listScreen(await person(ctx, login), asked(`q=${code}`))).rows
  expect((await find('motcua.mogiang')).map(row => row.code)).toEqual([code])
  expect(await find('motcua.caumay')).toEqual([])
  expect((await find('kstt.truongphong')).map(row => row.code)).toEqual([code])
})
