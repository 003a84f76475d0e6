import type { Dossier, FileRef } from '#server/dossiers/index.ts'
import { dayOf } from '#server/platform/day.ts'
import { kindOf, validTo } from './kinds.rules.ts'
import type { PaperKind } from './kinds.model.ts'
import { Holder } from './model.ts'
import type { Holder as HolderOf, Paper, PaperInput } from './model.ts'

/** Whose paper a result is; null where the applicant's number is none that a store is kept under (an old card). */
export function holderOf({ applicant: { kind, number, name } }: Pick<Dossier, 'applicant'>): HolderOf | null {
  const read = Holder.safeParse({ kind, number: number.replace(/\s/g, ''), name })
  return read.success ? read.data : null
}

type Known = {
  readonly kinds: readonly PaperKind[]
  readonly issuer: string
  /** The results that the procedure's revision names. */
  readonly results: readonly { readonly code: string; readonly name: { readonly vi: string } }[]
}

/** What the register says of a granted result; null where nothing was granted or there is no holder. */
export function inputOfResult(dossier: Dossier, { kinds, issuer, results }: Known): PaperInput | null {
  const { result } = dossier
  const holder = holderOf(dossier)
  if (!result || result.kind !== 'granted' || !holder) return null
  const named = results.length === 1 ? results[0]! : null
  const paper = { code: named?.code ?? dossier.procedure.code, name: named?.name.vi ?? dossier.procedure.name }
  const kind = kindOf(kinds, paper)
  const issuedOn = dayOf(new Date(result.signedAt))
  return {
    kind: kind.code,
    ...{ name: paper.name, holder, issuer, number: result.number, issuedOn, validTo: validTo(kind, issuedOn) },
    ...{ source: 'result', form: 'electronic', dossier: dossier.id, unit: dossier.settlingUnit, pages: null }
  }
}

/**
 * The paper in force that a new result takes the place of: the one of the same dossier that was signed before it, else
 * the holder's one paper of a kind of which there is only one at a time.
 */
export function replacedBy(
  papers: readonly Paper[],
  fresh: Pick<PaperInput, 'kind' | 'dossier'>,
  files: readonly Pick<FileRef, 'id'>[],
  kinds: readonly PaperKind[]
): Paper | null {
  const now = files.map(({ id }) => id)
  const standing = papers.filter(
    paper => paper.state === 'in-force' && paper.source === 'result' && !now.includes(paper.file?.id ?? '')
  )
  const single = kinds.find(kind => kind.code === fresh.kind)?.single === true
  return (
    standing.find(paper => paper.dossier === fresh.dossier) ??
    (single ? standing.find(paper => paper.kind === fresh.kind && paper.dossier !== fresh.dossier) : undefined) ??
    null
  )
}
