import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualHours, workingMinutesBetween } from '#server/calendar/index.ts'
import { event } from '#server/dossiers/index.ts'
import type { DossierEvent } from '#server/dossiers/index.ts'
import { aFiling, aProcess, calendar, Case, colleague, officer } from '#server/dossiers/testing.ts'
import { timeByHolder } from './holding.rules.ts'
import type { HeldTime, Outage } from './holding.rules.ts'
import { sharedOut } from './shares.rules.ts'

const DAY = 8 * 60
const SETTLING = 'H99.31'
const between = (from: Date, to: Date) => workingMinutesBetween(from, to, usualHours, calendar)
const split = (events: readonly DossierEvent[], until = '2026-12-31T00:00:00Z', outages: Outage[] = []) =>
  timeByHolder(events, SETTLING, between, new Date(until), outages)!
const summed = (time: HeldTime) =>
  time.parts.map(({ holder, minutes, late }) => [
    'name' in holder ? holder.name : 'unit' in holder ? holder.unit : 'system' in holder ? holder.system : holder.kind,
    minutes,
    late
  ])

/** A step in hand: who, from when, until when by its own norm. */
const aStep = (token: string, more: Partial<{ unit: string; kind: string; dueAt: string | null }> = {}) => ({
  token,
  step: token,
  name: token,
  kind: 'user',
  role: 'officer',
  unit: SETTLING,
  officer: null,
  officerName: null,
  enteredAt: '',
  claimedAt: null,
  dueAt: null,
  ...more
})
const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, 9 + day, 0, hour * 60))
const marking = { tokens: [], data: {} } as never
const received = (when: Date, dueAt: Date, ...entered: ReturnType<typeof aStep>[]) =>
  event('dossier.received', when, {
    code: 'H99.31-261109-0001',
    ...aFiling(),
    startedAt: when.toISOString(),
    originalDueAt: dueAt.toISOString(),
    dueAt: dueAt.toISOString(),
    marking,
    entered,
    left: []
  })
const completed = (when: Date, token: string, ...entered: ReturnType<typeof aStep>[]) =>
  event('step.completed', when, {
    step: token,
    name: token,
    outcome: 'done',
    note: '',
    files: [],
    marking,
    entered,
    left: [{ token, outcome: 'done' }]
  })
const claimed = (when: Date, token: string, by = officer) =>
  event('step.claimed', when, { token, officer: by.id, officerName: by.name })
const settled = (when: Date) => event('dossier.settled', when, { kind: 'granted' })

describe('whose time it was', () => {
  test('a step lies with its unit until an officer takes it in hand', () => {
    // Monday 9 November 2026, 07:00 in Vietnam is midnight UTC; the office opens then.
    const time = split([
      received(at(0), at(4), aStep('check')),
      claimed(at(1), 'check'),
      completed(at(3), 'check'),
      settled(at(3))
    ])
    expect(summed(time)).toEqual([
      [SETTLING, DAY, 0],
      [officer.name, 2 * DAY, 0]
    ])
    expect(time).toMatchObject({ minutes: 3 * DAY, late: 0, finishedAt: at(3) })
  })

  test('days for the applicant, for agencies outside and for failed systems are theirs', () => {
    const time = split(
      [
        received(at(0), at(4), aStep('check')),
        event('clock.paused', at(1), { cause: 'supplement' }),
        event('clock.resumed', at(2), { cause: 'supplement', dueAt: at(9).toISOString() }),
        event('clock.paused', at(3), { cause: 'other-agency' }),
        event('clock.resumed', at(4), { cause: 'other-agency', dueAt: at(9).toISOString() }),
        completed(at(8), 'check'),
        settled(at(8))
      ],
      undefined,
      [{ system: 'population', from: at(4), to: at(7) }]
    )
    expect(summed(time)).toEqual([
      [SETTLING, DAY, 0],
      ['applicant', DAY, 0],
      [SETTLING, DAY, 0],
      ['other-agency', DAY, 0],
      ['population', DAY, 0],
      [SETTLING, DAY, 0]
    ])
  })

  test('a consulted unit of the province answers for its own days', () => {
    const asked = aStep('opinion', { kind: 'wait-agency', unit: 'H99.05' })
    const time = split([received(at(0), at(4), asked), completed(at(2), 'opinion'), settled(at(2))])
    expect(summed(time)).toEqual([['H99.05', 2 * DAY, 0]])
  })

  test('two steps side by side share their time equally', () => {
    const time = split([
      received(at(0), at(4), aStep('a'), aStep('b', { unit: 'H99.05' })),
      completed(at(1), 'a'),
      completed(at(2), 'b'),
      settled(at(2))
    ])
    expect(summed(time)).toEqual([
      [SETTLING, DAY / 2, 0],
      ['H99.05', DAY / 2, 0],
      ['H99.05', DAY, 0]
    ])
  })
})

