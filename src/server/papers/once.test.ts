import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { permissions as catalogue, procedureByCode } from '#server/catalogue/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { storeUpload } from '#server/documents/index.ts'
import { arriving, PDF } from '#server/documents/testing.ts'
import {
  act,
  fileDossier,
  permissions as dossiers,
  receiveAtCounter,
  ReceiveInput,
  sendBackAtCounter
} from '#server/dossiers/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { SYSTEM } from '#server/platform/index.ts'
import { projectRoot } from '#server/platform/project.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { enterPaper, importOnceRules, mapRule, oncePermissions, onceScreen, PaperInput } from './index.ts'
import { offersAtCounter, offersOf, onceOnly, ownFile, ownStore, questionUse, recordUses } from './index.ts'
import { answerUseQuestion, bringOwn, dropOwn, paperScreen, useQuestions } from './index.ts'
import { countable } from '#server/transparency/settlement.store.ts'

const policy = createPolicy([identity, catalogue, dossiers, oncePermissions])
const TABLE = join(
  process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'),
  'data/procedures/nq66_7_thay_the_giay_to.csv'
)
const REGISTRATION = '1.004884'
const AN = { personalNumber: '099088000011', businessNumber: null, numberVerified: true }
const BINH = { personalNumber: '099192000012', businessNumber: null, numberVerified: true }

let settled: Promise<void> | undefined
const test = base.extend<{ desk: TestCtx }>({
  desk: async ({ ctx }, use) => {
    await (settled ??= settle(ctx))
    await use(await as(ctx, 'motcua.mogiang', policy))
  }
})
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
async function held(ctx: TestCtx, number: string, more: object = {}) {
  const content = Buffer.concat([PDF, Buffer.from(`% ${number} ${JSON.stringify(more)}\n`)])
  const file = must(await storeUpload(ctx, arriving(content), { name: 'Giấy.pdf', limit: 1 << 20, owner: 'draft:1' }))
  const input = PaperInput.parse({
    ...{ kind: 'KQ.G15.000031', name: 'Giấy khai sinh', holder: { kind: 'person', number, name: 'Nguyễn Văn An' } },
    ...{ number: '12/2020', source: 'result', form: 'electronic', unit: ctx.actor.unit, ...more }
  })
  return must(await enterPaper(ctx, input, file))
}
const sheet = (more: Record<string, string> = {}) => ({
  ...{ kind: 'person', name: 'Nguyễn Văn An', number: '099088000011', procedure: REGISTRATION },
  ...{ 'paper:to-khai': 'on', 'originals:to-khai': '1', ...more }
})

describe('the table of what may not be asked for', () => {
  base.skipIf(!existsSync(TABLE))('is rehearsed, loaded whole, and loaded again without change', async ({ ctx }) => {
    const rehearsed = must(await importOnceRules(ctx, TABLE, { rehearse: true }))
    expect(await ctx.sql`select from once_rule`).toHaveLength(0)
    expect(rehearsed).toMatchObject({ lines: 761, notUnderstood: [] })
    expect(rehearsed.rules + rehearsed.repeated).toBe(761)
    expect(rehearsed.remarks.filter(({ remark }) => remark === 'columns-shifted')).toHaveLength(8)
    expect(must(await importOnceRules(ctx, TABLE, { rehearse: false })).fresh).toBe(rehearsed.rules)
    expect(must(await importOnceRules(ctx, TABLE, { rehearse: false })).fresh).toBe(0)
    expect(await ctx.sql`select from once_rule`).toHaveLength(rehearsed.rules)
  })
  test('leaves what words do not say to a person, whose choice then binds', async ({ desk, ctx }) => {
    const path = join(await mkdtemp(join(tmpdir(), 'once-')), 'rules.csv')
    const rows = [
      `${REGISTRATION},Đăng ký lại,Chứng cứ cũ,Cơ sở dữ liệu hộ tịch điện tử,Bộ Tư pháp,Nghị định 123,Điều 26`,
      'x,y,z,,,,'
    ]
    await writeFile(
      path,
      `code,name,component_replaced,database,database_owner,legal_document,article\n${rows.join('\n')}\n`
    )
    const administrator = await as(ctx, 'quantri', policy)
    const report = must(await importOnceRules(administrator, path, { rehearse: false }))
    expect(report).toMatchObject({
      lines: 2,
      rules: 1,
      open: 1,
      notUnderstood: [{ line: 3, code: 'procedure-code-odd' }]
    })
    const { rows: shown } = await onceScreen(administrator, { words: 'chung cu cu', open: true, after: null })
    expect(shown).toMatchObject([{ paper: null, choices: [{ value: 'ban-sao-cu' }, { value: 'giay-to-tuy-than' }] }])
    expect(await mapRule(desk, shown[0]!.id, 'ban-sao-cu')).toMatchObject({ error: { code: 'forbidden' } })
    must(await mapRule(administrator, shown[0]!.id, 'ban-sao-cu'))
    const { content } = must(await procedureByCode(ctx, REGISTRATION))
    const offer = (await offersOf(ctx, content, null)).find(({ paper }) => paper === 'ban-sao-cu')
    expect(offer?.register).toMatchObject({ article: 'Điều 26', law: 'Nghị quyết số 66.7/2025/NQ-CP' })
    await ctx.sql`delete from once_rule`
  })
})

