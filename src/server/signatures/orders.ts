import { randomUUID } from 'node:crypto'
import { holdFiles, wholeFile } from '#server/documents/index.ts'
import type { ContentRefusal, FileRef } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Place } from './model.ts'
import { decide, evolve, nextOf } from './order.decider.ts'
import type { Order, OrderCommand, OrderEvent, OrderId, OrderRefusal, Subject, Turn } from './order.model.ts'
import { begin, finish, keep } from './sign.ts'
import type { Marks } from './sign.ts'
import { askToSign, collect } from './signers/devices.ts'
import type { Signer, SignerRefusal } from './signers/device.ts'
import * as store from './store.ts'

export type SigningRefusal =
  | OrderRefusal
  | SignerRefusal
  | ContentRefusal
  | {
      readonly code: 'signature-does-not-fit' | 'not-a-pdf' | 'forbidden' | 'version-changed' | 'no-signer'
    }

/** A signature that is made but not yet written down: `record` does that within the transaction of what it is for. */
export type Made =
  | {
      readonly kind: 'signed'
      readonly file: FileRef
      readonly stamped: boolean
      readonly record: (ctx: Ctx) => Promise<Result<Order, SigningRefusal>>
    }
  | {
      readonly kind: 'waiting'
      readonly order: OrderId
      readonly record: (ctx: Ctx) => Promise<Result<Order, SigningRefusal>>
    }

export type Errand = {
  readonly subject: Subject
  readonly file: FileRef
  /** In the order in which they sign. */
  readonly signers: readonly Signer[]
  readonly marks: Marks
  /** What the page must know to go on when a signature comes later. */
  readonly then?: Readonly<Record<string, string>>
  /** Others sign after these; who, is known when their turn comes. */
  readonly more?: boolean
}

/** Opens an order and asks the first in turn to sign. Nothing is written yet but the files. */
export async function signFirst(ctx: Ctx, errand: Errand): Promise<Result<Made, SigningRefusal>> {
  const id = randomUUID() as OrderId
  const { subject, file, signers, marks, then = {}, more = false } = errand
  const asked = { subject, file, turns: signers.map(turnOf), place: marks.place, then, ...(more ? { more } : {}) }
  const opened = decide(null, { kind: 'order', ...asked }, ctx.now())
  if (!opened.ok) return opened
  const order = fold(null, opened.value, id)
  return signAs(ctx, { order, stored: null, events: opened.value }, signers[0]!, marks)
}

/** Asks the next in turn to sign what those before have signed. */
export async function signNext(ctx: Ctx, id: OrderId, signer: Signer, marks: Omit<Marks, 'place' | 'turn'> = {}) {
  const order = await store.loadOrder(ctx, id)
  if (!order) return err({ code: 'order-missing' as const })
  if (order.phase !== 'open') return err({ code: 'order-closed' as const })
  if (nextOf(order) !== signer.id) return err({ code: 'not-your-turn' as const })
  return signAs(ctx, { order, stored: order, events: [] }, signer, { ...marks, place: order.place })
}

const turnOf = ({ id, name, officer }: Signer): Turn => ({ signer: id, name, officer })

/**
 * Signs after those who have signed before, in the same file: one more turn of an order whose next signer was not known
 * when it was opened. What stands in the file stays valid.
 */
export async function signAfter(ctx: Ctx, order: Order, errand: Omit<Errand, 'subject' | 'file'>) {
  const { signers, marks, then = {}, more = false } = errand
  const [signer] = signers
  if (!signer) return err({ code: 'no-signer' as const })
  const joined = decide(order, { kind: 'join', turn: turnOf(signer), place: marks.place, then, more }, ctx.now())
  if (!joined.ok) return joined
  const next = fold(order, joined.value, order.id)
  return signAs(ctx, { order: next, stored: order, events: joined.value }, signer, marks)
}

/** The order that waits for others to sign this file after those who have. */
export const openOrderOf = async (ctx: Ctx, file: string): Promise<Order | null> =>
  (await store.openOrderOf(ctx, file))[0]?.state ?? null

/**
 * A refusal to sign: the paper goes back to whoever signed before, with the reason; their signatures fall with it, but
 * for the first `standing`. Within the transaction of the caller.
 */
export const sendOrderBack = (ctx: Ctx, order: Order, standing: number, reason: string) =>
  record(ctx, { order, stored: order, events: [] }, { kind: 'send-back', standing, reason })

type Standing = { readonly order: Order; readonly stored: Order | null; readonly events: readonly OrderEvent[] }

async function signAs(
  ctx: Ctx,
  standing: Standing,
  signer: Signer,
  marks: Marks
): Promise<Result<Made, SigningRefusal>> {
  const { order } = standing
  if (signer.officer && ctx.actor.id !== signer.officer) return err({ code: 'forbidden' })
  const content = await wholeFile(ctx, order.file.id)
  if (!content.ok) return content
  const { id, subject, placed } = order
  let begun
  try {
    begun = await begin(ctx, content.value, signer, { turn: placed.length, ...marks })
  } catch (error) {
    ctx.log.warn({ event: 'signature.file-unreadable', file: order.file.id, error: String(error) }, 'not signed')
    return err({ code: 'not-a-pdf' })
  }
  const request = { reference: `${id}-${placed.length}`, attributes: begun.attributes, document: subject.title }
  const answer = await askToSign(ctx, signer, request)
  if (!answer.ok) return answer
  if (answer.value.kind === 'waiting') {
    const prepared = await keep(ctx, begun.prepared.bytes, order.file.name, id)
    const asked = {
      signer: signer.id,
      transaction: answer.value.transaction,
      prepared,
      hole: begun.prepared.hole,
      attributes: Buffer.from(begun.attributes).toString('base64'),
      at: ctx.now().toISOString()
    }
    return ok({ kind: 'waiting', order: id, record: inside => record(inside, standing, { kind: 'ask', asked }) })
  }
  const { bytes, stamped } = await finish(ctx, begun, signer, answer.value.signature)
  const file = await keep(ctx, bytes, order.file.name, id)
  const command = { kind: 'place', signer: signer.id, file, stamped } as const
  return ok({ kind: 'signed', file, stamped, record: inside => record(inside, standing, command) })
}

