import { err, ok } from '#server/platform/result.ts'
import type { Command, Facts } from './commands.ts'
import { blank, lacksProof } from './proof.rules.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { Task } from './model.ts'
import { nextPeriod } from './periods.rules.ts'

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>
type OfClocks = CommandOf<
  'ask-extension' | 'grant-extension' | 'refuse-extension' | 'wait' | 'end-wait' | 'finish-part' | 'close-period'
>

/** What moves a clock: extensions, waiting for another agency, parts of others, and periods of a duty that comes again. */
export function decideClocks(task: Task, command: OfClocks, facts: Facts): Decision {
  const { now, today } = facts
  switch (command.kind) {
    case 'ask-extension':
      return askExtension(task, command, facts)
    case 'grant-extension':
      if (!task.asked) return err({ code: 'extension-none' })
      if (task.due === null || command.until <= task.due) return err({ code: 'extension-not-later' })
      if (blank(command.document)) return err({ code: 'document-missing' })
      return ok([
        event('task.extension-granted', now, {
          from: task.due,
          to: command.until,
          document: command.document,
          on: today
        })
      ])
    case 'refuse-extension':
      if (!task.asked) return err({ code: 'extension-none' })
      if (blank(command.reason)) return err({ code: 'reason-missing' })
      return ok([event('task.extension-refused', now, { reason: command.reason, document: command.document })])
    case 'wait':
      if (command.on === task.lead) return err({ code: 'waits-on-itself' })
      if (task.waits.some(wait => wait.on === command.on && wait.to === null)) return err({ code: 'waits-already' })
      if (command.from > today || command.from < task.givenOn) return err({ code: 'day-invalid', day: command.from })
      if (blank(command.what)) return err({ code: 'reason-missing' })
      return ok([event('task.wait-began', now, { on: command.on, what: command.what, from: command.from })])
    case 'end-wait':
      if (!task.waits.some(wait => wait.on === command.on && wait.to === null)) return err({ code: 'waits-not' })
      return ok([event('task.wait-ended', now, { on: command.on, to: today, note: command.note })])
    case 'finish-part': {
      const part = task.parts.find(({ unit }) => unit === command.unit)
      if (!part) return err({ code: 'part-missing' })
      if (part.doneOn) return err({ code: 'part-done' })
      if (lacksProof(command.proof)) return err({ code: 'proof-missing' })
      return ok([event('task.part-done', now, { unit: command.unit, on: today, proof: command.proof })])
    }
    case 'close-period':
      return closePeriod(task, command, facts)
    default:
      return command satisfies never
  }
}

function askExtension(task: Task, { until, reason, document }: CommandOf<'ask-extension'>, { now }: Facts): Decision {
  if (task.asked) return err({ code: 'extension-pending' })
  if (task.due === null) return err({ code: 'not-dated' })
  if (task.reported) return err({ code: 'reported-already' })
  if (until <= task.due) return err({ code: 'extension-not-later' })
  if (blank(reason)) return err({ code: 'reason-missing' })
  return ok([event('task.extension-asked', now, { until, reason, document })])
}

/** A period closes only by what the task asks for: the published edition, or the regular report it is told in. */
function closePeriod(task: Task, command: CommandOf<'close-period'>, { now, today }: Facts): Decision {
  if (!task.period) return err({ code: 'period-none' })
  const { key: period } = task.period
  if (command.period !== period) return err({ code: 'period-wrong', open: period })
  if (task.closesBy === 'edition' && command.by !== 'edition') return err({ code: 'edition-needed', period })
  if (task.closesBy === 'report' && command.by !== 'report') return err({ code: 'report-needed', period })
  if (command.on > today || command.on < task.givenOn) return err({ code: 'day-invalid', day: command.on })
  if (lacksProof(command.proof)) return err({ code: 'proof-missing' })
  const next = nextPeriod(task.deadline, task.givenOn, task.period)
  const closed = event('task.period-closed', now, { period: task.period, on: command.on, proof: command.proof, next })
  if (next) return ok([closed])
  const late = command.on > task.period.due || task.periods.some(one => one.closedOn > one.due)
  return ok([closed, event('task.accepted', now, { on: command.on, late, note: '' })])
}
