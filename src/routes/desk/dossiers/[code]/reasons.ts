import type { Panel } from '#server/desk/index.ts'
import type { FieldErrors } from '#lib/components/fields.ts'
import type { ReasonRow } from '#lib/components/ReasonRows.svelte'
import type { Translate } from '#lib/translate.ts'

/** One row for each paper of the procedure, one for each field it was filed with, and one for the dossier as a whole. */
export const reasonRows = (
  { about }: Pick<Panel, 'about'>,
  values: Readonly<Record<string, string>>,
  errors: FieldErrors,
  t: Translate
): ReasonRow[] =>
  about.map(({ kind, name, here }, at) => {
    const [code, note] = [`reason-${at}-code`, `reason-${at}-note`]
    const hint = kind === 'paper' ? t(here ? 'ask.paper-here' : 'ask.paper-missing') : undefined
    return {
      name: kind === 'dossier' ? t('ask.reason-whole') : name,
      hint,
      code,
      note,
      chosen: values[code],
      words: values[note],
      error: errors[note]
    }
  })
