import type { Language } from '#server/platform/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import { leadsBack } from '#server/workflow/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'

export type OutcomeChoice = { readonly code: string; readonly name: string }

/**
 * The outcomes by which a step may be finished from a list, unread: only plain work that asks for nothing, and only
 * onward. Signing, sending back and what needs words, files or data is done on the dossier's own page.
 */
export function bulkOutcomes(model: ProcessModel | null, id: string, language: Language): OutcomeChoice[] {
  const step = model?.steps[id]
  if (!model || !step || step.kind !== 'user' || step.noteRequired || step.fileRequired) return []
  if (step.fields.some(field => field.required)) return []
  return step.outcomes
    .filter(outcome => outcome.code !== 'supplement' && !leadsBack(model, id, outcome.code))
    .map(({ code, name }) => ({ code, name: wordsIn(language, name) }))
}
