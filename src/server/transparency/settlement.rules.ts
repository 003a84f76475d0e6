import { serviceIndexOf, workingMinutesBetween } from '#server/calendar/index.ts'
import { inputOf } from '#server/dossiers/index.ts'
import type { Dossier, OfficeClock } from '#server/dossiers/index.ts'

/** What a settlement is made of: the parts of a dossier's state that counting needs, without persons or contents. */
export type Countable = Pick<
  Dossier,
  'version' | 'code' | 'phase' | 'channel' | 'receivingUnit' | 'settlingUnit' | 'ruleSet' | 'filedAt' | 'receivedAt'
> &
  Pick<Dossier, 'originalDueAt' | 'dueAt' | 'finishedAt' | 'returnedAt' | 'ledger' | 'supplementRequests' | 'fee'> & {
    readonly id: string
    readonly procedure: string
    readonly resultKind: 'granted' | 'refused' | null
    readonly resultFiles: number
    readonly resultNumber: string | null
    /** A stored paper served it. */
    readonly again: boolean
    readonly papers: number
    readonly papersDigitised: number
  }

/** The row that lists and indices count; null for a dossier entered in error. */
export function settlementOf(dossier: Countable, clock: OfficeClock | null) {
  if (dossier.phase === 'voided') return null
  const pause = dossier.ledger?.pauses.find(({ to }) => to === null)
  const index = indexView(dossier, clock)
  return {
    dossier_id: dossier.id,
    version: dossier.version,
    code: dossier.code,
    procedure_code: dossier.procedure,
    channel: dossier.channel,
    receiving_unit: dossier.receivingUnit,
    settling_unit: dossier.settlingUnit,
    rule_set: dossier.ruleSet,
    phase: dossier.phase,
    ending: endingOf(dossier),
    filed_at: dossier.filedAt,
    received_at: dossier.receivedAt,
    original_due_at: dossier.originalDueAt,
    due_at: dossier.dueAt,
    finished_at: dossier.finishedAt,
    returned_at: dossier.returnedAt,
    index_due_at: index.dueAt?.toISOString() ?? null,
    index_late: index.late,
    supplements: dossier.supplementRequests,
    extensions: dossier.ledger?.extensions.length ?? 0,
    waiting_for: pause?.cause ?? null,
    waiting_since: pause?.from ?? null,
    again: dossier.again,
    papers: dossier.papers,
    papers_digitised: dossier.papersDigitised,
    result_files: dossier.resultFiles,
    e_result: dossier.resultFiles > 0 && Boolean(dossier.resultNumber),
    fee: dossier.fee.amount,
    fee_paid: dossier.fee.paid,
    fee_online: dossier.fee.online ?? 0,
    worked: workedMinutes(dossier, clock)
  }
}
export type SettlementRow = NonNullable<ReturnType<typeof settlementOf>>

function endingOf({
  finishedAt,
  phase,
  resultKind
}: Countable): 'granted' | 'refused' | 'stopped' | 'not-accepted' | null {
  if (!finishedAt) return null
  if (phase === 'not-accepted') return 'not-accepted'
  if (phase === 'stopped') return 'stopped'
  return resultKind ?? 'granted'
}

/** Office minutes from receipt to the end by the settling office's hours, without the time the clock stood still. */
export function workedMinutes(
  { receivedAt, finishedAt, ledger }: Pick<Countable, 'receivedAt' | 'finishedAt' | 'ledger'>,
  clock: OfficeClock | null
): number | null {
  if (!receivedAt || !finishedAt || !clock) return null
  const [start, end] = [new Date(receivedAt), new Date(finishedAt)]
  const between = (from: Date, to: Date) =>
    to > from ? workingMinutesBetween(from, to, clock.hours, clock.calendar) : 0
  const paused = (ledger?.pauses ?? []).reduce((sum, { from, to }) => {
    const [began, ended] = [new Date(from), to ? new Date(to) : end]
    return sum + between(began < start ? start : began, ended > end ? end : ended)
  }, 0)
  const minutes = Math.floor(between(start, end) - paused + 1e-6)
  return Number.isNaN(minutes) ? null : Math.max(0, minutes)
}

/** Lateness as Decision 766 measures it; what is still open and within time is not late yet. */
function indexView(dossier: Countable, clock: OfficeClock | null): { dueAt: Date | null; late: boolean | null } {
  if (!dossier.ledger || !clock) return { dueAt: null, late: null }
  const input = inputOf(dossier.ledger, clock.rules(dossier.ledger.lateAfter))
  const finishedAt = dossier.finishedAt ? new Date(dossier.finishedAt) : undefined
  const { dueAt, late, supplements } = serviceIndexOf(
    { ...input, ...(finishedAt ? { finishedAt } : {}) },
    clock.calendar
  )
  return { dueAt, late: finishedAt || supplements > 1 ? late : null }
}
