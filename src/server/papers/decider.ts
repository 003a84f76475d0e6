import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Command, Facts, PaperRefusal } from './commands.ts'
import { event } from './events.ts'
import type { PaperEvent } from './events.ts'
import type { Paper } from './model.ts'

export type Decision = Result<PaperEvent[], PaperRefusal>

const refused = (code: PaperRefusal['code']): Decision => err({ code })
const done = (...events: PaperEvent[]): Decision => ok(events)

/** What a command does to a paper, or why not. Pure. */
export function decide(paper: Paper | null, command: Command, { now, today }: Facts): Decision {
  if (command.kind === 'enter') return enter(command, now)
  if (!paper) return refused('paper-missing')
  if (command.kind === 'destroy')
    return paper.state === 'destroyed' ? done() : done(event('paper.destroyed', now, { list: command.list }))
  if (paper.state !== 'in-force') return refused('paper-not-in-force')
  switch (command.kind) {
    case 'certify':
      if (paper.certified) return refused('paper-certified-already')
      return done(event('paper.certified', now, { ...command.copy, at: now.toISOString() }))
    case 'replace':
      return done(event('paper.replaced', now, { by: command.by }))
    case 'withdraw':
      if (command.because.trim() === '') return refused('paper-needs-a-reason')
      return done(event('paper.withdrawn', now, { because: command.because.trim() }))
    case 'use': {
      if (paper.validTo !== null && paper.validTo < today) return refused('paper-expired')
      const { use, dossier, purpose, consent } = command
      return done(event('paper.used', now, { use, dossier, purpose, consent }))
    }
    default:
      return command satisfies never
  }
}

function enter({ paper, file, replaces }: Extract<Command, { kind: 'enter' }>, now: Date): Decision {
  if (paper.issuedOn && paper.validTo && paper.validTo < paper.issuedOn) return refused('paper-dates-crossed')
  return done(event('paper.entered', now, { ...paper, file, replaces }))
}
