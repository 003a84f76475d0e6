import type { Words } from '#server/platform/index.ts'

/** How long a step may take. A `calendar` limit of the kinds that internal processes use. */
export type Norm = { readonly value: number; readonly unit: NormUnit }
export const NORM_UNITS = ['working-day', 'working-hour', 'calendar-day'] as const
export type NormUnit = (typeof NORM_UNITS)[number]

/** Whose work a step is: a post, or the applicant, the system, or `other` where the source names it in words only. */
export const ROLES = [
  'one-stop-officer',
  'handler',
  'division-head',
  'agency-head',
  'chair',
  'clerk',
  'consulted',
  'council',
  'applicant',
  'system',
  'other'
] as const
export type Role = (typeof ROLES)[number]

export const STEP_KINDS = [
  'user',
  'wait-applicant',
  'wait-agency',
  'sign',
  'return-result',
  'timer',
  'service'
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** `receiving`: the desk that received; `settling`: the agency that settles; `consulted`: the one asked; else a unit code. */
export type UnitBinding = 'receiving' | 'settling' | 'consulted' | (string & {})

/** A named decision that ends a step. With `returnTo` the dossier goes back to that step whatever is drawn after this one. */
export type Outcome = { readonly code: string; readonly name: Words; readonly returnTo: string | null }

/** A piece of decision data the step asks for; FEEL conditions on the flows behind it read it by its key. */
export type Field = {
  readonly key: string
  readonly type: 'text' | 'number' | 'boolean'
  readonly label: Words
  readonly required: boolean
}

/** A clock on a step: when it runs out, `flow` is taken; an interrupting one takes the step away. */
export type StepTimer = {
  readonly id: string
  readonly after: Norm
  readonly interrupting: boolean
  readonly flow: string
}

/** A place where a dossier stands still until somebody (or the clock) acts. */
export type StepNode = {
  readonly id: string
  /** Position in the usual course, from 1: rows of a step list follow it. */
  readonly order: number
  readonly name: Words
  /** What to do, in the words of the internal process; null where the name says it all. */
  readonly guide: string | null
  readonly kind: StepKind
  readonly role: Role
  /** The role in the words of the source. */
  readonly roleText: string | null
  readonly unit: UnitBinding
  /** Null: its time does not count ("không tính thời gian"). */
  readonly norm: Norm | null
  /** Part of a process that passes from one level to another, from 1 (commune → province). */
  readonly stage: number
  readonly outcomes: readonly Outcome[]
  readonly fields: readonly Field[]
  readonly noteRequired: boolean
  readonly fileRequired: boolean
  readonly timers: readonly StepTimer[]
}

export type Flow = {
  readonly id: string
  readonly from: string
  readonly to: string
  /** FEEL over the case data and `outcome`; null on flows that are always taken or are the default. */
  readonly condition: string | null
  /** Leads back into a loop: not part of the usual course. */
  readonly back: boolean
}

/** What a node does with a token. `scope` names the branches of parallel work it lies in, outermost first. */
export type FlowNode = { readonly id: string; readonly name: string; readonly scope: readonly string[] } & (
  | { readonly kind: 'start'; readonly out: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'step'; readonly out: string }
  | { readonly kind: 'choice'; readonly out: readonly string[]; readonly otherwise: string }
  | { readonly kind: 'split'; readonly out: readonly string[] }
  | { readonly kind: 'join'; readonly in: readonly string[]; readonly out: string }
)

/** A process as the interpreter runs it: compiled once from BPMN, immutable, JSON throughout. */
export type ProcessModel = {
  readonly format: 1
  readonly id: string
  readonly name: string
  /** The stated total time, to be compared with the sum of the steps. */
  readonly total: Norm | null
  readonly start: string
  readonly nodes: Readonly<Record<string, FlowNode>>
  readonly flows: Readonly<Record<string, Flow>>
  readonly steps: Readonly<Record<string, StepNode>>
}

/** One place of a dossier in its process. Ids are never used twice in a marking's life. */
export type Token = {
  readonly id: string
  readonly node: string
  readonly enteredSeq: number
  /** The splits this token came through, one for each entry of its node's scope; `n` tells rounds of a loop apart. */
  readonly forks: readonly { readonly at: string; readonly n: number }[]
  /** The flow it came in by, kept for joins only. */
  readonly via: string | null
}

/** Where a dossier stands: its tokens and how many numbers were given out. Plain data, stored with the dossier. */
export type Marking = { readonly seq: number; readonly tokens: readonly Token[] }

/** What one act changed. `outcome` is null for a step that was taken away, not finished. */
export type Transition = {
  readonly marking: Marking
  readonly entered: readonly { readonly token: string; readonly step: StepNode }[]
  readonly left: readonly { readonly token: string; readonly step: string; readonly outcome: string | null }[]
  readonly finished: boolean
}

export type CaseData = Readonly<Record<string, unknown>>

/** The steps in their usual order. */
export const stepsOf = (model: ProcessModel): StepNode[] => Object.values(model.steps).sort((a, b) => a.order - b.order)
