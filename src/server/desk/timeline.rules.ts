import { dossierWords } from '#server/dossiers/index.ts'
import type { FileRef, PaperEntry, Party, TimelineEntry } from '#server/dossiers/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Language } from '#server/platform/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'
import { say } from './say.ts'
import { moneyIn, momentIn, reasonIn, signersIn } from './words.ts'

export type Told = {
  readonly version: number
  readonly at: Date
  readonly title: string
  readonly who: string
  readonly unit: string | null
  readonly tone: 'accent' | 'neutral' | 'info' | 'success' | 'warning' | 'danger'
  readonly lines: readonly string[]
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[]
  readonly files: readonly FileRef[]
}

const TONES: Partial<Record<TimelineEntry['type'], Told['tone']>> = {
  'dossier.received': 'success',
  'dossier.settled': 'success',
  'dossier.settled-at-once': 'success',
  'dossier.returned': 'success',
  'result.signed': 'success',
  'dossier.supplement-requested': 'warning',
  'dossier.fee-requested': 'warning',
  'clock.paused': 'warning',
  'clock.extended': 'warning',
  'clock.recomputed': 'info',
  'step.sent-back': 'warning',
  'step.timed-out': 'warning',
  'dossier.corrected': 'warning',
  'dossier.not-accepted': 'danger',
  'dossier.refused': 'danger',
  'dossier.stopped': 'danger',
  'dossier.withdrawn': 'danger',
  'dossier.voided': 'danger'
}

/** One event of a dossier as people read it. */
export function told(entry: TimelineEntry, model: ProcessModel | null, language: Language): Told {
  return {
    version: entry.version,
    at: entry.atTime,
    title: dossierWords(`event.${entry.type}`, language),
    who: entry.actorName,
    unit: entry.actorUnit,
    tone: TONES[entry.type] ?? 'accent',
    lines: linesOf(entry, model, language).filter(line => line !== ''),
    changes: entry.type === 'dossier.corrected' ? changesOf(entry.data.changes, language) : [],
    files: filesOf(entry)
  }
}

