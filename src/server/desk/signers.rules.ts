import { needsBasis, turnsAt } from '#server/dossiers/index.ts'
import type { ChosenTurn, Dossier, SigningTurn } from '#server/dossiers/index.ts'
import { mannerOf, signsAfter } from '#server/workflow/index.ts'
import type { ProcessModel, SigningManner } from '#server/workflow/index.ts'

/** A row of the form that chooses who signs: a step of the process, or room for an initial that is added before it. */
export type SignerRow = {
  readonly name: string
  readonly step: string
  readonly as: SigningManner
  readonly added: boolean
  /** Empty: as the process says; `none`: left out; else the officer, and behind a space the capacity. */
  readonly value: string
  readonly basis: string
}

export const valueOf = ({ officer, capacity }: Pick<SigningTurn, 'officer' | 'capacity'>): string =>
  officer === null ? '' : capacity === null ? officer : `${officer} ${capacity}`

/** The rows in the order of signing: before the signature those already added, and one that is empty. */
export function signerRows(dossier: Pick<Dossier, 'signers'>, model: ProcessModel, after: string): SignerRow[] {
  const rows = signsAfter(model, after).flatMap((step): Omit<SignerRow, 'name'>[] => {
    const as = mannerOf(model, step.id) ?? 'signature'
    const turns = turnsAt(dossier, step.id)
    const main = turns.at(-1)
    const own = { step: step.id, as, added: false, basis: main?.basis ?? '' }
    const left = dossier.signers && !main && as === 'initial' ? 'none' : ''
    const row = { ...own, value: main ? valueOf(main) : left }
    const added = (value: string) => ({ step: step.id, as: 'initial' as const, added: true, basis: '', value })
    return as === 'seal'
      ? [row]
      : [...turns.slice(0, -1).map(turn => added(valueOf(turn))), ...(as === 'signature' ? [added('')] : []), row]
  })
  return rows.map((row, at) => ({ ...row, name: `signer-${at}` }))
}

/**
 * The order as the form has it; null where it is what the process says and was never chosen otherwise. A row that was not
 * sent keeps what it had.
 */
export function chosenIn(
  rows: readonly SignerRow[],
  form: { text(name: string): string; readonly names: readonly string[] }
): readonly ChosenTurn[] | null {
  const before = rows.some(({ value }) => value !== '')
  const basis = form.text('signer-basis')
  const chosen = rows.flatMap((row): ChosenTurn[] => {
    const value = form.names.includes(row.name) ? form.text(row.name) : row.value
    if (value === 'none' || (row.added && value === '')) return []
    const [officer = '', capacity = null] = value.split(' ')
    return [
      {
        ...{ step: row.step, as: row.as, officer: officer === '' ? null : officer },
        ...{ capacity: capacity as ChosenTurn['capacity'], basis: needsBasis(capacity) ? basis : '' }
      }
    ]
  })
  const plain = chosen.every(turn => turn.officer === null) && chosen.length === rows.filter(row => !row.added).length
  return plain && !before ? null : chosen
}

/** Who comes after the turn at this step: the chosen ones, and of the process's other steps their names. */
export function afterTurn(
  dossier: Pick<Dossier, 'signers' | 'signings'>,
  model: ProcessModel | null,
  step: string
): readonly (SigningTurn | string)[] {
  const done = (dossier.signings ?? []).filter(each => each.step === step).length
  const here = turnsAt(dossier, step).slice(done + 1)
  const steps = model ? signsAfter(model, step) : []
  const later = steps.flatMap((each): readonly (SigningTurn | string)[] =>
    dossier.signers ? turnsAt(dossier, each.id).map(turn => (turn.officer ? turn : each.name.vi)) : [each.name.vi]
  )
  return [...here, ...later]
}
