import { dayOf, SYSTEM, startOf } from '#server/platform/index.ts'
import type { Actor, Ctx, Result } from '#server/platform/index.ts'
import { answerEntry, approveAndPublish, correctList, decideEntry, moveLists } from './editions/actions.ts'
import { APOLOGY_REASONS } from './apologies.rules.ts'
import { enterPast } from './apologies.store.ts'
import { apologiesScreen, approveApologies, draftApologies } from './apologies.ts'
import type { HeardEntry, LateList, Month } from './editions/model.ts'
import { load } from './editions/store.ts'
import { statesOf } from './editions/views.ts'
import { dayAfter, monthBefore } from './late-list.rules.ts'
import { draftLists } from './late-list.ts'
import { text } from './late-list.text.vi.ts'
import { agenciesFor } from './reach.ts'
import { answerReport, sendReport } from './reports/sent.actions.ts'
import { quarterBefore, quarterOn, windowOf } from './reports/windows.rules.ts'

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the demonstration told an illegal story: ${result.error.code}`)
  return result.value
}

/**
 * The lists of the invented province: those of December and of the month before the last are out, one of them after an
 * answer, decisions and a correction; those of the last month wait for answers, one of which has come. Told once, when
 * the settlements are counted.
 */
export async function tellLateLists(ctx: Ctx): Promise<void> {
  const last = monthBefore(dayOf(ctx.now()))
  const before = monthBefore(`${last}-01`)
  const december = `${Number(last.slice(0, 4)) - (last.endsWith('-12') ? 0 : 1)}-12`
  for (const month of new Set([december, before])) if (month < last) await tellPublished(ctx, month)
  must(await draftLists(ctx, last))
  await moveLists(ctx)
  const list = await fullest(ctx, last)
  const named = list?.entries.find(({ officer }) => officer !== null)
  if (list && named && list.phase === 'notified') await answer(ctx, list, named)
}

/** The letters of the past with their delivery; those for what is due tomorrow, one of them approved. Told once. */
export async function tellApologies(ctx: Ctx): Promise<void> {
  const words = APOLOGY_REASONS.map(reason => text[`apology.reason.${reason}`])
  await enterPast(ctx, APOLOGY_REASONS, words)
  await draftApologies(ctx)
  const head = as(ctx, { ...officerOf(ctx.province.code, null, 'Người đứng đầu cơ quan'), roles: ['chair'] })
  const letter = (await apologiesScreen(head))?.drafts[0]
  if (letter) must(await approveApologies(head, [letter.id], { reason: 'complex', days: null }))
}

/** The reports of the last quarter that two agencies have sent; the control office has taken one. Told once. */
export async function tellSentReports(ctx: Ctx): Promise<void> {
  const { year, span } = quarterBefore(quarterOn(dayOf(ctx.now())))
  const [first, second] = (await agenciesFor(ctx)).filter(({ code }) => code.split('.').length === 2)
  for (const unit of [first, second]) {
    if (!unit) continue
    const { id } = must(await sendReport(ctx, { template: 'II.06a', unit: unit.code, ...windowOf(year, span) }))
    if (unit === first) must(await answerReport(ctx, id, { state: 'confirmed' }))
  }
}

async function tellPublished(ctx: Ctx, month: Month): Promise<void> {
  const at = (days: number): Ctx => ({
    ...ctx,
    actor: SYSTEM,
    now: () => new Date(startOf(dayAfter(month)).getTime() + (days * 24 + 9) * 3_600_000)
  })
  if ((await statesOf(ctx, month)).length > 0) return
  must(await draftLists(at(1), month))
  await moveLists(at(1))
  const list = await fullest(ctx, month)
  const named = list?.entries.find(({ officer }) => officer !== null)
  if (list && named) {
    const which = { agency: list.agency, month }
    const head = (days: number) => as(at(days), officerOf(list.agency, null, 'Người đứng đầu cơ quan'))
    await answer(at(2), list, named)
    for (const { no } of list.entries)
      must(await decideEntry(head(11), which, { no, verdict: { kind: 'keep' }, reason: 'Đã xem xét, chậm do xử lý.' }))
    must(await approveAndPublish(head(11), which))
    const verdict = { kind: 'strike', ground: 'not-the-cause' } as const
    const reason = 'Kiểm tra lại cho thấy hồ sơ đến tay cán bộ khi đã quá hạn.'
    must(await decideEntry(head(15), which, { no: named.no, verdict, reason }))
    must(await correctList(head(15), which, 'Đưa một cán bộ không phải nguyên nhân gây chậm ra khỏi danh sách.'))
  }
  await moveLists(at(25))
}

/** The list with the most to tell. */
async function fullest(ctx: Ctx, month: Month): Promise<LateList | null> {
  const lists = (await statesOf(ctx, month)).map(({ state }) => state)
  const most = lists.toSorted((a, b) => b.entries.length - a.entries.length)[0]
  return most ? load(ctx, { agency: most.agency, month }) : null
}

const answer = async (ctx: Ctx, { agency, month }: LateList, { no, unit, officer, officerName }: HeardEntry) =>
  must(
    await answerEntry(
      as(ctx, officerOf(unit, officer, officerName)),
      { agency, month },
      no,
      'Hồ sơ đến tay tôi khi chỉ còn nửa ngày; tôi đã xử lý trong ngày và báo lãnh đạo phòng.'
    )
  )

const as = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor })
const officerOf = (unit: string, id: string | null, name: string): Actor => ({
  ...{ kind: 'officer', id, name, unit, roles: ['agency-head'] },
  may: () => true
})
