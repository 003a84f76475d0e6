import { err } from '#server/platform/result.ts'
import type { Command, Facts } from './commands.ts'
import { done, inPhase, notOwn, worded } from './decide.guards.ts'
import type { Decision } from './decide.guards.ts'
import { event } from './events.ts'
import type { Petition, PublicationState } from './model.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const stands = (petition: Petition, ...states: readonly PublicationState[]) =>
  states.includes(petition.publication.state)
    ? null
    : err({ code: 'petition-phase', phase: `publication-${petition.publication.state}` })

/** Question and answer written anew, without a word about who asked. */
export function propose(petition: Petition, command: Of<'propose-publication'>, facts: Facts): Decision {
  const { title, question, answer } = command
  const wrong =
    inPhase(petition, 'answered', 'closed') ??
    stands(petition, 'none', 'proposed', 'withheld') ??
    worded(title) ??
    worded(question) ??
    worded(answer) ??
    notOwn(petition, facts)
  if (wrong) return wrong
  if (petition.answers.length === 0) return err({ code: 'petition-phase', phase: petition.phase })
  return done(event('petition.publication-proposed', facts.now, { title, question, answer, by: facts.by }))
}

/** A second person confirms that it holds no personal data. */
export function publish(petition: Petition, facts: Facts): Decision {
  const wrong = stands(petition, 'proposed') ?? notOwn(petition, facts)
  if (wrong) return wrong
  const { proposedBy, dueBy } = petition.publication
  if (facts.by === null || proposedBy === facts.by) return err({ code: 'petition-same-hand' })
  return done(event('petition.published', facts.now, { late: dueBy !== null && facts.today > dueBy }))
}

export const decline = (petition: Petition, { reason }: Of<'decline-publication'>, facts: Facts): Decision =>
  stands(petition, 'proposed') ?? worded(reason) ?? done(event('petition.publication-declined', facts.now, { reason }))

export const withhold = (petition: Petition, { reason }: Of<'withhold'>, facts: Facts): Decision =>
  inPhase(petition, 'answered', 'closed') ??
  stands(petition, 'none', 'proposed') ??
  worded(reason) ??
  done(event('petition.withheld', facts.now, { reason }))

export const takeDown = (petition: Petition, { reason }: Of<'take-down'>, facts: Facts): Decision =>
  stands(petition, 'published') ?? worded(reason) ?? done(event('petition.taken-down', facts.now, { reason }))
