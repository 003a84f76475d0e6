import { load as loadDossier, reaches } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { holdFiles } from '#server/documents/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { sealPaper, shortHolder } from '#server/seals/index.ts'
import { officerSigner, PLACES, signFirst } from '#server/signatures/index.ts'
import type { Made, Order, SigningRefusal } from '#server/signatures/index.ts'
import { isId } from '#server/platform/ids.ts'
import { allOrNothing, change } from './actions.ts'
import type { PaperRefusal } from './commands.ts'
import type { Paper } from './model.ts'
import { load } from './store.ts'

/** What an order to sign a copy is for; its `ref` is the paper. */
export const COPY_ORDER = 'paper-copy'
/** The office's place on a copy: first page, top right (Decree 30/2020, annex I), in a strip above the paper itself. */
const PLACE = { ...PLACES.office, width: 80, height: 19, strip: true as const }
const TITLE = 'BẢN SAO ĐIỆN TỬ'

export type CopyRefusal = PaperRefusal | SigningRefusal
/** `unsigned`: the officer has no certificate, so the scan stays a picture until somebody signs it. */
export type Certified = { readonly kind: 'certified' | 'waiting' | 'unsigned'; readonly paper: Paper }

/**
 * Signs the scan of a paper as its electronic certified copy: who, when, and what original was seen. The signed file,
 * the order and the paper's own event are one transaction.
 */
export async function certifyCopy(ctx: Ctx, id: string, originalSeen: string): Promise<Result<Certified, CopyRefusal>> {
  const paper = isId(id) ? await load(ctx, id) : null
  if (!paper) return err({ code: 'paper-missing' })
  if (paper.source === 'own' || !ctx.actor.may('paper.scan') || !reaches(ctx.actor, paper.unit))
    return err({ code: 'paper-not-allowed' })
  if (paper.state !== 'in-force' || !paper.file) return err({ code: 'paper-not-in-force' })
  if (paper.certified) return err({ code: 'paper-certified-already' })
  const signer = ctx.actor.id ? await officerSigner(ctx, ctx.actor.id) : null
  if (!signer) return ok({ kind: 'unsigned', paper })
  const made = await signFirst(ctx, {
    subject: { kind: COPY_ORDER, ref: paper.id, title: paper.name },
    file: paper.file,
    signers: [signer],
    marks: {
      place: PLACE,
      title: TITLE,
      reason: `Bản sao điện tử, đối chiếu với: ${originalSeen}`,
      seal: await sealOfCopy(ctx, paper)
    },
    then: { originalSeen }
  })
  return made.ok ? recordCopy(ctx, made.value, { paper: paper.id, originalSeen }) : made
}

/** Writes down what was signed, at once or after it was confirmed elsewhere. */
export const recordCopy = (
  ctx: Ctx,
  made: Made,
  of: { readonly paper: string; readonly originalSeen: string }
): Promise<Result<Certified, CopyRefusal>> =>
  allOrNothing<Certified, CopyRefusal>(ctx, async inside => {
    const order = await made.record(inside)
    if (!order.ok) return order
    if (made.kind === 'waiting') return ok({ kind: 'waiting', paper: (await load(inside, of.paper))! })
    const { id, name, unit } = ctx.actor
    const copy = { by: id ?? '', byName: name, unit: unit ?? '', originalSeen: of.originalSeen, file: made.file }
    const done = await change(inside, of.paper, { kind: 'certify', copy })
    if (!done.ok) return done
    const held = await holdFiles(inside, { kind: 'paper', ref: of.paper, blobs: [made.file.id] })
    return held.ok ? ok({ kind: 'certified', paper: done.value }) : err({ code: 'paper-file-gone' })
  })

/** A signature of a copy that waited for a telephone or a token. */
export const finishCopy = (ctx: Ctx, made: Made, { subject, then }: Order) =>
  recordCopy(ctx, made, { paper: subject.ref, originalSeen: then.originalSeen ?? '' })

export type Batch = {
  readonly certified: number
  readonly waiting: number
  readonly unsigned: number
  readonly refused: readonly { readonly name: string; readonly refusal: CopyRefusal }[]
}

/** Signs several copies one after the other; what is refused does not stop the rest. */
export async function certifyCopies(
  ctx: Ctx,
  copies: readonly { readonly id: string; readonly originalSeen: string }[]
): Promise<Batch> {
  const batch = { certified: 0, waiting: 0, unsigned: 0 }
  const refused: { name: string; refusal: CopyRefusal }[] = []
  for (const { id, originalSeen } of copies) {
    const done = await certifyCopy(ctx, id, originalSeen)
    if (done.ok) batch[done.value.kind]++
    else refused.push({ name: isId(id) ? ((await load(ctx, id))?.name ?? '') : '', refusal: done.error })
  }
  return { ...batch, refused }
}

async function sealOfCopy(ctx: Ctx, paper: Paper) {
  const dossier = paper.dossier ? await loadDossier(ctx, { id: paper.dossier as DossierId }) : null
  return sealPaper(ctx, {
    kind: 'copy',
    code: dossier?.code ?? paper.id.slice(0, 8),
    day: dayOf(ctx.now()),
    due: null,
    number: paper.number,
    holder: shortHolder(paper.holder.name),
    hash: paper.file!.id.slice(0, 32)
  })
}
