import { X509Certificate } from 'node:crypto'
import { releaseFiles } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { FileVerdict } from './model.ts'
import type { Order } from './order.model.ts'
import type { Signer } from './signers/device.ts'
import * as store from './store.ts'
import { validAt } from './trust/chain.ts'
import { trustOf } from './trust/store.ts'
import { verifyPdf } from './verify.ts'

/** Judges a file by what this installation believes. */
export const verifyFile = async (ctx: Ctx, bytes: Uint8Array): Promise<FileVerdict> =>
  verifyPdf(bytes, await trustOf(ctx), ctx.now())

/** The certificate that an officer signs with; null: none is registered. */
export const officerSigner = (ctx: Ctx, officer: string): Promise<Signer | null> => store.signerOf(ctx, officer)

/** Which of these officers have a certificate to sign with, and whether it counts today. */
export async function certificatesOf(
  ctx: Ctx,
  officers: readonly string[]
): Promise<ReadonlyMap<string, 'valid' | 'expired'>> {
  const found = await store.certificatesOf(ctx, officers)
  return new Map(
    found.map(({ officer, certificate }) => [
      officer,
      validAt([new X509Certificate(Buffer.from(certificate, 'base64'))], ctx.now()) === 'valid' ? 'valid' : 'expired'
    ])
  )
}

/** The seal of an office, where one is registered. */
export const officeSeal = (ctx: Ctx, unit: string): Promise<Signer | null> => store.officeSigner(ctx, unit)

/** What waits for the officer who asks to confirm elsewhere. */
export async function ordersWaiting(ctx: Ctx): Promise<readonly Order[]> {
  if (!ctx.actor.id) return []
  return (await store.ordersWaiting(ctx, ctx.actor.id)).map(row => row.state)
}

/** The files that a signed one came out of, the latest first. */
export const formersOf = async (ctx: Ctx, file: string): Promise<readonly string[]> =>
  (await store.formersOf(ctx, file)).map(row => row.former)

/** The same paper as it stands now: one that got its time stamp later is another file. */
export async function currentFile(ctx: Ctx, file: FileRef): Promise<FileRef> {
  const [later] = await store.laterThan(ctx, file.id)
  return later ? { ...file, id: later.file, bytes: later.bytes } : file
}

/**
 * Lets the files go that were signed for a subject whose own file is destroyed. What the orders say stays in the log.
 * Within the transaction of the caller.
 */
export async function forgetOrders(ctx: Ctx, subject: { readonly kind: string; readonly ref: string }): Promise<void> {
  for (const { order } of await store.unlinkFiles(ctx, subject))
    await releaseFiles(ctx, { kind: 'signature', ref: order })
}
