import { endOf } from '#server/platform/day.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Err, Result } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { DossierEvent } from './events.ts'
import type { Facts } from './facts.ts'
import { lackingData, takenData, wentBack } from './decisions.rules.ts'
import { standing, without } from './guards.ts'
import type { Dossier, OpenStep } from './model.ts'
import type { Ended } from './moves.ts'
import { advance, dataOf, goBack, stepOf } from './moves.ts'
import type { DossierRefusal } from './refusals.ts'
import { chosenAt, initialled, pastLeftOut } from './decide.signers.ts'
import { givenToChosen, signatureAt, signingsBefore } from './signings.rules.ts'
import type { Signed } from './signings.rules.ts'
import { awaitsApplicant, consults, isWait } from './steps.rules.ts'
import { withConsequences } from './waiting.ts'
import type { StepNode } from '#server/workflow/index.ts'

type Stepping = CommandOf<'claim' | 'assign' | 'release' | 'complete' | 'send-back'>

/** Work on the steps of the process: who takes one, who finishes it, where the dossier goes next. */
export function decideSteps(state: Dossier | null, command: Stepping, facts: Facts): Decision {
  const found = standing(state, command)
  if (!found.ok) return found
  const dossier = found.value
  const step = dossier.steps.find(open => open.token === command.token)
  if (!step) return err({ code: 'step-missing' })
  if (isWait(step)) return err({ code: 'step-waits' })
  switch (command.kind) {
    case 'claim':
      return claim(step, facts)
    case 'assign': {
      const { token, officer, officerName, note } = command
      return step.officer === officer
        ? err({ code: 'nothing-changed' })
        : ok([event('step.assigned', facts.now, { token, officer, officerName, note })])
    }
    case 'release':
      return step.officer
        ? ok([event('step.released', facts.now, { token: step.token, note: command.note })])
        : err({ code: 'step-not-held' })
    case 'complete':
      return complete(dossier, step, command, facts)
    case 'send-back':
      return sendBack(dossier, step, command, facts)
    default:
      return command satisfies never
  }
}

/** Nobody works on a step that somebody else has; an unclaimed one is taken by doing it. */
function taken(step: OpenStep, facts: Facts): Result<DossierEvent[], DossierRefusal> {
  const { id, name } = facts.actor
  if (step.officer === null && id)
    return ok([event('step.claimed', facts.now, { token: step.token, officer: id, officerName: name })])
  return step.officer === id ? ok([]) : err({ code: 'step-held', by: step.officerName ?? '' })
}

function claim(step: OpenStep, facts: Facts): Decision {
  if (step.officer !== null && step.officer === facts.actor.id) return err({ code: 'nothing-changed' })
  return taken(step, facts)
}

function complete(dossier: Dossier, step: OpenStep, command: CommandOf<'complete'>, facts: Facts): Decision {
  const claimed = taken(step, facts)
  if (!claimed.ok) return claimed
  const definition = stepOf(facts, step.step)
  if ((definition?.noteRequired || consults(step)) && command.note.trim() === '') return err({ code: 'note-missing' })
  const data = takenData(definition, command.data)
  if (!data.ok) return data
  const asked = asking(command, facts)
  if (asked.consultedBy && asked.consultedBy <= facts.now) return err({ code: 'consult-day-past' })
  const known = { ...dataOf(dossier), ...data.value, outcome: command.outcome }
  const moved = advance(dossier, step, command.outcome, known, asked)
  if (!moved.ok) return moved
  const chosen = chosenAt(dossier, step, command, facts)
  if (!chosen.ok) return chosen
  const ahead = { ...dossier, ...(chosen.value ? { signers: chosen.value } : {}) }
  const moves = pastLeftOut(ahead, moved.value, known, asked)
  if (!moves.ok) return moves
  const onward = !wentBack(step, moves.value, facts.process)
  const lack = takesWaitAway(dossier, moves.value) ?? (onward && definition ? lacking(definition, command) : null)
  if (lack) return lack
  const back: Signed = { result: null, signings: signingsBefore(dossier, moves.value.entered, facts.process) }
  const signed = onward ? signatureAt(dossier, step, command, facts) : ok(back)
  if (!signed.ok) return signed
  const { outcome, note, files } = command
  if (signed.value.stays) return initialled(dossier, step, { ...signed.value, note, claimed: claimed.value }, facts)
  const { finished, ready, ...gone } = moves.value
  const signings = signed.value.signings ?? dossier.signings
  const entered = givenToChosen(gone.entered, { ...ahead, ...(signings ? { signings } : {}) }, facts.now)
  const result = signed.value.result ?? dossier.result
  if ((finished || ready) && !result) return err({ code: 'result-missing' })
  const given = Object.keys(data.value).length > 0 ? { data: data.value } : {}
  const events = [
    ...claimed.value,
    ...(signed.value.result ? [event('result.signed', facts.now, { result: signed.value.result })] : []),
    event('step.completed', facts.now, {
      step: step.step,
      name: step.name,
      outcome,
      note,
      files,
      ...given,
      ...(signed.value.signings ? { signings: signed.value.signings } : {}),
      ...(chosen.value ? { signers: chosen.value } : {}),
      ...gone,
      entered
    }),
    ...(result && (finished || ready) ? [event('dossier.settled', facts.now, { kind: result.kind })] : [])
  ]
  return withConsequences(dossier, events, { ...gone, entered }, command.reasons ?? [], facts)
}

/** Whose opinion is asked, and until when. */
const asking = ({ consult, consultBy }: CommandOf<'complete'>, facts: Facts): Facts => ({
  ...facts,
  ...(consult ? { consultedUnit: consult } : {}),
  ...(consult && consultBy ? { consultedBy: endOf(consultBy) } : {})
})

/** A branch that waits for the applicant is not taken away by another: the papers asked for may be on their way. */
const takesWaitAway = (dossier: Dossier, { left }: Ended): Err<DossierRefusal> | null =>
  dossier.steps.some(open => awaitsApplicant(open) && left.some(each => each.token === open.token))
    ? err({ code: 'step-waits' })
    : null

/** What the step asks for; who sends a case back or asks the applicant need not have what it takes to go on. */
function lacking(definition: StepNode, { files, data, result }: CommandOf<'complete'>): Err<DossierRefusal> | null {
  const fields = lackingData(definition, data)
  if (fields.length > 0) return err({ code: 'fields-missing', fields: fields.map(field => field.label.vi) })
  return definition.fileRequired && files.length === 0 && !result?.files.length ? err({ code: 'files-missing' }) : null
}

function sendBack(dossier: Dossier, step: OpenStep, command: CommandOf<'send-back'>, facts: Facts): Decision {
  const lack = without(command.reason)
  if (lack) return lack
  const claimed = taken(step, facts)
  if (!claimed.ok) return claimed
  const moves = goBack(dossier, step, command.to, facts)
  if (!moves.ok) return moves
  const { finished: _finished, ready: _ready, ...gone } = moves.value
  const signings = signingsBefore(dossier, gone.entered, facts.process)
  const entered = givenToChosen(gone.entered, { ...dossier, signings: signings ?? [] }, facts.now)
  const moved = { ...gone, entered }
  const events = [
    ...claimed.value,
    event('step.sent-back', facts.now, {
      step: step.step,
      name: step.name,
      to: command.to,
      reason: command.reason,
      ...(signings ? { signings } : {}),
      ...moved
    })
  ]
  return withConsequences(dossier, events, moved, [], facts)
}
