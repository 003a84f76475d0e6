import { describe, expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { actorOf, createPolicy, visitorOf } from '#server/identity/index.ts'
import { permissions as dossierPermissions } from '#server/dossiers/index.ts'
import { prepareJobs, verifyChains } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { followDossiers, serviceIndex, timingsOf } from '#server/transparency/index.ts'
import * as feedback from '../index.ts'
import { ratingFigures } from './figures.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql, databaseUrl }): Promise<TestCtx> => {
  await prepareJobs(databaseUrl)
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 500, until: new Date('2026-11-20T10:00:00Z') })
  await followDossiers(ctx)
  return ctx
})
const policy = createPolicy([feedback.permissions, dossierPermissions])
const visitor = (ctx: TestCtx): TestCtx => ({ ...ctx, actor: visitorOf(policy) })
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const returned = async ({ sql }: TestCtx) => sql<{ id: string; phase: string; code: string }[]>`
  select id as "id", phase as "phase", code as "code" from dossier where phase = 'returned' order by code limit 8`
const ALL = { unit: null, procedure: null, from: null, to: null }

describe('ratings', () => {
  test('are given once per result, by a token that is used up and ends', async ({ told }) => {
    const [first, second] = await returned(told)
    const token = value(await feedback.inviteApplicant(told, first!))
    const other = value(await feedback.inviteApplicant(told, first!))
    expect((await feedback.ratingScreen(told, token))?.criteria.length).toBeGreaterThan(5)
    const rating = { overall: 4, answers: { attitude: 2, time: 7, nothing: 1 }, words: 'Tốt' }
    value(await feedback.giveRating(visitor(told), token, rating, '10.0.0.1'))
    expect(await feedback.giveRating(visitor(told), token, rating, null)).toMatchObject({
      error: { code: 'rating-token-over' }
    })
    expect(await feedback.giveRating(visitor(told), other, rating, null)).toMatchObject({
      error: { code: 'rating-given' }
    })
    expect(await feedback.inviteApplicant(told, first!)).toMatchObject({ error: { code: 'rating-given' } })
    const late = value(await feedback.inviteApplicant(told, second!))
    told.clock.advance(2 * 86_400_000)
    expect(await feedback.ratingScreen(told, late)).toBeNull()
    told.clock.advance(-2 * 86_400_000)
    // Only what the criteria offer was kept, nothing says whose it was, and the token is nowhere.
    const [row] = await told.sql<{ kept: string }[]>`
      select to_jsonb(rating)::text || to_jsonb(event)::text as "kept" from rating join event on case_id = rating.id`
    expect(row!.kept).toContain('"attitude": 2')
    for (const trace of ['nothing', '"time"', first!.id, first!.code, token, '10.0.0.1'])
      expect(row!.kept).not.toContain(trace)
    expect((await verifyChains(told)).find(({ kind }) => kind === 'rating')).toEqual({
      kind: 'rating',
      cases: 1,
      broken: 0
    })
  })

  test('at the tablet are asked for by one tap, about the result that this officer has just handed over', async ({
    told
  }) => {
    const [last] = await told.sql<{ officer: string; at: Date; unit: string; name: string }[]>`
      select actor_id as "officer", at as "at", actor_unit as "unit", actor_name as "name" from event
      where type = 'dossier.returned' and actor_kind = 'officer' order by at desc limit 1`
    const desk: TestCtx = {
      ...told,
      actor: actorOf(
        { id: last!.officer, kind: 'officer', name: last!.name },
        { unit: last!.unit, roles: ['one-stop-officer'] },
        policy
      )
    }
    const key = value(await feedback.openKiosk(desk))
    const kiosk = (await feedback.kioskOf(told, key))!
    told.clock.set(new Date(last!.at.getTime() + 60_000))
    const token = value(await feedback.startAtKiosk(told, kiosk))
    value(await feedback.giveRating(visitor(told), token, { overall: 1, answers: {}, words: '' }, null))
    told.clock.set(new Date(last!.at.getTime() + 3_600_000))
    expect(await feedback.startAtKiosk(told, kiosk)).toMatchObject({ error: { code: 'rating-no-result' } })
    for (const { id } of await feedback.ownKiosks(desk)) await feedback.endKiosk(desk, id)
    expect(await feedback.kioskOf(told, key)).toBeNull()
    told.clock.set('2026-11-23T02:00:00Z')
  })

  test('hide averages of a few, agree with an independent count, and stand beside the times of procedures', async ({
    told
  }) => {
    expect(await ratingFigures(told, ALL)).toMatchObject({ count: 2, average: null })
    await told.sql`delete from rating`
    await feedback.tellRatings(told)
    const figures = await ratingFigures(told, ALL)
    const [own] = await told.sql<{ count: number; average: number; attitude: number }[]>`
      select count(*) as "count", round(avg(overall), 2)::float8 as "average",
        round(avg((answers ->> 'attitude')::integer), 2)::float8 as "attitude" from rating`
    expect([figures.count, figures.average]).toEqual([own!.count, own!.average])
    expect(figures.criteria.find(({ code }) => code === 'attitude')?.average).toBe(own!.attitude)
    const desk = value(await feedback.ratingsDesk(told, (codes, span) => timingsOf(told, codes, span, kind => kind)))
    expect(desk.procedures.length).toBeGreaterThan(2)
    const [unhappiest] = desk.procedures
    expect(unhappiest!.medianDays).not.toBeNull()
    expect(unhappiest!.waits.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1.0001)
    expect(desk.procedures.some(({ waits }) => waits.length > 0)).toBe(true)
    expect(desk.procedures.map(({ average }) => average)).toEqual(
      desk.procedures.map(({ average }) => average).toSorted((a, b) => a - b)
    )
  })

  test('and petitions give the fifth group of the service index its numbers', async ({ told }) => {
    const index = value(await serviceIndex(told, { unit: null, period: '2026' }))
    const of = (code: string) => index.groups[4]!.components.find(each => each.code === code)!
    expect(of('5.2')).toMatchObject({ denominator: 0, points: 6, reason: 'nothing-to-count' })
    expect(of('5.4').reason).toBeNull()
    expect(of('5.4').numerator!).toBeLessThan(of('5.4').denominator!)
  })
})

