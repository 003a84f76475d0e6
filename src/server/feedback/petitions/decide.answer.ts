import { err } from '#server/platform/result.ts'
import type { Command, Facts } from './commands.ts'
import { done, inPhase, isLate, notOwn, starting, worded } from './decide.guards.ts'
import type { Decision } from './decide.guards.ts'
import { event } from './events.ts'
import type { Petition } from './model.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/** The complained-of are given a neutral account and a day to answer; never the petition itself. */
export function callOfficer(petition: Petition, { allegation }: Of<'call-officer'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'in-hand') ?? worded(allegation) ?? notOwn(petition, facts)
  if (wrong) return wrong
  if (petition.kind !== 'behaviour' || petition.complained === null) return err({ code: 'petition-not-behaviour' })
  const by = facts.dayAfter(facts.limits.hearing)
  return done(event('petition.officer-called', facts.now, { allegation, by }))
}

export function hearOfficer(petition: Petition, { words }: Of<'hear-officer'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'in-hand') ?? worded(words)
  if (wrong) return wrong
  if (!petition.hearing) return err({ code: 'petition-not-called' })
  if (facts.today > petition.hearing.by) return err({ code: 'petition-send-back-over', until: petition.hearing.by })
  return done(event('petition.officer-heard', facts.now, { words }))
}

/** Nobody is judged unheard: an answer came, or the day for one has passed. */
export function conclude(petition: Petition, { verdict, reason }: Of<'conclude'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'in-hand') ?? worded(reason) ?? notOwn(petition, facts)
  if (wrong) return wrong
  const { hearing, kind, complained, code, officer } = petition
  if (kind !== 'behaviour' || complained === null) return err({ code: 'petition-not-behaviour' })
  if (!hearing) return err({ code: 'petition-not-called' })
  if (hearing.answers.length === 0 && facts.today <= hearing.by)
    return err({ code: 'petition-not-heard', until: hearing.by })
  return done(event('petition.concluded', facts.now, { code, verdict, reason, unit: complained, officer }))
}

export function draft(petition: Petition, { text }: Of<'draft'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'in-hand', 'drafted') ?? worded(text) ?? notOwn(petition, facts)
  if (wrong) return wrong
  if (petition.kind === 'behaviour' && petition.complained !== null && !petition.conclusion)
    return err({ code: 'petition-not-concluded' })
  return done(event('petition.answer-drafted', facts.now, { text, by: facts.by }))
}

export const returnDraft = (petition: Petition, { reason }: Of<'return-draft'>, facts: Facts): Decision =>
  inPhase(petition, 'drafted') ??
  worded(reason) ??
  notOwn(petition, facts) ??
  done(event('petition.answer-returned', facts.now, { reason }))

/** Approved and sent, by somebody other than who drafted it. Once sent back, the second answer is the last. */
export function answer(petition: Petition, { way }: Of<'answer'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'drafted') ?? notOwn(petition, facts)
  if (wrong) return wrong
  if (facts.by !== null && petition.draftedBy === facts.by) return err({ code: 'petition-same-hand' })
  const { limits, now } = facts
  return done(
    event('petition.answered', now, {
      way,
      late: isLate(petition, now),
      sendBackUntil: petition.sentBack ? null : facts.dayAfter(limits.sendBack),
      publishBy: facts.dayAfter(limits.publish)
    })
  )
}

/** The answer misses the point: once, with a reason, within its time. It goes back to who answered, on a new clock. */
export function sendBack(petition: Petition, { sha256 }: Of<'send-back'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'answered')
  if (wrong) return wrong
  if (petition.sentBack || petition.sendBackUntil === null) return err({ code: 'petition-sent-back-before' })
  if (facts.today > petition.sendBackUntil)
    return err({ code: 'petition-send-back-over', until: petition.sendBackUntil })
  const ledger = starting(facts.now, facts.limits.answerAgain)
  const { workingDays } = ledger
  const dueAt = facts.due(ledger)
  return done(event('petition.sent-back', facts.now, { no: petition.told + 1, sha256, workingDays, dueAt }))
}

/** What the person thinks of the answer closes the case, where nothing more can be sent back. */
export function judge(petition: Petition, { satisfied }: Of<'judge'>, facts: Facts): Decision {
  const wrong = inPhase(petition, 'answered')
  if (wrong) return wrong
  const judged = event('petition.judged', facts.now, { satisfied })
  const closed = event('petition.closed', facts.now, { because: 'accepted' })
  return satisfied || petition.sentBack ? done(judged, closed) : done(judged)
}

/** Closed when its time is over: nothing came back on an answer, or nothing was told of what was asked. */
export function close(petition: Petition, facts: Facts): Decision {
  if (petition.phase === 'asked') {
    if (petition.supplyBy !== null && facts.today <= petition.supplyBy)
      return err({ code: 'petition-not-over', until: petition.supplyBy })
    return done(event('petition.closed', facts.now, { because: 'not-told' }))
  }
  const wrong = inPhase(petition, 'answered')
  if (wrong) return wrong
  if (petition.sendBackUntil !== null && facts.today <= petition.sendBackUntil)
    return err({ code: 'petition-not-over', until: petition.sendBackUntil })
  return done(event('petition.closed', facts.now, { because: 'time-over' }))
}
