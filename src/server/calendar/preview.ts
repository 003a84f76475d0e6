import { z } from '@hono/zod-openapi'
import type { RuleSet } from '#server/rulesets/index.ts'
import { rulesOf } from './conventions.ts'
import { computeDeadline } from './deadline.rules.ts'
import { isRealDay, readInstant, vietnamTime } from './days.ts'
import type { CalendarDay, Deadline, DeadlineInput, DeadlineRules, Limit as LimitType } from './model.ts'
import { Hour, LateRule, Limit, LIMIT_UNITS, Spells } from './model.ts'
import type { Hours } from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { withChanges } from './work-calendar.ts'

const Instant = z
  .string()
  .refine(text => readInstant(text) !== 'unreadable', 'field.instant')
  .openapi({ example: '2026-11-23T09:00:00+07:00' })
const DayText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'field.day')
  .openapi({ example: '2026-11-24' })
const Days = z.array(DayText).max(400).optional()

const PreviewRules = z.object({
  unit: z.enum(LIMIT_UNITS),
  value: z.number().min(-10_000).max(10_000),
  hours: Spells.optional(),
  hoursByDate: z.record(DayText, Spells).optional(),
  pauseMode: z.enum(['resume', 'restart']).optional(),
  pauseUnit: z.enum(['limit', 'office-time']).optional(),
  lateRule: LateRule.extend({ after: Hour }).nullish(),
  dueTime: z.enum(['closing', 'same-time', 'day-end']).optional(),
  fraction: z.enum(['from-moment', 'part-of-last-day']).optional(),
  extensionNotice: z.enum(['calendar-day', 'working-day']).optional()
})

const PreviewPause = z
  .object({
    from: Instant,
    to: Instant.nullish(),
    cause: z.enum(['supplement', 'fee', 'other-agency', 'force-majeure']).default('supplement'),
    stopsClock: z.boolean().optional()
  })
  .refine(({ from, to }) => !to || !(Number(readInstant(to)) < Number(readInstant(from))), {
    path: ['to'],
    error: 'field.pause-order'
  })

/** One question about a deadline, with the fields of a worked case; whatever else is sent along is ignored. */
export const PreviewInput = z
  .object({
    rules: PreviewRules.refine(({ unit, value }) => Limit.safeParse({ unit, value }).success, {
      path: ['value'],
      error: 'field.whole'
    }),
    receivedAt: Instant,
    pauses: z.array(PreviewPause).max(100).nullish(),
    extension: z
      .array(z.object({ requestedAt: Instant, unit: z.enum(LIMIT_UNITS), value: z.number().min(-10_000).max(10_000) }))
      .max(20)
      .nullish(),
    calendarPatch: z
      .object({ addOff: Days, removeOff: Days, addWork: Days, removeWork: Days })
      .nullish()
      .openapi({ description: 'Days off and swapped working days added or taken away for this call only.' }),
    finishedAt: Instant.nullish(),
    remindBefore: Limit.nullish()
  })
  .openapi('DeadlinePreview')
export type PreviewInput = z.infer<typeof PreviewInput>

export const PreviewAnswer = z
  .object({
    dueAt: z.string().nullable(),
    state: z.enum(['running', 'paused', 'finished']).optional(),
    error: z.enum(['limit-negative', 'no-working-time', 'calendar-not-covered', 'date-impossible']).optional(),
    late: z.boolean().optional(),
    remindAt: z.string().nullable().optional(),
    entries: z.array(z.looseObject({ what: z.string(), at: z.string() })),
    explanation: z.object({ vi: z.string(), en: z.string() })
  })
  .openapi('DeadlineAnswer')
export type PreviewAnswer = z.infer<typeof PreviewAnswer>

/** Answers a preview; what it leaves out, the rule set and the office's hours fill in. */
export function previewDeadline(
  asked: PreviewInput,
  set: RuleSet,
  hours: Hours,
  calendar: WorkCalendar
): PreviewAnswer {
  const days = Object.values(asked.calendarPatch ?? {}).flatMap(list => list ?? [])
  const dates = [...days, ...Object.keys(asked.rules.hoursByDate ?? {})]
  const changed = dates.every(isRealDay) ? patched(calendar, asked.calendarPatch) : calendar
  const receivedAt = dates.every(isRealDay) ? at(asked.receivedAt) : NO_DATE
  const { unit, value } = asked.rules
  const input: DeadlineInput = {
    receivedAt,
    limit: { unit, value },
    rules: rulesFor(asked.rules, set, hours),
    pauses: (asked.pauses ?? []).map(({ from, to, cause, stopsClock }) => ({
      from: at(from),
      to: to ? at(to) : null,
      cause,
      ...(stopsClock === undefined ? {} : { stopsClock })
    })),
    extensions: (asked.extension ?? []).map(({ requestedAt, ...limit }) => ({ requestedAt: at(requestedAt), limit })),
    finishedAt: asked.finishedAt ? at(asked.finishedAt) : null,
    remindBefore: (asked.remindBefore as LimitType | null | undefined) ?? null
  }
  return answerOf(computeDeadline(input, changed), input)
}

const NO_DATE = new Date(NaN)
const at = (text: string): Date => {
  const instant = readInstant(text)
  return instant instanceof Date ? instant : NO_DATE
}

function rulesFor(asked: PreviewInput['rules'], set: RuleSet, office: Hours): DeadlineRules {
  const hours = {
    hours: asked.hours ?? office.hours,
    hoursByDate: asked.hoursByDate ?? (asked.hours ? {} : office.hoursByDate)
  }
  const { pauseMode: mode, pauseUnit, lateRule, dueTime, fraction, extensionNotice } = asked
  const own = Object.fromEntries(
    Object.entries({ pauseUnit, lateRule, dueTime, fraction, extensionNotice }).filter(
      ([, value]) => value !== undefined
    )
  )
  return rulesOf(
    set,
    hours,
    mode ? { ...own, pauseEffects: { supplement: mode, fee: mode, 'force-majeure': mode } } : own
  )
}

function patched(calendar: WorkCalendar, patch: PreviewInput['calendarPatch']): WorkCalendar {
  if (!patch) return calendar
  const day =
    (kind: CalendarDay['kind'], vi: string, en: string) =>
    (day: string): CalendarDay => ({
      day,
      kind,
      name: { vi, en },
      source: 'calendarPatch',
      status: 'unverified'
    })
  return withChanges(calendar, {
    remove: [...(patch.removeOff ?? []), ...(patch.removeWork ?? [])],
    put: [
      ...(patch.addOff ?? []).map(day('swapped-off', 'Ngày nghỉ giả định', 'Assumed day off')),
      ...(patch.addWork ?? []).map(day('swapped-working', 'Ngày làm việc giả định', 'Assumed working day'))
    ]
  })
}

function answerOf(deadline: Deadline, input: DeadlineInput): PreviewAnswer {
  const { dueAt, state, error, late, remindAt, entries, explanation } = deadline
  return {
    dueAt: dueAt ? vietnamTime(dueAt) : null,
    ...(error ? { error } : { state }),
    ...(late === null ? {} : { late }),
    ...(input.remindBefore ? { remindAt: remindAt ? vietnamTime(remindAt) : null } : {}),
    entries: entries.map(inVietnamTime) as PreviewAnswer['entries'],
    explanation
  }
}

/** Instants as text with +07:00, at whatever depth. */
const inVietnamTime = (entry: object): object =>
  JSON.parse(
    JSON.stringify(entry, function (this: Record<string, unknown>, key, value: unknown) {
      const raw = this[key]
      return raw instanceof Date ? vietnamTime(raw) : value
    })
  ) as object
