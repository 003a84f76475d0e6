import { authorityLine, authorityOf, namedBy, turnNow } from '#server/dossiers/index.ts'
import type { Dossier, FileRef, OpenStep, Signing, SigningTurn } from '#server/dossiers/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { sealPaper, shortHolder } from '#server/seals/index.ts'
import {
  currentFile,
  officerSigner,
  officeSeal,
  openOrderOf,
  PLACES,
  signAfter,
  signFirst
} from '#server/signatures/index.ts'
import type { Made, Order, Place, SigningRefusal } from '#server/signatures/index.ts'
import { mannerOf, processOf, signsLast } from '#server/workflow/index.ts'
import type { SigningManner } from '#server/workflow/index.ts'
import { papersToSign } from './result.paper.ts'
import type { Papers } from './result.paper.ts'
import { comingSigner, ownTurn } from './signers.ts'

export type Turn = {
  readonly as: SigningManner
  readonly last: boolean
  /** In which capacity this officer signs, and whom a paper names that is initialled. */
  readonly own: SigningTurn | null
  readonly coming: SigningTurn | null
}
type Wish = { readonly number: string; readonly files: readonly FileRef[] }
export type TurnSigned = {
  readonly made: readonly Made[]
  readonly rest: readonly FileRef[]
  /** Whom the paper names as its signer, where it was initialled. */
  readonly names: Signing['names'] | null
}

/** What the signature at this step is among those of its process; null where nobody signs here. */
export async function turnAt(ctx: Ctx, dossier: Dossier, step: OpenStep | undefined): Promise<Turn | null> {
  if (step?.kind !== 'sign') return null
  const model = dossier.procedure.process ? await processOf(ctx, dossier.procedure.process) : null
  const chosen = turnNow(dossier, step.step)
  const as = chosen?.turn.as ?? ((model && mannerOf(model, step.step)) || 'signature')
  return {
    as,
    last: !chosen?.next && (model === null || signsLast(model, step.step)),
    own: as === 'signature' ? await ownTurn(ctx, dossier, model?.steps[step.step] ?? null) : null,
    coming: as === 'initial' ? await comingSigner(ctx, dossier, model) : null
  }
}

/** Whose key signs: the officer's own, or the seal of the office that settles. */
export async function keyOf(ctx: Ctx, turn: Turn, unit: string) {
  if (turn.as === 'seal') return officeSeal(ctx, unit)
  return ctx.actor.id ? officerSigner(ctx, ctx.actor.id) : null
}

/** The number that the paper bears: who signs after others does not change it. */
export const numberOf = (dossier: Dossier, typed: string): string => dossier.signings?.at(-1)?.number ?? typed.trim()

/** The papers as they stand for this turn: as those before have signed them, else as they were drafted. */
async function standing(ctx: Ctx, dossier: Dossier, wish: Wish, turn: Turn): Promise<Papers> {
  const before = dossier.signings?.findLast(each => each.files.length > 0)
  if (!before) return papersToSign(ctx, dossier, wish, turn)
  const files = await Promise.all(before.files.map(file => currentFile(ctx, file)))
  return { files, names: namedBy(dossier.signings ?? []) }
}

type SigningOf = {
  readonly step: OpenStep
  readonly turn: Turn
  readonly wish: Wish
  readonly then: Readonly<Record<string, string>>
}

/** Signs the papers of a dossier in this officer's turn, each in the place that this kind of signature has. */
export async function signTurn(
  ctx: Ctx,
  dossier: Dossier,
  { step, turn, wish, then }: SigningOf
): Promise<Result<TurnSigned, SigningRefusal>> {
  const signer = await keyOf(ctx, turn, step.unit)
  if (!signer) return err({ code: 'no-signer' })
  const made: Made[] = []
  const rest: FileRef[] = []
  const { files, names } = await standing(ctx, dossier, wish, turn)
  for (const file of files) {
    if (file.type !== 'application/pdf') {
      rest.push(file)
      continue
    }
    const order = (dossier.signings ?? []).length > 0 ? await openOrderOf(ctx, file.id) : null
    const errand = {
      signers: [signer],
      marks: await marksOf(ctx, dossier, { turn, wish, file, order }),
      then: { ...then, ...(names ? { names: JSON.stringify(names) } : {}) },
      more: !turn.last
    }
    const subject = { kind: 'dossier-result', ref: dossier.id, title: `${dossier.code} ${dossier.procedure.name}` }
    const one = order ? await signAfter(ctx, order, errand) : await signFirst(ctx, { ...errand, subject, file })
    if (!one.ok) return one
    made.push(one.value)
    // Whoever confirms elsewhere confirms one paper at a time.
    if (one.value.kind === 'waiting') break
  }
  return ok({ made, rest, names })
}

/** `KT. Giám đốc, Phó Giám đốc`: stamp and signature say it too where another's authority is used; else null. */
const authorityIn = (turn: SigningTurn): string | null => (authorityOf(turn).onBehalf ? authorityLine(turn) : null)

type Marking = { readonly turn: Turn; readonly wish: Wish; readonly file: FileRef; readonly order: Order | null }

/** Where and how a signature shows: an initial is small, the leader's bears the QR, the seal stands at its left. */
async function marksOf(ctx: Ctx, dossier: Dossier, { turn, wish, file, order }: Marking) {
  const { number } = wish
  const before = dossier.signings ?? []
  const counted = { turn: before.filter(each => each.as === turn.as && each.files.length > 0).length }
  if (turn.as === 'initial')
    return { ...counted, place: PLACES.initial, reason: `Ký nháy kết quả ${number}`, title: 'Ký nháy', small: true }
  if (turn.as === 'seal') {
    const leader = before.findLast(each => each.as === 'signature')?.by
    const place: Place = { ...PLACES.seal, ...(leader ? { above: leader } : {}) }
    return { ...counted, place, reason: `Đóng dấu kết quả ${number}`, title: 'Dấu cơ quan', small: true }
  }
  const authority = turn.own && authorityIn(turn.own)
  return {
    ...counted,
    place: { ...(turn.last ? PLACES.signature : PLACES.sealed), above: ctx.actor.name },
    reason: `Ký kết quả ${number}${authority ? `, ${authority}` : ''}`,
    ...(authority ? { post: authority } : {}),
    seal: await sealPaper(ctx, {
      kind: 'result',
      code: dossier.code,
      day: dayOf(ctx.now()),
      due: null,
      number,
      holder: shortHolder(dossier.applicant.name),
      hash: (order?.original ?? file).id.slice(0, 32)
    })
  }
}
