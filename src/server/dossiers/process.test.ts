import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualHours } from '#server/calendar/index.ts'
import { buildProcess, fiveStep, threeStep } from '#server/workflow/index.ts'
import { clockOn } from './clock.ts'
import type { Command, CommandOf } from './commands.ts'
import type { Filing } from './events.ts'
import { replay } from './evolve.ts'
import type { Facts } from './facts.ts'
import { handoversOf } from './handovers.rules.ts'
import type { Dossier, Reason } from './model.ts'
import { mayDo } from './reach.rules.ts'
import { workItems } from './row.ts'
import { aFiling, anId, calendar, Case, compiled, drawn } from './testing.ts'

const total = { value: 5, unit: 'working-day' } as const
const about = { kind: 'paper', ref: 'don', name: 'Tờ khai' } as const
const lacks: readonly Reason[] = [{ code: 'missing', about, note: 'Nộp tờ khai theo mẫu.' }]
const receivedAt = '2026-11-09T02:00:00Z'
const day = (date: number, hour = 2) => new Date(Date.UTC(2026, 10, date, hour)).toISOString()
const system = { id: null, name: 'Một Cửa' }

const opened = (process: Facts['process'], filing: Partial<Filing> = {}, adapt?: (facts: Facts) => Facts) => {
  const dossier = new Case(process, adapt)
  dossier.must({ kind: 'receive', code: 'H99.31-261109-0001', filing: aFiling(filing) }, receivedAt)
  return dossier
}
const stepAt = (dossier: Dossier | null, step: string) => dossier!.steps.find(each => each.step === step)!
const openNames = (dossier: Dossier | null) => dossier!.steps.map(each => each.step).sort()
/** Finishes an open step by its name; the rest is filled in. */
const finishing = (dossier: Case, step: string, more: Partial<CommandOf<'complete'>> = {}): Command => ({
  kind: 'complete',
  token: stepAt(dossier.state, step)?.token ?? step,
  outcome: 'done',
  note: 'Đủ điều kiện',
  files: [],
  data: {},
  result: null,
  ...more
})
const bring = (dossier: Case): Command => ({ kind: 'supplement', papers: dossier.state!.papers, note: '' })
const ruled =
  (deadline: Partial<Facts['rules']['deadline']>) =>
  (facts: Facts): Facts => {
    const rules = { ...facts.rules, deadline: { ...facts.rules.deadline, ...deadline } }
    return { ...facts, rules, clock: clockOn(rules, calendar, usualHours) }
  }

const asking = await compiled(threeStep({ id: 'p', name: 'Có bổ sung', total, supplement: true, signer: 'chair' }))
const consulted = [
  { unit: 'H99.05', name: 'Sở Xây dựng' },
  { unit: 'H99.06', name: 'Sở Tài chính' }
]
const consulting = await compiled(fiveStep({ id: 'p', name: 'Có lấy ý kiến', total, supplement: true, consulted }))

const STEP = 'motcua:role="handler"'
const after = (id: string, on: string, days: number, cancel = true) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${on}" cancelActivity="${cancel}"><bpmn:timerEventDefinition motcua:afterValue="${days}" motcua:afterUnit="working-day"/></bpmn:boundaryEvent>`

