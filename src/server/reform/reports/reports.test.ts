import { describe, expect } from 'vitest'
import { UNITS } from '#server/organisation/index.ts'
import { test } from '#server/platform/testing.ts'
import { LETTER_DAY, LETTER_ITEMS, LETTER_NUMBER, RECALLED } from '../demonstration/letter.ts'
import { DirectiveInput } from '../directives/model.ts'
import { enterDirective } from '../directives/actions.ts'
import { checkLayout } from '../layout/check.rules.ts'
import { readDocx } from '../layout/docx.read.ts'
import { docxOf } from '../layout/docx.write.ts'
import { pdfOf } from '../layout/pdf.ts'
import { act, giveTasks } from '../tasks/actions.ts'
import { aProvince, as, office } from '../testing.ts'
import { documentOfReport, freezeReport, openReport, reportScreen, sendText } from './actions.ts'
import { sumFaults } from './sums.rules.ts'
import { windowOf } from './windows.rules.ts'

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('periodic reports', () => {
  test('each has its own data window; the third quarter does not begin with the year', () => {
    expect(windowOf('q1', 2026)).toMatchObject({ from: '2025-12-15', to: '2026-03-14', sentBy: '2026-03-20' })
    expect(windowOf('six-months', 2026)).toMatchObject({ from: '2025-12-15', to: '2026-06-14' })
    expect(windowOf('q3', 2026)).toMatchObject({ from: '2026-06-15', to: '2026-09-14' })
    expect(windowOf('nine-months', 2026)).toMatchObject({ from: '2025-12-15', to: '2026-09-14' })
    expect(windowOf('year', 2026)).toMatchObject({ from: '2025-12-15', to: '2026-12-14' })
  })

  test('a published 2,414 that is 2,065 and 348 is said not to add up', () => {
    const values = new Map([
      ['in-hand', 2414],
      ['in-hand-in-time', 2065],
      ['in-hand-overdue', 348]
    ])
    expect(sumFaults(values)).toEqual([
      { total: 'in-hand', said: 2414, parts: ['in-hand-in-time', 'in-hand-overdue'], sum: 2413 }
    ])
  })

  test('the one-off report on the earlier letter freezes its figures: what happens later changes nothing', async ({
    ctx
  }) => {
    await aProvince(ctx)
    ctx.clock.set('2022-08-18T02:00:00Z')
    const it = office(ctx)
    const older = must(
      await enterDirective(
        it,
        DirectiveInput.parse({
          number: RECALLED.number,
          issuedOn: RECALLED.day,
          issuer: 'UBND tỉnh Sông Mơ',
          kind: 'official-letter',
          abstract: 'Nhiệm vụ năm 2022'
        }),
        null
      )
    )
    const listed = must(
      await giveTasks(
        it,
        {
          directive: older.id,
          item: 1,
          content: 'Rà soát thủ tục',
          product: '',
          givenOn: RECALLED.day,
          deadline: { kind: 'date', due: '2022-06-30' }
        },
        ['H99.51', 'H99.52']
      )
    )
    const letter = must(
      await enterDirective(
        it,
        DirectiveInput.parse({
          number: LETTER_NUMBER,
          issuedOn: LETTER_DAY,
          issuer: 'UBND tỉnh Sông Mơ',
          kind: 'official-letter',
          abstract: 'Đẩy mạnh cải cách',
          recalls: older.id
        }),
        null
      )
    )
    for (const [index, { addressees, ...item }] of LETTER_ITEMS.entries())
      must(await giveTasks(it, { ...item, directive: letter.id, item: index + 1, givenOn: LETTER_DAY }, addressees))
    must(
      await act(as(ctx, 'H99.51', 'handler'), listed.codes[0]!, {
        kind: 'report',
        on: '2022-08-01',
        proof: { words: '', document: '5/BC', files: [] }
      })
    )
    must(await act(it, listed.codes[0]!, { kind: 'accept', note: '' }))

    const { id } = must(await openReport(it, { directive: older.id }))
    must(await freezeReport(it, id))
    const frozen = (await reportScreen(it, id))!
    expect(frozen.figures.map(({ key, value }) => [key, value])).toEqual([
      ['tasks-total', 2],
      ['tasks-on-time', 0],
      ['tasks-late-done', 1],
      ['tasks-open', 0],
      ['tasks-overdue', 1]
    ])
    expect(frozen.figures[0]).toMatchObject({
      from: RECALLED.day,
      cutOff: '2022-08-18',
      query: expect.stringContaining('reform_task')
    })
    expect(frozen.figures[0]!.rows).toHaveLength(2)
    ctx.clock.set('2022-09-01T02:00:00Z')
    must(
      await act(as(ctx, 'H99.52', 'handler'), listed.codes[1]!, {
        kind: 'report',
        on: '2022-08-30',
        proof: { words: '', document: '6/BC', files: [] }
      })
    )
    must(await act(it, listed.codes[1]!, { kind: 'accept', note: '' }))
    expect((await reportScreen(it, id))!.figures).toEqual(frozen.figures)
    expect(await freezeReport(it, id)).toMatchObject({ error: { code: 'report-frozen' } })
    await expect(ctx.sql`delete from reform_report_figure`).rejects.toThrow(/final/)
  })

  test('the third quarter’s report merges the parts, closes the duties told in it, and passes the checker', async ({
    ctx
  }) => {
    ctx.clock.set('2022-09-19T02:00:00Z')
    const it = office(ctx)
    await ctx.sql`insert into unit_short_name (unit, short_name) values (${UNITS['van-phong']}, 'van-phong') on conflict do nothing`
    await ctx.sql`
      insert into settlement (dossier_id, version, code, procedure_code, channel, receiving_unit, settling_unit, rule_set, phase,
        filed_at, received_at, due_at, finished_at, ending, supplements, extensions, papers, papers_digitised, result_files, fee, fee_paid, fee_online)
      select gen_random_uuid(), 1, 'H99.07-' || n, '1.000001', channel, ${UNITS['so-tu-phap']}, ${UNITS['so-tu-phap']}, '2018', 'returned',
        received, received, due, finished, case when finished is null then null else 'granted' end, 0, 0, 0, 0, 0, 0, 0, 0
      from (values (1, 'online', timestamptz '2022-07-01 09:00+07', timestamptz '2022-07-10 17:00+07', timestamptz '2022-07-05 09:00+07'),
        (2, 'counter', '2022-06-01 09:00+07', '2022-06-20 17:00+07', '2022-06-25 09:00+07'),
        (3, 'online', '2022-08-01 09:00+07', '2022-09-01 17:00+07', null)) as told (n, channel, received, due, finished)`
    const { id } = must(await openReport(it, { kind: 'q3', year: 2022 }))
    const asked = (await reportScreen(it, id))!.texts
    expect(asked).toContainEqual(
      expect.objectContaining({ section: 'procedures', unit: UNITS['van-phong'], due: '2022-09-15', words: null })
    )
    must(
      await sendText(
        as(ctx, UNITS['van-phong'], 'handler'),
        id,
        'procedures',
        UNITS['van-phong'],
        'Đã công bố 12 thủ tục.\nĐã rà soát 30 thủ tục.'
      )
    )
    expect(
      await sendText(as(ctx, UNITS['so-y-te'], 'handler'), id, 'procedures', UNITS['van-phong'], 'x')
    ).toMatchObject({ error: { code: 'forbidden' } })
    must(await freezeReport(it, id))
    const closed = await ctx.sql<{ key: string }[]>`
      select state -> 'period' ->> 'key' as key from reform_task where deadline_kind = 'with-report' and lead = ${UNITS['van-phong']}`
    expect(closed.map(row => row.key)).toEqual(['2022-year'])
    const document = (await documentOfReport(it, id))!
    expect(checkLayout((await readDocx(await docxOf(document)))!)).toEqual([])
    expect(
      Buffer.from(await pdfOf(document))
        .subarray(0, 5)
        .toString()
    ).toBe('%PDF-')
    expect(document.body).toContainEqual({ kind: 'text', text: 'Đã rà soát 30 thủ tục.' })
    // The dossiers of the window, from the one table that every figure of dossiers is counted from.
    const { figures } = (await reportScreen(it, id))!
    expect(Object.fromEntries(figures.map(({ key, value }) => [key, value]))).toMatchObject({
      received: 3,
      'received-online': 2,
      carried: 1,
      settled: 2,
      'settled-early': 1,
      'settled-late': 1,
      'in-hand': 1,
      'in-hand-overdue': 1
    })
    expect(document.body).toContainEqual(
      expect.objectContaining({
        title: 'Biểu số 2. Kết quả giải quyết hồ sơ theo đơn vị',
        rows: [['1', 'Sở Tư pháp', '3', '2', '1', '1', '1']]
      })
    )
  })
})
