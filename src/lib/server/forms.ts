import type { z } from 'zod'
import { explainUpload, isUpload } from '#server/documents/index.ts'
import type { Language } from '#server/platform/index.ts'
import type { Refusal } from '#server/platform/result.ts'
import type { FieldErrors } from '../components/fields.ts'
import { formatTime } from '../format.ts'
import { translator } from '../text.ts'
import type { Translate } from '../translate.ts'

export type Typed = Readonly<Record<string, string>>
/** A form refused as a whole, with nothing wrong in one field. */
export const NO_ERRORS: FieldErrors = {}
export type ParsedForm<T> = { ok: true; value: T } | { ok: false; values: Typed; errors: FieldErrors }

/** What was typed, to be shown again; passwords never are. */
export const typedIn = (data: FormData): Typed =>
  Object.fromEntries(
    [...data].flatMap(([name, value]) =>
      typeof value === 'string' && !/password|current|next/.test(name) ? [[name, value]] : []
    )
  )

/** Reads a form by its schema. A refusal of the schema is a key, said in words under `field.<key>`. */
export function parseForm<S extends z.ZodType>(
  schema: S,
  data: FormData,
  t: Translate,
  given: object = {}
): ParsedForm<z.infer<S>> {
  const read = schema.safeParse({ ...Object.fromEntries(data), ...given })
  if (read.success) return { ok: true, value: read.data }
  const errors: Record<string, string> = {}
  for (const issue of read.error.issues) {
    const key = `field.${issue.message}`
    errors[String(issue.path[0] ?? '')] ??= t.has(key) ? t(key) : t('field.missing')
  }
  return { ok: false, values: typedIn(data), errors }
}

/** The same for an act that takes files along: those have words of their own. */
export const explainFile = (refusal: Refusal, language: Language): string =>
  isUpload(refusal) ? explainUpload(language, refusal) : explain(refusal, translator(language))

/** A refusal in the reader's words, with its facts filled in. */
export function explain(refusal: Refusal, t: Translate): string {
  const key = `refusal.${refusal.code}`
  if (!t.has(key)) return t('refusal.forbidden')
  const facts = Object.entries(refusal).flatMap(([name, value]) =>
    value instanceof Date
      ? [['time', formatTime(value)]]
      : typeof value === 'string' || typeof value === 'number'
        ? [[name, value]]
        : []
  )
  return t(key, Object.fromEntries(facts))
}