describe('a process that waits for the applicant', () => {
  const atHandling = (adapt?: (facts: Facts) => Facts) => {
    const dossier = opened(asking, {}, adapt)
    dossier.must(finishing(dossier, 'receive'), day(9, 3))
    return dossier
  }
  test('asks with reasons, stops the clock, and goes on where it was when the papers come', () => {
    const dossier = atHandling()
    const asked = dossier.must(finishing(dossier, 'handle', { outcome: 'supplement', reasons: lacks }), day(11))
    expect(asked).toMatchObject({ phase: 'supplement', dueAt: null, asked: lacks, supplementRequests: 1 })
    expect(openNames(asked)).toEqual(['supplement'])
    const back = dossier.must(bring(dossier), day(13))
    expect(back).toMatchObject({ phase: 'processing', asked: [], dueAt: '2026-11-20T10:30:00.000Z' })
    expect(openNames(back)).toEqual(['handle'])
  })
  test('does not ask without reasons, and then nothing has happened', () => {
    const dossier = atHandling()
    const before = dossier.state
    const silent = finishing(dossier, 'handle', { outcome: 'supplement' })
    expect(dossier.do(silent, day(11))).toMatchObject({ error: { code: 'reasons-missing' } })
    expect(dossier.state).toBe(before)
  })
  test('asks once, counted together with requests outside the process', () => {
    const inside = finishing(atHandling(), 'handle', { outcome: 'supplement', reasons: lacks })
    const outside: Command = { kind: 'ask-supplement', reasons: lacks }
    for (const [first, second] of [
      [outside, inside],
      [inside, outside],
      [outside, outside]
    ] as const) {
      const dossier = atHandling()
      dossier.must(first, day(11))
      dossier.must(bring(dossier), day(12))
      const again = 'token' in second ? { ...second, token: dossier.state!.steps[0]!.token } : second
      expect(dossier.do(again, day(13))).toMatchObject({ error: { code: 'supplement-asked-before', times: 1 } })
    }
  })
  test('is not finished by an officer in the place of the applicant', () => {
    const dossier = atHandling(ruled({ supplementRequests: null }))
    dossier.must(finishing(dossier, 'handle', { outcome: 'supplement', reasons: lacks }), day(11))
    expect(dossier.do(finishing(dossier, 'supplement'), day(12))).toMatchObject({ error: { code: 'step-waits' } })
  })
  test('waits on when the applicant asked to withdraw and the office declined', () => {
    const dossier = atHandling()
    dossier.must(finishing(dossier, 'handle', { outcome: 'supplement', reasons: lacks }), day(11))
    dossier.must({ kind: 'ask-withdrawal', reason: 'Đổi ý' }, day(12))
    expect(dossier.must({ kind: 'decline-withdrawal', reason: 'Còn cần' }, day(12, 3)).phase).toBe('supplement')
    expect(openNames(dossier.must(bring(dossier), day(13)))).toEqual(['handle'])
  })
  test('a signer sends the dossier back without a number for a result that there is not', () => {
    const dossier = atHandling()
    dossier.must(finishing(dossier, 'handle'), day(10))
    expect(openNames(dossier.must(finishing(dossier, 'sign', { outcome: 'return' }), day(11)))).toEqual(['handle'])
  })
})

