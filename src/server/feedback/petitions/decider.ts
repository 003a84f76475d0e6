import { err } from '#server/platform/result.ts'
import type { Command, Facts } from './commands.ts'
import * as answers from './decide.answer.ts'
import { done, notOwn, worded } from './decide.guards.ts'
import type { Decision } from './decide.guards.ts'
import * as intake from './decide.intake.ts'
import * as publication from './decide.publish.ts'
import { event } from './events.ts'
import type { Petition } from './model.ts'

export type { Decision } from './decide.guards.ts'

/** What a command does to a petition, or why not. Pure. */
export function decide(petition: Petition | null, command: Command, facts: Facts): Decision {
  if (command.kind === 'file') return intake.file(command, facts)
  if (!petition) return err({ code: 'petition-missing' })
  switch (command.kind) {
    case 'sort':
      return intake.sort(petition, command, facts)
    case 'refuse':
      return intake.refuse(petition, command, facts)
    case 'transfer':
      return intake.transfer(petition, command, facts)
    case 'ask':
      return intake.ask(petition, command, facts)
    case 'tell':
      return intake.tell(petition, command, facts)
    case 'call-officer':
      return answers.callOfficer(petition, command, facts)
    case 'hear-officer':
      return answers.hearOfficer(petition, command, facts)
    case 'conclude':
      return answers.conclude(petition, command, facts)
    case 'draft':
      return answers.draft(petition, command, facts)
    case 'return-draft':
      return answers.returnDraft(petition, command, facts)
    case 'answer':
      return answers.answer(petition, command, facts)
    case 'send-back':
      return answers.sendBack(petition, command, facts)
    case 'judge':
      return answers.judge(petition, command, facts)
    case 'close':
      return answers.close(petition, facts)
    case 'propose-publication':
      return publication.propose(petition, command, facts)
    case 'publish':
      return publication.publish(petition, facts)
    case 'decline-publication':
      return publication.decline(petition, command, facts)
    case 'withhold':
      return publication.withhold(petition, command, facts)
    case 'take-down':
      return publication.takeDown(petition, command, facts)
    case 'open-identity':
      return openIdentity(petition, command.reason, facts)
    case 'recompute':
      return recompute(petition, facts)
    default:
      return command satisfies never
  }
}

/** Who looks at the sealed name leaves a reason and an event; whoever is complained of never does. */
const openIdentity = (petition: Petition, reason: string, facts: Facts): Decision =>
  worded(reason) ?? notOwn(petition, facts) ?? done(event('petition.identity-opened', facts.now, { reason }))

/** After a change of the calendar the running clock is counted again. */
function recompute(petition: Petition, facts: Facts): Decision {
  const running = petition.phase === 'received' || petition.phase === 'in-hand' || petition.phase === 'drafted'
  const to = running ? facts.due(petition.ledger) : petition.dueAt
  if (to === petition.dueAt) return err({ code: 'petition-nothing-changes' })
  return done(event('petition.due-moved', facts.now, { from: petition.dueAt, to }))
}
