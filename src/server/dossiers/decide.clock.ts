import { err, ok } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { Facts } from './facts.ts'
import { standing, without } from './guards.ts'
import type { Dossier } from './model.ts'
import { wakeAll } from './moves.ts'
import { retimed } from './step-times.rules.ts'
import { openPause, requestSupplement, resumption, stoppage, told, withConsequences } from './waiting.ts'

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
      return requestSupplement(dossier, command.reasons, facts)
    case 'supplement':
      return supplement(dossier, command, facts)
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
      const moved = retimed(dossier, facts, facts.now)
      if (!moved) return ok([])
      const { due, dueAt, steps, answerBy } = moved
      if (due?.error) return err({ code: 'deadline-unknown', why: due.error })
      return ok([
        event('clock.recomputed', facts.now, {
          from: dossier.dueAt,
          dueAt,
          because: command.because,
          ...(steps.length > 0 ? { steps } : {}),
          ...(answerBy ? { answerBy } : {})
        })
      ])
    }
    default:
      return command satisfies never
  }
}

/**
 * What was asked for has come: the steps that waited for it go on in the same decision, and the clock runs again with
 * what is left or from the start, by the rule set.
 */
function supplement(dossier: Dossier, command: CommandOf<'supplement'>, facts: Facts): Decision {
  const { papers, note, form } = command
  const brought = { papers, note, ...(form ? { form } : {}) }
  const woken = wakeAll(form ? { ...dossier, form } : dossier, facts)
  if (!woken.ok) return woken
  if (!woken.value) {
    const came = event('dossier.supplemented', facts.now, brought)
    return ok([came, ...resumption(told(dossier, [came]), 'supplement', facts)])
  }
  const { finished, ready, ...moves } = woken.value
  const { result } = dossier
  const ended = finished || ready
  if (ended && !result) return err({ code: 'result-missing' })
  const came = event('dossier.supplemented', facts.now, { ...brought, moves })
  const running = resumption(told(dossier, [came]), 'supplement', facts)
  const settled = ended && result ? [event('dossier.settled', facts.now, { kind: result.kind })] : []
  return withConsequences(dossier, [came, ...running, ...settled], moves, dossier.asked, facts)
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
