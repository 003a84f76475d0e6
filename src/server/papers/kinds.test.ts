import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindsAsCsv, kindsFromCsv } from './kinds.csv.ts'
import { PaperKind } from './kinds.model.ts'
import { keptUntil, kindOf, kindsOn, validTo } from './kinds.rules.ts'
import { SHIPPED } from './kinds.shipped.ts'
import { replacedBy } from './results.rules.ts'
import type { Paper, PaperId } from './model.ts'
import { scanFault, usualTreatment } from './scanning.rules.ts'
import type { HandedIn, ScanLine } from './scanning.rules.ts'

const TODAY = '2026-11-23'
const kinds = kindsOn([], SHIPPED, TODAY)
const named = (name: string) => kindOf(kinds, { code: 'x', name }).code

describe('kinds of paper', () => {
  test('are told by the code of the catalogue, else by the words at the beginning of the name', () => {
    expect(kindOf(kinds, { code: 'KQ.G15.000031', name: '?' }).code).toBe('birth-certificate')
    expect(named('Giấy xác nhận tình trạng hôn nhân của hai bên')).toBe('marital-status')
    expect(named('Tờ khai cấp bản sao Giấy khai sinh')).toBe('application')
    expect(named('Ảnh chân dung')).toBe('other')
  })

  test('are as the latest word of the province says, from its day on', () => {
    const birth = SHIPPED.find(({ code }) => code === 'birth-certificate')!
    const own = [{ ...birth, validFrom: '2026-12-01', retentionYears: 30 }]
    const on = (day: string) => kindsOn(own, SHIPPED, day).find(({ code }) => code === birth.code)?.retentionYears
    expect([on('2026-11-30'), on('2026-12-01')]).toEqual([null, 30])
  })

  test('say how long a paper holds and how long it is kept', () => {
    expect(validTo({ validMonths: 6 }, '2026-08-31')).toBe('2027-02-28')
    expect(validTo({ validMonths: null }, '2026-08-31')).toBeNull()
    expect(keptUntil({ retentionYears: 10 }, '2026-01-02')).toBe('2036-12-31')
    expect(keptUntil({ retentionYears: null }, '2026-01-02')).toBeNull()
  })

  test('never lose a word on the way through a table', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter(each => !/[|]/.test(each) && each.trim() === each && each !== '')
    const kind = fc.record({
      code: fc.stringMatching(/^[a-z][a-z0-9-]{2,20}$/),
      validFrom: fc.constantFrom('2026-12-01', '2027-01-01'),
      name: fc.record({ vi: text, en: text }),
      codes: fc.array(text, { maxLength: 3 }),
      words: fc.array(
        text.filter(each => each.length > 1),
        { maxLength: 3 }
      ),
      validMonths: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
      single: fc.boolean(),
      retentionYears: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
      notScanned: fc.constantFrom(null, 'secret' as const),
      basis: text,
      checked: fc.boolean()
    })
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1, maxLength: 4 }), given => {
        expect(kindsFromCsv(kindsAsCsv(given))).toEqual({ kinds: given.map(one => PaperKind.parse(one)) })
      }),
      { numRuns: 60 }
    )
    expect(kindsFromCsv('code,validFrom\nx,y\n')).toMatchObject({
      faults: [{ line: 1, column: 'nameVi' }, {}, {}, {}, {}, {}, {}, {}, {}, {}]
    })
    expect(kindsFromCsv(kindsAsCsv(SHIPPED).replace(',10,', ',zehn,'))).toMatchObject({
      faults: [{ column: 'retentionYears' }]
    })
  })
})

describe('scanning', () => {
  const paper: HandedIn = { code: 'x', name: 'Giấy khai sinh', originals: 1, certified: 0, copies: 0, files: [] }
  const line: ScanLine = { treatment: 'scan', files: 1, real: 3, pages: 3, notes: 0, seen: 'original' }
  const fault = (of: Partial<ScanLine>, on: Partial<HandedIn> = {}, online = false) =>
    scanFault({ ...line, ...of }, { ...paper, ...on }, { online, kinds })?.code ?? null

  test('asks for a file with as many pages as the paper, sticky notes counted twice', () => {
    expect(fault({})).toBeNull()
    expect(fault({ pages: 2 })).toBe('scan-pages-differ')
    expect(fault({ pages: 2, notes: 1 })).toBeNull()
    expect(fault({ pages: null })).toBe('scan-pages-missing')
    fc.assert(
      fc.property(fc.nat(20), fc.nat(5), fc.integer({ min: 1, max: 25 }), (pages, notes, real) => {
        expect(fault({ pages, notes, real }) === null).toBe(pages > 0 && pages + notes === real)
      })
    )
  })

  test('is refused with the article for what must not be scanned', () => {
    expect(fault({}, {}, true)).toBe('scan-filed-electronically')
    expect(fault({}, { originals: 0, files: [{}] })).toBe('scan-filed-electronically')
    for (const treatment of ['shown-only', 'consultation', 'secret'] as const)
      expect(fault({ treatment })).toBe(`scan-${treatment}`)
    expect(fault({}, { name: 'Tài liệu bí mật nhà nước' })).toBe('scan-secret')
    expect(scanFault({ ...line, treatment: 'secret' }, paper, { online: false, kinds })?.law).toContain('Điều 8')
  })

  test('needs a file that can be read and the original that was seen', () => {
    expect(fault({ real: null })).toBe('scan-unreadable')
    expect(fault({ seen: null })).toBe('scan-original-missing')
    expect(fault({ files: 0, pages: null, seen: null })).toBeNull()
    expect(usualTreatment({ ...paper, name: 'Thẻ căn cước (xuất trình)' }, kinds)).toBe('shown-only')
  })
})

describe('a new result', () => {
  const file = (name: string) => ({ id: name.repeat(64), name, bytes: 1, type: 'application/pdf' })
  const standing = (id: string, more: Partial<Paper> = {}): Paper => ({
    ...{ id: id as PaperId, version: 1, state: 'in-force', enteredAt: '', file: file(id), certified: null },
    ...{ replaces: null, replacedBy: null, withdrawnBecause: '', uses: 0, kind: 'birth-certificate', name: '' },
    ...{ holder: { kind: 'person', number: '099188000310', name: 'A' }, issuer: '', number: '', issuedOn: null },
    ...{ validTo: null, source: 'result', form: 'electronic', dossier: 'd1', unit: 'H99.31', pages: null },
    ...more
  })
  const replaced = (papers: Paper[], fresh: Partial<Paper>, files: string[]) =>
    replacedBy(papers, { kind: 'birth-certificate', dossier: 'd1', ...fresh }, files.map(file), kinds)?.id ?? null

  test('replaces what its own dossier gave before, never a file that still belongs to it', () => {
    expect(replaced([standing('a')], {}, ['b'])).toBe('a')
    expect(replaced([standing('a')], {}, ['a', 'b'])).toBeNull()
    expect(replaced([standing('a', { state: 'withdrawn' })], {}, ['b'])).toBeNull()
    expect(replaced([standing('a', { source: 'scanned' })], {}, ['b'])).toBeNull()
  })

  test('of another dossier replaces only a kind of which a holder has one at a time', () => {
    expect(replaced([standing('a')], { dossier: 'd2' }, ['b'])).toBeNull()
    const business = { kind: 'household-business' }
    expect(replaced([standing('a', business)], { ...business, dossier: 'd2' }, ['b'])).toBe('a')
  })
})