function linesOf(entry: TimelineEntry, model: ProcessModel | null, language: Language): string[] {
  const due = (at: string | null) => (at ? [say(language, 'case.told.due', { at: momentIn(at) })] : [])
  const stepName = (id: string, otherwise: string) => {
    const step = model?.steps[id]
    return step ? wordsIn(language, step.name) : otherwise
  }
  switch (entry.type) {
    case 'dossier.received':
      return due(entry.data.dueAt)
    case 'dossier.not-accepted':
    case 'dossier.supplement-requested':
    case 'dossier.refused':
      return entry.data.reasons.map(reason => reasonIn(language, reason))
    case 'dossier.supplemented':
    case 'step.assigned':
    case 'step.released':
      return ['officerName' in entry.data ? entry.data.officerName : '', entry.data.note]
    case 'dossier.fee-requested':
      return [`${moneyIn(language, entry.data.amount)} – ${entry.data.reason}`]
    case 'dossier.fee-paid':
      return [
        `${moneyIn(language, entry.data.amount)} – ${say(language, `case.paid.${entry.data.method}`)}`,
        entry.data.receipt && say(language, 'case.told.receipt', { receipt: entry.data.receipt })
      ]
    case 'clock.paused':
      return [say(language, `case.cause.${entry.data.cause}`)]
    case 'clock.resumed':
      return [say(language, `case.cause.${entry.data.cause}`), ...due(entry.data.dueAt)]
    case 'clock.extended':
      return [
        entry.data.reason,
        say(language, 'case.told.moved', { from: momentIn(entry.data.from), to: momentIn(entry.data.dueAt) })
      ]
    case 'clock.recomputed':
      return [
        entry.data.because,
        ...(entry.data.dueAt === entry.data.from ? [] : due(entry.data.dueAt)),
        ...(entry.data.answerBy
          ? [
              say(language, 'case.told.answer-moved', {
                from: momentIn(entry.data.answerBy.from),
                to: momentIn(entry.data.answerBy.to)
              })
            ]
          : []),
        ...(entry.data.steps ? [say(language, 'case.told.steps-moved', { count: entry.data.steps.length })] : [])
      ]
    case 'step.completed': {
      const outcome = model?.steps[entry.data.step]?.outcomes.find(each => each.code === entry.data.outcome)
      const words = outcome ? wordsIn(language, outcome.name) : entry.data.outcome
      const signing = entry.data.signings?.findLast(each => each.step === entry.data.step)
      return [
        `${stepName(entry.data.step, entry.data.name)}: ${words}`,
        signing ? `${say(language, `sign.as.${signing.as}`)} – ${signing.number}` : '',
        entry.data.signers ? say(language, 'sign.chosen', { names: signersIn(language, entry.data.signers) }) : '',
        entry.data.note
      ]
    }
    case 'result.initialled':
      return [
        say(language, 'sign.as.initial'),
        entry.data.next ? say(language, 'sign.next', { name: entry.data.next.name }) : '',
        entry.data.note
      ]
    case 'step.sent-back':
      return [
        `${stepName(entry.data.step, entry.data.name)} → ${stepName(entry.data.to, entry.data.to)}`,
        entry.data.reason
      ]
    case 'step.timed-out':
      return [stepName(entry.data.step, entry.data.name)]
    case 'result.signed':
    case 'dossier.settled-at-once': {
      const { kind, number, note } = entry.data.result
      return [`${say(language, `case.result.${kind}`)}${number ? ` – ${number}` : ''}`, note]
    }
    case 'dossier.settled':
      return [say(language, `case.result.${entry.data.kind}`)]
    case 'dossier.returned':
      return [
        say(language, 'case.told.returned', { to: entry.data.to, how: say(language, `case.how.${entry.data.how}`) })
      ]
    case 'dossier.withdrawal-requested':
    case 'dossier.withdrawal-declined':
    case 'dossier.withdrawn':
    case 'dossier.stopped':
    case 'dossier.corrected':
    case 'dossier.voided':
      return [entry.data.reason]
    case 'dossier.filed':
      return [dossierWords(`channel.${entry.data.channel}`, language)]
    case 'step.claimed':
      return []
    default:
      return entry satisfies never
  }
}

function filesOf(entry: TimelineEntry): readonly FileRef[] {
  switch (entry.type) {
    case 'step.completed':
      return [
        ...entry.data.files,
        ...(entry.data.signings?.findLast(each => each.step === entry.data.step)?.files ?? [])
      ]
    case 'result.initialled':
      return entry.data.signings.at(-1)?.files ?? []
    case 'result.signed':
    case 'dossier.refused':
    case 'dossier.settled-at-once':
      return entry.data.result.files
    default:
      return []
  }
}

/** A correction tells old and new, of an applicant only what differs. */
function changesOf(
  changes: readonly { field: string; from: unknown; to: unknown }[],
  language: Language
): Told['changes'] {
  return changes.flatMap(({ field, from, to }) => {
    if (field !== 'applicant')
      return [
        {
          label: say(language, `case.field.${field}` as never),
          from: valueIn(language, field, from),
          to: valueIn(language, field, to)
        }
      ]
    const [before, after] = [from, to] as [Partial<Party>, Partial<Party>]
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Party)[]
    return keys
      .filter(key => before[key] !== after[key])
      .map(key => ({ label: say(language, `case.party.${key}`), from: before[key] ?? '', to: after[key] ?? '' }))
  })
}

function valueIn(language: Language, field: string, value: unknown): string {
  if (field === 'fee') return moneyIn(language, (value as { amount: number }).amount)
  if (field === 'papers') return (value as PaperEntry[]).map(paper => paper.name).join('; ')
  return String(value ?? '')
}
