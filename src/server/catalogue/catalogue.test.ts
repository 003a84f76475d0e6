import { describe, expect } from 'vitest'
import { VISITOR } from '#server/platform/index.ts'
import { test, testCtx } from '#server/platform/testing.ts'
import {
  compareRevisions,
  newRevision,
  procedureByCode,
  publishRevision,
  revisionById,
  searchProcedures,
  withdrawProcedure
} from './actions.ts'
import { publishDemonstration } from './demonstration/index.ts'
import { publish } from './store.ts'
import { aProcedure, inventedNames, someContent } from './testing.ts'

describe('publishing', () => {
  test('gives a procedure its first revision, then a second when something changed', async ({ ctx }) => {
    expect(await aProcedure(ctx)).toMatchObject({ number: 1, unchanged: false })
    expect(await aProcedure(ctx, { agency: 'Ủy ban nhân dân phường' })).toMatchObject({ number: 2, unchanged: false })
  })

  test('the same content again changes nothing', async ({ ctx }) => {
    const first = await aProcedure(ctx, { code: '1.900002' })
    expect(await aProcedure(ctx, { code: '1.900002' })).toEqual({ ...first, unchanged: true })
  })

  test('is refused to a visitor', async ({ ctx }) => {
    expect(await publishRevision({ ...ctx, actor: VISITOR }, someContent())).toMatchObject({
      error: { code: 'forbidden' }
    })
  })

  test('a promise longer than the law is refused', async ({ ctx }) => {
    const content = someContent({ promise: { value: 9, unit: 'working-day' } })
    expect(await publishRevision(ctx, content)).toMatchObject({
      error: { code: 'revision-faulty', faults: [{ fault: 'promise-longer-than-law' }] }
    })
  })

  test('content that is not a procedure is refused with the fields that are wrong', async ({ ctx }) => {
    const refused = await publishRevision(ctx, { ...someContent(), level: 'huyện', code: '' })
    expect(refused).toMatchObject({ error: { code: 'input-invalid' } })
    expect(JSON.stringify(refused)).toMatch(/"level".*|"code"/)
  })

  test('a published revision can neither be changed nor removed, not even by hand', async ({ ctx, sql }) => {
    const { id } = await aProcedure(ctx, { code: '1.900003' })
    await expect(
      sql`update procedure_revision set body = body || '{"agency": "khác"}' where id = ${id}`
    ).rejects.toThrow(/never changes/)
    await expect(sql`delete from procedure_revision where id = ${id}`).rejects.toThrow(/never changes/)
    await expect(sql`truncate procedure_revision cascade`).rejects.toThrow(/never changes/)
  })

  test('an open dossier keeps the revision it began under', async ({ ctx }) => {
    const before = await aProcedure(ctx, { code: '1.900004', agency: 'Cơ quan cũ' })
    await aProcedure(ctx, { code: '1.900004', agency: 'Cơ quan mới' })
    expect(await revisionById(ctx, before.id)).toMatchObject({ value: { content: { agency: 'Cơ quan cũ' } } })
    expect(await procedureByCode(ctx, '1.900004')).toMatchObject({ value: { content: { agency: 'Cơ quan mới' } } })
  })

  test('a revision announced for later is not in force before its day', async ({ ctx }) => {
    await aProcedure(ctx, { code: '1.900005', agency: 'Cơ quan cũ' })
    await aProcedure(ctx, { code: '1.900005', agency: 'Cơ quan mới', validFrom: '2027-01-01' })
    expect(await procedureByCode(ctx, '1.900005')).toMatchObject({ value: { content: { agency: 'Cơ quan cũ' } } })
    expect(await procedureByCode(ctx, '1.900005', '2027-01-01')).toMatchObject({
      value: { content: { agency: 'Cơ quan mới' } }
    })
  })

  test('a withdrawn procedure is not found any more, and publishing it anew brings it back', async ({ ctx }) => {
    await aProcedure(ctx, { code: '1.900006' })
    expect(await withdrawProcedure(ctx, '1.900006')).toMatchObject({ ok: true })
    expect(await procedureByCode(ctx, '1.900006')).toMatchObject({ error: { code: 'not-found' } })
    await aProcedure(ctx, { code: '1.900006', agency: 'Cơ quan khác' })
    expect(await procedureByCode(ctx, '1.900006')).toMatchObject({ ok: true })
  })

  test('two clerks who publish the same procedure at once do not make two revisions of one number', async ({
    ctx,
    sql
  }) => {
    await aProcedure(ctx, { code: '1.900007' })
    await Promise.allSettled(['một', 'hai', 'ba'].map(name => aProcedure(ctx, { code: '1.900007', agency: name })))
    const rows = await sql<
      { number: number }[]
    >`select number from procedure_revision where code = '1.900007' order by number`
    expect(rows.map(row => row.number)).toEqual(rows.map((_, at) => at + 1))
  })
})

