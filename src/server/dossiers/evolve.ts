import type { DossierEvent, Filing, Moves, StepTimes } from './events.ts'
import type { Dossier, DossierId, Instant, Ledger, OpenStep, Signing } from './model.ts'
import { openTurn, turnNow } from './signers.rules.ts'
import { awaitsApplicant } from './steps.rules.ts'

type Applied<T extends DossierEvent['type']> = Extract<DossierEvent, { type: T }>

/** The state after one more event. Pure: replaying a dossier's events always gives the row that screens read. */
export function evolve(before: Dossier | null, event: DossierEvent, id: DossierId): Dossier {
  const version = (before?.version ?? 0) + 1
  switch (event.type) {
    case 'dossier.filed':
      return { ...opened(id, event.data, event.at), version, phase: 'filed' }
    case 'dossier.settled-at-once':
      return {
        ...opened(id, event.data, event.at),
        version,
        phase: 'returned',
        receivedAt: event.at,
        result: event.data.result,
        finishedAt: event.at,
        returnedAt: event.at
      }
    case 'dossier.received':
      return { ...received(before, event, id), version }
    default:
      if (!before) throw new Error(`${event.type} cannot be the first event of a dossier`)
      return { ...changed(before, event), version }
  }
}

/** The state after all events. */
export const replay = (events: Iterable<DossierEvent>, id: DossierId): Dossier | null => {
  let state: Dossier | null = null
  for (const event of events) state = evolve(state, event, id)
  return state
}

const opened = (id: DossierId, data: Filing & { readonly code: string }, at: Instant): Dossier => ({
  id,
  version: 0,
  code: data.code,
  phase: 'filed',
  ruleSet: data.ruleSet,
  procedure: data.procedure,
  channel: data.channel,
  applicant: data.applicant,
  delegate: data.delegate,
  accountId: data.accountId,
  content: data.content,
  form: data.form,
  papers: data.papers,
  fee: data.fee,
  receivingUnit: data.receivingUnit,
  settlingUnit: data.settlingUnit,
  filedAt: at,
  receivedAt: null,
  limit: data.limit,
  ledger: null,
  originalDueAt: null,
  dueAt: null,
  marking: null,
  steps: [],
  asked: [],
  supplementRequests: 0,
  result: null,
  finishedAt: null,
  returnedAt: null,
  lateAfter: data.lateAfter,
  ...(data.answerWithin === undefined ? {} : { answerWithin: data.answerWithin })
})

function received(before: Dossier | null, event: Applied<'dossier.received'>, id: DossierId): Dossier {
  const { data } = event
  const base = before ?? (data.code === undefined ? missingFiling() : opened(id, data, event.at))
  const ledger: Ledger | null = base.limit && {
    startedAt: data.startedAt,
    limit: base.limit,
    lateAfter: base.lateAfter,
    pauses: [],
    extensions: []
  }
  return {
    ...moved(base, data),
    phase: 'accepted',
    receivedAt: event.at,
    ledger,
    originalDueAt: data.originalDueAt,
    dueAt: data.dueAt,
    asked: []
  }
}

/** Open steps after an act: those left are gone, those entered are added. */
const moved = (state: Dossier, moves: Moves): Dossier => {
  const left = new Set(moves.left.map(step => step.token))
  return {
    ...state,
    marking: moves.marking,
    steps: [...state.steps.filter(step => !left.has(step.token)), ...moves.entered]
  }
}

/** Who has signed so far; a number once given is remembered. */
function signed({ signings }: { readonly signings?: readonly Signing[] }): Pick<Dossier, 'signings' | 'numbered'> {
  const number = signings?.at(-1)?.number
  return { ...(signings ? { signings } : {}), ...(number ? { numbered: number } : {}) }
}

/** After a move the dossier is worked on; one that no step waits for the applicant any more waits no longer. */
function worked(state: Dossier, moves: Moves): Dossier {
  const next = moved(state, moves)
  if (state.phase === 'accepted') return { ...next, phase: 'processing' }
  const waited = state.phase === 'supplement' && state.steps.some(awaitsApplicant)
  return waited && !next.steps.some(awaitsApplicant)
    ? { ...next, phase: 'processing', asked: [], answerBy: null }
    : next
}

/** Where a dossier stands again when a withdrawal is declined: it waits for what it waited for before. */
function resting(state: Dossier): Dossier['phase'] {
  if (!state.receivedAt) return state.asked.length > 0 ? 'supplement' : 'filed'
  const cause = state.ledger?.pauses.find(pause => pause.to === null)?.cause
  if (cause === 'supplement' || state.steps.some(awaitsApplicant)) return 'supplement'
  return cause === 'fee' ? 'fee-due' : 'processing'
}

const withStep = (state: Dossier, token: string, change: Partial<OpenStep>): Dossier => ({
  ...state,
  steps: state.steps.map(step => (step.token === token ? { ...step, ...change } : step))
})

/** Who was given a signing step by hand, or gave it up, was not chosen for it: the turn is open again. */
function unchosen(state: Dossier, token: string): Dossier {
  const step = state.steps.find(open => open.token === token)?.step
  const now = step === undefined ? null : turnNow(state, step)
  if (!now || now.turn.officer === null) return state
  const open = openTurn(now.turn.step, now.turn.as)
  return { ...state, signers: state.signers!.map(turn => (turn === now.turn ? open : turn)) }
}

const withTimes = (state: Dossier, times: readonly StepTimes[] = []): Dossier =>
  times.reduce((each, { token, ...when }) => withStep(each, token, when), state)

