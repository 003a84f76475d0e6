import { fold } from '#server/platform/index.ts'
import type { DossierEvent } from './events.ts'
import type { Dossier } from './model.ts'
import { nextTimer, rests } from './steps.rules.ts'

/** Open steps as rows of the work queue. A result that waits to be fetched is no longer due. */
export const workItems = (dossier: Dossier) =>
  dossier.steps.map(step => ({
    token: step.token,
    step: step.step,
    name: step.name,
    kind: step.kind,
    role: step.role,
    unit: step.unit,
    officer: step.officer,
    officer_name: step.officerName,
    entered_at: step.enteredAt,
    claimed_at: step.claimedAt,
    due_at: dossier.finishedAt ? step.dueAt : earlier(step.dueAt, dossier.dueAt),
    dossier_due_at: dossier.dueAt,
    waiting: rests(dossier, step),
    timer_at: nextTimer(dossier, step)
  }))

const earlier = (a: string | null, b: string | null): string | null => (a && b ? (a < b ? a : b) : (a ?? b))

/** Papers as rows, in the order of the procedure. */
export const paperRows = (dossier: Dossier) => dossier.papers.map((paper, position) => ({ position, ...paper }))

/** What search compares: names and numbers; the code is added by the statement that gives it. */
export const searchText = (dossier: Dossier): string =>
  fold(
    [
      dossier.applicant.name,
      dossier.applicant.number,
      dossier.applicant.phone,
      dossier.delegate?.name,
      dossier.procedure.name
    ]
      .filter(Boolean)
      .join(' ')
  )

/** The ledger entries that an act adds, numbered by the version of their event. */
export function ledgerEntries(events: readonly DossierEvent[], before: Dossier | null) {
  let due = before?.dueAt ?? null
  const first = (before?.version ?? 0) + 1
  return events.flatMap((event, index) => {
    const entry = ledgerEntry(event)
    if (!entry) return []
    const row = { version: first + index, at: event.at, due_before: due, ...entry }
    due = entry.due_after
    return [row]
  })
}

function ledgerEntry(event: DossierEvent): { kind: string; cause: string | null; due_after: string | null } | null {
  switch (event.type) {
    case 'dossier.received':
      return { kind: 'started', cause: null, due_after: event.data.dueAt }
    case 'clock.paused':
      return { kind: 'paused', cause: event.data.cause, due_after: null }
    case 'clock.resumed':
      return { kind: 'resumed', cause: event.data.cause, due_after: event.data.dueAt }
    case 'clock.extended':
      return { kind: 'extended', cause: event.data.reason, due_after: event.data.dueAt }
    case 'clock.recomputed':
      if (event.data.from === event.data.dueAt) return null
      return { kind: 'recomputed', cause: event.data.because, due_after: event.data.dueAt }
    case 'dossier.settled':
    case 'dossier.refused':
    case 'dossier.withdrawn':
    case 'dossier.stopped':
      return { kind: 'finished', cause: event.type, due_after: null }
    default:
      return null
  }
}