describe('the difference between two revisions', () => {
  test('is told paper by paper and limit by limit, in both languages', async ({ ctx }) => {
    const old = someContent({ code: '1.900010' })
    await aProcedure(ctx, old)
    const [first, ...rest] = old.papers
    await aProcedure(ctx, {
      ...old,
      statutory: { value: 5, unit: 'working-day' },
      papers: [{ ...first!, copies: 2 }, ...rest.slice(1)],
      atOnce: false
    })
    const compared = await compareRevisions(ctx, '1.900010', { from: 1, to: 2 })
    if (!compared.ok) throw new Error('not compared')
    const said = compared.value.differences.map(difference => difference.words)
    expect(said).toContainEqual({
      vi: 'Thời hạn theo quy định: từ “3 ngày làm việc” thành “5 ngày làm việc”',
      en: 'Time limit by law: from “3 working days” to “5 working days”'
    })
    expect(said.map(words => words.vi)).toContain('Bỏ giấy tờ: Bản án, quyết định ly hôn đã có hiệu lực')
    expect(said.some(words => words.vi.startsWith('Số bản của “Tờ khai cấp Giấy xác nhận'))).toBe(true)
    expect(compared.value.differences).toHaveLength(3)
  })

  test('is empty between a revision and itself', async ({ ctx }) => {
    await aProcedure(ctx, { code: '1.900011' })
    expect(await compareRevisions(ctx, '1.900011', { from: 1, to: 1 })).toMatchObject({ value: { differences: [] } })
  })
})

describe('search over 6,000 procedures', () => {
  test.beforeAll(async ({ sql }) => {
    const ctx = testCtx(sql)
    await publishDemonstration(ctx)
    const names = inventedNames(6_000)
    for (let from = 0; from < names.length; from += 500)
      await publish(
        ctx,
        names.slice(from, from + 500).map((vi, at) =>
          newRevision(
            someContent({
              code: `2.${String(800_000 + from + at)}`,
              name: { vi },
              form: null,
              papers: [],
              steps: []
            })
          )
        ),
        { at: ctx.now(), name: 'test' }
      )
  })

  test.for([
    ['with its accents', 'đăng ký khai sinh', '1.001193'],
    ['without accents', 'dang ky khai sinh', '1.001193'],
    ['with letters swapped', 'dang ky khia sinh', '1.001193'],
    ['with a letter missing', 'dng ky kai sinh', '1.001193'],
    ['with i for y', 'đăng kí tạm trú', '1.004194'],
    ['with ch for tr', 'dang ky tam chu', '1.004194'],
    ['with s for x', 'giay phep say dung nha o', '1.013225'],
    ['in Telex without its keyboard', 'ddawng kys keets hoon', '1.000894'],
    ['half typed', 'chứng thực bản sao từ bản ch', '2.000815'],
    ['in the words of the street', 'bằng lái', '3.000347'],
    ['by its short name', 'lltp', '3.000333'],
    ['as a whole sentence', 'tôi muốn làm giấy khai sinh', '1.001193'],
    ['in English', 'certificate of marital status', '1.004873'],
    ['by its code', '1.001612', '1.001612'],
    ['by the beginning of its code', '1.0016', '1.001612']
  ] as const)('a procedure is found %s', async ([, text, code], { ctx }) => {
    const found = await searchProcedures(ctx, { text, limit: 10 })
    expect(found).toMatchObject({ ok: true })
    if (found.ok) expect(found.value.rows.slice(0, 3).map(row => row.code)).toContain(code)
  })

  test('words that nobody uses find nothing', async ({ ctx }) => {
    expect(await searchProcedures(ctx, { text: 'zzqwx vvbnm' })).toMatchObject({ value: { rows: [], next: null } })
    expect(await searchProcedures(ctx, { text: "'; drop table procedure; --" })).toMatchObject({ ok: true })
  })

  test('pages follow one another without a gap or a double, with and without text', async ({ ctx }) => {
    for (const text of ['giấy chứng nhận thú y', undefined]) {
      const whole = await searchProcedures(ctx, { text, limit: 60 })
      const codes: string[] = []
      let after: string | undefined
      while (codes.length < 60) {
        const page = await searchProcedures(ctx, { text, limit: 7, after })
        if (!page.ok) throw new Error('no page')
        codes.push(...page.value.rows.map(row => row.code))
        if (!page.value.next) break
        after = page.value.next
      }
      if (!whole.ok) throw new Error('no page')
      expect(codes.slice(0, 60)).toEqual(whole.value.rows.map(row => row.code))
      expect(new Set(codes).size).toBe(codes.length)
    }
  })

  test('a cursor that is not ours is refused', async ({ ctx }) => {
    expect(await searchProcedures(ctx, { after: 'bm9uc2Vuc2U' })).toMatchObject({ error: { code: 'input-invalid' } })
  })

  test('filters by level, field and online service hold together', async ({ ctx }) => {
    const found = await searchProcedures(ctx, {
      text: 'dang ky',
      level: 'commune',
      field: 'ho-tich',
      serviceLevel: 'full',
      limit: 50
    })
    if (!found.ok) throw new Error('no page')
    expect(found.value.rows.length).toBeGreaterThan(0)
    for (const row of found.value.rows)
      expect(row).toMatchObject({ levels: ['commune'], field: { code: 'ho-tich' }, serviceLevel: 'full' })
  })

  test('is answered from the index', async ({ sql }) => {
    await sql`analyze procedure`
    const plan = await sql<
      { 'QUERY PLAN': string }[]
    >`explain select code from procedure where keys @@ ${`'khai' & 'sinh'`}::tsquery`
    expect(plan.map(row => row['QUERY PLAN']).join('\n')).toContain('procedure_by_keys')
  })
})
