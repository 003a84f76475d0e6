import { err, ok } from '#server/platform/result.ts'
import type { Err, Result } from '#server/platform/result.ts'
import { holds } from './feel.rules.ts'
import { returnFault } from './graph.rules.ts'
import type { CaseData, FlowNode, Marking, ProcessModel, StepNode, Token, Transition } from './model.ts'
import type { MoveRefusal } from './refusals.ts'

/**
 * The token interpreter: pure, synchronous, deterministic. A marking and one act give the next marking; the same acts
 * in the same order always give the same marking, so it is part of the fold of a dossier's events.
 */
export type Moved = Result<Transition, MoveRefusal>

type Forks = Token['forks']
type Run = {
  readonly model: ProcessModel
  readonly data: CaseData
  seq: number
  tokens: Token[]
  readonly entered: { token: string; step: StepNode }[]
  readonly left: { token: string; step: string; outcome: string | null }[]
}
type Arrival = { readonly flow: string; readonly forks: Forks }

/** Puts a dossier at the first step. */
export function start(model: ProcessModel, data: CaseData = {}): Moved {
  const first = model.nodes[model.start]
  if (first?.kind !== 'start') return err({ code: 'model-broken', why: `no start ${model.start}` })
  return settle(begin(model, { seq: 0, tokens: [] }, data), [{ flow: first.out, forks: [] }])
}

/** Finishes a step with one of its outcomes; `data` is what conditions behind it may read, beside `outcome`. */
export function complete(
  model: ProcessModel,
  marking: Marking,
  tokenOrStep: string,
  outcome: string,
  data: CaseData = {}
): Moved {
  const at = find(model, marking, tokenOrStep)
  if (!at.ok) return at
  const { token, step, node } = at.value
  const chosen = step.outcomes.find(each => each.code === outcome)
  if (!chosen) return err({ code: 'outcome-unknown', outcome, known: step.outcomes.map(each => each.code) })
  if (chosen.returnTo) return goBack(model, marking, token, step, chosen.returnTo, outcome)
  const run = begin(model, marking, { ...data, outcome })
  leave(run, token, outcome)
  return settle(run, [{ flow: node.out, forks: token.forks }])
}

/** Returns a dossier to an earlier step. Leaving parallel work takes the sibling branches back with it. */
export function sendBack(model: ProcessModel, marking: Marking, tokenOrStep: string, to: string): Moved {
  const at = find(model, marking, tokenOrStep)
  return at.ok ? goBack(model, marking, at.value.token, at.value.step, to, 'sent-back') : at
}

/** Ends a wait (applicant, other agency): what was awaited has come. */
export function wake(model: ProcessModel, marking: Marking, tokenOrStep: string, data: CaseData = {}): Moved {
  const at = find(model, marking, tokenOrStep)
  if (!at.ok) return at
  const { step, token } = at.value
  if (step.kind !== 'wait-applicant' && step.kind !== 'wait-agency')
    return err({ code: 'step-not-waiting', step: step.id })
  return complete(model, marking, token.id, step.outcomes[0]?.code ?? '', data)
}

/** A clock has run out: a timer step passes on, a boundary timer takes its own way, `timer` naming which. */
export function fireTimer(
  model: ProcessModel,
  marking: Marking,
  tokenOrStep: string,
  timer: string | null,
  data: CaseData = {}
): Moved {
  const at = find(model, marking, tokenOrStep)
  if (!at.ok) return at
  const { token, step } = at.value
  if (timer === null && step.kind === 'timer')
    return complete(model, marking, token.id, step.outcomes[0]?.code ?? '', data)
  const clock = step.timers.find(each => each.id === timer)
  if (!clock) return err({ code: 'timer-unknown', timer: timer ?? '', step: step.id })
  const run = begin(model, marking, { ...data, outcome: clock.id })
  if (clock.interrupting) leave(run, token, clock.id)
  const forks = clock.interrupting ? token.forks : [...token.forks, { at: clock.id, n: ++run.seq }]
  return settle(run, [{ flow: clock.flow, forks }])
}

/** The open steps of a marking, joins left out. */
export const openSteps = (model: ProcessModel, marking: Marking): { token: string; step: StepNode }[] =>
  marking.tokens.flatMap(token => {
    const step = model.steps[token.node]
    return step ? [{ token: token.id, step }] : []
  })

const begin = (model: ProcessModel, marking: Marking, data: CaseData): Run => ({
  model,
  data,
  seq: marking.seq,
  tokens: [...marking.tokens],
  entered: [],
  left: []
})

