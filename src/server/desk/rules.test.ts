import { describe, expect, test } from 'vitest'
import { compileCalendar, shippedDays, usualHours } from '#server/calendar/index.ts'
import { answersOf } from './answers.rules.ts'
import { bulkOutcomes } from './bulk.rules.ts'
import { dueFact } from './due.rules.ts'
import { numbersAfter } from './numbers.rules.ts'
import { aProcess } from '#server/dossiers/testing.ts'
import type { ProcessModel, StepNode } from '#server/workflow/index.ts'

const office = { calendar: compileCalendar(shippedDays(), '2026-01-01', '2026-12-31'), hours: usualHours }
/** The clock in Vietnam on a day of November 2026. */
const nov = (day: number, clock: string) => new Date(`2026-11-${String(day).padStart(2, '0')}T${clock}:00+07:00`)
const leftAt = (dueAt: Date, now: Date) => {
  const { state, left } = dueFact({ dueAt }, now, office)
  return `${state} ${left?.value} ${left?.unit}`
}

describe('what is left until something is due', () => {
  test('is told in working days, weekends not counted', () => {
    expect(leftAt(nov(17, '17:30'), nov(12, '09:00'))).toBe('in-time 3 working-day')
  })
  test('is told in hours on the last day, the lunch break not counted', () => {
    expect(leftAt(nov(12, '17:30'), nov(12, '10:30'))).toBe('soon 5 working-hour')
    expect(leftAt(nov(16, '09:30'), nov(13, '16:30'))).toBe('soon 3 working-hour')
  })
  test('is lateness by office time, so a night costs nothing', () => {
    expect(leftAt(nov(12, '17:30'), nov(13, '08:00'))).toBe('late -0.5 working-hour')
    expect(leftAt(nov(12, '17:30'), nov(17, '08:00'))).toBe('late -3 working-day')
  })
  test('stands still while the clock does, and is settled with the dossier', () => {
    expect(dueFact({ dueAt: null, paused: true }, nov(12, '08:00'), office).state).toBe('paused')
    expect(dueFact({ dueAt: null }, nov(12, '08:00'), office).state).toBe('none')
    const finished = { dueAt: nov(12, '17:30'), finishedAt: nov(12, '17:30') }
    expect(dueFact(finished, nov(20, '08:00'), office).state).toBe('met')
    expect(dueFact({ ...finished, finishedAt: nov(13, '08:00') }, nov(20, '08:00'), office).state).toBe('missed')
  })
})

describe('numbers of results', () => {
  test("follow the unit's last one in its own way", () => {
    expect(numbersAfter('12/KQ-STP', 2)).toEqual(['13/KQ-STP', '14/KQ-STP'])
    expect(numbersAfter('QĐ-099/2026', 2)).toEqual(['QĐ-100/2026', 'QĐ-101/2026'])
    expect(numbersAfter(null, 1)).toEqual(['1/KQ'])
  })
})

describe('finishing from a list', () => {
  const asking = (model: ProcessModel, more: Partial<StepNode>): ProcessModel => ({
    ...model,
    steps: { ...model.steps, review: { ...model.steps.review!, ...more } }
  })
  test('offers only what goes onward', async () => {
    const model = await aProcess('department')
    expect(model.steps.review!.outcomes.map(outcome => outcome.code)).toEqual(['approve', 'return'])
    expect(bulkOutcomes(model, 'review', 'vi').map(outcome => outcome.code)).toEqual(['approve'])
  })
  test('is not for signing, nor for what needs words, files or data', async () => {
    const model = await aProcess('department')
    const fields = [{ key: 'a', type: 'text', label: { vi: 'A' }, required: true }] as const
    expect(bulkOutcomes(model, 'sign', 'vi')).toEqual([])
    for (const more of [{ noteRequired: true }, { fileRequired: true }, { fields }])
      expect(bulkOutcomes(asking(model, more), 'review', 'vi')).toEqual([])
  })
})

describe('answers on the form', () => {
  const form = {
    type: 'default' as const,
    id: 'f',
    schemaVersion: 1,
    components: [
      { type: 'textfield' as const, key: 'child', label: 'Họ tên con' },
      { type: 'select' as const, key: 'use', label: 'Mục đích', values: [{ value: 'marry', label: 'Kết hôn' }] },
      {
        type: 'dynamiclist' as const,
        label: 'Người con',
        path: 'children',
        components: [{ type: 'textfield' as const, key: 'name', label: 'Tên' }]
      }
    ]
  }
  test('stand under their questions, choices by their names, and nothing is lost', () => {
    const data = { child: 'An', use: 'marry', children: [{ name: 'Bình' }, { name: 'Chi' }], born: '2026-11-01' }
    expect(answersOf(form, data, 'vi')).toEqual([
      { key: 'child', label: 'Họ tên con', value: 'An' },
      { key: 'use', label: 'Mục đích', value: 'Kết hôn' },
      { key: 'children.0.name', label: 'Người con 1 – Tên', value: 'Bình' },
      { key: 'children.1.name', label: 'Người con 2 – Tên', value: 'Chi' },
      { key: 'born', label: 'born', value: '01/11/2026' }
    ])
  })
})