const paused = (ledger: Ledger | null, pause: Ledger['pauses'][number]): Ledger | null =>
  ledger && { ...ledger, pauses: [...ledger.pauses, pause] }

const resumed = (ledger: Ledger | null, at: Instant): Ledger | null =>
  ledger && { ...ledger, pauses: ledger.pauses.map(pause => (pause.to === null ? { ...pause, to: at } : pause)) }

const paidMore = (fee: Dossier['fee'], { amount, method }: Applied<'dossier.fee-paid'>['data']): Dossier['fee'] => ({
  ...fee,
  paid: fee.paid + amount,
  ...(method === 'online' ? { online: (fee.online ?? 0) + amount } : {})
})

function changed(state: Dossier, event: DossierEvent): Dossier {
  switch (event.type) {
    case 'dossier.not-accepted':
      return { ...state, phase: 'not-accepted', asked: event.data.reasons, finishedAt: event.at }
    case 'dossier.supplement-requested':
      return {
        ...state,
        phase: 'supplement',
        asked: event.data.reasons,
        supplementRequests: state.supplementRequests + 1,
        answerBy: event.data.answerBy ?? null,
        askedAt: event.at
      }
    case 'dossier.supplemented':
      return {
        ...(event.data.moves ? moved(state, event.data.moves) : state),
        phase: state.receivedAt ? 'processing' : 'filed',
        answerBy: null,
        papers: event.data.papers,
        form: event.data.form ?? state.form,
        asked: []
      }
    case 'dossier.fee-requested':
      return { ...state, phase: 'fee-due', fee: { ...state.fee, amount: event.data.amount } }
    case 'dossier.fee-paid':
      return {
        ...state,
        phase: state.phase === 'fee-due' ? 'processing' : state.phase,
        fee: paidMore(state.fee, event.data)
      }
    case 'clock.paused':
      return {
        ...state,
        ledger: paused(state.ledger, { from: event.at, to: null, cause: event.data.cause }),
        dueAt: null
      }
    case 'clock.resumed':
      return {
        ...withTimes(state, event.data.steps),
        ledger: resumed(state.ledger, event.at),
        dueAt: event.data.dueAt
      }
    case 'clock.extended':
      return {
        ...state,
        dueAt: event.data.dueAt,
        ledger: state.ledger && {
          ...state.ledger,
          extensions: [
            ...state.ledger.extensions,
            { requestedAt: event.at, limit: event.data.limit, reason: event.data.reason }
          ]
        }
      }
    case 'clock.recomputed':
      return {
        ...withTimes(state, event.data.steps),
        dueAt: event.data.dueAt,
        ...(event.data.answerBy ? { answerBy: event.data.answerBy.to } : {})
      }
    case 'step.claimed':
    case 'step.assigned': {
      const { token, officer, officerName } = event.data
      const held = { officer, officerName, claimedAt: event.at }
      return withStep(event.type === 'step.assigned' ? unchosen(state, token) : state, token, held)
    }
    case 'step.released':
      return withStep(unchosen(state, event.data.token), event.data.token, {
        ...{ officer: null, officerName: null, claimedAt: null }
      })
    case 'step.completed': {
      const { data } = event.data
      return {
        ...worked(state, event.data),
        ...signed(event.data),
        ...(event.data.signers ? { signers: event.data.signers } : {}),
        ...(data ? { decisions: { ...state.decisions, ...data } } : {})
      }
    }
    case 'result.initialled': {
      const { token, next } = event.data
      const held = { officer: next?.officer ?? null, officerName: next?.name ?? null, claimedAt: next && event.at }
      return { ...withStep(state, token, held), ...signed(event.data) }
    }
    case 'step.sent-back':
      return { ...worked(state, event.data), ...signed(event.data) }
    case 'step.timed-out': {
      const { token, timer } = event.data
      const timers = state.steps.find(step => step.token === token)?.timers?.filter(each => each.id !== timer)
      return worked(timers ? withStep(state, token, { timers }) : state, event.data)
    }
    case 'result.signed':
      return { ...state, result: event.data.result }
    case 'dossier.settled':
      // What a timer began beside the course ends with it; only the result is still to be handed over.
      return {
        ...state,
        phase: 'settled',
        finishedAt: event.at,
        steps: state.steps.filter(step => step.kind === 'return-result')
      }
    case 'dossier.refused':
      return {
        ...state,
        phase: 'settled',
        asked: event.data.reasons,
        result: event.data.result,
        finishedAt: event.at,
        steps: [],
        marking: null
      }
    case 'dossier.returned':
      return { ...state, phase: 'returned', returnedAt: event.at, steps: [] }
    case 'dossier.withdrawal-requested':
      return { ...state, phase: 'withdrawing' }
    case 'dossier.withdrawal-declined':
      return { ...state, phase: resting(state) }
    case 'dossier.withdrawn':
    case 'dossier.stopped':
      return { ...state, phase: 'stopped', finishedAt: event.at, steps: [], marking: null }
    case 'dossier.corrected':
      return { ...state, ...Object.fromEntries(event.data.changes.map(change => [change.field, change.to])) }
    case 'dossier.voided':
      return { ...state, phase: 'voided', finishedAt: state.finishedAt ?? event.at, steps: [], marking: null }
    case 'dossier.filed':
    case 'dossier.received':
    case 'dossier.settled-at-once':
      throw new Error(`${event.type} opens a dossier`)
    default:
      return event satisfies never
  }
}

const missingFiling = (): never => {
  throw new Error('a received dossier has no filing')
}
