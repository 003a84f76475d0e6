import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendar, shippedDays, usualHours } from '#server/calendar/index.ts'
import type { CalendarDay } from '#server/calendar/index.ts'
import { shiftDay } from '#server/platform/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'
import { clockOn } from './clock.ts'
import type { Command } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Facts } from './facts.ts'
import type { Dossier } from './model.ts'
import { aFiling, anId, aProcess, factsAt } from './testing.ts'

const model: ProcessModel = await aProcess()
const [handling] = Object.values(model.steps).filter(step => step.kind === 'user')
const withTimer: ProcessModel = {
  ...model,
  steps: {
    ...model.steps,
    [handling!.id]: {
      ...handling!,
      norm: { value: 2, unit: 'working-day' },
      timers: [{ id: 'remind', after: { value: 1, unit: 'working-day' }, interrupting: false, flow: 'f' }]
    }
  }
}
const dayOff = (day: string): CalendarDay => ({
  day,
  kind: 'holiday',
  name: { vi: 'Nghỉ bù', en: '' },
  source: 'QĐ 1',
  status: 'announced'
})
/** The decider's facts where these days are off too. */
const factsOff = (at: string, off: readonly string[]): Facts => {
  const facts = factsAt(withTimer, at)
  const calendar = compileCalendar([...shippedDays(), ...off.map(dayOff)], '2018-01-01', '2028-12-31')
  return { ...facts, clock: clockOn(facts.rules, calendar, usualHours) }
}
const does = (dossier: Dossier | null, command: Command, facts: Facts): Dossier => {
  const decided = decide(dossier, command, facts)
  if (!decided.ok) throw new Error(JSON.stringify(decided.error))
  return decided.value.reduce<Dossier | null>((state, event) => evolve(state, event, anId), dossier)!
}
const received = (at = '2026-11-09T02:00:00Z', more = {}) =>
  does(null, { kind: 'receive', code: 'c', filing: aFiling(more) }, factsOff(at, []))
const recompute = { kind: 'recompute', because: 'QĐ 1' } as const
const reasons = [
  { code: 'missing', about: { kind: 'paper', ref: 'don', name: 'Tờ khai' }, note: 'Nộp tờ khai.' }
] as const

describe('a day off declared later', () => {
  test('moves the due date, and the norms and timers of open steps with it', () => {
    const before = received()
    const after = does(before, recompute, factsOff('2026-11-09T03:00:00Z', ['2026-11-10', '2026-11-11']))
    expect([before.dueAt, after.dueAt].map(at => at?.slice(0, 10))).toEqual(['2026-11-16', '2026-11-18'])
    for (const [at, step] of before.steps.entries()) {
      if (step.dueAt) expect(after.steps[at]!.dueAt! > step.dueAt).toBe(true)
      expect(after.steps[at]!.timers?.length).toBe(step.timers?.length)
      for (const [n, timer] of (step.timers ?? []).entries())
        expect(after.steps[at]!.timers![n]!.at > timer.at).toBe(true)
    }
    expect(before.steps.some(step => step.dueAt || step.timers)).toBe(true)
    expect(after.originalDueAt).toBe(before.originalDueAt)
  })

  test('gives an applicant who is awaited another date to answer by, before and after acceptance', () => {
    const filed = does(null, { kind: 'file', code: 'c', filing: aFiling({ answerWithin: 3 }) }, factsOff(MONDAY, []))
    for (const dossier of [filed, received(MONDAY, { answerWithin: 3 })]) {
      const asked = does(dossier, { kind: 'ask-supplement', reasons }, factsOff(MONDAY, []))
      const after = does(asked, recompute, factsOff('2026-11-09T05:00:00Z', ['2026-11-11']))
      expect([asked.answerBy, after.answerBy].map(at => at?.slice(0, 10))).toEqual(['2026-11-12', '2026-11-13'])
    }
  })

  test('never tells an applicant after the fact that the time was over', () => {
    const asked = does(
      received(MONDAY, { answerWithin: 3 }),
      { kind: 'ask-supplement', reasons },
      factsOff(MONDAY, ['2026-11-11', '2026-11-12'])
    )
    expect(asked.answerBy?.slice(0, 10)).toBe('2026-11-16')
    const late = does(asked, recompute, factsOff('2026-11-13T02:00:00Z', []))
    expect(late.answerBy).toBe(asked.answerBy)
  })
})

const MONDAY = '2026-11-09T02:00:00Z'
const november = fc.integer({ min: 0, max: 30 }).map(days => shiftDay('2026-11-09', days))
const act = fc.constantFrom('ask-supplement', 'supplement', 'pause', 'resume', 'claim', 'nothing')

test('recomputing twice changes nothing, whatever happened before and whatever the calendar became', () => {
  const commandOf = (kind: string, { steps: [step] }: Dossier): Command | null =>
    kind === 'ask-supplement'
      ? { kind, reasons }
      : kind === 'supplement'
        ? { kind, papers: [], note: 'x' }
        : kind === 'pause'
          ? { kind, cause: 'force-majeure', reason: 'Bão' }
          : kind === 'resume'
            ? { kind }
            : kind === 'claim' && step
              ? { kind, token: step.token }
              : null
  fc.assert(
    fc.property(
      fc.array(fc.tuple(act, fc.integer({ min: 1, max: 60 })), { maxLength: 6 }),
      fc.uniqueArray(november, { maxLength: 6 }),
      fc.uniqueArray(november, { maxLength: 6 }),
      (acts, first, second) => {
        let at = new Date(MONDAY).getTime()
        let dossier = received(MONDAY, { answerWithin: 5 })
        for (const [kind, hours] of acts) {
          at += hours * 3_600_000
          const command = commandOf(kind, dossier)
          const decided = command && decide(dossier, command, factsOff(new Date(at).toISOString(), first))
          if (decided?.ok) for (const event of decided.value) dossier = evolve(dossier, event, anId)
        }
        const facts = factsOff(new Date(at + 3_600_000).toISOString(), second)
        const once = does(dossier, recompute, facts)
        const again = decide(once, recompute, facts)
        expect(again).toEqual({ ok: true, value: [] })
        // Where the calendar did not change, there is nothing to compute again.
        const same = decide(once, recompute, factsOff(facts.now.toISOString(), [...second].reverse()))
        expect(same).toEqual({ ok: true, value: [] })
      }
    ),
    { numRuns: 60 }
  )
})