describe('at the counter', () => {
  test('a paper of the store is taken with consent, and its holder sees the use', async ({ desk, ctx }) => {
    const paper = await held(desk, '099088000011')
    const typed = sheet({ [`store:ban-sao-cu`]: paper.id })
    const { shown, there } = await offersAtCounter(desk, typed)
    expect(shown.find(({ paper: code }) => code === 'ban-sao-cu')).toMatchObject({ store: [{ id: paper.id }] })
    const dossier = must(await receiveAtCounter(desk, typed, there))
    expect(dossier.papers.find(({ code }) => code === 'ban-sao-cu')?.files).toMatchObject([{ paper: paper.id }])
    expect(await recordUses(ctx, dossier.id, 1)).toBe(1)
    expect(await recordUses(ctx, dossier.id, 1)).toBe(0)
    const citizen = await as(ctx, 'congdan.an', policy)
    const { papers } = await ownStore(citizen, AN, null)
    expect(papers[0]).toMatchObject({ id: paper.id, uses: [{ dossier: dossier.code, by: desk.actor.name }] })
    const use = papers[0]!.uses[0]!.id
    must(await questionUse(citizen, AN, { use, question: 'Vì sao dùng giấy này?' }))
    expect(await questionUse(citizen, BINH, { use, question: 'Của ai?' })).toMatchObject({
      error: { code: 'not-found' }
    })
    const control = await as(ctx, 'quantri', policy)
    const [asked] = await useQuestions(control)
    must(await answerUseQuestion(control, asked!.id, 'Để đăng ký lại khai sinh.'))
    expect((await ownStore(citizen, AN, null)).papers[0]!.uses[0]).toMatchObject({
      answer: 'Để đăng ký lại khai sinh.'
    })
  })
  test('asking for what the store has is refused by name of the law, and needs a reason that is kept', async ({
    desk
  }) => {
    const asks = sheet({ 'paper:ban-sao-cu': 'on', 'copies:ban-sao-cu': '1' })
    const { there } = await offersAtCounter(desk, asks)
    const refused = await receiveAtCounter(desk, asks, there)
    expect(refused).toMatchObject({
      error: { code: 'paper-is-there', law: expect.stringContaining('66.7/2025/NQ-CP') }
    })
    const dossier = must(await receiveAtCounter(desk, { ...asks, 'despite:ban-sao-cu': 'Bản cũ bị nhòe' }, there))
    expect(dossier.papers.find(({ code }) => code === 'ban-sao-cu')).toMatchObject({ askedBecause: 'Bản cũ bị nhòe' })
  })
  test('the slip that asks for more papers is held to the same', async ({ desk }) => {
    const typed = sheet({ 'reason:ban-sao-cu': 'missing' })
    const { there } = await offersAtCounter(desk, typed)
    expect(await sendBackAtCounter(desk, typed, 'ask-supplement', there)).toMatchObject({
      error: { code: 'paper-is-there' }
    })
    const sent = must(
      await sendBackAtCounter(desk, { ...typed, 'despite:ban-sao-cu': 'Sai tên' }, 'ask-supplement', there)
    )
    expect(sent.asked).toMatchObject([{ code: 'missing', askedBecause: 'Sai tên' }])
  })
  test('who received with another program is held to it too; what a person filed is taken, and marked', async ({
    desk
  }) => {
    const brought = (channel: string, more: object = {}) =>
      ReceiveInput.parse({
        ...{ procedure: REGISTRATION, channel, applicant: { name: 'Nguyễn Văn An', number: '099088000011' } },
        papers: [
          { code: 'to-khai', originals: 1 },
          { code: 'ban-sao-cu', copies: 1, ...more }
        ]
      })
    expect(await onceOnly.receipt(desk, brought('post'))).toMatchObject({
      error: { code: 'paper-is-there', law: expect.stringContaining('66.7/2025/NQ-CP') }
    })
    const said = brought('counter', { askedBecause: 'Bản cũ bị nhòe' })
    expect(await onceOnly.receipt(desk, said)).toEqual({ ok: true, value: said })
    const { papers } = must(
      await fileDossier(
        { ...desk, actor: { ...SYSTEM, unit: desk.actor.unit } },
        must(await onceOnly.receipt(desk, brought('online'))),
        { fromPortal: true }
      )
    )
    expect(papers.map(({ code, notNeeded }) => [code, notNeeded?.includes('66.7/2025')])).toEqual([
      ['to-khai', undefined],
      ['ban-sao-cu', true]
    ])
    // Who may not receive is told nothing of what a person has.
    const nobody = { ...desk, actor: { ...desk.actor, may: () => false } }
    expect(await onceOnly.receipt(nobody, brought('counter'))).toMatchObject({ ok: true })
  })
  test('what a person put into the own store is offered as such, taken, and asked for all the same', async ({
    desk,
    ctx
  }) => {
    const lan = { ...AN, personalNumber: '099190000077', fullName: 'Phạm Thị Lan' }
    const citizen = await as(ctx, 'congdan.an', policy)
    const bringing = { name: 'Bản sao Giấy khai sinh', number: '9/1990', issuer: '', issuedOn: '01/02/1990' }
    const content = Buffer.concat([PDF, Buffer.from('% own\n')])
    const bring = (more: object = {}) =>
      bringOwn(citizen, lan, { ...bringing, ...more, file: arriving(content), fileName: 'khai-sinh.pdf' })
    expect(await bring({ issuedOn: '31/02/1990' })).toMatchObject({ error: { code: 'own-incomplete' } })
    const brought = must(await bring())
    expect(brought).toMatchObject({ source: 'own', form: 'scan', issuedOn: '1990-02-01' })
    expect((await ownStore(ctx, lan, null)).papers).toMatchObject([{ own: true, hasFile: true }])
    expect(await paperScreen(desk, brought.id)).toBeNull()

    const typed = sheet({
      name: lan.fullName,
      number: lan.personalNumber,
      'paper:ban-sao-cu': 'on',
      'copies:ban-sao-cu': '1'
    })
    const { there, shown } = await offersAtCounter(desk, typed)
    expect(shown.find(({ paper }) => paper === 'ban-sao-cu')?.store).toMatchObject([{ id: brought.id, own: true }])
    must(await receiveAtCounter(desk, typed, there))
    const taken = must(
      await receiveAtCounter(
        desk,
        { ...sheet({ name: lan.fullName, number: lan.personalNumber }), 'store:ban-sao-cu': brought.id, despite: 'on' },
        there
      )
    )
    expect(await recordUses(ctx, taken.id, taken.version)).toBe(1)
    // It served, and no office digitised or reused anything by it.
    const [counted] = await countable(ctx, [taken.id])
    expect(counted).toMatchObject({ papers: 2, papersDigitised: 0 })
    expect(await dropOwn(citizen, AN, brought.id)).toMatchObject({ error: { code: 'not-found' } })
    must(await dropOwn(citizen, lan, brought.id))
    expect((await offersAtCounter(desk, typed)).there.some(({ files }) => files.length > 0)).toBe(false)
  })
  test('somebody else’s paper is neither offered nor taken nor counted as used', async ({ desk, ctx }) => {
    const other = await held(desk, '099192000012')
    const typed = sheet({ 'store:ban-sao-cu': other.id, despite: 'on' })
    const { there } = await offersAtCounter(desk, typed)
    expect(there.flatMap(({ files }) => files).some(file => file.paper === other.id)).toBe(false)
    const dossier = must(await receiveAtCounter(desk, typed, there))
    expect(dossier.papers.some(({ code }) => code === 'ban-sao-cu')).toBe(false)
    const forged = [
      {
        code: 'ban-sao-cu',
        name: '',
        originals: 0,
        certified: 0,
        copies: 0,
        files: [{ ...other.file!, paper: other.id }]
      }
    ]
    const corrected = await act(
      desk,
      { id: dossier.id },
      {
        kind: 'ask-supplement',
        reasons: [{ code: 'missing', about: { kind: 'paper', ref: 'ban-sao-cu', name: 'x' }, note: 'x' }]
      }
    )
    must(corrected)
    const brought = must(await act(desk, { id: dossier.id }, { kind: 'supplement', papers: forged, note: '' }))
    expect(await recordUses(ctx, dossier.id, brought.version)).toBe(0)
    expect(await ownFile(ctx, AN, other.id)).toBeNull()
    expect((await ownStore(ctx, AN, null)).papers.some(({ id }) => id === other.id)).toBe(false)
    expect((await ownStore(ctx, { ...BINH, numberVerified: false }, null)).papers).toEqual([])
  })
})
