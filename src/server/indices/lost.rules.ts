import { err, ok } from '#server/platform/result.ts'
import type { Day, Refusal, Result } from '#server/platform/index.ts'
import type { By, CaseRules, Told } from './case.model.ts'
import type { Cause, Comparable, HeadThen, NodeKind, Verdict } from './model.ts'
import type { Loss, Outcome } from './verdict.rules.ts'

/** What was lost, as it stood in the year of the loss. */
export type LossFacts = {
  readonly edition: string
  readonly index: string
  readonly year: number
  readonly subject: string
  readonly node: string
  readonly name: string
  readonly kind: NodeKind
  readonly loss: Loss
  /** What had to be reached: the maximum, or the level of the year before, in points of this year. */
  readonly level: number
  readonly amount: number
  readonly then: Outcome
}
export type Judgement = {
  readonly verdict: Verdict
  readonly year: number
  readonly edition: string
  readonly after: Outcome | null
  readonly comparable: Comparable
  readonly on: Day
}
export type Remedy = {
  readonly words: string
  readonly owner: string
  readonly head: HeadThen | null
  readonly due: Day
  readonly task: string
  readonly agreed: Day
}
/** A lost point with a life of its own: cause, remedy, proof, and the verdict of the year after. */
export type LostPoint = LossFacts & {
  readonly phase: 'registered' | 'cause-known' | 'remedy-agreed' | 'proven' | 'judged'
  readonly cause: { readonly code: Cause; readonly words: string; readonly on: Day } | null
  readonly remedy: Remedy | null
  readonly proof: readonly { readonly words: string; readonly by: string; readonly on: Day }[]
  readonly judgement: Judgement | null
}

export type LostCommand =
  | ({ kind: 'register' } & { facts: LossFacts })
  | { kind: 'name-cause'; code: Cause; words: string }
  | { kind: 'agree-remedy'; words: string; owner: string; head: HeadThen | null; due: Day; task: string }
  | { kind: 'prove'; words: string }
  | ({ kind: 'judge' } & Omit<Judgement, 'on'>)
type Named = { by: string; on: Day }
export type LostEvent =
  | Told<'lost-point.registered', LossFacts>
  | Told<'lost-point.cause-named', { code: Cause; words: string } & Named>
  | Told<'lost-point.remedy-agreed', Omit<Remedy, 'agreed'> & Named>
  | Told<'lost-point.proven', { words: string } & Named>
  | Told<'lost-point.judged', Omit<Judgement, 'on'> & Named>

function decide(state: LostPoint | null, command: LostCommand, by: By): Result<LostEvent[], Refusal> {
  const named = { by: by.name, on: by.today }
  if (command.kind === 'register')
    return state
      ? err({ code: 'already-open' })
      : ok([{ type: 'lost-point.registered', at: by.at, data: command.facts }])
  if (!state) return err({ code: 'not-found' })
  if (state.judgement && command.kind !== 'judge') return err({ code: 'point-judged' })
  switch (command.kind) {
    case 'name-cause':
      return ok([
        { type: 'lost-point.cause-named', at: by.at, data: { code: command.code, words: command.words, ...named } }
      ])
    case 'agree-remedy': {
      if (!state.cause) return err({ code: 'cause-first' })
      const { kind: _, ...remedy } = command
      return ok([{ type: 'lost-point.remedy-agreed', at: by.at, data: { ...remedy, ...named } }])
    }
    case 'prove':
      if (!state.remedy) return err({ code: 'remedy-first' })
      return ok([{ type: 'lost-point.proven', at: by.at, data: { words: command.words, ...named } }])
    case 'judge': {
      const { kind: _, ...judgement } = command
      if (state.judgement?.verdict === judgement.verdict && state.judgement.edition === judgement.edition) return ok([])
      return ok([{ type: 'lost-point.judged', at: by.at, data: { ...judgement, ...named } }])
    }
    default:
      return command satisfies never
  }
}

function evolve(state: LostPoint | null, event: LostEvent): LostPoint {
  if (event.type === 'lost-point.registered')
    return { ...event.data, phase: 'registered', cause: null, remedy: null, proof: [], judgement: null }
  const before = state!
  switch (event.type) {
    case 'lost-point.cause-named': {
      const { code, words, on } = event.data
      return { ...before, cause: { code, words, on }, phase: before.remedy ? before.phase : 'cause-known' }
    }
    case 'lost-point.remedy-agreed': {
      const { by: _, on, ...remedy } = event.data
      return { ...before, remedy: { ...remedy, agreed: on }, phase: 'remedy-agreed' }
    }
    case 'lost-point.proven':
      return { ...before, proof: [...before.proof, event.data], phase: 'proven' }
    case 'lost-point.judged': {
      const { by: _, ...judgement } = event.data
      return { ...before, judgement, phase: 'judged' }
    }
    default:
      return event satisfies never
  }
}

/** The rule of accountability: lost again although the cause was known and the remedy agreed. */
export const isAccountable = ({ cause, remedy, judgement }: LostPoint): boolean =>
  cause !== null && remedy !== null && judgement?.verdict === 'lost-again'

export const lostPointCase: CaseRules<LostPoint, LostCommand, LostEvent> = {
  kind: 'lost-point',
  decide,
  evolve,
  columns: ({ edition, subject, node, remedy, phase, proof }) => ({
    edition,
    subject,
    node,
    owner: remedy?.owner ?? '',
    phase,
    due: remedy && proof.length === 0 ? remedy.due : null
  })
}
