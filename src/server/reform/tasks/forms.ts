import { dayFromText } from '#server/identity/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Day, Result } from '#server/platform/index.ts'
import type { Later } from './actions.ts'
import { CLOSES_BY, DEADLINE_KINDS, EVERY } from './model.ts'
import type { Deadline, Proof, Task } from './model.ts'

export type Typed = Readonly<Record<string, string>>
type Fault =
  { readonly code: 'day-invalid'; readonly day: string } | { readonly code: 'deadline-missing' | 'act-unknown' }

const words = (typed: Typed, name: string): string => (typed[name] ?? '').normalize('NFC').trim().slice(0, 4000)
const proofFrom = (typed: Typed, files: readonly FileRef[]): Proof => ({
  words: words(typed, 'words'),
  document: words(typed, 'document'),
  files
})

/** A day as typed (`30/11/2026` or `2026-11-30`). */
export function dayIn(typed: Typed, name: string): Result<Day, Fault> {
  const text = words(typed, name)
  const day = dayFromText(text)
  return day ? ok(day) : err({ code: 'day-invalid', day: text })
}

/** The act a form of the task's page asks for, from what was typed and the files that came with it. */
export function commandFrom(
  act: string,
  typed: Typed,
  files: readonly FileRef[],
  task: Task,
  today: Day
): Result<Later, Fault> {
  const reason = words(typed, 'reason')
  const document = words(typed, 'document')
  const dated = (name: string, make: (day: Day) => Later): Result<Later, Fault> => {
    const day = words(typed, name) === '' && name === 'on' ? ok(today) : dayIn(typed, name)
    return day.ok ? ok(make(day.value)) : day
  }
  switch (act) {
    case 'note': {
      const percent = Math.min(100, Math.max(0, Math.round(Number(typed.percent ?? task.percent)) || 0))
      return ok({ kind: 'note', percent, note: words(typed, 'note'), files })
    }
    case 'report':
      return dated('on', on => ({ kind: 'report', on, proof: proofFrom(typed, files) }))
    case 'close-period': {
      const by = CLOSES_BY.find(one => one === typed.by) ?? 'product'
      const period = words(typed, 'period')
      return dated('on', on => ({ kind: 'close-period', period, by, on, proof: proofFrom(typed, files) }))
    }
    case 'accept':
      return ok({ kind: 'accept', note: words(typed, 'note') })
    case 'send-back':
      return ok({ kind: 'send-back', reason })
    case 'ask-extension':
      return dated('until', until => ({ kind: 'ask-extension', until, reason, document }))
    case 'grant-extension':
      return dated('until', until => ({ kind: 'grant-extension', until, document }))
    case 'refuse-extension':
      return ok({ kind: 'refuse-extension', reason, document })
    case 'wait':
      return dated('on', from => ({ kind: 'wait', on: words(typed, 'unit'), what: words(typed, 'what'), from }))
    case 'end-wait':
      return ok({ kind: 'end-wait', on: words(typed, 'unit'), note: words(typed, 'note') })
    case 'finish-part':
      return ok({ kind: 'finish-part', unit: words(typed, 'unit'), proof: proofFrom(typed, files) })
    case 'withdraw':
      return ok({ kind: 'withdraw', reason, document })
    case 'charge':
      return ok({ kind: 'charge', viceChair: words(typed, 'viceChair') || null })
    default:
      return err({ code: 'act-unknown' })
  }
}

/** The deadline of a new task from its form. */
export function deadlineFrom(typed: Typed): Result<Deadline, Fault> {
  const kind = DEADLINE_KINDS.find(one => one === typed.deadline)
  const until = words(typed, 'until') === '' ? ok(null) : dayIn(typed, 'until')
  switch (kind) {
    case 'date': {
      const due = dayIn(typed, 'due')
      return due.ok ? ok({ kind, due: due.value }) : due
    }
    case 'recurring':
      return until.ok
        ? ok({ kind, every: EVERY.find(one => one === typed.every) ?? 'month', until: until.value })
        : until
    case 'with-report':
      if (!until.ok) return until
      return until.value ? ok({ kind, until: until.value }) : err({ code: 'day-invalid', day: '' })
    case 'standing':
      return ok({ kind })
    case 'open':
      return ok({ kind, urgency: typed.urgency === 'soon' ? 'soon' : 'urgent' })
    default:
      return err({ code: 'deadline-missing' })
  }
}

/** Parts of cooperating agencies: up to six rows `part-unit-0`, `part-content-0`, `part-due-0`. */
export function partsFrom(typed: Typed): Result<{ unit: string; content: string; due: Day | null }[], Fault> {
  const parts: { unit: string; content: string; due: Day | null }[] = []
  for (let row = 0; row < 6; row++) {
    const unit = words(typed, `part-unit-${row}`)
    if (unit === '') continue
    const due = words(typed, `part-due-${row}`) === '' ? ok(null) : dayIn(typed, `part-due-${row}`)
    if (!due.ok) return due
    if (!parts.some(part => part.unit === unit))
      parts.push({ unit, content: words(typed, `part-content-${row}`), due: due.value })
  }
  return ok(parts)
}
