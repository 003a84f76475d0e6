import { officeOf, ownSigning, printedSigner } from '#server/dossiers/index.ts'
import { holdFiles, storeBytes } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { dayOf, err, ok, print } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { currentFile, officerSigner, PLACES, signFirst } from '#server/signatures/index.ts'
import type { Made, Order, SigningRefusal } from '#server/signatures/index.ts'
import { allOrNothing } from './actions.ts'
import { paperKinds } from './kinds.ts'
import { decideList } from './retention.decider.ts'
import type { DestructionList, ListRefusal } from './retention.model.ts'
import * as store from './retention.store.ts'
import { carry, mine, MOST } from './retention.ts'

/** What an order to sign a destruction list is for; its `ref` is the list. */
export const LIST_ORDER = 'destruction-list'
type Approved = Promise<Result<DestructionList, ListRefusal | SigningRefusal>>

/**
 * Approves a list, which sets the destruction in motion; refused to whoever made it. The list is issued as a document of
 * the office in the same transaction: numbered, signed by whoever approved, and held for good. One whose signature must
 * be confirmed elsewhere stays as it is until then.
 */
export async function approveList(ctx: Ctx, id: string): Approved {
  const list = await mine(ctx, id)
  if (!list || !ctx.actor.may('paper.approve-list')) return err({ code: 'list-not-allowed' })
  // What will be refused anyway is not signed first.
  const allowed = decideList(list, { kind: 'approve' }, { now: ctx.now(), actor: ctx.actor })
  if (!allowed.ok) return allowed
  const file = await documentOf(ctx, list)
  const signer = ctx.actor.id ? await officerSigner(ctx, ctx.actor.id) : null
  if (!signer) return issue(ctx, list, { made: null, file })
  const made = await signFirst(ctx, {
    subject: { kind: LIST_ORDER, ref: list.id, title: `Danh mục tiêu huỷ số ${numberOf(list)}` },
    file,
    signers: [signer],
    marks: {
      place: { ...PLACES.signature, above: ctx.actor.name },
      reason: `Duyệt danh mục tiêu huỷ ${numberOf(list)}`
    }
  })
  return made.ok ? issue(ctx, list, { made: made.value, file }) : made
}

/** A signature of a list that waited for a telephone or a token. */
export async function finishList(ctx: Ctx, made: Made, { subject, file }: Order): Approved {
  const list = await mine(ctx, subject.ref)
  if (!list || !ctx.actor.may('paper.approve-list')) return err({ code: 'list-not-allowed' })
  return issue(ctx, list, { made, file })
}

const issue = (ctx: Ctx, list: DestructionList, { made, file }: { made: Made | null; file: FileRef }): Approved =>
  allOrNothing<DestructionList, ListRefusal | SigningRefusal>(ctx, async inside => {
    const recorded = made ? await made.record(inside) : null
    if (recorded && !recorded.ok) return recorded
    if (made?.kind === 'waiting') return ok(list)
    const issued = { file: made ? made.file : file, signed: made !== null }
    const held = await holdFiles(inside, { kind: LIST_ORDER, ref: list.id, blobs: [issued.file.id] })
    return held.ok ? carry(inside, list, { kind: 'approve', issued }, list.id) : err({ code: 'files-gone' })
  })

const numberOf = ({ number, year }: DestructionList): string => `${String(number).padStart(2, '0')}/DMTH-${year}`

async function documentOf(ctx: Ctx, list: DestructionList): Promise<FileRef> {
  const own = await ownSigning(ctx, list.unit, 'agency-head')
  const signer = own?.post ? printedSigner(own) : { post: 'Thủ trưởng đơn vị', name: ctx.actor.name }
  const bytes = await printed(ctx, list, { issuedAt: ctx.now(), signer })
  const name = `Danh muc tieu huy ${list.number}-${list.year}.pdf`
  const stored = await storeBytes(ctx, bytes, { name, limit: 16 << 20, owner: `${LIST_ORDER}:${list.id}` })
  if (!stored.ok) throw new Error(`a destruction list could not be kept: ${stored.error.code}`)
  return stored.value
}

type Issuing = { readonly issuedAt: Date; readonly signer: ReturnType<typeof printedSigner> | null }

async function printed(ctx: Ctx, list: DestructionList, { issuedAt, signer }: Issuing): Promise<Uint8Array> {
  const lines = (await store.linesOf(ctx, list.id, { limit: MOST, offset: 0 })).filter(
    line => line.outcome !== 'left-out'
  )
  const kinds = await paperKinds(ctx)
  const day = (text: string) => text.split('-').reverse().join('/')
  return print('src/server/papers/forms/destruction-list.typ', {
    office: await officeOf(ctx, list.unit),
    number: numberOf(list),
    issuedAt,
    rows: lines.map(line => ({
      name: line.name,
      holder: line.holderName,
      number: line.number,
      kind: kinds.find(kind => kind.code === line.kind)?.name.vi ?? line.kind,
      entered: day(dayOf(line.enteredAt)),
      until: day(line.keptUntil),
      outcome: line.outcome ?? ''
    })),
    made: list.made?.name ?? '',
    ...(signer ? { signer } : {}),
    approved: list.approved ? { name: list.approved.name, at: new Date(list.approved.at) } : null,
    outcome: list.outcome && { ...list.outcome, at: new Date(list.outcome.at) }
  })
}

/** The list on paper as it stands, with what became of each; null where it is not for this officer or has no number yet. */
export async function printList(ctx: Ctx, id: string): Promise<Uint8Array | null> {
  const list = await mine(ctx, id)
  return list?.made ? printed(ctx, list, { issuedAt: new Date(list.made.at), signer: null }) : null
}

/** The document that was issued when the list was approved. */
export async function issuedList(ctx: Ctx, id: string): Promise<FileRef | null> {
  const list = await mine(ctx, id)
  return list?.issued ? currentFile(ctx, list.issued.file) : null
}
