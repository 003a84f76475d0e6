import { appraisedRatings, petitionsCounted } from '#server/feedback/index.ts'
import type { PetitionBehind } from '#server/feedback/index.ts'
import { dayOf, err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead } from '../reach.ts'
import type { AppraisalRefusal } from './appraisal.actions.ts'
import * as store from './behind.store.ts'
import type { Indicator } from './rules.ts'
import type { Span } from './store.ts'

type Asked = store.Whose & {
  /** Whose appraisal it is taken from: the province or an agency. */
  readonly unit: string | null
  readonly period: Period
  readonly indicator: Indicator
  readonly page: number
}
export type AppraisalPage =
  | { readonly of: 'dossiers'; readonly rows: readonly store.AppraisedDossier[]; readonly more: boolean }
  | {
      readonly of: 'procedures'
      readonly rows: readonly { code: string; name: string; online: boolean; atOnce: boolean }[]
      readonly more: false
    }
  | {
      readonly of: 'petitions'
      readonly rows: readonly PetitionBehind[]
      readonly more: false
      readonly hidden: number
    }
  | {
      readonly of: 'answers'
      /** Null points: fewer answered than may be shown. */
      readonly rows: readonly { code: string; name: string; count: number; points: number | null }[]
      readonly more: false
    }
const A_PAGE = 50

/** What stands behind one indicator of an agency or an officer, as counted now. Who answered is told nowhere. */
export async function behindIndicator(ctx: Ctx, asked: Asked): Promise<Result<AppraisalPage, AppraisalRefusal>> {
  const { unit, period, indicator, agency } = asked
  if (!isPeriod(period) || !period.includes('-Q')) return err({ code: 'period-odd', period })
  // An agency is appraised over all its officers worked on, its own dossiers or not.
  if (!(await mayRead(ctx, unit)) || !(await mayRead(ctx, agency))) return err({ code: 'forbidden' })
  const span = { ...spanOf(period, ctx.now()), under: null }
  switch (indicator) {
    case 1:
    case 2:
    case 3:
    case 9:
      return ok(await dossiers(ctx, span, asked, indicator))
    case 5:
      return ok({ of: 'procedures', rows: await store.appraisedProcedures(ctx, agency), more: false })
    case 4:
    case 6:
    case 7:
      return ok(await answers(ctx, span, asked))
    case 8: {
      const { rows, hidden } = await petitionsCounted(ctx, { ...span, under: agency }, 'petitions-answered')
      return ok({ of: 'petitions', rows, more: false, hidden })
    }
    default:
      return indicator satisfies never
  }
}

async function dossiers(ctx: Ctx, span: Span, asked: Asked, indicator: 1 | 2 | 3 | 9): Promise<AppraisalPage> {
  const part = { limit: A_PAGE + 1, offset: (asked.page - 1) * A_PAGE }
  const rows =
    indicator === 2
      ? await store.appraisedSteps(ctx, span, asked, part)
      : await store.appraisedDossiers(ctx, span, asked, indicator, part)
  return { of: 'dossiers', rows: rows.slice(0, A_PAGE), more: rows.length > A_PAGE }
}

async function answers(ctx: Ctx, span: Span, { agency, officer, indicator }: Asked): Promise<AppraisalPage> {
  const { criteria, smallNumber } = ruleSetOn(dayOf(span.since)).feedback.ratings
  const rated = (await appraisedRatings(ctx, span)).filter(each => each.unit === agency && each.officer === officer)
  const rows = criteria
    .filter(each => each.indicator === indicator)
    .map(({ code, name }) => {
      const { count, points } = rated.find(each => each.code === code) ?? { count: 0, points: 0 }
      const shown = count >= Math.max(1, smallNumber)
      return {
        code,
        name: wordsIn(ctx.language, name),
        count,
        points: shown ? Math.round((points / count) * 10) / 10 : null
      }
    })
  return { of: 'answers', rows, more: false }
}
