/** Refusals of a form by field name; `ErrorSummary` links to the fields, each field shows its own. */
export type FieldErrors = Readonly<Record<string, string | undefined>>
export type Choice = {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}

/** The id of the control of a field, the same for the field and the summary that links to it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^\w-]+/g, '-')}`

/** What a control needs from the field around it. */
export type Control = {
  readonly id: string
  readonly describedby: string | undefined
  readonly invalid: 'true' | undefined
}
