import { err, ok } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { DossierEvent } from './events.ts'
import type { Due, Facts } from './facts.ts'
import { lacking, standing, without } from './guards.ts'
import type { Dossier, Ledger, PauseCause } from './model.ts'

type Clocking = CommandOf<
  'ask-supplement' | 'supplement' | 'ask-fee' | 'pay-fee' | 'pause' | 'resume' | 'extend' | 'recompute'
>

/** Everything that stops, starts or moves the clock of a received dossier. */
export function decideClock(state: Dossier | null, command: Clocking, facts: Facts): Decision {
  const found = standing(state, command)
  if (!found.ok) return found
  const dossier = found.value
  switch (command.kind) {
    case 'ask-supplement':
      return askSupplement(dossier, command, facts)
    case 'supplement': {
      const { papers, note, form } = command
      const came = event('dossier.supplemented', facts.now, form ? { papers, note, form } : { papers, note })
      return ok(dossier.receivedAt ? [came, ...resumption(dossier, 'supplement', facts)] : [came])
    }
    case 'ask-fee':
      if (!(command.amount > 0)) return err({ code: 'amount-invalid' })
      return (
        without(command.reason) ??
        ok([
          event('dossier.fee-requested', facts.now, { amount: command.amount, reason: command.reason }),
          ...stoppage(dossier, 'fee', facts)
        ])
      )
    case 'pay-fee':
      if (!(command.amount > 0)) return err({ code: 'amount-invalid' })
      return ok([
        event('dossier.fee-paid', facts.now, {
          amount: command.amount,
          method: command.method,
          receipt: command.receipt
        }),
        ...(dossier.phase === 'fee-due' ? resumption(dossier, 'fee', facts) : [])
      ])
    case 'pause':
      if (openPause(dossier)) return err({ code: 'clock-not-running' })
      return without(command.reason) ?? ok(stoppage(dossier, command.cause, facts))
    case 'resume': {
      const pause = openPause(dossier)
      return pause ? ok(resumption(dossier, pause.cause, facts)) : err({ code: 'clock-not-paused' })
    }
    case 'extend':
      return extend(dossier, command, facts)
    case 'recompute': {
      const due = dossier.ledger && facts.clock.due(dossier.ledger)
      if (due?.error) return err({ code: 'deadline-unknown', why: due.error })
      return !due || due.dueAt === dossier.dueAt
        ? ok([])
        : ok([
            event('clock.recomputed', facts.now, { from: dossier.dueAt, dueAt: due.dueAt, because: command.because })
          ])
    }
    default:
      return command satisfies never
  }
}

/** The desk asks once for everything missing (Decree 118/2025 art. 11; effect on the clock by the rule set). */
function askSupplement(dossier: Dossier, { reasons }: CommandOf<'ask-supplement'>, facts: Facts): Decision {
  const most = facts.rules.deadline.supplementRequests
  if (most !== null && dossier.supplementRequests >= most)
    return err({
      code: 'supplement-asked-before',
      times: dossier.supplementRequests,
      article: facts.rules.articles.supplement
    })
  const lack = lacking(reasons)
  if (lack) return lack
  const accepted = dossier.receivedAt !== null
  return ok([
    event('dossier.supplement-requested', facts.now, { reasons, accepted }),
    ...(accepted ? stoppage(dossier, 'supplement', facts) : [])
  ])
}

/** One new date, asked for at least a day before the due date, with a reason (Decree 61/2018 art. 19(9)). */
function extend(dossier: Dossier, { limit, reason }: CommandOf<'extend'>, facts: Facts): Decision {
  const { ledger, dueAt } = dossier
  const article = facts.rules.articles.extension
  if (!ledger || !dueAt) return err({ code: 'clock-not-running' })
  if (!(limit.value > 0)) return err({ code: 'extension-invalid' })
  const lack = without(reason)
  if (lack) return lack
  if (ledger.extensions.length >= facts.rules.deadline.extensions) return err({ code: 'extension-used', article })
  const due = facts.clock.due({
    ...ledger,
    extensions: [...ledger.extensions, { requestedAt: facts.now.toISOString(), limit, reason }]
  })
  if (due.error) return err({ code: 'deadline-unknown', why: due.error })
  if (due.extensionsGranted <= ledger.extensions.length || !due.dueAt)
    return err({ code: 'extension-too-late', dueAt, article })
  return ok([event('clock.extended', facts.now, { limit, reason, from: dueAt, dueAt: due.dueAt })])
}

const openPause = (dossier: Dossier) => dossier.ledger?.pauses.find(pause => pause.to === null)

/** Stops the clock unless the rule set says that this cause does not (consultation, art. 19(5)). */
const stoppage = (dossier: Dossier, cause: PauseCause, facts: Facts): DossierEvent[] =>
  dossier.ledger && !openPause(dossier) && facts.rules.deadline.pauseEffects[cause] !== 'none'
    ? [event('clock.paused', facts.now, { cause })]
    : []

function resumption(dossier: Dossier, cause: PauseCause, facts: Facts): DossierEvent[] {
  const pause = openPause(dossier)
  if (!dossier.ledger || pause?.cause !== cause) return []
  return [event('clock.resumed', facts.now, { cause, dueAt: dueAfter(dossier.ledger, facts).dueAt })]
}

const dueAfter = (ledger: Ledger, facts: Facts): Due =>
  facts.clock.due({
    ...ledger,
    pauses: ledger.pauses.map(pause => (pause.to === null ? { ...pause, to: facts.now.toISOString() } : pause))
  })
