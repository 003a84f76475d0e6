import { describe, expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import { VISITOR } from '#server/platform/index.ts'
import {
  affectedBy,
  applyCalendarChange,
  calendarChanges,
  calendarOf,
  enterOfficeHours,
  importCalendar,
  installCalendar,
  isWorkingDay,
  officeHoursOf,
  proposeCalendarChange
} from './index.ts'
import type { CalendarDay } from './index.ts'
import { aLedger, shippedCalendar } from './testing.ts'

const stormDay: CalendarDay = {
  day: '2026-11-27',
  kind: 'swapped-off',
  name: { vi: 'Nghỉ tránh bão, làm bù ngày 28/11' },
  source: 'Công điện 12/CĐ-UBND',
  status: 'announced'
}
const madeUp: CalendarDay = {
  ...stormDay,
  day: '2026-11-28',
  kind: 'swapped-working',
  name: { vi: 'Làm bù cho ngày 27/11' }
}
const storm = { decision: 'Công điện 12/CĐ-UBND', reason: 'Bão số 9', put: [madeUp, stormDay], remove: [] }

describe('the calendar of a province', () => {
  test('begins with the one that ships, once', async ({ ctx }) => {
    expect(await installCalendar(ctx)).toMatchObject({ ok: true, value: { days: expect.any(Number) } })
    expect(await installCalendar(ctx)).toEqual({ ok: true, value: { days: 0 } })
    const calendar = await calendarOf(ctx)
    expect([calendar.from, calendar.to]).toEqual([shippedCalendar.from, shippedCalendar.to])
    expect(calendar.nth).toEqual(shippedCalendar.nth)
    expect(await calendarOf(ctx)).toBe(calendar)
  })

  test('is changed only by those who may, and only with a decision', async ({ ctx }) => {
    expect(await applyCalendarChange({ ...ctx, actor: VISITOR }, storm)).toMatchObject({ error: { code: 'forbidden' } })
    expect(await applyCalendarChange(ctx, { ...storm, decision: ' ' })).toMatchObject({
      error: { code: 'decision-missing' }
    })
  })

  test('shows a proposal without applying it, then applies it and is seen at once', async ({ ctx }) => {
    const proposed = await proposeCalendarChange(ctx, storm)
    if (!proposed.ok) throw new Error(proposed.error.code)
    const moved = affectedBy(proposed.value.before, proposed.value.after, [
      aLedger({ received: '2026-11-20 09:00', limit: { unit: 'working-day', value: 4 } })
    ])
    expect(moved.map(({ calendarDays }) => calendarDays)).toEqual([1])
    expect(isWorkingDay('2026-11-27', await calendarOf(ctx))).toBe(true)

    const applied = await applyCalendarChange(ctx, storm)
    expect(applied).toMatchObject({
      ok: true,
      value: { changes: [{ day: '2026-11-27', before: null, after: stormDay }, { day: '2026-11-28' }] }
    })
    expect(isWorkingDay('2026-11-27', await calendarOf(ctx))).toBe(false)
    expect(isWorkingDay('2026-11-28', await calendarOf(ctx))).toBe(true)
    expect(await applyCalendarChange(ctx, storm)).toMatchObject({ error: { code: 'calendar-change-empty' } })
  })

  test('keeps every change with its decision, its author and what stood there before', async ({ ctx }) => {
    await applyCalendarChange(ctx, {
      decision: 'QĐ 99',
      reason: 'Bão đổi hướng',
      put: [],
      remove: ['2026-11-27', '2026-11-28']
    })
    const [last] = await calendarChanges(ctx)
    expect(last).toMatchObject({
      decision: 'QĐ 99',
      changedBy: ctx.actor.name,
      changes: [{ day: '2026-11-27', before: stormDay, after: null }, {}]
    })
    await expect(ctx.sql`update calendar_change set decision = 'x'`).rejects.toThrow('append-only')
  })

  test('takes a file, names the lines it cannot read, and a second time changes nothing', async ({ ctx }) => {
    const file =
      'date,name_vi,kind,status,source\n2027-02-11,Nghỉ thêm,holiday,announced,QĐ 7\nkhông phải ngày,x,holiday,announced,y'
    const decided = { decision: 'QĐ 7', reason: '' }
    const first = await importCalendar(ctx, file, decided)
    expect(first).toMatchObject({
      ok: true,
      value: { lines: 2, problems: [{ line: 3, key: 'import.day' }], changes: [{ day: '2027-02-11' }] }
    })
    expect(await importCalendar(ctx, file, decided)).toMatchObject({ ok: true, value: { changes: [] } })
  })

  test('knows the hours of the province and of a unit, and new ones are seen at once', async ({ ctx }) => {
    const decided = { decision: 'QĐ 15', reason: 'Giờ mùa hè' }
    const usual = await officeHoursOf(ctx, 'H99.20')
    expect(await officeHoursOf(ctx, 'H99.20')).toBe(usual)
    await enterOfficeHours(ctx, decided, {
      unit: 'H99.20',
      validFrom: '2026-01-01',
      validTo: null,
      months: [],
      spells: [['08:00', '12:00']]
    })
    expect(
      (await officeHoursOf(ctx, 'H99.20')).hoursByDate['2026-11-23'] ?? (await officeHoursOf(ctx, 'H99.20')).hours
    ).toEqual([['08:00', '12:00']])
    expect((await officeHoursOf(ctx, null)).hours).toEqual(usual.hours)
  })
})
