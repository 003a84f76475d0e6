import { describe, expect, test } from 'vitest'
import type { Paper as AskedPaper } from '#server/catalogue/index.ts'
import type { Paper } from './model.ts'
import { isThere, offersFor } from './offers.rules.ts'
import type { OnceRule } from './once.model.ts'
import { holdsFor, paperMeant, readRule, subjectsOf } from './once.rules.ts'

const asked = (code: string, vi: string, more: Partial<AskedPaper> = {}): AskedPaper => ({
  ...{ code, name: { vi }, originals: 0, certified: 0, copies: 1, template: null, case: '', required: true },
  ...{ replacedBy: null, ...more }
})
const BIRTH = asked('giay-khai-sinh-cu', 'Bản sao Giấy khai sinh cũ')
const FORM = asked('to-khai', 'Tờ khai đăng ký lại khai sinh', { template: 'Mau-1' })
const procedure = { code: '1.004884', papers: [FORM, BIRTH] }
const held = (more: Partial<Paper> = {}): Paper => ({
  ...{ id: 'p1' as Paper['id'], version: 1, state: 'in-force', enteredAt: '2026-01-05T03:00:00Z', certified: null },
  ...{ replaces: null, replacedBy: null, withdrawnBecause: '', uses: 0, kind: 'KQ.1', name: 'Giấy khai sinh' },
  ...{ holder: { kind: 'person', number: '099188000310', name: 'Nguyễn Thị Hoa' }, issuer: '', number: '12' },
  ...{ issuedOn: null, validTo: null, source: 'result', form: 'electronic', dossier: null, unit: 'H99', pages: null },
  ...{ file: { id: 'f'.repeat(64), name: 'a.pdf', bytes: 1, type: 'application/pdf' }, ...more }
})
const rule: OnceRule = {
  ...{ procedure: '1.004884', words: 'Giấy khai sinh', database: 'Cơ sở dữ liệu hộ tịch điện tử', paper: null },
  ...{ document: 'Nghị định 123', article: 'Điều 26', source: 'x', validFrom: '2026-01-01', validTo: '2027-02-28' }
}
const TODAY = '2026-11-23'

describe('a row of the table', () => {
  const row = {
    ...{ code: '1.004884', name: 'Đăng ký lại khai sinh', component_replaced: 'Giấy khai sinh' },
    ...{ database: 'CSDL hộ tịch', database_owner: 'Bộ Tư pháp', legal_document: 'Nghị định 123', article: 'Điều 26' }
  }
  test('is a rule with its article', () => {
    expect(readRule(row)).toMatchObject({ procedure: '1.004884', words: 'Giấy khai sinh', remark: null })
    expect(readRule({ ...row, article: '' })).toMatchObject({ remark: 'article-missing' })
    expect(readRule({ ...row, parse: 'check_10_cells' })).toMatchObject({ remark: 'to-be-checked' })
  })
  test('whose cells slipped is put right, kept, and shown to a person', () => {
    const slipped = { ...row, component_replaced: 'Cơ sở dữ liệu quốc gia về dân cư', database: 'Bộ Công an' }
    const read = readRule({ ...slipped, database_owner: 'Thông tư 07', legal_document: 'khoản 2', article: '' })
    expect(read).toMatchObject({ words: '', owner: 'Bộ Công an', document: 'Thông tư 07', article: 'khoản 2' })
    expect(read).toMatchObject({ database: 'Cơ sở dữ liệu quốc gia về dân cư', remark: 'columns-shifted' })
  })
  test('without procedure or paper is none', () => {
    expect(readRule({ ...row, code: 'x' })).toEqual({ code: 'procedure-code-odd' })
    expect(readRule({ ...row, component_replaced: ' ' })).toEqual({ code: 'paper-missing' })
  })
  test('of a national code holds for a province’s copy of it and for no other', () => {
    expect(holdsFor('1.001612', '1.001612.000.00.00.H48')).toBe(true)
    expect(holdsFor('1.001612', '1.0016120')).toBe(false)
  })
})

describe('the words of a rule', () => {
  test('mean the one paper of that subject, whatever the accents, and never the application', () => {
    expect(paperMeant('giay KHAI SINH', procedure.papers)).toBe('giay-khai-sinh-cu')
    expect(subjectsOf('Giấy xác nhận tình trạng hôn nhân')).toEqual(['marital-status'])
  })
  test('that could mean two papers are left to a person', () => {
    expect(paperMeant('Giấy khai sinh', [BIRTH, asked('b', 'Giấy khai sinh của con')])).toBeNull()
    expect(paperMeant('Giấy khai sinh', [asked('a', 'Giấy khai sinh'), asked('b', 'Giấy khai sinh của con')])).toBe('a')
  })
})

describe('an offer', () => {
  const offer = (papers: Paper[], rules: OnceRule[] = [], today = TODAY) =>
    offersFor(procedure, papers, rules, today).find(({ paper }) => paper === BIRTH.code)!
  test('names the paper of the store that is what is asked for', () => {
    expect(offer([held()]).store.map(({ id }) => id)).toEqual(['p1'])
    expect(offer([held({ name: 'Giấy chứng nhận kết hôn' })]).store).toEqual([])
  })
  test.each([
    ['was replaced', { state: 'replaced' }],
    ['has run out', { validTo: '2026-11-22' }],
    ['has no file any more', { file: null }]
  ] as const)('does not name one that %s', (_, more) => {
    expect(offer([held(more)]).store).toEqual([])
  })
  test('is good to the last day of the paper', () => {
    expect(offer([held({ validTo: TODAY })]).store).toHaveLength(1)
  })
  test('never stands in for the application itself', () => {
    const own = held({ kind: 'to-khai', name: 'Tờ khai đăng ký lại khai sinh' })
    expect(offersFor(procedure, [own], [], TODAY)[0]!.store).toEqual([])
  })
  test('names the register with its article while the resolution is in force, and only then', () => {
    expect(offer([], [rule]).register).toMatchObject({ database: rule.database, article: 'Điều 26' })
    expect(isThere(offer([], [rule], '2025-12-31'))).toBe(false)
    expect(isThere(offer([], [rule], '2027-02-28'))).toBe(true)
    expect(isThere(offer([], [rule], '2027-03-01'))).toBe(false)
  })
  test('says what the published revision says itself, without a rule', () => {
    const papers = [{ ...BIRTH, replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử' }]
    const [only] = offersFor({ code: '1.004884', papers }, [], [], TODAY)
    expect(only!.register).toMatchObject({ database: 'Cơ sở dữ liệu hộ tịch điện tử', article: '' })
  })
  test('is neither where nothing is there: the paper is asked for', () => {
    expect(isThere(offer([]))).toBe(false)
  })
})
