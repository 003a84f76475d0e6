import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Survey } from './model.ts'

/** What happened to a survey. Answers are not events: they carry no name and are sealed by their count at the end. */
export type SurveyEvent = {
  readonly type: 'survey.planned' | 'survey.opened' | 'survey.closed'
  readonly at: string
  readonly data: Readonly<Record<string, unknown>>
}
export type SurveyCommand =
  { readonly kind: 'open'; readonly strata: Survey['strata'] } | { readonly kind: 'close'; readonly answers: number }
export type SurveyRefusal = { readonly code: 'survey-phase' | 'survey-nobody' | 'survey-too-early' }

/** A survey is opened once with its sample drawn, while the span it asks about is over, and closed for good. Pure. */
export function decide(
  survey: Survey,
  command: SurveyCommand,
  { now, today }: { now: Date; today: string }
): Result<SurveyEvent, SurveyRefusal> {
  const at = now.toISOString()
  if (command.kind === 'open') {
    if (survey.phase !== 'planned') return err({ code: 'survey-phase' })
    if (today <= survey.to) return err({ code: 'survey-too-early' })
    if (command.strata.length === 0) return err({ code: 'survey-nobody' })
    return ok({ type: 'survey.opened', at, data: { code: survey.code, strata: command.strata } })
  }
  if (survey.phase !== 'open') return err({ code: 'survey-phase' })
  return ok({ type: 'survey.closed', at, data: { code: survey.code, answers: command.answers } })
}

export function evolve(survey: Survey, event: SurveyEvent): Survey {
  const version = survey.version + 1
  if (event.type === 'survey.opened')
    return { ...survey, version, phase: 'open', strata: event.data.strata as Survey['strata'] }
  return { ...survey, version, phase: 'closed' }
}