describe('other units asked for their opinion', () => {
  const atOpinions = (adapt?: (facts: Facts) => Facts) => {
    const dossier = opened(consulting, {}, adapt)
    dossier.must(finishing(dossier, 'receive'), day(9, 3))
    dossier.must(finishing(dossier, 'assign'), day(9, 4))
    return dossier
  }
  test('answer beside the appraisal, each in its own time, and all of them before the conclusion', () => {
    const dossier = atOpinions()
    expect(dossier.state!.dueAt).toBe('2026-11-16T10:30:00.000Z')
    expect(dossier.state!.steps.map(({ step, unit, role }) => [step, unit, role])).toEqual([
      ['appraise', 'H99.31', 'handler'],
      ['consult-1', 'H99.05', 'consulted'],
      ['consult-2', 'H99.06', 'consulted']
    ])
    expect(stepAt(dossier.state, 'consult-1').dueAt! < dossier.state!.dueAt!).toBe(true)
    dossier.must(finishing(dossier, 'consult-2'), day(10))
    dossier.must(finishing(dossier, 'appraise'), day(11))
    expect(openNames(dossier.state)).toEqual(['consult-1'])
    expect(openNames(dossier.must(finishing(dossier, 'consult-1'), day(12)))).toEqual(['conclude'])
  })
  test('say something: an opinion without words is none; a late one is seen to be late', () => {
    const dossier = atOpinions()
    const silent = finishing(dossier, 'consult-1', { note: ' ' })
    expect(dossier.do(silent, day(13))).toMatchObject({ error: { code: 'note-missing' } })
    dossier.must(finishing(dossier, 'consult-1'), day(13, 9))
    expect(handoversOf(dossier.events).at(-1)).toMatchObject({ from: 'H99.05', result: 'late' })
  })
  test('are no longer asked when the dossier goes back to before they were', () => {
    const dossier = atOpinions()
    const { token } = stepAt(dossier.state, 'appraise')
    dossier.must({ kind: 'send-back', token, to: 'assign', reason: 'Giao lại' }, day(10))
    expect(openNames(dossier.state)).toEqual(['assign'])
    expect(workItems(dossier.state!).map(item => item.step)).toEqual(['assign'])
  })
  test('go on answering while another branch waits for the applicant, and nobody takes that branch back', () => {
    const dossier = atOpinions()
    dossier.must(finishing(dossier, 'appraise', { outcome: 'supplement', reasons: lacks }), day(10))
    expect(dossier.state).toMatchObject({ phase: 'supplement', dueAt: null })
    expect(workItems(dossier.state!).map(({ step, waiting }) => [step, waiting])).toEqual([
      ['consult-1', false],
      ['consult-2', false],
      ['supplement', true]
    ])
    const { token } = stepAt(dossier.state, 'consult-1')
    expect(dossier.do({ kind: 'send-back', token, to: 'assign', reason: 'x' }, day(10, 3)).ok).toBe(false)
    dossier.must(finishing(dossier, 'consult-1'), day(10, 4))
    dossier.must(finishing(dossier, 'consult-2'), day(11))
    expect(openNames(dossier.must(bring(dossier), day(12)))).toEqual(['appraise'])
    expect(openNames(dossier.must(finishing(dossier, 'appraise'), day(13)))).toEqual(['conclude'])
  })
  test('stop the clock only where the rule set says so, until the last has answered', () => {
    const pauseEffects = {
      supplement: 'restart',
      fee: 'resume',
      'other-agency': 'resume',
      'force-majeure': 'resume'
    } as const
    const dossier = atOpinions(ruled({ pauseEffects }))
    expect(dossier.state!.dueAt).toBeNull()
    dossier.must(finishing(dossier, 'consult-1'), day(10))
    expect(dossier.state!.dueAt).toBeNull()
    expect(dossier.must(finishing(dossier, 'consult-2'), day(11)).dueAt).toBe('2026-11-18T10:30:00.000Z')
  })
  test('are named by the officer who asks, where the process leaves it open; their handlers answer, their desk does not', async () => {
    const ask = { id: 'ask', name: { vi: 'Hỏi ý kiến' }, role: 'handler', norm: null } as const
    const wait = {
      id: 'wait',
      name: { vi: 'Chờ ý kiến' },
      kind: 'wait-agency',
      role: 'consulted',
      norm: total
    } as const
    const end = { ...ask, id: 'conclude', name: { vi: 'Kết luận' } }
    const dossier = opened(await compiled(buildProcess({ id: 'p', name: 'Hỏi' }, [ask, wait, end])))
    dossier.must(finishing(dossier, 'ask', { consult: 'H99.07' }), day(9, 3))
    const step = stepAt(dossier.state, 'wait')
    expect(step).toMatchObject({ unit: 'H99.07', dueAt: '2026-11-16T10:30:00.000Z' })
    const as = (role: string) => ({ kind: 'officer', id: 'x', unit: 'H99.07', roles: [role], may: () => true }) as const
    const answer = { kind: 'complete', token: step.token } as const
    expect(mayDo(as('handler'), dossier.state!, answer)).toBe(true)
    expect(mayDo(as('one-stop-officer'), dossier.state!, answer)).toBe(false)
    expect(openNames(dossier.must(finishing(dossier, 'wait', { outcome: 'received' }), day(10)))).toEqual(['conclude'])
  })
})

