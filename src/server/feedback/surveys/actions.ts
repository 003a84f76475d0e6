import { randomUUID } from 'node:crypto'
import { load } from '#server/dossiers/index.ts'
import { contactOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, endOf, err, ok, shiftDay, startOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { newToken, tokenHash } from '../ratings/tokens.ts'
import { text } from '../surveys.text.vi.ts'
import { decide, evolve } from './decider.ts'
import type { SurveyCommand, SurveyEvent, SurveyRefusal } from './decider.ts'
import { stratified } from './estimate.rules.ts'
import type { Survey, SurveyInput } from './model.ts'
import { allocate, sampleFor } from './sampling.rules.ts'
import * as store from './store.ts'

type Refusal =
  SurveyRefusal | { readonly code: 'forbidden' | 'survey-missing' | 'survey-code-taken' | 'survey-changed' }
const SCALE = { least: 1, most: 5 }
const spanOf = ({ from, to }: Survey) => [startOf(from), endOf(to)] as const

export async function planSurvey(ctx: Ctx, input: SurveyInput): Promise<Result<Survey, Refusal>> {
  if (!ctx.actor.may('survey.run')) return err({ code: 'forbidden' })
  const survey: Survey = { ...input, id: randomUUID(), version: 1, phase: 'planned', strata: [] }
  const { id: _, version: __, phase: ___, strata: ____, ...data } = survey
  const event: SurveyEvent = { type: 'survey.planned', at: ctx.now().toISOString(), data }
  return (await store.plan(ctx, survey, event)) ? ok(survey) : err({ code: 'survey-code-taken' })
}

/** Draws the sample and lets the invitations go out. */
export async function openSurvey(ctx: Ctx, code: string): Promise<Result<Survey, Refusal>> {
  if (!ctx.actor.may('survey.run')) return err({ code: 'forbidden' })
  const [survey] = await store.surveys(ctx, code)
  if (!survey) return err({ code: 'survey-missing' })
  const sizes = await store.settledByAgency(ctx, ...spanOf(survey))
  const strata = allocate(new Map(sizes.map(({ key, size }) => [key, size])), survey.sample)
  return carryOut(ctx, survey, { kind: 'open', strata })
}

export async function closeSurvey(ctx: Ctx, code: string): Promise<Result<Survey, Refusal>> {
  if (!ctx.actor.may('survey.run')) return err({ code: 'forbidden' })
  const [survey] = await store.surveys(ctx, code)
  if (!survey) return err({ code: 'survey-missing' })
  return carryOut(ctx, survey, { kind: 'close', answers: await store.answerCount(ctx, survey.id) })
}

async function carryOut(ctx: Ctx, survey: Survey, command: SurveyCommand): Promise<Result<Survey, Refusal>> {
  const decision = decide(survey, command, { now: ctx.now(), today: dayOf(ctx.now()) })
  if (!decision.ok) return decision
  const after = evolve(survey, decision.value)
  if (!(await store.append(ctx, survey, after, decision.value))) return err({ code: 'survey-changed' })
  ctx.log.info({ event: decision.value.type, survey: survey.code }, command.kind)
  return ok(after)
}

/** Closes surveys whose last day has passed. A job. */
export async function closeOver(ctx: Ctx): Promise<void> {
  for (const { code } of await store.over(ctx, dayOf(ctx.now()))) await closeSurvey(ctx, code)
}

/** Invites those drawn who can be reached, each once. A job: run again it goes on where it stopped. */
export async function inviteDrawn(ctx: Ctx, code: string): Promise<number> {
  const [survey] = await store.surveys(ctx, code)
  if (survey?.phase !== 'open') return 0
  let invited = 0
  for (const { dossier, stratum } of await store.drawnDossiers(ctx, survey, ...spanOf(survey)))
    if (await inviteOne(ctx, survey, dossier, stratum)) invited++
  return invited
}

async function inviteOne(ctx: Ctx, survey: Survey, id: string, stratum: string): Promise<boolean> {
  const dossier = await load(ctx, { id })
  const account = dossier?.accountId ? await contactOf(ctx, dossier.accountId) : undefined
  const email = dossier?.applicant.email || account?.email
  const phone = dossier?.applicant.phone
  if (!dossier || (!email && !phone)) return false
  const token = newToken()
  const proof = ctx.sealing.mac(`survey ${survey.id}`, id)
  if (!(await store.enterInvitation(ctx, { hash: tokenHash(token), survey: survey.id, stratum, proof }))) return false
  const link = `${ctx.province.origin}/survey/${token}`
  const title = text['survey.notice'].replace('{title}', survey.title)
  await announce(ctx, {
    template: 'steering-note',
    facts: {
      addressee: { name: dossier.applicant.name, organisation: dossier.applicant.kind === 'organisation' },
      office: { name: ctx.province.name },
      title: email ? title : `${title}: ${link}`,
      lead: text['survey.notice-lead'],
      lines: [],
      link
    },
    key: `survey:${survey.id}:${proof.toString('hex').slice(0, 32)}`,
    to: { name: dossier.applicant.name, email, phone },
    language: 'vi',
    about: { kind: 'survey', id: survey.id }
  })
  return true
}

/** The questionnaire behind an invitation; null where it was used or the survey is over. */
export const surveyAsked = async (ctx: Ctx, token: string) =>
  /^[\w-]{32}$/.test(token) ? store.invitationOf(ctx, tokenHash(token), dayOf(ctx.now())) : null

/** Answers a survey once; what is not a question of it, or not from 1 to 5, does not count. */
export async function answerSurvey(
  ctx: Ctx,
  token: string,
  given: Readonly<Record<string, unknown>>,
  words: string
): Promise<Result<null, { code: 'survey-over' | 'survey-unanswered' }>> {
  const asked = await surveyAsked(ctx, token)
  if (!asked) return err({ code: 'survey-over' })
  const answers = Object.fromEntries(
    asked.questions.flatMap(({ code }) => {
      const value = Number(given[code])
      return Number.isInteger(value) && value >= 1 && value <= 5 ? [[code, value]] : []
    })
  )
  if (Object.keys(answers).length === 0) return err({ code: 'survey-unanswered' })
  const today = dayOf(ctx.now())
  const row = { id: randomUUID(), hash: tokenHash(token), today, answers, words: words.trim().slice(0, 2000) }
  return (await store.enterAnswer(ctx, row)) ? ok(null) : err({ code: 'survey-over' })
}

/** A survey with what its answers say: each question and each factor weighted over the strata, with its interval. */
export async function surveyScreen(ctx: Ctx, code: string) {
  if (!ctx.actor.may('survey.read')) return null
  const [survey] = await store.surveys(ctx, code)
  if (!survey) return null
  const [rows, answers, names] = await Promise.all([
    store.sums(ctx, survey.id),
    store.answerCount(ctx, survey.id),
    unitNames(
      ctx,
      survey.strata.map(({ key }) => key)
    )
  ])
  const estimate = (question: string, shown: 'points' | 'satisfied') =>
    stratified(
      survey.strata.map(({ key, size }) => {
        const row = rows.find(each => each.question === question && each.stratum === key)
        const { count = 0, sum = 0, squares = 0, satisfied = 0 } = row ?? {}
        return shown === 'points'
          ? { key, size, count, sum, squares }
          : { key, size, count, sum: satisfied, squares: satisfied }
      }),
      shown === 'points' ? SCALE : { least: 0, most: 1 }
    )
  return {
    survey,
    answers,
    asked: survey.strata.reduce((sum, { sample }) => sum + sample, 0),
    questions: survey.questions.map(question => ({
      code: question.code,
      factor: question.factor,
      name: (ctx.language === 'en' && question.en) || question.vi,
      points: estimate(question.code, 'points'),
      satisfied: estimate(question.code, 'satisfied')
    })),
    strata: survey.strata.map(({ key, size, sample }) => ({
      ...{ key, size, sample },
      name: wordsIn(ctx.language, names.get(key) ?? { vi: key }),
      answered: Math.max(0, ...rows.filter(({ stratum }) => stratum === key).map(({ count }) => count))
    }))
  }
}

export const surveyList = (ctx: Ctx) => (ctx.actor.may('survey.read') ? store.surveys(ctx) : [])

/** How many dossiers were settled in the last ninety days, and the sample they would need. */
export async function sampleHint(ctx: Ctx): Promise<{ count: number; sample: number }> {
  const today = dayOf(ctx.now())
  const sizes = await store.settledByAgency(ctx, startOf(shiftDay(today, -90)), startOf(today))
  const count = sizes.reduce((sum, { size }) => sum + size, 0)
  return { count, sample: sampleFor(count) }
}
