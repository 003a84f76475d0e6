import type { Result } from '#server/platform/result.ts'
import type { Command } from './commands.ts'
import { decideCorrection } from './decide.correction.ts'
import { decideIntake } from './decide.intake.ts'
import { decideSteps } from './decide.steps.ts'
import { decideClock } from './decide.clock.ts'
import { decideEnding } from './decide.ending.ts'
import { decideTimers } from './decide.timers.ts'
import type { DossierEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { Dossier } from './model.ts'
import type { DossierRefusal } from './refusals.ts'

export type Decision = Result<readonly DossierEvent[], DossierRefusal>

/**
 * The heart of the house: what a command does to a dossier, or why it may not. Pure: time, calendar, process and rule
 * set arrive as facts. `null` is a dossier that does not exist yet.
 */
export function decide(state: Dossier | null, command: Command, facts: Facts): Decision {
  switch (command.kind) {
    case 'file':
    case 'receive':
    case 'accept':
    case 'settle-at-once':
    case 'refuse-reception':
      return decideIntake(state, command, facts)
    case 'ask-supplement':
    case 'supplement':
    case 'ask-fee':
    case 'pay-fee':
    case 'pause':
    case 'resume':
    case 'extend':
    case 'recompute':
      return decideClock(state, command, facts)
    case 'claim':
    case 'assign':
    case 'release':
    case 'complete':
    case 'send-back':
      return decideSteps(state, command, facts)
    case 'fire-timer':
    case 'close-unanswered':
      return decideTimers(state, command, facts)
    case 'refuse':
    case 'return-result':
    case 'ask-withdrawal':
    case 'decline-withdrawal':
    case 'withdraw':
    case 'stop':
      return decideEnding(state, command, facts)
    case 'correct':
    case 'void':
      return decideCorrection(state, command, facts)
    default:
      return command satisfies never
  }
}
