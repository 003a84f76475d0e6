import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Command, Facts, TaskRefusal } from './commands.ts'
import { decideClocks } from './decide.clocks.ts'
import { give } from './decide.giving.ts'
import { event } from './events.ts'
import type { TaskEvent } from './events.ts'
import type { Proof, Task } from './model.ts'
import { blank, lacksProof } from './proof.rules.ts'

export type Decision = Result<readonly TaskEvent[], TaskRefusal>

/** What a command does to a task, or why not. Pure: the same facts give the same answer. */
export function decide(task: Task | null, command: Command, facts: Facts): Decision {
  if (command.kind === 'give') return task ? err({ code: 'task-exists' }) : give(command, facts)
  if (!task) return err({ code: 'task-missing' })
  if (task.ended) return err({ code: 'task-ended' })
  switch (command.kind) {
    case 'note':
      return blank(command.note)
        ? err({ code: 'content-missing' })
        : ok([
            event('task.progressed', facts.now, { percent: command.percent, note: command.note, files: command.files })
          ])
    case 'report':
      return report(task, command, facts)
    case 'accept':
      return accept(task, command.note, facts)
    case 'send-back':
      if (!task.reported) return err({ code: 'nothing-reported' })
      return blank(command.reason)
        ? err({ code: 'reason-missing' })
        : ok([event('task.sent-back', facts.now, { reason: command.reason })])
    case 'withdraw':
      if (blank(command.reason)) return err({ code: 'reason-missing' })
      if (blank(command.document)) return err({ code: 'document-missing' })
      return ok([
        event('task.withdrawn', facts.now, { reason: command.reason, document: command.document, on: facts.today })
      ])
    case 'charge':
      return ok([event('task.charged', facts.now, { viceChair: command.viceChair })])
    case 'pass-on':
      return ok([event('task.passed-on', facts.now, { to: command.to, basis: command.basis, on: facts.today })])
    default:
      return decideClocks(task, command, facts)
  }
}

/** The lead says it is done. A duty that comes again is closed period by period, and a standing one has no end. */
function report(task: Task, { on, proof }: { on: string; proof: Proof }, { now, today }: Facts): Decision {
  if (task.period) return err({ code: 'closes-by-period', period: task.period.key })
  if (task.reported) return err({ code: 'reported-already' })
  if (on > today || on < task.givenOn) return err({ code: 'day-invalid', day: on })
  return lacksProof(proof) ? err({ code: 'proof-missing' }) : ok([event('task.reported', now, { on, proof })])
}

/** The giver accepts: done on the day of the report that was accepted, so a slow giver makes nobody late. */
function accept(task: Task, note: string, { now }: Facts): Decision {
  if (!task.reported) return err({ code: 'nothing-reported' })
  const { on } = task.reported
  return ok([event('task.accepted', now, { on, late: task.due !== null && on > task.due, note })])
}
