import type { Language } from '#server/platform/language.ts'
import type { DossierEventType } from '../events.ts'
import type { Dossier } from '../model.ts'
import type { TimelineEntry } from '../views.ts'
import { sayCitizen } from './words.ts'

/** How the due date stands, as the badge shows it. */
export type DueStanding = {
  readonly state: 'in-time' | 'soon' | 'late' | 'paused' | 'met' | 'missed' | 'none'
  readonly dueAt: string | null
  readonly left: { readonly value: number; readonly unit: 'working-day' } | null
}
const ENDED: readonly Dossier['phase'][] = ['stopped', 'not-accepted', 'voided']

/** `between` counts the working days after the first day up to the second. */
export function dueStateOf(
  dossier: Pick<Dossier, 'phase' | 'dueAt' | 'ledger' | 'finishedAt'>,
  now: Date,
  between: (from: Date, to: Date) => number
): DueStanding {
  const { dueAt, finishedAt } = dossier
  const none = { dueAt, left: null }
  if (ENDED.includes(dossier.phase) || !dossier.ledger) return { ...none, state: 'none', dueAt: null }
  if (!dueAt) return { ...none, state: 'paused' }
  if (finishedAt) return { ...none, state: finishedAt > dueAt ? 'missed' : 'met' }
  const due = new Date(dueAt)
  if (now > due) return { state: 'late', dueAt, left: { value: between(due, now), unit: 'working-day' } }
  const left = between(now, due)
  return { state: left <= 1 ? 'soon' : 'in-time', dueAt, left: { value: left, unit: 'working-day' } }
}

export type Story = {
  readonly at: string
  readonly title: string
  readonly who: string
  readonly note: string
  readonly tone: 'accent' | 'neutral' | 'success' | 'warning' | 'danger'
}

/** Events an applicant hears of; who took or passed on a step is the office's own affair. */
const TOLD = {
  'dossier.filed': 'accent',
  'dossier.received': 'accent',
  'dossier.settled-at-once': 'success',
  'dossier.not-accepted': 'danger',
  'dossier.supplement-requested': 'warning',
  'dossier.supplemented': 'accent',
  'dossier.fee-requested': 'warning',
  'dossier.fee-paid': 'accent',
  'clock.resumed': 'neutral',
  'clock.extended': 'warning',
  'clock.recomputed': 'neutral',
  'step.completed': 'neutral',
  'result.signed': 'accent',
  'dossier.settled': 'success',
  'dossier.refused': 'danger',
  'dossier.returned': 'success',
  'dossier.withdrawal-requested': 'neutral',
  'dossier.withdrawal-declined': 'warning',
  'dossier.withdrawn': 'neutral',
  'dossier.stopped': 'danger',
  'dossier.corrected': 'neutral',
  'dossier.voided': 'neutral'
} as const satisfies Partial<Record<DossierEventType, Story['tone']>>
const isTold = (type: DossierEventType): type is keyof typeof TOLD => type in TOLD

/** The history in plain words, the latest first; units instead of officers (facts of the law, 1.6). */
export const storyOf = (
  timeline: readonly TimelineEntry[],
  language: Language,
  nameOf: (unit: string) => string
): Story[] =>
  timeline
    .flatMap((entry): Story[] => {
      if (!isTold(entry.type)) return []
      return [
        {
          at: entry.at,
          title: sayCitizen(language, `citizen.story.${entry.type}`, factsOf(entry)),
          who:
            entry.actorKind === 'citizen'
              ? sayCitizen(language, 'citizen.you')
              : entry.actorUnit
                ? nameOf(entry.actorUnit)
                : '',
          note: noteOf(entry),
          tone: TOLD[entry.type]
        }
      ]
    })
    .reverse()

const factsOf = (entry: TimelineEntry): Record<string, string> => ({
  step: entry.type === 'step.completed' ? entry.data.name : ''
})

/** What was said to the applicant; notes between officers stay in the office. */
function noteOf(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'dossier.supplement-requested':
    case 'dossier.not-accepted':
    case 'dossier.refused':
      return entry.data.reasons.map(reason => reason.note).join('; ')
    case 'dossier.fee-requested':
    case 'clock.extended':
    case 'dossier.withdrawal-requested':
    case 'dossier.withdrawal-declined':
    case 'dossier.withdrawn':
    case 'dossier.stopped':
    case 'dossier.corrected':
    case 'dossier.voided':
      return entry.data.reason
    case 'clock.recomputed':
      return entry.data.because
    default:
      return ''
  }
}
