import { mannerOf, signsLast } from '#server/workflow/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Facts } from './facts.ts'
import type { Dossier, OpenStep, ResultEntry, Signing } from './model.ts'
import type { DossierRefusal } from './refusals.ts'

/** What signing at a step makes: the finished result, or one more in the row of those who sign it. */
export type Signed = { readonly result: ResultEntry | null; readonly signings: readonly Signing[] | null }

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
  const as = (signing && process && mannerOf(process, step.step)) || 'signature'
  const signer = as === 'seal' ? before.findLast(each => each.as === 'signature') : null
  if (!signing || !process || signsLast(process, step.step)) {
    const { by, at: signedAt } = signer ?? { by: actor.name, at }
    const entry = { kind, number, files, note: note || (signer?.note ?? ''), signedBy: by, signedAt }
    return ok({ result: entry, signings: before.length > 0 ? [] : null })
  }
  return ok({
    result: null,
    signings: [...before, { step: step.step, as, by: actor.name, at, kind, number, note, files }]
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
