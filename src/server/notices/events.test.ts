import { describe, expect, test } from 'vitest'
import { noticeFor } from './index.ts'
import type { Around } from './index.ts'
import { aboutDossier } from './testing.ts'

const dossier = aboutDossier()
const around: Around = {
  ...dossier,
  collect: 'counter',
  where: 'quầy 3',
  resultNumber: '12/TLKS',
  extensionArticle: 'Điều 19 khoản 9'
}
const at = '2026-11-23T02:15:00.000Z'
const due = '2026-11-30T09:30:00.000Z'
const later = '2026-12-04T09:30:00.000Z'
const said = (type: string, data: object = {}, more: Partial<Around> = {}) =>
  noticeFor({ type, at, data }, { ...around, ...more })
const reasons = [{ code: 'missing', about: { kind: 'paper', ref: 'p1', name: 'Giấy chứng sinh' }, note: 'Còn thiếu' }]
const points = [{ about: 'Giấy chứng sinh', note: 'Còn thiếu' }]

describe('what an event makes the office say', () => {
  test.each([
    ['a filing from home', 'dossier.filed', { applicant: {}, procedure: {} }, 'filed', { at }],
    ['a receipt', 'dossier.received', { dueAt: due }, 'received', { at, dueAt: due }],
    ['a receipt whose due date is not known', 'dossier.received', { dueAt: null }, 'received', { at, dueAt: null }],
    [
      'a request for papers',
      'dossier.supplement-requested',
      { reasons, accepted: false },
      'supplement-requested',
      { missing: points, accepted: false }
    ],
    [
      'a fee',
      'dossier.fee-requested',
      { amount: 15000, reason: 'Lệ phí' },
      'fee-due',
      { amount: 15000, reason: 'Lệ phí' }
    ],
    ['a refusal to accept', 'dossier.not-accepted', { reasons }, 'not-accepted', { reasons: points }],
    [
      'a result',
      'dossier.settled',
      { kind: 'granted' },
      'result-ready',
      { number: '12/TLKS', collect: 'counter', where: 'quầy 3' }
    ],
    [
      'a refusal in the last step',
      'dossier.settled',
      { kind: 'refused' },
      'refused',
      { reasons: [], number: '12/TLKS', where: 'quầy 3' }
    ],
    [
      'a refusal',
      'dossier.refused',
      { reasons, result: { number: '9/UBND' } },
      'refused',
      { reasons: points, number: '9/UBND', where: 'quầy 3' }
    ],
    ['a stop', 'dossier.stopped', { reason: 'Hết thời hạn bổ sung' }, 'stopped', { reason: 'Hết thời hạn bổ sung' }],
    ['a withdrawal', 'dossier.withdrawn', { reason: 'x' }, 'withdrawn', {}]
  ])('%s', (_, type, data, template, facts) => {
    expect(said(type, data)).toEqual({ template, facts: { ...dossier, ...facts } })
  })

  test('an extension is told with its article and an apology', () => {
    expect(said('clock.extended', { limit: {}, reason: 'Cần xác minh', from: due, dueAt: later })).toEqual({
      template: 'due-changed',
      facts: {
        ...dossier,
        from: due,
        dueAt: later,
        because: { reason: 'Cần xác minh' },
        article: 'Điều 19 khoản 9',
        sorry: true
      }
    })
  })

  test.each([
    ['later', due, later, true],
    ['earlier', later, due, false]
  ])(
    'a date that moves %s with the calendar is told, with an apology only for waiting longer',
    (_, from, dueAt, sorry) => {
      expect(said('clock.recomputed', { from, dueAt, because: 'Nghỉ bù' })).toMatchObject({
        facts: { from, dueAt, sorry }
      })
    }
  )

  test('the end of a pause tells the new date and why, without an apology', () => {
    expect(said('clock.resumed', { cause: 'supplement', dueAt: later }, { dueBefore: due })).toMatchObject({
      template: 'due-changed',
      facts: { from: due, dueAt: later, because: { cause: 'supplement' }, sorry: false }
    })
  })

  test('another date to answer by is told with the old one and the decision', () => {
    const answerBy = { from: due, to: later }
    expect(said('clock.recomputed', { from: null, dueAt: null, because: 'QĐ 1', answerBy })).toMatchObject({
      template: 'answer-changed',
      facts: { from: due, answerBy: later, because: 'QĐ 1' }
    })
  })

  test.each([
    ['a step whose own time moves', 'clock.recomputed', { from: due, dueAt: due, because: 'x', steps: [] }, {}],
    ['a date that stays', 'clock.resumed', { cause: 'fee', dueAt: due }, { dueBefore: due }],
    ['a clock that stands still', 'clock.recomputed', { from: due, dueAt: null, because: 'x' }, {}],
    ['a dossier settled on the spot', 'dossier.settled-at-once', {}, {}],
    ['a step of the office', 'step.completed', { note: 'x' }, {}],
    ['an event of another kind', 'petition.received', {}, {}]
  ])('nothing is said of %s', (_, type, data, more) => {
    expect(said(type, data, more)).toBeNull()
  })
})