/**
 * Looks whether a signature that was waiting is there now. With a token in the officer's machine, `brought` is the
 * signature that the page has from it.
 */
export async function collectSignature(
  ctx: Ctx,
  id: OrderId,
  brought: string | null = null
): Promise<Result<{ made: Made; order: Order }, SigningRefusal>> {
  const order = await store.loadOrder(ctx, id)
  const asked = order?.asked
  if (!order || !asked) return err({ code: order ? 'not-asked' : 'order-missing' })
  const signer = await store.signerById(ctx, asked.signer)
  if (!signer) return err({ code: 'no-signer' })
  if (signer.officer && ctx.actor.id !== signer.officer) return err({ code: 'forbidden' })
  const attributes = new Uint8Array(Buffer.from(asked.attributes, 'base64'))
  const request = { reference: `${id}-${order.placed.length}`, attributes, document: order.subject.title }
  const transaction = signer.kind === 'token' ? (brought ?? '') : asked.transaction
  const answer = await collect(ctx, signer, transaction, request)
  if (!answer.ok) return answer
  if (answer.value.kind === 'waiting') return err({ code: 'not-asked' })
  const content = await wholeFile(ctx, asked.prepared.id)
  if (!content.ok) return content
  const begun = { prepared: { bytes: content.value, hole: asked.hole }, attributes }
  const { bytes, stamped } = await finish(ctx, begun, signer, answer.value.signature)
  const file = await keep(ctx, bytes, order.file.name, id)
  const command = { kind: 'place', signer: signer.id, file, stamped } as const
  const standing = { order, stored: order, events: [] }
  return ok({ order, made: { kind: 'signed', file, stamped, record: inside => record(inside, standing, command) } })
}

/** Ends an order nobody will sign any more. */
export async function endOrder(ctx: Ctx, id: OrderId, reason: 'refused' | 'withdrawn' | 'expired') {
  const order = await store.loadOrder(ctx, id)
  if (!order) return err({ code: 'order-missing' as const })
  return record(ctx, { order, stored: order, events: [] }, { kind: 'end', reason })
}

/** Writes down what happened: events, row, link and holds, in the transaction of the caller. */
export async function record(
  ctx: Ctx,
  standing: Standing,
  command: OrderCommand
): Promise<Result<Order, SigningRefusal>> {
  const decided = decide(standing.order, command, ctx.now())
  if (!decided.ok) return decided
  const after = fold(standing.order, decided.value, standing.order.id)
  if (!(await store.append(ctx, standing.stored, after, [...standing.events, ...decided.value])))
    return err({ code: 'version-changed' })
  const blobs = [after.original.id, after.file.id, ...(after.asked ? [after.asked.prepared.id] : [])]
  // What was signed after the last signature that stands is no later version of the paper.
  if (command.kind === 'send-back') await store.unlinkAfter(ctx, after.id, after.file.id)
  const held = await holdFiles(ctx, { kind: 'signature', ref: after.id, blobs: [...new Set(blobs)] })
  if (!held.ok) return err({ code: 'files-gone' })
  if (command.kind === 'place' || command.kind === 'time-stamp') {
    const stamped = command.kind === 'time-stamp' || command.stamped
    await store.link(ctx, { file: after.file.id, former: standing.order.file.id, order: after.id, stamped })
  }
  ctx.log.info({ event: decided.value.at(-1)!.type, order: after.id }, command.kind)
  return ok(after)
}

const fold = (before: Order | null, events: readonly OrderEvent[], id: OrderId): Order =>
  events.reduce<Order | null>((state, event) => evolve(state, event, id), before)!

/** The place that a kind of paper is signed at, after Decree 30/2020 annex I: configurable by the caller. */
export const PLACES = {
  /** Between post and name of who signs. */
  signature: { page: 'last', corner: 'bottom-right', right: 15, down: 25, width: 70, height: 20 },
  /** The same where the office's seal follows: narrower, and the seal at its left, so that both stay readable. */
  sealed: { page: 'last', corner: 'bottom-right', right: 15, down: 25, width: 54, height: 20, aside: 14.5 },
  seal: { page: 'last', corner: 'bottom-right', right: 71, down: 25, width: 27, height: 20, aside: -27.5 },
  /** Whoever answers for the draft signs small, at the end of the recipients. */
  initial: { page: 'last', corner: 'bottom-left', right: 30, down: 25, width: 44, height: 9, under: '- Lưu' },
  /** The office's own seal on what it copies or attaches: the first page, top right, within the margin of 20 mm. */
  office: { page: 'first', corner: 'top-right', right: 8, down: 2, width: 62, height: 16 }
} as const satisfies Record<string, Place>