describe('a survey', () => {
  test('draws from settled dossiers by agency, is answered once by invitation, and weighs its answers', async ({
    told
  }) => {
    await feedback.tellSurvey(told)
    const shipped = (await feedback.surveyScreen(told, 'hai-long-1'))!
    expect(shipped.survey.phase).toBe('closed')
    expect(shipped.asked).toBe(shipped.strata.reduce((sum, { sample }) => sum + sample, 0))
    for (const { points } of shipped.questions) {
      expect(points!.low).toBeLessThan(points!.mean)
      expect(points!.high).toBeGreaterThan(points!.mean)
    }
    const input = feedback.SurveyInput.parse({
      ...{ code: 'thu', title: 'Khảo sát thử', from: '2026-09-01', to: '2026-11-10', endsOn: '2026-12-10', sample: 20 },
      questions: feedback.STANDARD
    })
    value(await feedback.planSurvey(told, input))
    expect(await feedback.planSurvey(told, input)).toMatchObject({ error: { code: 'survey-code-taken' } })
    const { strata } = value(await feedback.openSurvey(told, 'thu'))
    const sample = strata.reduce((sum, stratum) => sum + stratum.sample, 0)
    const invited = await feedback.inviteDrawn(told, 'thu')
    expect([invited > 5, invited <= sample, await feedback.inviteDrawn(told, 'thu')]).toEqual([true, true, 0])
    const [notice] = await told.sql<{ body: string }[]>`
      select subject || ' ' || body as "body" from notice where about_kind = 'survey' limit 1`
    const token = /\/survey\/([\w-]{32})/.exec(notice!.body)![1]!
    expect(await feedback.answerSurvey(told, token, { timely: '9' }, '')).toMatchObject({
      error: { code: 'survey-unanswered' }
    })
    value(await feedback.answerSurvey(told, token, { timely: '5', other: '3' }, ''))
    expect(await feedback.answerSurvey(told, token, { timely: '5' }, '')).toMatchObject({
      error: { code: 'survey-over' }
    })
    const screen = (await feedback.surveyScreen(told, 'thu'))!
    expect(screen.questions.find(({ code }) => code === 'timely')!.points).toMatchObject({ mean: 5, count: 1 })
    value(await feedback.closeSurvey(told, 'thu'))
    expect((await verifyChains(told)).find(({ kind }) => kind === 'survey')).toEqual({
      kind: 'survey',
      cases: 2,
      broken: 0
    })
  })
})