describe('whose lateness it is', () => {
  test('three late days fall on the steps by how far each went over its own time', () => {
    // check: one day given, three taken; sign: one day given, two taken; due Thursday, settled Monday after five days.
    const time = split([
      received(at(0), at(2), aStep('check', { dueAt: at(1).toISOString() })),
      claimed(at(0), 'check'),
      completed(at(3), 'check', aStep('sign', { dueAt: at(4).toISOString() })),
      claimed(at(3), 'sign', colleague),
      completed(at(7), 'sign'),
      settled(at(7))
    ])
    expect(time.late).toBe(3 * DAY)
    expect(summed(time)).toEqual([
      [officer.name, 3 * DAY, 2 * DAY],
      [colleague.name, 2 * DAY, DAY]
    ])
  })

  test('where no step went over its own time, the time after the due moment counts', () => {
    const time = split([
      received(at(0), at(1), aStep('check')),
      completed(at(1), 'check', aStep('sign')),
      claimed(at(2), 'sign', colleague),
      completed(at(3), 'sign'),
      settled(at(3))
    ])
    expect(summed(time)).toEqual([
      [SETTLING, DAY, 0],
      [SETTLING, DAY, DAY],
      [colleague.name, DAY, DAY]
    ])
  })

  test('a new date the law allows moves the lateness', () => {
    const time = split([
      received(at(0), at(1), aStep('check')),
      event('clock.extended', at(1), {
        limit: { value: 2, unit: 'working-day' },
        reason: 'x',
        from: at(1).toISOString(),
        dueAt: at(3).toISOString()
      }),
      completed(at(3), 'check'),
      settled(at(3))
    ])
    expect(time.late).toBe(0)
  })
})

test('a dossier settled by its own process is split without remainder', async () => {
  const dossier = new Case(await aProcess('commune'))
  dossier.must({ kind: 'receive', code: 'H99.31-261109-0001', filing: aFiling() }, '2026-11-09T02:00:00Z')
  const token = dossier.state!.steps[0]!.token
  dossier.must({ kind: 'claim', token }, '2026-11-16T03:17:31Z')
  const time = split(dossier.events, '2026-11-18T09:41:00Z')
  expect(time.parts.map(part => part.holder.kind)).toEqual(['unit', 'officer'])
  expect(time.parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(time.minutes)
  expect(time.finishedAt).toBeNull()
})

test('the parts always add up to the whole, and their lateness to the lateness', () => {
  const act = fc.record({
    wait: fc.integer({ min: 0, max: 5000 }),
    kind: fc.constantFrom('claim', 'next', 'beside', 'pause', 'resume', 'release' as const)
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), fc.integer({ min: 1, max: 9000 }), (acts, dueIn) => {
      const start = at(0).getTime()
      let [minute, made] = [0, 1]
      let open = ['t1']
      const due = (from: number) => new Date(start + (from + dueIn) * 60_000)
      const events: DossierEvent[] = [received(at(0), due(0), aStep('t1', { dueAt: due(-dueIn / 2).toISOString() }))]
      for (const { wait, kind } of acts) {
        minute += wait
        const when = new Date(start + minute * 60_000 + 17_000)
        const step = () => aStep(`t${++made}`, { dueAt: due(minute - dueIn + wait).toISOString() })
        if (kind === 'claim') events.push(claimed(when, open[0]!))
        if (kind === 'release') events.push(event('step.released', when, { token: open[0]!, note: '' }))
        if (kind === 'pause') events.push(event('clock.paused', when, { cause: 'supplement' }))
        if (kind === 'resume')
          events.push(event('clock.resumed', when, { cause: 'supplement', dueAt: due(minute).toISOString() }))
        if (kind === 'next' || kind === 'beside') {
          const entered = kind === 'next' ? [step()] : [step(), step()]
          events.push(completed(when, open[0]!, ...entered))
          open = [...open.slice(1), ...entered.map(({ token }) => token)]
        }
      }
      const time = split(events, new Date(start + (minute + 3000) * 60_000).toISOString())
      expect(time.parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(time.minutes)
      expect(time.parts.reduce((sum, part) => sum + part.late, 0)).toBe(time.late)
      expect(time.parts.every(part => part.minutes >= 0 && part.late >= 0)).toBe(true)
    })
  )
})

test('a whole shared out by weights stays whole', () => {
  expect(sharedOut(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(sharedOut(0, [1, 2])).toEqual([0, 0])
  expect(sharedOut(5, [0, 0])).toEqual([0, 0])
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.array(fc.float({ min: 0, max: 1e4, noNaN: true }), { minLength: 1 }),
      (whole, weights) => {
        const total = sharedOut(whole, weights).reduce((sum, share) => sum + share, 0)
        expect(total).toBe(weights.some(weight => weight > 0) ? whole : 0)
      }
    )
  )
})
