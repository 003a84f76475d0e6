import { describe, expect, test } from 'vitest'
import { returnTargets } from './graph.rules.ts'
import { complete, fireTimer, openSteps, sendBack, start, wake } from './interpreter.ts'
import { fiveStep, threeStep } from './standard.ts'
import { aModel, aStep, bpmn, finish, flows, moved, openNames, walk } from './testing.ts'

const total = { value: 10, unit: 'working-day' } as const
const three = await aModel(threeStep({ id: 'p3', name: 'Ba bước', total, supplement: true }))
const five = await aModel(
  fiveStep({
    id: 'p5',
    name: 'Năm bước',
    total,
    supplement: true,
    consulted: [
      { unit: 'H99.05', name: 'Sở Xây dựng' },
      { unit: 'H99.06', name: 'Công an tỉnh' }
    ]
  })
)

describe('a dossier moves step by step', () => {
  test('from the desk to its returned result', () => {
    expect(finish(three, moved(start(three)).marking)).toEqual(['receive', 'handle', 'sign', 'return'])
  })

  test('each act tells which step was left with what decision and which was entered', () => {
    const change = walk(three, 'receive', 'handle')
    expect(change.left).toEqual([{ token: 't2', step: 'handle', outcome: 'done' }])
    expect(change.entered.map(({ token, step }) => [token, step.id])).toEqual([['t3', 'sign']])
    expect(change.finished).toBe(false)
  })

  test('a leader who returns the draft sends it to the handler under a new token', () => {
    const change = walk(three, 'receive', 'handle', 'sign:return')
    expect(change.entered.map(({ token, step }) => [token, step.id])).toEqual([['t4', 'handle']])
  })

  test('waiting for a supplement ends at the same handler', () => {
    const waiting = walk(three, 'receive', 'handle:supplement')
    expect(openNames(waiting.marking, three)).toEqual(['supplement'])
    const woken = moved(wake(three, waiting.marking, 'supplement'))
    expect(openNames(woken.marking, three)).toEqual(['handle'])
  })

  test('a decision the step does not know changes nothing', () => {
    const at = moved(start(three))
    expect(complete(three, at.marking, 't1', 'approve')).toEqual({
      ok: false,
      error: { code: 'outcome-unknown', outcome: 'approve', known: ['done'] }
    })
  })

  test('a step that was left cannot be finished again', () => {
    const at = walk(three, 'receive')
    expect(complete(three, at.marking, 't1', 'done')).toEqual({
      ok: false,
      error: { code: 'token-missing', token: 't1' }
    })
  })

  test('a step that does not wait cannot be woken', () => {
    expect(wake(three, moved(start(three)).marking, 'receive').ok).toBe(false)
  })
})

describe('consultations run beside the appraisal', () => {
  const asked = walk(five, 'receive', 'assign')

  test('all begin at once, each in its own unit', () => {
    expect(asked.entered.map(({ step }) => [step.id, step.unit])).toEqual([
      ['appraise', 'settling'],
      ['consult-1', 'H99.05'],
      ['consult-2', 'H99.06']
    ])
  })

  test('the conclusion waits for the last of them, whichever it is', () => {
    const two = moved(complete(five, asked.marking, 'consult-2', 'done'))
    const one = moved(complete(five, two.marking, 'appraise', 'done'))
    expect(openNames(one.marking, five)).toEqual(['consult-1'])
    const all = moved(complete(five, one.marking, 'consult-1', 'done'))
    expect(openNames(all.marking, five)).toEqual(['conclude'])
    expect(all.marking.tokens).toHaveLength(1)
  })

  test('a supplement in one branch leaves the others at work', () => {
    const waiting = moved(complete(five, asked.marking, 'appraise', 'supplement'))
    expect(openNames(waiting.marking, five)).toEqual(['consult-1', 'consult-2', 'supplement'])
    expect(finish(five, waiting.marking).at(-1)).toBe('return')
  })

  test('sending a branch back before the split takes its siblings back too, joins included', () => {
    const half = moved(complete(five, asked.marking, 'consult-1', 'done'))
    const back = moved(sendBack(five, half.marking, 'appraise', 'assign'))
    expect(back.left).toEqual([
      { token: asked.entered[0]!.token, step: 'appraise', outcome: 'sent-back' },
      { token: asked.entered[2]!.token, step: 'consult-2', outcome: null }
    ])
    expect(back.marking.tokens.map(token => token.node)).toEqual(['assign'])
    const again = moved(complete(five, back.marking, 'assign', 'done'))
    expect(openNames(again.marking, five)).toEqual(['appraise', 'consult-1', 'consult-2'])
  })

  test('nobody sends a dossier forward, sideways or into a parallel branch', () => {
    const refusal = (from: string, to: string, marking = asked.marking) => {
      const result = sendBack(five, marking, from, to)
      return result.ok ? null : result.error.code
    }
    expect(refusal('appraise', 'sign')).toBe('step-not-earlier')
    expect(refusal('appraise', 'consult-1')).toBe('step-not-earlier')
    expect(refusal('appraise', 'nowhere')).toBe('step-unknown')
    const later = walk(five, 'receive', 'assign', 'appraise', 'consult-1', 'consult-2')
    expect(refusal('conclude', 'appraise', later.marking)).toBe('step-in-other-branch')
    expect(refusal('conclude', 'review', later.marking)).toBe('step-not-earlier')
  })

  test('the steps offered for a return are exactly those that accept it', () => {
    expect(returnTargets(five, 'review').map(step => step.id)).toEqual(['receive', 'assign', 'conclude'])
    expect(returnTargets(five, 'receive')).toEqual([])
  })
})

