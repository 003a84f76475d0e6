import type { Words } from '#server/platform/index.ts'
import type { Field, Norm, Role, StepKind, UnitBinding } from './model.ts'

/** A step before it is drawn. What is left out is filled by its kind and role. */
export type StepDraft = {
  readonly id: string
  readonly name: Words
  readonly guide?: string
  readonly kind?: StepKind
  readonly role: Role
  readonly roleText?: string
  readonly unit?: UnitBinding
  readonly norm: Norm | null
  readonly stage?: number
  readonly outcomes?: readonly OutcomeDraft[]
  readonly fields?: readonly Field[]
  readonly noteRequired?: boolean
  readonly fileRequired?: boolean
}

/**
 * A decision that ends a step. `returnTo` is drawn as a way back; `by` is a step on that way, e.g. waiting for the
 * applicant's supplement.
 */
export type OutcomeDraft = {
  readonly code: string
  readonly name: Words
  readonly returnTo?: string
  readonly by?: StepDraft
}

/** Branches worked on at the same time, e.g. appraisal beside consultations; all must be done before the next step. */
export type TogetherDraft = { readonly id: string; readonly together: readonly (readonly StepDraft[])[] }

export type Draft = StepDraft | TogetherDraft

export type ProcessAbout = {
  readonly id: string
  readonly name: string
  readonly code?: string
  readonly source?: string
  readonly total?: Norm | null
}
