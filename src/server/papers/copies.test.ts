import { PDFArray, PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { signMany, signScreen } from '#server/desk/index.ts'
import { act, load, permissions as dossiers, ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { verifyChains } from '#server/platform/index.ts'
import type { Ctx, FedEvent } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { checkSeal } from '#server/seals/index.ts'
import { verifyFile } from '#server/signatures/index.ts'
import { aPdf } from '#server/signatures/testing.ts'
import * as papers from './index.ts'
import { reactions, tasks } from './jobs.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  return ctx
})
const policy = createPolicy([identity, dossiers, papers.permissions])
const person = (ctx: TestCtx, login: string): Promise<Ctx> => as(ctx, login, policy)
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** A certificate of marital status asked for at the ward on paper: an application and an identity card. */
const HANDED = [
  { code: 'to-khai', name: 'Tờ khai', originals: 1 },
  { code: 'ly-hon', name: 'Bản án ly hôn', copies: 1 },
  { code: 'giay-to-tuy-than', name: 'Thẻ căn cước (xuất trình)', originals: 1 }
]
async function received(ctx: Ctx, number = '999090000001') {
  const input = { procedure: '1.004873', applicant: { name: 'Nguyễn Văn An', number }, papers: HANDED }
  return must(await receiveDossier(ctx, ReceiveInput.parse(input)))
}
const form = (fields: Record<string, string | File>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const pdf = async (pages: number) =>
  new File([(await aPdf(pages)) as BlobPart], 'quet.pdf', { type: 'application/pdf' })
const content = async (ctx: Ctx, id: string) => {
  const pieces: Buffer[] = []
  for await (const piece of ctx.blobs.open(id)) pieces.push(piece as Buffer)
  return new Uint8Array(Buffer.concat(pieces))
}

/** Does what the events of a case set in motion among papers, as the relay would. */
async function follow(ctx: TestCtx, caseId: string) {
  const events = await ctx.sql<FedEvent[]>`
    select type as "type", data as "data", case_id as "caseId" from event where case_id = ${caseId} order by version`
  for (const event of events)
    for (const job of reactions[event.type]?.(event) ?? [])
      await tasks[job.task as keyof typeof tasks](ctx, job.payload)
}

describe('papers handed in at the desk', () => {
  test('become certified copies: wrong page counts lose nothing, what must not be scanned is refused', async ({
    told
  }) => {
    const desk = await person(told, 'motcua.mogiang')
    const { code, id } = await received(desk)
    const first = { 'treatment-0': 'scan', 'file-0': await pdf(2), 'pages-0': '3', 'seen-0': 'original' }
    const secret = { 'treatment-2': 'secret', 'file-2': await pdf(1), 'pages-2': '1', 'seen-2': 'original' }
    expect(await papers.scanPapers(desk, code, form({ ...first, ...secret }))).toMatchObject({
      error: { faults: { 0: { code: 'scan-pages-differ', wanted: 3, real: 2 }, 2: { code: 'scan-secret' } } }
    })
    const screen = (await papers.scanScreen(desk, code))!
    expect(screen).toMatchObject({ barrier: null, signs: true })
    expect(screen.lines.map(({ usual, kept }) => [usual, kept])).toEqual([
      ['scan', ['quet.pdf']],
      ['scan', []],
      ['shown-only', ['quet.pdf']]
    ])
    // The file that was sent before is still there: only the count is typed anew.
    const again = { 'pages-0': '1', 'notes-0': '1', 'seen-0': 'original', 'treatment-2': 'shown-only' }
    expect(await papers.scanPapers(desk, code, form(again))).toMatchObject({
      error: { faults: { 2: { code: 'scan-shown-only' } } }
    })
    const done = must(await papers.scanPapers(desk, code, form({ ...again, 'drop-2': 'yes' })))
    expect(done).toEqual({ certified: 1, waiting: 0, unsigned: 0, refused: [] })
    const { lines } = (await papers.scanScreen(desk, code))!
    expect(lines.map(line => [line.done?.treatment, line.done?.form])).toEqual([
      ['scanned', 'certified-copy'],
      [undefined, undefined],
      ['shown-only', null]
    ])
    const paper = (await papers.paperById(told, lines[0]!.done!.paper!))!
    expect(paper).toMatchObject({
      form: 'certified-copy',
      pages: 2,
      dossier: id,
      kind: 'application',
      source: 'scanned'
    })
    expect(paper.certified).toMatchObject({ byName: desk.actor.name, originalSeen: 'Bản chính', unit: 'H99.31' })
    const verdict = await verifyFile(told, await content(told, paper.file!.id))
    expect(verdict).toMatchObject({ good: true, signatures: [{ holder: { name: desk.actor.name } }] })
    expect(await checkSeal(told, verdict.seal!)).toMatchObject({ kind: 'holds', facts: { kind: 'copy', code } })
    // The stamp covers nothing of the scan: its page is higher by the strip in which it stands.
    const pages = (await PDFDocument.load(await content(told, paper.file!.id))).getPages()
    expect(pages.map(page => Math.round(page.getHeight() - 842))).toEqual([60, 0])
    const [stamp] = pages[0]!.node.Annots()!.asArray()
    const { y } = pages[0]!.doc.context.lookup(stamp, PDFDict).lookup(PDFName.of('Rect'), PDFArray).asRectangle()
    expect(y).toBeGreaterThan(842)

    // The same form sent twice is one paper; a better scan replaces the first one.
    const twice = { 'file-0': await pdf(2), 'pages-0': '2', 'seen-0': 'certified' }
    must(await papers.scanPapers(desk, code, form(twice)))
    const better = (await papers.scanScreen(desk, code))!.lines[0]!.done!
    expect(await papers.paperById(told, better.paper!)).toMatchObject({ state: 'in-force' })
    expect((await papers.papersOf(told, paper.holder)).filter(({ state }) => state === 'in-force')).toHaveLength(1)
    expect((await verifyChains(told)).filter(({ broken }) => broken > 0)).toEqual([])
  })

  test('are scans with a gap where the officer has no certificate, and pictures become pages', async ({ told }) => {
    const desk = await person(told, 'motcua.mogiang')
    await told.sql`update signer set ended_at = now() where officer = ${desk.actor.id}`
    const { code } = await received(desk, '999090000002')
    const sharp = (await import('sharp')).default
    const drawn = await sharp({ create: { width: 90, height: 120, channels: 3, background: '#eee' } })
      .png()
      .toBuffer()
    const picture = new File([new Uint8Array(drawn)], 'trang.png', { type: 'image/png' })
    const sent = form({ 'file-1': picture, 'pages-1': '1', 'seen-1': 'compared' })
    expect(must(await papers.scanPapers(desk, code, sent))).toMatchObject({ certified: 0, unsigned: 1 })
    const [, line] = (await papers.scanScreen(desk, code))!.lines
    expect(line!.done).toMatchObject({ treatment: 'scanned', form: 'scan', pages: 1 })
    await told.sql`update signer set ended_at = null where officer = ${desk.actor.id}`
    const signed = await papers.certifyCopies(desk, [{ id: line!.done!.paper!, originalSeen: 'Bản chính' }])
    expect(signed).toMatchObject({ certified: 1, refused: [] })
    const broken = new File([new Uint8Array(Buffer.from('%PDF-1.7\nnothing\n%%EOF'))], 'x.pdf')
    const refused = await papers.scanPapers(
      desk,
      code,
      form({ 'file-0': broken, 'pages-0': '1', 'seen-0': 'original' })
    )
    expect(refused).toMatchObject({ error: { faults: { 0: { code: 'broken' } } } })
  })

  test('are nothing to other desks', async ({ told }) => {
    const { code } = await received(await person(told, 'motcua.mogiang'), '999090000003')
    expect(await papers.scanScreen(await person(told, 'motcua.caumay'), code)).toBeNull()
    const handler = await person(told, 'tuphap.mogiang')
    expect(await papers.scanPapers(handler, code, form({}))).toEqual({ ok: false, error: { code: 'not-found' } })
  })
})

describe('results', () => {
  async function signedResult(told: TestCtx, number: string) {
    const [desk, handler, chair] = await Promise.all(
      ['motcua.mogiang', 'tuphap.mogiang', 'chutich.mogiang'].map(login => person(told, login))
    )
    const { id } = await received(desk!, number)
    for (const [ctx, outcome] of [
      [desk!, 'done'],
      [handler!, 'done']
    ] as const) {
      const { token } = (await load(told, { id: id as DossierId }))!.steps[0]!
      const done = { token, outcome, note: 'Đủ', files: [], data: {}, result: null }
      must(await act(ctx, { id: id as DossierId }, { kind: 'complete', ...done }))
    }
    const { rows } = await signScreen(chair!)
    const { pick, number: given } = rows.find(row => row.pick.startsWith(id))!
    expect(await signMany(chair!, form({ pick, [`number ${pick}`]: given }))).toMatchObject({ done: 1 })
    return { id, number: given, dossier: (await load(told, { id: id as DossierId }))! }
  }

  test('enter the register of their applicant once, and a voided dossier takes them back with their seal', async ({
    told
  }) => {
    const { id, number, dossier } = await signedResult(told, '999090000004')
    await follow(told, id)
    await follow(told, id)
    const holder = { kind: 'person', number: '999090000004' } as const
    const [paper, ...others] = await papers.papersOf(told, holder)
    expect(others).toEqual([])
    expect(paper).toMatchObject({
      ...{ kind: 'marital-status', name: 'Giấy xác nhận tình trạng hôn nhân', source: 'result', form: 'electronic' },
      ...{ number, issuedOn: '2026-11-23', validTo: '2027-05-23', unit: 'H99.31', state: 'in-force' }
    })
    const seal = (await verifyFile(told, await content(told, paper!.file!.id))).seal!
    expect(await checkSeal(told, seal)).toMatchObject({ kind: 'holds' })
    await papers.withdrawPapersOf(told, id, 'Nhập nhầm người')
    await follow(told, paper!.id)
    expect(await checkSeal(told, seal)).toMatchObject({ kind: 'revoked', reason: 'withdrawn' })
    expect(await papers.paperById(told, paper!.id)).toMatchObject({ state: 'withdrawn' })
    // What was taken back is not entered again by a late repetition.
    await follow(told, id)
    expect(await papers.papersOf(told, holder)).toHaveLength(1)
    expect(await papers.formerOf(told, dossier, '9/KQ')).toBeNull()
  })
})
