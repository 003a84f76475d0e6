import { describe, expect, test } from 'vitest'
import { demonstrationOrganisation, UNITS } from '#server/organisation/index.ts'
import { LETTER, LETTER_DAY, LETTER_ITEMS } from '../demonstration/letter.ts'
import { suggestionsIn } from '../directives/suggest.rules.ts'
import { debtorsOn, debtorsToday } from './debtors.rules.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import { statusOf, clocksOf, lateDays } from './status.rules.ts'
import type { Command, Give } from './commands.ts'
import type { Task } from './model.ts'

const { units, successions } = demonstrationOrganisation()
const at = (day: string) => ({ now: new Date(`${day}T03:00:00Z`), today: day })

/** The task of one item, given to one debtor on the day of the letter, with what happened to it since. */
function taskOf(item: number, lead: string = UNITS['van-phong'], ...then: [string, Command][]): Task {
  const { addressees: _, ...given } = LETTER_ITEMS[item - 1]!
  const give: Give = { ...given, kind: 'give', directive: null, item, giver: 'H99', lead, givenOn: LETTER_DAY }
  let task: Task | null = null
  for (const [day, command] of [[LETTER_DAY, give] as [string, Command], ...then]) {
    const decision = decide(task, command, at(day))
    if (!decision.ok) throw new Error(decision.error.code)
    for (const event of decision.value) task = evolve(task, event, 'x')
  }
  return task!
}
const proof = (document: string) => ({ words: '', document, files: [] })
const on = (today: string) => ({ today, riskUntil: today })

describe('the worked letter of 27 July 2022', () => {
  test('addresses each department, each central agency and each district of the three tiers of that day', () => {
    const debtors = debtorsOn(LETTER_ITEMS[0]!.addressees, units, LETTER_DAY)
    const named = (group: string | null) => debtors.filter(one => one.group === group).map(one => one.unit)
    expect(named('lower-units')).toEqual([
      UNITS['thanh-pho-mo-giang'],
      UNITS['huyen-song-thuong'],
      UNITS['huyen-nui-lam']
    ])
    expect(named('central-agencies')).toEqual([
      UNITS['cong-an'],
      UNITS['thue-tinh'],
      UNITS['bao-hiem-xa-hoi'],
      UNITS['thi-hanh-an-dan-su']
    ])
    // Departments of before the mergers of March 2025 owe, and those founded by them do not.
    expect(named('departments')).toContain('H99.51')
    expect(named('departments')).not.toContain(UNITS['so-nong-nghiep-moi-truong'])
    expect(new Set(debtors.map(one => one.unit)).size).toBe(debtors.length)
  })

  test('addresses the wards and communes when it is given under the two tiers of today', () => {
    const today = debtorsOn(['lower-units'], units, '2026-11-23').map(one => one.unit)
    expect(today).toHaveLength(8)
    expect(today).toContain(UNITS['phuong-mo-giang'])
  })

  test('has a successor for every debtor of 2022', () => {
    for (const { unit } of debtorsOn(LETTER_ITEMS[0]!.addressees, units, LETTER_DAY))
      expect(debtorsToday(unit, successions, '2026-11-23'), unit).not.toHaveLength(0)
    expect(debtorsToday(UNITS['huyen-nui-lam'], successions, '2026-11-23')).toEqual([
      UNITS['xa-nui-lam'],
      UNITS['xa-suoi-nhan']
    ])
  })

  test('item 1 asks for no report of its own: it must appear in the next two regular reports', () => {
    const task = taskOf(1)
    expect(task.period).toEqual({ key: '2022-q3', due: '2022-09-20' })
    const told = (period: string, on: string): [string, Command] => [
      on,
      { kind: 'close-period', period, by: 'report', on, proof: proof('Báo cáo CCHC') }
    ]
    const once = taskOf(1, undefined, told('2022-q3', '2022-09-19'))
    expect(once.period).toEqual({ key: '2022-year', due: '2022-12-20' })
    expect(once.ended).toBeNull()
    const twice = taskOf(1, undefined, told('2022-q3', '2022-09-19'), told('2022-year', '2022-12-20'))
    expect(statusOf(clocksOf(twice), on('2023-01-01'))).toBe('done-on-time')
  })

  test('items 2 and 4 have no end', () => {
    for (const item of [2, 4]) expect(statusOf(clocksOf(taskOf(item)), on('2035-01-01'))).toBe('standing')
  })

  test('item 5 comes again every month and closes only by what was published', () => {
    const task = taskOf(5)
    expect(task.period).toEqual({ key: '2022-07', due: '2022-07-31' })
    const close = (by: 'product' | 'report' | 'edition'): Command => ({
      kind: 'close-period',
      period: '2022-07',
      by,
      on: '2022-07-30',
      proof: proof('Danh sách tháng 7/2022')
    })
    for (const by of ['product', 'report'] as const)
      expect(decide(task, close(by), at('2022-07-30'))).toMatchObject({ error: { code: 'edition-needed' } })
    expect(decide(task, { kind: 'report', on: '2022-07-30', proof: proof('x') }, at('2022-07-30'))).toMatchObject({
      error: { code: 'closes-by-period' }
    })
    const after = taskOf(5, undefined, ['2022-07-30', close('edition')])
    expect(after.period).toEqual({ key: '2022-08', due: '2022-08-31' })
    expect(statusOf(clocksOf(after), on('2022-08-31'))).toBe('at-risk')
    expect(statusOf(clocksOf(after), on('2022-09-01'))).toBe('late')
  })

  test('items 6 and 7 name no day: they are urged and never late', () => {
    for (const item of [6, 7]) {
      expect(taskOf(item).due).toBeNull()
      expect(statusOf(clocksOf(taskOf(item)), on('2030-01-01'))).toBe('in-time')
    }
  })

  test('item 8, "before 20 August", is due on the 19th; the Saturday after rolls nowhere', () => {
    const task = taskOf(8)
    expect([task.firstDue, task.due]).toEqual(['2022-08-19', '2022-08-19'])
    expect(statusOf(clocksOf(task), on('2022-08-19'))).toBe('at-risk')
    expect(statusOf(clocksOf(task), on('2022-08-20'))).toBe('late')
    expect(lateDays(task, '2022-08-22')).toEqual({ present: 3, first: 3 })
  })

  test('its own words suggest the day, the addressees and the product, and nothing is assumed', () => {
    const last = LETTER.split('\n').find(line => line.includes('20 tháng 8'))!
    const found = suggestionsIn(last, units, LETTER_DAY)
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'deadline', deadline: { kind: 'date', due: '2022-08-19' } })
    )
    expect(found).toContainEqual(expect.objectContaining({ kind: 'addressee', addressee: UNITS['van-phong'] }))
    expect(found.some(one => one.kind === 'product')).toBe(true)
    const monthly = LETTER.split('\n').find(line => /hằng tháng/i.test(line))!
    expect(suggestionsIn(monthly, units, LETTER_DAY)).toContainEqual(
      expect.objectContaining({ deadline: { kind: 'recurring', every: 'month', until: null } })
    )
  })
})
