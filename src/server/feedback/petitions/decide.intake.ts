import { err } from '#server/platform/result.ts'
import type { Command, Facts } from './commands.ts'
import { done, inPhase, isLate, judgesItself, notOwn, resumedAt, starting, worded } from './decide.guards.ts'
import type { Decision } from './decide.guards.ts'
import { event } from './events.ts'
import type { Petition } from './model.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/** The code is filled in by the statement that stores it. A report of behaviour is protected whether asked for or not. */
export function file(command: Of<'file'>, facts: Facts): Decision {
  const { petitionKind, channel, about, anonymous, sha256 } = command
  if (anonymous && !facts.anonymousKinds.includes(petitionKind))
    return err({ code: 'petition-kind-named', kind: petitionKind })
  const ledger = starting(facts.now, facts.limits.sort)
  return done(
    event('petition.filed', facts.now, {
      code: '',
      kind: petitionKind,
      channel,
      ruleSet: facts.ruleSet,
      about,
      protected: command.protected || anonymous || petitionKind === 'behaviour',
      anonymous,
      no: 1,
      sha256,
      workingDays: ledger.workingDays,
      dueAt: facts.due(ledger)
    })
  )
}

/** Sorted once, and again while nothing is answered: the time to answer runs from the first sorting. */
export function sort(petition: Petition, command: Of<'sort'>, facts: Facts): Decision {
  const { petitionKind: kind, unit, complained, officer, subject } = command
  const wrong = inPhase(petition, 'received', 'in-hand') ?? notOwn(petition, facts) ?? worded(subject)
  if (wrong) return wrong
  if (officer !== null && officer === facts.by) return err({ code: 'petition-own-case' })
  if (kind === 'behaviour' && judgesItself(unit, complained)) return err({ code: 'petition-own-judge' })
  const workingDays = facts.limits.answer[kind]
  const ledger = petition.sorted ? { ...petition.ledger, workingDays } : starting(facts.now, workingDays)
  const dueAt = facts.due(ledger)
  return done(event('petition.sorted', facts.now, { kind, unit, complained, officer, subject, workingDays, dueAt }))
}

export function refuse(petition: Petition, { reason, words }: Of<'refuse'>, facts: Facts): Decision {
  const late = isLate(petition, facts.now)
  return (
    inPhase(petition, 'received') ??
    worded(words) ??
    notOwn(petition, facts) ??
    done(event('petition.refused', facts.now, { reason, words, late }))
  )
}

/** To the agency that is competent; the time already spent stays spent. */
export function transfer(petition: Petition, { to, reason }: Of<'transfer'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'in-hand') ?? worded(reason) ?? notOwn(petition, facts)
  if (wrong) return wrong
  if (to === petition.unit) return err({ code: 'petition-nothing-changes' })
  if (petition.kind === 'behaviour' && judgesItself(to, petition.complained)) return err({ code: 'petition-own-judge' })
  return done(event('petition.transferred', facts.now, { from: petition.unit ?? '', to, reason }))
}

export function ask(petition: Petition, { what }: Of<'ask'>, facts: Facts): Decision {
  const supplyBy = facts.dayAfter(facts.limits.supply)
  return (
    inPhase(petition, 'received', 'in-hand') ??
    worded(what) ??
    notOwn(petition, facts) ??
    done(event('petition.asked', facts.now, { what, supplyBy }))
  )
}

/** The person tells more, asked or not; asked, the clock goes on with what was left. */
export function tell(petition: Petition, { sha256 }: Of<'tell'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'received', 'asked', 'in-hand')
  if (wrong) return wrong
  const ledger = resumedAt(petition.ledger, facts.now.toISOString())
  return done(event('petition.told', facts.now, { no: petition.told + 1, sha256, dueAt: facts.due(ledger) }))
}