describe('timers', () => {
  const fire = (dossier: Case, step: string, timer: string | null): Command => ({
    kind: 'fire-timer',
    token: stepAt(dossier.state, step)?.token ?? step,
    timer
  })
  test('a timer step passes on at its time by the office’s calendar, not before, and once', async () => {
    const post = { id: 'post', name: { vi: 'Niêm yết' }, role: 'handler', norm: null } as const
    const wait = {
      id: 'wait',
      name: { vi: 'Đủ 02 ngày' },
      kind: 'timer',
      role: 'system',
      norm: { value: 2, unit: 'working-day' }
    } as const
    const end = { ...post, id: 'conclude', name: { vi: 'Kết luận' } }
    const dossier = opened(await compiled(buildProcess({ id: 'p', name: 'Niêm yết' }, [post, wait, end])))
    dossier.must(finishing(dossier, 'post'), day(12))
    expect(stepAt(dossier.state, 'wait').timers).toEqual([{ id: null, at: '2026-11-16T10:30:00.000Z' }])
    expect(workItems(dossier.state!)[0]).toMatchObject({ waiting: true, timer_at: '2026-11-16T10:30:00.000Z' })
    const now = fire(dossier, 'wait', null)
    expect(dossier.do(now, day(16, 10), system)).toMatchObject({ error: { code: 'timer-early' } })
    expect(openNames(dossier.must(now, day(16, 11), system))).toEqual(['conclude'])
    expect(dossier.do(now, day(16, 12), system)).toMatchObject({ error: { code: 'step-missing' } })
  })

  const clocked = () =>
    compiled(
      drawn(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a" name="Thẩm định" ${STEP} motcua:normValue="3" motcua:normUnit="working-day"/>${after('remind', 'a', 1, false)}${after('close', 'a', 4)}<bpmn:userTask id="r" name="Nhắc việc" ${STEP}/><bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/><bpmn:endEvent id="e3"/>`,
        's>a',
        'a>e',
        'close>e2',
        'remind>r',
        'r>e3'
      )
    )
  test('a reminder fires once and leaves the step open', async () => {
    const dossier = opened(await clocked())
    dossier.must(fire(dossier, 'a', 'remind'), day(10, 11), system)
    expect(openNames(dossier.state)).toEqual(['a', 'r'])
    expect(dossier.do(fire(dossier, 'a', 'remind'), day(11), system)).toMatchObject({
      error: { code: 'timer-missing' }
    })
  })
  test('a clock that ends the process stops the dossier, says why, and leaves no reminder behind', async () => {
    const dossier = opened(await clocked())
    dossier.must(fire(dossier, 'a', 'remind'), day(10, 11), system)
    expect(dossier.must(fire(dossier, 'a', 'close'), day(13, 11), system)).toMatchObject({
      phase: 'stopped',
      steps: []
    })
    expect(dossier.events.at(-1)).toMatchObject({ data: { reason: expect.stringContaining('“Thẩm định”') } })
  })
  test('stand still while the dossier waits, and are counted anew with the step’s own time when it goes on', async () => {
    const dossier = opened(await clocked(), {}, ruled({ supplementRequests: null }))
    expect(stepAt(dossier.state, 'a')).toMatchObject({ dueAt: '2026-11-12T10:30:00.000Z' })
    dossier.must({ kind: 'pause', cause: 'force-majeure', reason: 'Bão' }, day(10, 3))
    expect(workItems(dossier.state!)[0]!.timer_at).toBeNull()
    expect(dossier.do(fire(dossier, 'a', 'remind'), day(11), system)).toMatchObject({ error: { code: 'timer-held' } })
    dossier.must({ kind: 'resume' }, day(12, 3))
    expect(stepAt(dossier.state, 'a')).toMatchObject({
      dueAt: '2026-11-16T10:30:00.000Z',
      timers: [
        { id: 'remind', at: '2026-11-12T10:30:00.000Z' },
        { id: 'close', at: '2026-11-17T10:30:00.000Z' }
      ]
    })
    dossier.must({ kind: 'ask-supplement', reasons: lacks }, day(12, 4))
    dossier.must(bring(dossier), day(16, 3))
    expect(stepAt(dossier.state, 'a').dueAt).toBe('2026-11-19T10:30:00.000Z')
  })
  test('the wait’s own clock runs while the dossier waits, and lets it go on without the applicant', async () => {
    const dossier = opened(
      await compiled(
        drawn(
          `<bpmn:startEvent id="s"/><bpmn:userTask id="a" name="Thẩm định" ${STEP}/><bpmn:receiveTask id="w" name="Chờ bổ sung" motcua:kind="wait-applicant"/>${after('silent', 'w', 3)}<bpmn:userTask id="b" name="Kết luận" ${STEP}/><bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/><bpmn:userTask id="c" name="Kết luận khi không bổ sung" ${STEP}/>`,
          's>a',
          'a>w',
          'w>b',
          'b>e',
          'silent>c',
          'c>e2'
        )
      )
    )
    dossier.must(finishing(dossier, 'a', { reasons: lacks }), day(10))
    expect(workItems(dossier.state!)[0]!.timer_at).toBe('2026-11-13T10:30:00.000Z')
    const on = dossier.must(fire(dossier, 'w', 'silent'), day(13, 11), system)
    expect(on).toMatchObject({ phase: 'processing', asked: [], steps: [{ step: 'c' }] })
    expect(on.dueAt).not.toBeNull()
  })
})

