import { jsonbText } from '#server/platform/canonical.ts'
import { err, ok } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { CORRECTABLE, event } from './events.ts'
import type { Facts } from './facts.ts'
import { standing, without } from './guards.ts'
import type { Dossier } from './model.ts'

/** A wrong entry is mended in the open: old and new value and the reason stay in the timeline, the number stays used. */
export function decideCorrection(
  state: Dossier | null,
  command: CommandOf<'correct' | 'void'>,
  facts: Facts
): Decision {
  const found = standing(state, command)
  if (!found.ok) return found
  const lack = without(command.reason)
  if (lack) return lack
  if (command.kind === 'void') return ok([event('dossier.voided', facts.now, { reason: command.reason })])
  const dossier = found.value
  const changes = CORRECTABLE.filter(
    field =>
      // The database keeps no order of fields, so a value is compared in the order that it writes.
      command.changes[field] !== undefined && jsonbText(command.changes[field]) !== jsonbText(dossier[field])
  ).map(field => ({ field, from: dossier[field], to: command.changes[field] }))
  return changes.length === 0
    ? err({ code: 'nothing-changed' })
    : ok([event('dossier.corrected', facts.now, { changes, reason: command.reason })])
}
