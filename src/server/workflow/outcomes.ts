import type { Outcome, StepKind } from './model.ts'
import { texts } from './text.ts'
import type { TextKey } from './text.ts'

/** An outcome with its words from the text files, under `outcome.<code>`. */
export const outcome = (code: KnownOutcome, returnTo: string | null = null): Outcome => {
  const key: TextKey = `outcome.${code}`
  return { code, name: { vi: texts.vi[key], en: texts.en[key] }, returnTo }
}
export type KnownOutcome = 'done' | 'approve' | 'return' | 'supplement' | 'received' | 'returned' | 'elapsed'

/** How a step ends when its process names no decisions of its own. */
export const DEFAULT_OUTCOMES: Readonly<Record<StepKind, readonly Outcome[]>> = {
  user: [outcome('done')],
  sign: [outcome('approve')],
  'wait-applicant': [outcome('received')],
  'wait-agency': [outcome('received')],
  'return-result': [outcome('returned')],
  timer: [outcome('elapsed')],
  service: [outcome('done')]
}