const choice = await compiled(
  drawn(
    `<bpmn:startEvent id="s"/><bpmn:userTask id="a" name="Đo đạc" ${STEP} motcua:fileRequired="true"><bpmn:extensionElements><motcua:outcome code="done" name="Xong"/><motcua:field key="area" type="number" label="Diện tích" required="true"/><motcua:field key="urban" type="boolean" label="Trong đô thị"/></bpmn:extensionElements></bpmn:userTask><bpmn:userTask id="b" name="Kiểm tra" ${STEP}/><bpmn:exclusiveGateway id="x" default="x_small"/><bpmn:userTask id="big" name="Trình tỉnh" ${STEP}/><bpmn:userTask id="small" name="Trình xã" ${STEP}/><bpmn:endEvent id="e"/>`,
    's>a',
    'a>b',
    'b>x',
    'x>big:area > 500 and purpose = "ở"',
    'x>small',
    'big>e',
    'small>e'
  )
)

describe('a choice on data', () => {
  const files = [{ id: 'f'.repeat(64), name: 'ban-do.pdf', bytes: 1, type: 'application/pdf' }]
  const measured = (data: Record<string, unknown>, more: Partial<CommandOf<'complete'>> = {}) => {
    const dossier = opened(choice, { form: { purpose: 'ở' } })
    return { dossier, done: dossier.do(finishing(dossier, 'a', { files, data, ...more }), day(9, 3)) }
  }
  test.each([
    [600, 'big'],
    [500, 'small']
  ])(
    '%d square metres lead to the step “%s”, decided from what was entered before and what was handed in',
    (area, step) => {
      const { dossier } = measured({ area, urban: false })
      expect(dossier.state!.decisions).toEqual({ area, urban: false })
      expect(openNames(dossier.must(finishing(dossier, 'b'), day(10)))).toEqual([step])
    }
  )
  test('what a step needs to know is asked for, of the right type, and nothing else is taken', () => {
    expect(measured({}).done).toMatchObject({ error: { code: 'fields-missing', fields: ['Diện tích'] } })
    expect(measured({ area: '600' }).done).toMatchObject({ error: { code: 'data-invalid', field: 'area' } })
    expect(measured({ area: Number.NaN }).done).toMatchObject({ error: { code: 'data-invalid' } })
    expect(measured({ area: 1, purpose: 'x' }).done).toMatchObject({
      error: { code: 'data-unknown', field: 'purpose' }
    })
  })
  test('a file that the step requires is required', () => {
    expect(measured({ area: 1 }, { files: [] }).done).toMatchObject({ error: { code: 'files-missing' } })
  })
})

