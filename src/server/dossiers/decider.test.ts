import { beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { decide } from './decider.ts'
import { replay } from './evolve.ts'
import { ALLOWED } from './guards.ts'
import type { Command } from './commands.ts'
import type { Filing } from './events.ts'
import { aFiling, anId, aProcess, Case, colleague, factsAt, officer } from './testing.ts'
import type { ProcessModel } from '#server/workflow/index.ts'

let process: ProcessModel
beforeAll(async () => {
  process = await aProcess()
})

const receivedAt = '2026-11-09T02:00:00Z'
const received = (filing: Partial<Filing> = {}) => {
  const dossier = new Case(process)
  dossier.must({ kind: 'receive', code: 'H99.31-261109-0001', filing: aFiling(filing) }, receivedAt)
  return dossier
}
const about = { kind: 'paper', ref: 'don', name: 'Tờ khai' } as const
const lacks = [{ code: 'missing', about, note: 'Nộp tờ khai theo mẫu.' }] as const
const finish = (dossier: Case, at: string, result: string | null = null) => {
  const step = dossier.state!.steps[0]!
  const outcome = step.kind === 'sign' ? 'approve' : 'done'
  return dossier.do(
    {
      kind: 'complete',
      token: step.token,
      outcome,
      note: 'Đủ điều kiện',
      files: [],
      data: {},
      result: result ? { kind: 'granted', number: result, files: [], note: '' } : null
    },
    at
  )
}

describe('receiving', () => {
  test('a received dossier is due five working days later at closing time, the day of receipt not counted', () => {
    expect(received().state).toMatchObject({ phase: 'accepted', dueAt: '2026-11-16T10:30:00.000Z' })
  })
  test('a filing from home has no due date until the desk accepts it', () => {
    const dossier = new Case(process)
    expect(dossier.must({ kind: 'file', code: 'c', filing: aFiling({ channel: 'online' }) }, receivedAt)).toMatchObject(
      {
        phase: 'filed',
        dueAt: null
      }
    )
    expect(dossier.must({ kind: 'accept' }, '2026-11-10T02:00:00Z').dueAt).toBe('2026-11-17T10:30:00.000Z')
  })
  test('reception is refused only with reasons that say what to do', () => {
    const dossier = new Case(process)
    dossier.must({ kind: 'file', code: 'c', filing: aFiling({ channel: 'online' }) }, receivedAt)
    expect(dossier.do({ kind: 'refuse-reception', reasons: [] }, receivedAt)).toMatchObject({
      error: { code: 'reasons-missing' }
    })
    const silent = [{ ...lacks[0], note: '  ' }]
    expect(dossier.do({ kind: 'refuse-reception', reasons: silent }, receivedAt)).toMatchObject({
      error: { code: 'reasons-missing' }
    })
    expect(dossier.must({ kind: 'refuse-reception', reasons: lacks }, receivedAt).phase).toBe('not-accepted')
  })
  test('what is settled at once is received, settled and handed back in one event', () => {
    const decision = decide(
      null,
      { kind: 'settle-at-once', code: 'c', filing: aFiling({ limit: null }), number: '12/CT', note: '' },
      factsAt(null)
    )
    expect(decision).toMatchObject({ ok: true, value: [{ type: 'dossier.settled-at-once' }] })
  })
})

describe('the way through the steps', () => {
  test('a dossier passes its steps, is signed, becomes ready and is handed over', () => {
    const dossier = received()
    expect(finish(dossier, '2026-11-09T03:00:00Z').ok).toBe(true)
    expect(dossier.state!.phase).toBe('processing')
    expect(finish(dossier, '2026-11-11T03:00:00Z').ok).toBe(true)
    expect(finish(dossier, '2026-11-12T03:00:00Z')).toMatchObject({
      ok: false,
      error: { code: 'result-number-missing' }
    })
    expect(finish(dossier, '2026-11-12T03:00:00Z', '15/KS').ok).toBe(true)
    expect(dossier.state).toMatchObject({ phase: 'settled', result: { number: '15/KS', signedBy: officer.name } })
    expect(
      dossier.must({ kind: 'return-result', to: 'Nguyễn Văn An', how: 'counter' }, '2026-11-13T03:00:00Z').phase
    ).toBe('returned')
  })
  test('nobody finishes a step that a colleague has', () => {
    const dossier = received()
    const { token } = dossier.state!.steps[0]!
    dossier.must({ kind: 'claim', token }, '2026-11-09T03:00:00Z', colleague)
    expect(finish(dossier, '2026-11-09T04:00:00Z')).toMatchObject({ error: { code: 'step-held', by: colleague.name } })
    dossier.must(
      { kind: 'assign', token, officer: officer.id, officerName: officer.name, note: '' },
      '2026-11-09T05:00:00Z',
      colleague
    )
    expect(finish(dossier, '2026-11-09T06:00:00Z').ok).toBe(true)
  })
  test('a step goes back with a reason, and an unknown outcome names the known ones', () => {
    const dossier = received()
    finish(dossier, '2026-11-09T03:00:00Z')
    const step = dossier.state!.steps[0]!
    expect(
      dossier.do({ kind: 'send-back', token: step.token, to: 'receive', reason: '' }, '2026-11-10T03:00:00Z')
    ).toMatchObject({
      error: { code: 'reason-missing' }
    })
    dossier.must(
      { kind: 'send-back', token: step.token, to: 'receive', reason: 'Thiếu chữ ký' },
      '2026-11-10T03:00:00Z'
    )
    expect(dossier.state!.steps.map(open => open.step)).toEqual(['receive'])
    const back = dossier.state!.steps[0]!
    const odd = {
      kind: 'complete',
      token: back.token,
      outcome: 'vanish',
      note: 'x',
      files: [],
      data: {},
      result: null
    } as const
    expect(dossier.do(odd, '2026-11-10T04:00:00Z')).toMatchObject({
      error: { code: 'outcome-unknown', known: expect.arrayContaining(['done']) }
    })
  })
})

describe('the clock', () => {
  test('waiting for papers stops the clock; by the decree the whole limit starts again with the full supplement', () => {
    const dossier = received()
    expect(dossier.must({ kind: 'ask-supplement', reasons: lacks }, '2026-11-11T02:00:00Z')).toMatchObject({
      phase: 'supplement',
      dueAt: null
    })
    const papers = dossier.state!.papers
    expect(dossier.must({ kind: 'supplement', papers, note: '' }, '2026-11-13T02:00:00Z')).toMatchObject({
      phase: 'processing',
      originalDueAt: '2026-11-16T10:30:00.000Z',
      dueAt: '2026-11-20T10:30:00.000Z'
    })
  })
  test('papers are asked for once, not twice', () => {
    const dossier = received()
    dossier.must({ kind: 'ask-supplement', reasons: lacks }, '2026-11-11T02:00:00Z')
    dossier.must({ kind: 'supplement', papers: dossier.state!.papers, note: '' }, '2026-11-13T02:00:00Z')
    expect(dossier.do({ kind: 'ask-supplement', reasons: lacks }, '2026-11-16T02:00:00Z')).toMatchObject({
      error: { code: 'supplement-asked-before', times: 1 }
    })
  })
  test('a fee that was asked for stops the clock and gives back what was left', () => {
    const dossier = received()
    expect(
      dossier.must({ kind: 'ask-fee', amount: 50000, reason: 'Lệ phí hộ tịch' }, '2026-11-11T02:00:00Z').phase
    ).toBe('fee-due')
    expect(
      dossier.must({ kind: 'pay-fee', amount: 50000, method: 'cash', receipt: 'AB1' }, '2026-11-13T02:00:00Z')
    ).toMatchObject({ phase: 'processing', dueAt: '2026-11-18T10:30:00.000Z', fee: { paid: 50000 } })
  })
  test('one new date is given, in time and with a reason; a second is refused', () => {
    const dossier = received()
    const limit = { value: 3, unit: 'working-day' } as const
    expect(dossier.do({ kind: 'extend', limit, reason: '' }, '2026-11-12T02:00:00Z')).toMatchObject({
      error: { code: 'reason-missing' }
    })
    expect(dossier.do({ kind: 'extend', limit, reason: 'Chờ xác minh' }, '2026-11-16T02:00:00Z')).toMatchObject({
      error: { code: 'extension-too-late' }
    })
    expect(dossier.must({ kind: 'extend', limit, reason: 'Chờ xác minh' }, '2026-11-12T02:00:00Z').dueAt).toBe(
      '2026-11-19T10:30:00.000Z'
    )
    expect(dossier.do({ kind: 'extend', limit, reason: 'Nữa' }, '2026-11-13T02:00:00Z')).toMatchObject({
      error: { code: 'extension-used' }
    })
  })
  test('consulting another agency does not stop the clock, force majeure does', () => {
    const dossier = received()
    const asked = dossier.must({ kind: 'pause', cause: 'other-agency', reason: 'Hỏi ý kiến' }, '2026-11-10T02:00:00Z')
    expect(asked.dueAt).toBe('2026-11-16T10:30:00.000Z')
    expect(
      dossier.must({ kind: 'pause', cause: 'force-majeure', reason: 'Bão' }, '2026-11-10T02:00:00Z').dueAt
    ).toBeNull()
    expect(dossier.must({ kind: 'resume' }, '2026-11-12T02:00:00Z').dueAt).toBe('2026-11-18T10:30:00.000Z')
  })
})

describe('ending otherwise', () => {
  test('an applicant withdraws while there is no result, and not after', () => {
    const dossier = received()
    expect(dossier.must({ kind: 'withdraw', reason: 'Đổi ý' }, '2026-11-10T02:00:00Z')).toMatchObject({
      phase: 'stopped',
      steps: []
    })
    const other = received()
    finish(other, '2026-11-09T03:00:00Z')
    other.must({ kind: 'refuse', reasons: lacks, number: '3/TB', files: [] }, '2026-11-10T02:00:00Z')
    expect(other.state!.result).toMatchObject({ kind: 'refused' })
    expect(other.do({ kind: 'withdraw', reason: 'Đổi ý' }, '2026-11-11T02:00:00Z')).toMatchObject({
      error: { code: 'phase-wrong' }
    })
  })
  test('a correction keeps old and new, and nothing changed is refused', () => {
    const dossier = received()
    const applicant = { ...dossier.state!.applicant, name: 'Nguyễn Văn Ân' }
    dossier.must({ kind: 'correct', changes: { applicant }, reason: 'Gõ sai tên' }, '2026-11-09T03:00:00Z')
    expect(dossier.events.at(-1)).toMatchObject({
      data: { changes: [{ field: 'applicant', from: { name: 'Nguyễn Văn An' }, to: { name: 'Nguyễn Văn Ân' } }] }
    })
    expect(
      dossier.do({ kind: 'correct', changes: { applicant }, reason: 'Lại' }, '2026-11-09T04:00:00Z')
    ).toMatchObject({
      error: { code: 'nothing-changed' }
    })
  })
})

/** Commands as a hurried office might give them, in any order. */
const anyCommand = fc.oneof(
  fc.constantFrom<Command>(
    { kind: 'accept' },
    { kind: 'ask-supplement', reasons: lacks },
    { kind: 'supplement', papers: [], note: '' },
    { kind: 'ask-fee', amount: 1000, reason: 'x' },
    { kind: 'pay-fee', amount: 1000, method: 'cash', receipt: '' },
    { kind: 'pause', cause: 'force-majeure', reason: 'x' },
    { kind: 'resume' },
    { kind: 'extend', limit: { value: 1, unit: 'working-day' }, reason: 'x' },
    { kind: 'refuse', reasons: lacks, number: '1', files: [] },
    { kind: 'return-result', to: 'An', how: 'counter' },
    { kind: 'ask-withdrawal', reason: 'x' },
    { kind: 'decline-withdrawal', reason: 'x' },
    { kind: 'withdraw', reason: 'x' },
    { kind: 'stop', reason: 'x' },
    { kind: 'void', reason: 'x' }
  ),
  fc.constant('next' as const)
)

describe('whatever the office does', () => {
  const live = (acts: readonly (Command | 'next')[]) => {
    const dossier = received()
    acts.forEach((act, hour) => {
      const at = new Date(Date.parse('2026-11-09T03:00:00Z') + hour * 5 * 3_600_000).toISOString()
      if (act !== 'next') dossier.do(act, at)
      else if (dossier.state!.steps.length > 0) finish(dossier, at, '7/KQ')
    })
    return dossier
  }
  test('replaying the events gives the state again', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 25 }), acts => {
        const dossier = live(acts)
        expect(replay(dossier.events, anId)).toEqual(dossier.state)
        expect(dossier.state!.version).toBe(dossier.events.length)
      })
    )
  })
  test('a command outside its phase is refused and changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 15 }), anyCommand, (acts, last) => {
        const dossier = live(acts)
        if (last === 'next') return
        const before = dossier.state
        const done = dossier.do(last, '2027-01-04T03:00:00Z')
        const fits = (ALLOWED[last.kind] as readonly string[]).includes(before!.phase)
        if (!fits) expect(done).toMatchObject({ ok: false })
        if (!done.ok) expect(dossier.state).toBe(before)
      })
    )
  })
  test('an ended dossier has nothing left to work on', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 25 }), acts => {
        const { state } = live(acts)
        if (['stopped', 'returned', 'voided', 'not-accepted'].includes(state!.phase)) expect(state!.steps).toEqual([])
      })
    )
  })
})
