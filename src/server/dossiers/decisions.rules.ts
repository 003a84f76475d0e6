import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Field, ProcessModel, StepNode } from '#server/workflow/index.ts'
import type { OpenStep } from './model.ts'
import type { DossierRefusal } from './refusals.ts'
import { awaitsApplicant } from './steps.rules.ts'

type Data = Readonly<Record<string, unknown>>

/** Nothing was entered: an empty answer is none. */
const empty = (value: unknown): boolean => value === undefined || value === null || value === ''

const FITS = {
  text: value => typeof value === 'string',
  number: value => typeof value === 'number' && Number.isFinite(value),
  boolean: value => typeof value === 'boolean'
} as const satisfies Record<Field['type'], (value: unknown) => boolean>

/** What an officer entered at a step, checked against what the step asks for: nothing else, and each of its type. */
export function takenData(step: StepNode | undefined, data: Data): Result<Data, DossierRefusal> {
  const fields = step?.fields ?? []
  const given = Object.entries(data).filter(([, value]) => !empty(value))
  for (const [key, value] of given) {
    const field = fields.find(each => each.key === key)
    if (!field) return err({ code: 'data-unknown', field: key })
    if (!FITS[field.type](value)) return err({ code: 'data-invalid', field: key, label: field.label.vi })
  }
  return ok(Object.fromEntries(given))
}

/** What a step needs to know and was not told. */
export const lackingData = (step: StepNode, data: Data): Field[] =>
  step.fields.filter(field => field.required && empty(data[field.key]))

/** Whether a move only led back: to steps before this one, to the same again, or to waiting for the applicant. */
export function wentBack(
  step: OpenStep,
  { entered, finished }: { readonly entered: readonly OpenStep[]; readonly finished: boolean },
  process: ProcessModel | null
): boolean {
  const order = (id: string) => process?.steps[id]?.order ?? Number.POSITIVE_INFINITY
  const back = (each: OpenStep) => awaitsApplicant(each) || order(each.step) <= order(step.step)
  return !finished && entered.length > 0 && entered.every(back)
}