describe('a request that is not answered', () => {
  test('stops the settling after the working days that the rule set states', () => {
    const dossier = opened(asking, {}, ruled({ answerWithin: 15 }))
    dossier.must({ kind: 'ask-supplement', reasons: lacks }, '2026-11-09T02:00:00Z')
    // deadline-faults D156: an auto-close term of 15 working days uses the same calendar.
    expect(dossier.state!.answerBy).toBe('2026-12-01T10:30:00.000Z')
    const close = { kind: 'close-unanswered' } as const
    expect(dossier.do(close, '2026-12-01T10:00:00Z', system)).toMatchObject({ error: { code: 'answer-open' } })
    expect(dossier.must(close, '2026-12-01T10:30:00Z', system)).toMatchObject({ phase: 'stopped', steps: [] })
    expect(dossier.events.at(-1)).toMatchObject({ data: { reason: expect.stringContaining('01/12/2026') } })
  })
  test('the procedure’s own term goes before the rule set’s; without either the office waits', () => {
    const own = opened(asking, { answerWithin: 5 })
    expect(own.must({ kind: 'ask-supplement', reasons: lacks }, receivedAt).answerBy).toBe('2026-11-16T10:30:00.000Z')
    const none = opened(asking)
    expect(none.must({ kind: 'ask-supplement', reasons: lacks }, receivedAt).answerBy).toBeNull()
    expect(none.do({ kind: 'close-unanswered' }, '2027-12-01T02:00:00Z', system)).toMatchObject({ ok: false })
  })
  test('an answer in time ends the term', () => {
    const dossier = opened(asking, { answerWithin: 5 })
    dossier.must({ kind: 'ask-supplement', reasons: lacks }, receivedAt)
    expect(dossier.must(bring(dossier), day(10)).answerBy).toBeNull()
    expect(dossier.do({ kind: 'close-unanswered' }, day(30), system)).toMatchObject({ error: { code: 'phase-wrong' } })
  })
})

describe('whatever happens in a process with waits, opinions, choices and clocks', () => {
  const acts = fc.array(fc.record({ act: fc.nat(7), which: fc.nat(5) }), { maxLength: 30 })
  const live = (row: readonly { act: number; which: number }[]) => {
    const dossier = opened(consulting, {}, ruled({ supplementRequests: null, answerWithin: 3 }))
    row.forEach(({ act, which }, turn) => {
      const at = new Date(Date.parse(receivedAt) + (turn + 1) * 7 * 3_600_000).toISOString()
      const step = dossier.state!.steps[which % Math.max(1, dossier.state!.steps.length)]
      const outcomes = consulting.steps[step?.step ?? '']?.outcomes ?? []
      const result = { kind: 'granted', number: '7/KQ', files: [], note: '' } as const
      const outcome = outcomes[act % Math.max(1, outcomes.length)]?.code ?? 'done'
      const command: Command =
        act < 4
          ? finishing(dossier, step?.step ?? '', { outcome, result, reasons: lacks })
          : act === 4
            ? bring(dossier)
            : act === 5
              ? { kind: 'send-back', token: step?.token ?? '', to: 'assign', reason: 'x' }
              : act === 6
                ? { kind: 'ask-supplement', reasons: lacks }
                : { kind: 'close-unanswered' }
      dossier.do(command, at)
    })
    return dossier
  }
  test('replaying the events gives the state, and the open steps are those of the marking', () => {
    fc.assert(
      fc.property(acts, row => {
        const { state, events } = live(row)
        expect(replay(events, anId)).toEqual(state)
        if (!state!.marking) return
        const tokens = state!.marking.tokens.filter(token => consulting.steps[token.node]).map(token => token.id)
        expect(state!.steps.map(step => step.token).sort()).toEqual(tokens.sort())
      })
    )
  })
  test('a step waits for the applicant exactly while papers are asked for and the clock stands', () => {
    fc.assert(
      fc.property(acts, row => {
        const { state } = live(row)
        const waiting = state!.steps.some(step => step.kind === 'wait-applicant')
        if (waiting) expect(state).toMatchObject({ phase: 'supplement', dueAt: null })
        if (state!.phase === 'supplement') expect(state!.asked.length).toBeGreaterThan(0)
        if (state!.phase === 'processing') expect(state!.dueAt).not.toBeNull()
      })
    )
  })
})
