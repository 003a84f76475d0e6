import { err, ok } from '#server/platform/result.ts'
import type { Day, Refusal, Result } from '#server/platform/index.ts'
import type { By, CaseRules, Told } from './case.model.ts'

export type EvidenceFile = { readonly id: string; readonly name: string; readonly bytes: number; readonly type: string }

/** One criterion of one subject in one round: its evidence, its scores and what both sides said. */
export type Component = {
  readonly edition: string
  readonly subject: string
  readonly node: string
  readonly minimum: number
  readonly maximum: number
  readonly owner: string
  readonly phase: 'open' | 'self-scored' | 'appraised' | 'final'
  readonly asked: { readonly due: Day; readonly by: string } | null
  readonly evidence: readonly {
    readonly name: string
    readonly given: Day
    readonly validUntil: Day | null
    readonly by: string
    /** Files of the documents slice; absent in what was given before files could be. */
    readonly files?: readonly EvidenceFile[]
  }[]
  readonly self: number | null
  readonly round1: number | null
  readonly final: number | null
  readonly low: number | null
  readonly high: number | null
  readonly said: readonly {
    readonly what: 'self' | 'explanation' | 'appraisal' | 'rebuttal' | 'final'
    readonly words: string
    readonly by: string
    readonly on: Day
  }[]
}

export type ComponentCommand =
  | { kind: 'open'; edition: string; subject: string; node: string; minimum: number; maximum: number; owner: string }
  | { kind: 'ask-evidence'; due: Day }
  | { kind: 'give-evidence'; name: string; validUntil: Day | null; files?: readonly EvidenceFile[] }
  | { kind: 'score-self'; points: number; words: string }
  | { kind: 'explain'; words: string }
  | { kind: 'appraise'; points: number; words: string }
  | { kind: 'rebut'; words: string }
  | { kind: 'finalise'; points: number; low: number | null; high: number | null; words: string }

type Named = { by: string; on: Day }
export type ComponentEvent =
  | Told<'component.opened', Omit<Extract<ComponentCommand, { kind: 'open' }>, 'kind'>>
  | Told<'component.evidence-asked', { due: Day } & Named>
  | Told<'component.evidence-given', { name: string; validUntil: Day | null; files?: readonly EvidenceFile[] } & Named>
  | Told<'component.self-scored', { points: number; words: string } & Named>
  | Told<'component.explained', { words: string } & Named>
  | Told<'component.appraised', { points: number; words: string } & Named>
  | Told<'component.rebutted', { words: string } & Named>
  | Told<'component.finalised', { points: number; low: number | null; high: number | null; words: string } & Named>

const inRange = ({ minimum, maximum }: Component, points: number) =>
  Number.isFinite(points) && points >= Math.min(0, minimum) && points <= maximum

function decide(state: Component | null, command: ComponentCommand, by: By): Result<ComponentEvent[], Refusal> {
  const named = { by: by.name, on: by.today }
  const one = <T extends ComponentEvent['type']>(type: T, data: Extract<ComponentEvent, { type: T }>['data']) =>
    ok([{ type, at: by.at, data } as ComponentEvent])
  if (command.kind === 'open') {
    const { kind: _, ...data } = command
    return state ? err({ code: 'already-open' }) : one('component.opened', data)
  }
  if (!state) return err({ code: 'not-found' })
  if ('points' in command && !inRange(state, command.points))
    return err({ code: 'points-out-of-range', maximum: state.maximum })
  if (state.phase === 'final' && command.kind !== 'give-evidence') return err({ code: 'round-closed' })
  switch (command.kind) {
    case 'ask-evidence':
      return command.due < by.today
        ? err({ code: 'date-past' })
        : one('component.evidence-asked', { due: command.due, ...named })
    case 'give-evidence':
      return one('component.evidence-given', {
        name: command.name,
        validUntil: command.validUntil,
        files: command.files ?? [],
        ...named
      })
    case 'score-self':
      return state.phase === 'appraised'
        ? err({ code: 'round-over' })
        : one('component.self-scored', { points: command.points, words: command.words, ...named })
    case 'explain':
      return one('component.explained', { words: command.words, ...named })
    case 'appraise':
      return state.self === null
        ? err({ code: 'self-score-first' })
        : one('component.appraised', { points: command.points, words: command.words, ...named })
    case 'rebut':
      return state.round1 === null
        ? err({ code: 'appraisal-first' })
        : one('component.rebutted', { words: command.words, ...named })
    case 'finalise':
      if ((command.low === null) !== (command.high === null) || (command.low ?? 0) > (command.high ?? 0))
        return err({ code: 'interval-odd' })
      return one('component.finalised', {
        points: command.points,
        low: command.low,
        high: command.high,
        words: command.words,
        ...named
      })
    default:
      return command satisfies never
  }
}

function evolve(state: Component | null, event: ComponentEvent): Component {
  if (event.type === 'component.opened')
    return {
      ...event.data,
      phase: 'open',
      asked: null,
      evidence: [],
      self: null,
      round1: null,
      final: null,
      low: null,
      high: null,
      said: []
    }
  const before = state!
  const said = (what: Component['said'][number]['what'], { words, by, on }: { words: string } & Named) =>
    words === '' ? before.said : [...before.said, { what, words, by, on }]
  switch (event.type) {
    case 'component.evidence-asked':
      return { ...before, asked: { due: event.data.due, by: event.data.by } }
    case 'component.evidence-given': {
      const { name, validUntil, files = [], by, on } = event.data
      return { ...before, evidence: [...before.evidence, { name, given: on, validUntil, by, files }] }
    }
    case 'component.self-scored':
      return { ...before, self: event.data.points, phase: 'self-scored', said: said('self', event.data) }
    case 'component.explained':
      return { ...before, said: said('explanation', event.data) }
    case 'component.appraised':
      return { ...before, round1: event.data.points, phase: 'appraised', said: said('appraisal', event.data) }
    case 'component.rebutted':
      return { ...before, said: said('rebuttal', event.data) }
    case 'component.finalised': {
      const { points, low, high } = event.data
      return { ...before, final: points, low, high, phase: 'final', said: said('final', event.data) }
    }
    default:
      return event satisfies never
  }
}

export const READINESS = ['present', 'stale', 'missing'] as const
export type Readiness = (typeof READINESS)[number]
/** Whether the proof of a criterion is there: present, out of date, or missing. */
export const readinessOf = ({ evidence }: Pick<Component, 'evidence'>, today: Day): Readiness =>
  evidence.length === 0
    ? 'missing'
    : evidence.some(({ validUntil }) => validUntil === null || validUntil >= today)
      ? 'present'
      : 'stale'

export const componentCase: CaseRules<Component, ComponentCommand, ComponentEvent> = {
  kind: 'component',
  decide,
  evolve,
  columns: ({ edition, subject, node, owner, phase, asked, evidence }) => ({
    edition,
    subject,
    node,
    owner,
    phase,
    due: asked && !evidence.some(({ given }) => given >= asked.due) ? asked.due : null
  }),
  points: ({ self, round1, final, low, high }) => ({ self, round1, final, low, high })
}
