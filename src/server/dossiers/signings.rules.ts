import { mannerOf, signsLast } from '#server/workflow/index.ts'
import type { ProcessModel, SigningManner } from '#server/workflow/index.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Facts } from './facts.ts'
import type { Dossier, OpenStep, ResultEntry, Signing, SigningTurn } from './model.ts'
import type { DossierRefusal } from './refusals.ts'
import { authorityLine, turnNow } from './signers.rules.ts'

/**
 * What signing at a step makes: the finished result, or one more in the row of those who sign it. With `stays` others
 * sign at the same step.
 */
export type Signed = {
  readonly result: ResultEntry | null
  readonly signings: readonly Signing[] | null
  readonly stays?: { readonly next: SigningTurn }
}

/**
 * A signature: who and when, with the number that the first of several gave the paper. The result is there when the last
 * has signed; it bears the name of who signed it, not of who put the seal. Where the process has a step for signing, no
 * other step can sign; where it has none, whoever concludes gives the result.
 */
export function signatureAt(
  dossier: Dossier,
  step: OpenStep,
  command: CommandOf<'complete'>,
  { process, actor, now }: Facts
): Result<Signed, DossierRefusal> {
  const signing = step.kind === 'sign'
  const elsewhere = Object.values(process?.steps ?? {}).some(each => each.kind === 'sign')
  if (!signing && (elsewhere || !command.result)) return ok({ result: null, signings: null })
  const before = dossier.signings ?? []
  const number = before.at(-1)?.number ?? command.result?.number.trim() ?? ''
  if (number === '') return err({ code: 'result-number-missing' })
  const { kind = before.at(-1)?.kind ?? 'granted', files = [], note = '' } = command.result ?? {}
  const at = now.toISOString()
  const planned = signing ? turnNow(dossier, step.step) : null
  const as = planned?.turn.as ?? ((signing && process && mannerOf(process, step.step)) || 'signature')
  const stranger = signing ? strangerAt(dossier, step, actor.id, as) : null
  if (stranger) return err(stranger)
  const names = as === 'initial' && command.names ? { names: command.names } : {}
  const own = { step: step.step, as, by: actor.name, at, kind, number, note, files, ...names }
  if (planned?.next) return ok({ result: null, signings: [...before, own], stays: { next: planned.next } })
  const signer = as === 'seal' ? before.findLast(each => each.as === 'signature') : null
  if (!signing || !process || signsLast(process, step.step)) {
    const { by, at: signedAt } = signer ?? { by: actor.name, at }
    const entry = { kind, number, files, note: note || (signer?.note ?? ''), signedBy: by, signedAt }
    return ok({ result: { ...entry, ...signedAs(dossier) }, signings: before.length > 0 ? [] : null })
  }
  return ok({ result: null, signings: [...before, own] })
}

/** Who was chosen signs, and whom the paper names that others have initialled: nobody in their place. */
export function strangerAt(
  dossier: Pick<Dossier, 'signers' | 'signings'>,
  { step }: Pick<OpenStep, 'step'>,
  actor: string | null,
  as: SigningManner
): Extract<DossierRefusal, { code: 'signer-other' | 'paper-names-other' }> | null {
  const turn = turnNow(dossier, step)?.turn
  if (turn?.officer && turn.officer !== actor) return { code: 'signer-other', name: turn.name }
  const named = as === 'signature' ? namedBy(dossier.signings ?? []) : null
  return named && named.officer !== actor ? { code: 'paper-names-other', name: named.name } : null
}

/** Whom the paper names that was initialled so far. */
export const namedBy = (signings: readonly Signing[]): NonNullable<Signing['names']> | null =>
  signings.some(each => each.as === 'signature') ? null : (signings.findLast(each => each.names)?.names ?? null)

/** The authority and post of the chosen one who signs it, in one line. */
function signedAs({ signers }: Dossier): { signedAs?: string } {
  const turn = (signers ?? []).findLast(each => each.as === 'signature' && each.officer !== null)
  return turn ? { signedAs: authorityLine(turn) } : {}
}

/** Steps as they open in the chosen order: each with the one whose turn it is, or whom the initialled paper names. */
export function givenToChosen(
  entered: readonly OpenStep[],
  dossier: Pick<Dossier, 'signers' | 'signings'>,
  now: Date
): readonly OpenStep[] {
  const named = namedBy(dossier.signings ?? [])
  return entered.map(step => {
    if (step.kind !== 'sign') return step
    const turn = turnNow(dossier, step.step)?.turn
    if (turn?.officer) return { ...step, officer: turn.officer, officerName: turn.name, claimedAt: now.toISOString() }
    return named && (turn?.as ?? 'signature') === 'signature' && step.role !== 'clerk'
      ? { ...step, officer: named.officer, officerName: named.name, claimedAt: now.toISOString() }
      : step
  })
}

/** Whose signatures stand when a case goes back: those put before the step that it goes back to. */
export function signingsBefore(
  dossier: Dossier,
  entered: readonly OpenStep[],
  process: ProcessModel | null
): readonly Signing[] | null {
  const before = dossier.signings ?? []
  if (before.length === 0) return null
  const order = (id: string) => process?.steps[id]?.order ?? 0
  const back = Math.min(...entered.map(({ step }) => order(step)))
  return before.filter(({ step }) => order(step) < back)
}
