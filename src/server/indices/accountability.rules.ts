import { err, ok } from '#server/platform/result.ts'
import type { Day, Refusal, Result } from '#server/platform/index.ts'
import type { By, CaseRules, Told } from './case.model.ts'
import type { HeadThen } from './model.ts'

export const CONCLUSIONS = ['answerable', 'shared', 'not-answerable'] as const
export type Conclusion = (typeof CONCLUSIONS)[number]
/** Somebody may have to answer for a point lost again: nobody is named before hearing, conclusion and record. */
export type Accountability = {
  readonly lostPoint: string
  readonly edition: string
  readonly subject: string
  readonly node: string
  readonly owner: string
  readonly head: HeadThen | null
  readonly phase: 'proposed' | 'heard' | 'concluded' | 'recorded'
  readonly hearing: { readonly words: string; readonly by: string; readonly on: Day } | null
  readonly conclusion: {
    readonly kind: Conclusion
    readonly words: string
    readonly by: string
    readonly on: Day
  } | null
  readonly record: { readonly number: string; readonly on: Day } | null
}
type Opening = Pick<Accountability, 'lostPoint' | 'edition' | 'subject' | 'node' | 'owner' | 'head'>
export type AccountabilityCommand =
  | { kind: 'propose'; facts: Opening }
  | { kind: 'hear'; words: string }
  | { kind: 'conclude'; conclusion: Conclusion; words: string }
  | { kind: 'record'; number: string }
type Named = { by: string; on: Day }
export type AccountabilityEvent =
  | Told<'accountability.proposed', Opening>
  | Told<'accountability.heard', { words: string } & Named>
  | Told<'accountability.concluded', { conclusion: Conclusion; words: string } & Named>
  | Told<'accountability.recorded', { number: string } & Named>

const ORDER = { hear: 'proposed', conclude: 'heard', record: 'concluded' } as const

function decide(
  state: Accountability | null,
  command: AccountabilityCommand,
  by: By
): Result<AccountabilityEvent[], Refusal> {
  const named = { by: by.name, on: by.today }
  if (command.kind === 'propose')
    return state
      ? err({ code: 'already-open' })
      : ok([{ type: 'accountability.proposed', at: by.at, data: command.facts }])
  if (!state) return err({ code: 'not-found' })
  if (state.phase !== ORDER[command.kind]) return err({ code: 'out-of-order', needed: ORDER[command.kind] })
  switch (command.kind) {
    case 'hear':
      return ok([{ type: 'accountability.heard', at: by.at, data: { words: command.words, ...named } }])
    case 'conclude':
      return ok([
        {
          type: 'accountability.concluded',
          at: by.at,
          data: { conclusion: command.conclusion, words: command.words, ...named }
        }
      ])
    case 'record':
      return ok([{ type: 'accountability.recorded', at: by.at, data: { number: command.number, ...named } }])
    default:
      return command satisfies never
  }
}

function evolve(state: Accountability | null, event: AccountabilityEvent): Accountability {
  switch (event.type) {
    case 'accountability.proposed':
      return { ...event.data, phase: 'proposed', hearing: null, conclusion: null, record: null }
    case 'accountability.heard':
      return { ...state!, phase: 'heard', hearing: event.data }
    case 'accountability.concluded': {
      const { conclusion, ...rest } = event.data
      return { ...state!, phase: 'concluded', conclusion: { kind: conclusion, ...rest } }
    }
    case 'accountability.recorded':
      return { ...state!, phase: 'recorded', record: { number: event.data.number, on: event.data.on } }
    default:
      return event satisfies never
  }
}

/** The head's name, once the case is recorded and finds somebody answerable; before that, and otherwise, nobody's. */
export const shownName = ({ phase, conclusion, head }: Accountability): string | null =>
  phase === 'recorded' && conclusion?.kind === 'answerable' ? (head?.name ?? null) : null

export const accountabilityCase: CaseRules<Accountability, AccountabilityCommand, AccountabilityEvent> = {
  kind: 'accountability',
  decide,
  evolve,
  columns: ({ edition, subject, node, owner, phase }) => ({ edition, subject, node, owner, phase, due: null })
}
