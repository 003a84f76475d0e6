import { addWorkingTime, computeDeadline, workingDaysBetween } from '#server/calendar/index.ts'
import type { CountedDay } from '#server/calendar/index.ts'
import { unit, unitNames } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Words } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { clockFor, inputOf } from '../clock.ts'
import type { OfficeClock } from '../clock.ts'
import { ALLOWED } from '../guards.ts'
import type { Dossier } from '../model.ts'
import { reasonSentence } from '../reasons.ts'
import { stageOf, STAGES } from '../tracking.ts'
import { timelineOf } from '../views.ts'
import { dueStateOf, storyOf } from './story.rules.ts'
import type { DueStanding, Story } from './story.rules.ts'
import { sayCitizen } from './words.ts'

/** All that an applicant sees of an own dossier, in plain words and without the names of officers. */
export type Following = {
  readonly code: string
  readonly phase: Dossier['phase']
  readonly stage: ReturnType<typeof stageOf>
  readonly stages: typeof STAGES
  readonly procedure: { readonly code: string; readonly name: string }
  readonly applicant: string
  readonly state: string
  readonly holders: readonly { readonly unit: string; readonly step: string; readonly until: string | null }[]
  readonly filedAt: string
  readonly receivedAt: string | null
  readonly due: DueStanding
  readonly why: { readonly sentences: string; readonly days: readonly TellDay[] } | null
  readonly asked: readonly { readonly what: string; readonly why: string; readonly note: string }[]
  /** Until when what is asked for is awaited. */
  readonly answerBy: string | null
  readonly fee: { readonly amount: number; readonly paid: number }
  readonly papers: readonly { readonly name: string; readonly files: readonly string[] }[]
  readonly result: {
    readonly refused: boolean
    readonly sentence: string
    readonly number: string
    readonly place: Place | null
  } | null
  /** Where it was filed. */
  readonly desk: string
  readonly story: readonly Story[]
  readonly may: { readonly supplement: boolean; readonly withdraw: boolean }
}
type Place = { readonly name: string; readonly address: string; readonly phone: string }
type TellDay = { readonly day: string; readonly counted: boolean; readonly why: string }

/** Everything about a dossier for its applicant. The caller has made sure that it is the applicant who asks. */
export async function follow(ctx: Ctx, dossier: Dossier): Promise<Following> {
  const { language } = ctx
  const [timeline, clock, receiving] = await Promise.all([
    timelineOf(ctx, dossier.id),
    clockFor(ctx, ruleSet(dossier.ruleSet), dossier.settlingUnit),
    unit(ctx, dossier.receivingUnit)
  ])
  const codes = [
    ...dossier.steps.map(step => step.unit),
    ...timeline.flatMap(entry => entry.actorUnit ?? []),
    dossier.settlingUnit,
    dossier.receivingUnit
  ]
  const names = await unitNames(ctx, [...new Set(codes)])
  const nameOf = (code: string) => wordsIn(language, names.get(code) ?? ({ vi: code } satisfies Words))
  const place = receiving && {
    name: wordsIn(language, receiving.name),
    address: receiving.address,
    phone: receiving.phone
  }
  return {
    code: dossier.code,
    phase: dossier.phase,
    stage: stageOf({ phase: dossier.phase, received: dossier.receivedAt !== null }),
    stages: STAGES,
    procedure: dossier.procedure,
    applicant: dossier.applicant.name,
    state: sayCitizen(language, `citizen.state.${dossier.phase}`),
    holders: holdersOf(ctx, dossier, clock, nameOf),
    filedAt: dossier.filedAt,
    receivedAt: dossier.receivedAt,
    due: dueStateOf(dossier, ctx.now(), (from, to) => workingDaysBetween(dayOf(from), dayOf(to), clock.calendar)),
    why: whyOf(ctx, dossier, clock),
    asked: dossier.asked.map(({ about, code, note }) => {
      const why = sayCitizen(language, `reason.${code}`)
      // A note that only repeats reason and paper was made by the desk's screen.
      const repeats = note === reasonSentence('vi', code, about.name)
      return { what: about.name, why, note: repeats ? '' : note }
    }),
    answerBy: dossier.answerBy ?? null,
    fee: dossier.fee,
    papers: dossier.papers.map(paper => ({ name: paper.name, files: paper.files.map(file => file.name) })),
    result: dossier.result && {
      refused: dossier.result.kind === 'refused',
      sentence: sayCitizen(
        language,
        `citizen.result.${dossier.phase === 'returned' ? 'returned' : dossier.result.kind}`
      ),
      number: dossier.result.number,
      place: dossier.phase === 'settled' ? (place ?? null) : null
    },
    desk: nameOf(dossier.receivingUnit),
    story: storyOf(timeline, language, nameOf),
    may: {
      supplement: dossier.phase === 'supplement',
      withdraw: (ALLOWED['ask-withdrawal'] as readonly string[]).includes(dossier.phase) && !dossier.result
    }
  }
}

/** Who works on it now and until when: the units of the open steps; before receipt the desk that checks. */
function holdersOf(ctx: Ctx, dossier: Dossier, clock: OfficeClock, nameOf: (code: string) => string) {
  const { language } = ctx
  if (dossier.phase === 'filed') {
    const { workingHours } = ruleSet(dossier.ruleSet).onlineCheck
    const until = addWorkingTime(new Date(dossier.filedAt), workingHours * 60, clock.hours, clock.calendar)
    const step = sayCitizen(language, 'citizen.holder.check', { hours: workingHours })
    return [{ unit: nameOf(dossier.receivingUnit), step, until: until?.toISOString() ?? null }]
  }
  if (['supplement', 'fee-due', 'withdrawing'].includes(dossier.phase))
    return dossier.phase === 'withdrawing'
      ? [{ unit: nameOf(dossier.receivingUnit), step: sayCitizen(language, 'citizen.holder.withdrawal'), until: null }]
      : []
  if (dossier.phase === 'settled')
    return [{ unit: nameOf(dossier.receivingUnit), step: sayCitizen(language, 'citizen.holder.result'), until: null }]
  return dossier.steps.map(step => ({ unit: nameOf(step.unit), step: step.name, until: step.dueAt }))
}

/** The replay of the deadline ledger: the sentences, and every day that was counted or passed over. */
function whyOf(ctx: Ctx, dossier: Dossier, clock: OfficeClock): Following['why'] {
  if (!dossier.ledger) return null
  const told = computeDeadline(
    {
      ...inputOf(dossier.ledger, clock.rules(dossier.lateAfter)),
      finishedAt: dossier.finishedAt ? new Date(dossier.finishedAt) : null,
      asOf: ctx.now()
    },
    clock.calendar
  )
  const days = told.entries.flatMap(entry => (entry.what === 'counted' ? entry.days : []))
  return { sentences: told.explanation[ctx.language], days: days.map(day => tellDay(ctx, day)) }
}

const tellDay = ({ language }: Ctx, { day, counted, why, name }: CountedDay): TellDay => ({
  day,
  counted,
  why: name ? wordsIn(language, name) : sayCitizen(language, `citizen.day.${why}`)
})
