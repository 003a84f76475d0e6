import type { DossierPhase } from '#server/rulesets/index.ts'

/** Why the order of those who sign is not one that can be. */
export type SignerRefusal =
  | { readonly code: 'signers-order' }
  | { readonly code: 'signers-too-many'; readonly most: number }
  | { readonly code: 'signer-missing'; readonly step: string }
  | { readonly code: 'signer-unfit' | 'signer-twice' | 'signer-basis-missing'; readonly name: string }

/** Why a command may not be carried out. Words for people: `refusal.<code>` in the slice's text. */
export type DossierRefusal =
  | { readonly code: 'dossier-exists' }
  | { readonly code: 'dossier-missing' }
  | { readonly code: 'phase-wrong'; readonly phase: DossierPhase; readonly command: string }
  | { readonly code: 'reasons-missing' }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'supplement-asked-before'; readonly times: number; readonly article: string }
  | { readonly code: 'step-missing' }
  | { readonly code: 'step-held'; readonly by: string }
  | { readonly code: 'step-not-held' }
  | { readonly code: 'outcome-unknown'; readonly outcome: string; readonly known: readonly string[] }
  | { readonly code: 'result-number-missing' }
  | { readonly code: 'note-missing' }
  | { readonly code: 'data-invalid'; readonly field: string; readonly label: string }
  | { readonly code: 'data-unknown'; readonly field: string }
  | { readonly code: 'step-waits' }
  | { readonly code: 'consult-day-past' }
  | { readonly code: 'timer-missing' }
  | { readonly code: 'timer-early'; readonly at: string }
  | { readonly code: 'timer-held' }
  | { readonly code: 'answer-open'; readonly until: string }
  | { readonly code: 'files-missing' }
  | { readonly code: 'fields-missing'; readonly fields: readonly string[] }
  | { readonly code: 'result-missing' }
  | { readonly code: 'signer-other' | 'paper-names-other'; readonly name: string }
  | { readonly code: 'initial-left-out-why' }
  | { readonly code: 'extension-used'; readonly article: string }
  | { readonly code: 'extension-too-late'; readonly dueAt: string; readonly article: string }
  | { readonly code: 'extension-invalid' }
  | { readonly code: 'clock-not-running' }
  | { readonly code: 'clock-not-paused' }
  | { readonly code: 'deadline-unknown'; readonly why: string }
  | { readonly code: 'amount-invalid' }
  | { readonly code: 'result-notified' }
  | { readonly code: 'nothing-changed' }
  | { readonly code: 'receiver-missing' }
  | { readonly code: 'process-broken'; readonly why: string }
  | { readonly code: 'not-at-once' }
