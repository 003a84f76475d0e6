import { isLeftOut } from '#server/dossiers/index.ts'
import type { Dossier, TimelineEntry } from '#server/dossiers/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Language } from '#server/platform/index.ts'
import { HOURS_OF_A_WORKING_DAY, stepsOf } from '#server/workflow/index.ts'
import type { Norm, ProcessModel } from '#server/workflow/index.ts'

export type CourseStep = {
  readonly id: string
  readonly name: string
  readonly state: 'done' | 'current' | 'waiting'
  readonly norm: Norm | null
  /** Who finished it last, and when. */
  readonly by: string | null
  readonly at: Date | null
}

/** The steps of the dossier's own process in their usual order: which are done, which are open, which come. */
export function courseOf(
  dossier: Pick<Dossier, 'steps' | 'phase' | 'signers'>,
  model: ProcessModel | null,
  timeline: readonly Pick<TimelineEntry, 'type' | 'data' | 'atTime' | 'actorName'>[],
  language: Language
): CourseStep[] {
  if (!model) return []
  const open = new Set(dossier.steps.map(step => step.step))
  const done = new Map<string, { by: string; at: Date }>()
  for (const entry of timeline) {
    const by = { by: entry.actorName, at: entry.atTime }
    if (entry.type === 'step.completed') done.set((entry.data as { step: string }).step, by)
    if (entry.type === 'dossier.returned') for (const step of ofKind(model, 'return-result')) done.set(step, by)
    if (entry.type === 'step.sent-back') {
      // What lies behind the step it went back to has to be done again.
      const to = model.steps[(entry.data as { to: string }).to]?.order ?? 0
      for (const step of stepsOf(model)) if (step.order >= to) done.delete(step.id)
    }
  }
  return stepsOf(model)
    .filter(step => done.has(step.id) || !isLeftOut(dossier.signers, model, step.id))
    .filter(step => step.kind !== 'wait-applicant' || open.has(step.id) || done.has(step.id))
    .map(step => ({
      id: step.id,
      name: wordsIn(language, step.name),
      state: open.has(step.id) ? 'current' : done.has(step.id) ? 'done' : 'waiting',
      norm: step.norm && inHours(step.norm),
      by: done.get(step.id)?.by ?? null,
      at: done.get(step.id)?.at ?? null
    }))
}

/** Parts of a day are told in hours: nobody works three eighths of a day. */
const inHours = ({ unit, value }: Norm): Norm =>
  unit === 'working-day' && value < 1
    ? { unit: 'working-hour', value: value * HOURS_OF_A_WORKING_DAY }
    : { unit, value }

const ofKind = (model: ProcessModel, kind: string) =>
  stepsOf(model)
    .filter(step => step.kind === kind)
    .map(step => step.id)
