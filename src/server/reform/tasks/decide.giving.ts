import { err, ok } from '#server/platform/result.ts'
import type { Facts, Give, TaskRefusal } from './commands.ts'
import { event } from './events.ts'
import type { TaskEvent } from './events.ts'
import type { Result } from '#server/platform/result.ts'
import { nextPeriod } from './periods.rules.ts'

/** A task begins: who owes what, by when, to whom, and what will close it. */
export function give(command: Give, { now }: Facts): Result<readonly TaskEvent[], TaskRefusal> {
  const { deadline, givenOn, inherited, parts = [] } = command
  if (command.content.trim() === '') return err({ code: 'content-missing' })
  if (parts.some(part => part.unit === command.lead)) return err({ code: 'lead-cooperates' })
  const period = inherited ? inherited.period : nextPeriod(deadline, givenOn, null)
  if ((deadline.kind === 'recurring' || deadline.kind === 'with-report') && !period) return err({ code: 'period-none' })
  const due = deadline.kind === 'date' ? deadline.due : (period?.due ?? null)
  if (due !== null && due < givenOn && !inherited) return err({ code: 'due-before-given' })
  return ok([
    event('task.given', now, {
      code: '',
      directive: command.directive,
      item: command.item,
      planItem: command.planItem ?? null,
      content: command.content.trim(),
      product: command.product.trim(),
      field: command.field ?? '',
      giver: command.giver,
      lead: command.lead,
      parts,
      deadline,
      closesBy: command.closesBy ?? (deadline.kind === 'with-report' ? 'report' : 'product'),
      givenOn,
      startsOn: command.startsOn ?? givenOn,
      firstDue: inherited ? inherited.firstDue : due,
      due: inherited ? inherited.due : due,
      period,
      weight: command.weight ?? 1,
      viceChair: command.viceChair ?? null,
      inherits: inherited?.from ?? null
    })
  ])
}
