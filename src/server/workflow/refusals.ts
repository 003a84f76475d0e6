/** Why a dossier cannot move as asked. Words for people: `refusal.<code>`. */
export type MoveRefusal =
  | { readonly code: 'token-missing'; readonly token: string }
  | { readonly code: 'token-ambiguous'; readonly step: string; readonly tokens: readonly string[] }
  | { readonly code: 'outcome-unknown'; readonly outcome: string; readonly known: readonly string[] }
  | { readonly code: 'step-unknown'; readonly step: string }
  | { readonly code: 'step-not-earlier'; readonly step: string }
  | { readonly code: 'step-in-other-branch'; readonly step: string }
  | { readonly code: 'step-not-waiting'; readonly step: string }
  | { readonly code: 'timer-unknown'; readonly timer: string; readonly step: string }
  | { readonly code: 'condition-failed'; readonly flow: string; readonly why: string }
  | { readonly code: 'process-endless'; readonly hops: number }
  | { readonly code: 'model-broken'; readonly why: string }

export const PROCESS_FAULTS = [
  'xml-broken',
  'xml-too-large',
  'id-repeated',
  'reference-missing',
  'process-missing',
  'several-processes',
  'element-unsupported',
  'start-missing',
  'several-starts',
  'end-missing',
  'node-unreachable',
  'end-unreachable',
  'flow-out-missing',
  'flow-out-several',
  'start-entered',
  'choice-without-default',
  'flow-without-condition',
  'condition-not-at-choice',
  'condition-broken',
  'condition-not-repeatable',
  'parallel-mixed',
  'parallel-not-nested',
  'join-mismatched',
  'end-inside-parallel',
  'cycle-without-step',
  'name-missing',
  'role-missing',
  'role-unknown',
  'kind-unknown',
  'unit-unknown',
  'norm-broken',
  'outcome-broken',
  'return-broken',
  'field-broken',
  'timer-broken'
] as const

/** One fault of a BPMN file, located at an element. Words: `fault.<code>`. */
export type ProcessFault = {
  readonly code: (typeof PROCESS_FAULTS)[number]
  /** Id of the element, null for the file as a whole. */
  readonly at: string | null
  readonly name: string
  readonly detail: string
}

export type ProcessInvalid = { readonly code: 'process-invalid'; readonly faults: readonly ProcessFault[] }
