import { describe, expect } from 'vitest'
import { UNITS } from '#server/organisation/index.ts'
import { verifyChains } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { checkLayout } from '../layout/check.rules.ts'
import { readDocx } from '../layout/docx.read.ts'
import { docxOf } from '../layout/docx.write.ts'
import { pdfOf } from '../layout/pdf.ts'
import { giveTasks } from '../tasks/actions.ts'
import { aProvince, as, office } from '../testing.ts'
import { answerLetter, approveLetter, draftUrging, openLetter, sendLetter } from './actions.ts'
import { remindersOn } from './remind.rules.ts'
import { evolveLetter } from './decider.ts'
import type { LetterEvent } from './events.ts'
import type { Letter } from './model.ts'
import { brokenLetters, letter } from './store.ts'

const late = { directive: null, item: 1, content: 'Công khai danh mục', product: '', givenOn: '2026-10-01' }

describe('urging', () => {
  test('a letter is drafted about what is late, numbered when approved, sent once, opened and answered', async ({
    ctx
  }) => {
    await aProvince(ctx)
    await giveTasks(office(ctx), { ...late, deadline: { kind: 'date', due: '2026-11-02' } }, [
      UNITS['so-y-te'],
      UNITS['so-tu-phap']
    ])
    const drafted = await draftUrging(office(ctx), 'urging', [])
    const id = drafted.ok ? drafted.value.id : ''
    expect(await sendLetter(office(ctx), id)).toMatchObject({ error: { code: 'letter-not-approved' } })
    expect(await approveLetter(office(ctx), id)).toMatchObject({ error: { code: 'forbidden' } })
    const chair = as(ctx, 'H99', 'chair')
    expect(await approveLetter(chair, id)).toMatchObject({ value: { number: 1 } })
    expect(await approveLetter(chair, id)).toMatchObject({ error: { code: 'letter-approved' } })
    expect(await sendLetter(office(ctx), id)).toMatchObject({ ok: true })
    const head = as(ctx, UNITS['so-y-te'], 'agency-head')
    expect(await openLetter(head, id)).toMatchObject({ number: 1 })
    expect(await openLetter(as(ctx, UNITS['so-xay-dung'], 'agency-head'), id)).toBeNull()
    await answerLetter(head, id, 'Cam kết hoàn thành trước ngày 05/12/2026')
    const told = (await letter(ctx, id))!
    expect(told.receipts).toContainEqual(
      expect.objectContaining({ unit: UNITS['so-y-te'], answer: expect.stringContaining('Cam kết') })
    )
    // The row is what its events tell, the number included, and the chain of the events holds.
    const events = await ctx.sql<LetterEvent[]>`
      select type, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, data from event where case_id = ${id} order by version`
    expect(events.map(({ type }) => type)).toEqual([
      'letter.drafted',
      'letter.approved',
      'letter.sent',
      'letter.opened',
      'letter.answered'
    ])
    expect(events.reduce<Letter | null>((state, event) => evolveLetter(state, event, id), null)).toEqual(told)
    const ofLetters = async () => (await verifyChains(ctx)).find(({ kind }) => kind === 'official-letter')
    expect([await ofLetters(), await brokenLetters(ctx)]).toEqual([
      { kind: 'official-letter', cases: 1, broken: 0 },
      []
    ])
    await ctx.sql`update official_letter set hash = sha256('x') where id = ${id}`
    expect(await brokenLetters(ctx)).toEqual([{ code: '1/UBND-KSTT', version: 5 }])
  })

  test('letters of urging and criticism pass the checker, as DOCX and to the eye as PDF', async ({ ctx }) => {
    for (const kind of ['urging', 'criticism'] as const) {
      const drafted = await draftUrging(office(ctx), kind, [])
      const { content } = (await letter(ctx, drafted.ok ? drafted.value.id : ''))!
      expect(checkLayout((await readDocx(await docxOf({ ...content, number: 3, issuedOn: '2026-11-23' })))!)).toEqual(
        []
      )
      expect(
        Buffer.from(await pdfOf(content))
          .subarray(0, 5)
          .toString()
      ).toBe('%PDF-')
    }
  })

  test('rules remind before in working days and after in calendar days, and of nothing ahead on a day off', () => {
    const rules = [
      { days: -3, who: 'holder' },
      { days: 0, who: 'head' },
      { days: 7, who: 'vice-chair' }
    ] as const
    const ahead = (days: number) => (days === 3 ? '2026-11-26' : null)
    expect(remindersOn('2026-11-23', rules, ahead, true)).toEqual([
      { due: '2026-11-26', days: -3, who: 'holder' },
      { due: '2026-11-23', days: 0, who: 'head' },
      { due: '2026-11-16', days: 7, who: 'vice-chair' }
    ])
    expect(remindersOn('2026-11-22', rules, ahead, false).map(one => one.who)).toEqual(['head', 'vice-chair'])
  })
})