function find(model: ProcessModel, marking: Marking, tokenOrStep: string) {
  const exact = marking.tokens.filter(token => token.id === tokenOrStep)
  const found = exact.length > 0 ? exact : marking.tokens.filter(token => token.node === tokenOrStep)
  const [token] = found
  if (!token) return err({ code: 'token-missing', token: tokenOrStep })
  if (found.length > 1) return err({ code: 'token-ambiguous', step: tokenOrStep, tokens: found.map(each => each.id) })
  const step = model.steps[token.node]
  const node = model.nodes[token.node]
  if (!step || node?.kind !== 'step') return err({ code: 'token-missing', token: tokenOrStep })
  return ok({ token, step, node })
}

function leave(run: Run, token: Token, outcome: string | null) {
  run.tokens = run.tokens.filter(each => each.id !== token.id)
  if (run.model.steps[token.node]) run.left.push({ token: token.id, step: token.node, outcome })
}

function goBack(
  model: ProcessModel,
  marking: Marking,
  token: Token,
  step: StepNode,
  to: string,
  outcome: string
): Moved {
  const fault = returnFault(model, step.id, to)
  if (fault) return err({ code: fault, step: to })
  const run = begin(model, marking, {})
  const depth = model.nodes[to]?.scope.length ?? 0
  const fork = token.forks[depth]
  leave(run, token, outcome)
  if (fork)
    for (const sibling of marking.tokens)
      if (sibling.id !== token.id && sibling.forks[depth]?.n === fork.n) leave(run, sibling, null)
  enter(run, to, token.forks.slice(0, depth), null)
  return ok(transition(run))
}

function enter(run: Run, node: string, forks: Forks, via: string | null) {
  const enteredSeq = ++run.seq
  const token: Token = { id: `t${enteredSeq}`, node, enteredSeq, forks, via }
  run.tokens.push(token)
  const step = run.model.steps[node]
  if (step) run.entered.push({ token: token.id, step })
}

const transition = (run: Run): Transition => ({
  marking: { seq: run.seq, tokens: run.tokens },
  entered: run.entered,
  left: run.left,
  finished: run.tokens.length === 0
})

/** Moves tokens on through gateways until each stands at a step, waits at a join, or has ended. */
function settle(run: Run, arrivals: Arrival[]): Moved {
  const limit = 10 + 4 * Object.keys(run.model.flows).length
  for (let hops = 0, next = arrivals.shift(); next; hops++, next = arrivals.shift()) {
    if (hops >= limit) return err({ code: 'process-endless', hops })
    const node = run.model.nodes[run.model.flows[next.flow]?.to ?? '']
    if (!node) return err({ code: 'model-broken', why: `flow ${next.flow} leads nowhere` })
    const onward = pass(run, node, next)
    if (!Array.isArray(onward)) return onward
    arrivals.push(...onward)
  }
  return ok(transition(run))
}

function pass(run: Run, node: FlowNode, { flow, forks }: Arrival): Arrival[] | Err<MoveRefusal> {
  switch (node.kind) {
    case 'step':
      enter(run, node.id, forks, null)
      return []
    case 'end':
      return []
    case 'start':
      return err({ code: 'model-broken', why: `flow ${flow} enters the start` })
    case 'choice': {
      const chosen = choose(run, node)
      return chosen.ok ? [{ flow: chosen.value, forks }] : chosen
    }
    case 'split': {
      const n = ++run.seq
      return node.out.map(out => ({ flow: out, forks: [...forks, { at: node.id, n }] }))
    }
    case 'join':
      return join(run, node, flow, forks)
    default:
      return node satisfies never
  }
}

function choose(run: Run, node: FlowNode & { kind: 'choice' }): Result<string, MoveRefusal> {
  for (const out of node.out) {
    const condition = run.model.flows[out]?.condition
    if (out === node.otherwise || !condition) continue
    const met = holds(condition, run.data)
    if (!met.ok) return err({ code: 'condition-failed', flow: out, why: met.error.why })
    if (met.value) return ok(out)
  }
  return ok(node.otherwise)
}

/** A join waits for one token on each of its flows, all of the same round of the same split. */
function join(run: Run, node: FlowNode & { kind: 'join' }, via: string, forks: Forks): Arrival[] {
  enter(run, node.id, forks, via)
  const round = forks.at(-1)?.n
  const here = run.tokens.filter(token => token.node === node.id && token.forks.at(-1)?.n === round)
  if (!node.in.every(flow => here.some(token => token.via === flow))) return []
  const gone = new Set(here.map(token => token.id))
  run.tokens = run.tokens.filter(token => !gone.has(token.id))
  return [{ flow: node.out, forks: forks.slice(0, -1) }]
}