const byArea = await aModel(
  bpmn(
    `<bpmn:startEvent id="s"/>${aStep('a')}<bpmn:exclusiveGateway id="x" default="x_c"/>${aStep('b')}${aStep('c')}<bpmn:endEvent id="e"/>${flows('s>a', 'a>x', 'x>b:site.area > 500 and outcome = "done"', 'x>c', 'b>e', 'c>e')}`
  )
)

describe('data decides', () => {
  const model = byArea
  const after = (data: Record<string, unknown>) =>
    openNames(moved(complete(model, moved(start(model)).marking, 'a', 'done', data)).marking, model)

  test('a FEEL condition that holds is followed', () => expect(after({ site: { area: 501 } })).toEqual(['b']))
  test('one that does not hold gives the default', () => expect(after({ site: { area: 500 } })).toEqual(['c']))
  test('data that is missing or of the wrong kind gives the default', () => {
    expect(after({})).toEqual(['c'])
    expect(after({ site: { area: 'lớn' } })).toEqual(['c'])
  })
})

const clock = (id: string, interrupting: boolean) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="a" cancelActivity="${interrupting}"><bpmn:timerEventDefinition motcua:afterValue="15" motcua:afterUnit="working-day"/></bpmn:boundaryEvent>`
const clocked = await aModel(
  bpmn(
    `<bpmn:startEvent id="s"/>${aStep('a')}${clock('close', true)}${clock('remind', false)}${aStep('r')}<bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/><bpmn:endEvent id="e3"/>${flows('s>a', 'a>e', 'close>e2', 'remind>r', 'r>e3')}`
  )
)
describe('clocks', () => {
  const model = clocked
  const begun = moved(start(model))

  test('a step carries the clocks that run on it', () => {
    expect(begun.entered[0]?.step.timers.map(({ id, after, interrupting }) => [id, after.value, interrupting])).toEqual(
      [
        ['close', 15, true],
        ['remind', 15, false]
      ]
    )
  })

  test('an interrupting clock takes the step away', () => {
    const closed = moved(fireTimer(model, begun.marking, 'a', 'close'))
    expect(closed.left).toEqual([{ token: 't1', step: 'a', outcome: 'close' }])
    expect(closed.finished).toBe(true)
  })

  test('a reminder runs beside the step and may not become it', () => {
    const reminded = moved(fireTimer(model, begun.marking, 'a', 'remind'))
    expect(openNames(reminded.marking, model)).toEqual(['a', 'r'])
    expect(sendBack(model, reminded.marking, 'r', 'a')).toEqual({
      ok: false,
      error: { code: 'step-in-other-branch', step: 'a' }
    })
    expect(finish(model, reminded.marking)).toEqual(['a', 'r'])
  })

  test('a timer step passes on when its time has come', async () => {
    const waiting = await aModel(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="t" name="Niêm yết 15 ngày"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P15D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${aStep('a')}<bpmn:endEvent id="e"/>${flows('s>t', 't>a', 'a>e')}`
      )
    )
    const at = moved(start(waiting))
    expect(openSteps(waiting, at.marking)[0]?.step.norm).toEqual({ value: 15, unit: 'calendar-day' })
    expect(openNames(moved(fireTimer(waiting, at.marking, 't', null)).marking, waiting)).toEqual(['a'])
  })
})

test('a broken model ends in a refusal, never in an endless loop', () => {
  const x = { id: 'x', name: '', scope: [], kind: 'choice', out: ['round'], otherwise: 'round' } as const
  const flow = (id: string, from: string) => ({ id, from, to: 'x', condition: null, back: false })
  const begin = { id: 's', name: '', scope: [], kind: 'start', out: 'in' } as const
  const nodes = { s: begin, x }
  const result = start({
    ...three,
    start: 's',
    nodes,
    flows: { in: flow('in', 's'), round: flow('round', 'x') },
    steps: {}
  })
  expect(result.ok ? null : result.error.code).toBe('process-endless')
})
