import { holdFiles, keepMade } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { BlobRefusal, Ctx, Incoming, Result } from '#server/platform/index.ts'
import { isDiskFull } from '#server/platform/space.ts'
import { headOf } from './head.ts'
import { boxAddress, mayAnswer, quoted } from './mail.rules.ts'
import { HEAD_BYTES } from './model.ts'
import type { Box } from './model.ts'
import * as store from './store.ts'

type AcceptRefusal = BlobRefusal | { readonly code: 'mailbox-unknown' }
type Envelope = { readonly sender: string | null; readonly to: readonly string[] }

/** The boxes of ours among these addresses. */
export const boxesFor = async (ctx: Ctx, addresses: readonly string[]): Promise<readonly Box[]> =>
  store.boxesAt(
    ctx,
    addresses.flatMap(address => boxAddress(address) ?? [])
  )

/**
 * Takes in a letter as it comes over the wire. When this says ok the letter lies on the disk and in the books, whole and
 * once; its attachments are taken out afterwards. Anything else leaves nothing behind.
 */
export async function acceptMail(
  ctx: Ctx,
  stream: AsyncIterable<Uint8Array>,
  { sender, to }: Envelope,
  limit: number
): Promise<Result<{ readonly letters: number }, AcceptRefusal>> {
  const boxes = await boxesFor(ctx, to)
  if (boxes.length === 0) return err({ code: 'mailbox-unknown' })
  const received = await ctx.blobs.receive(stream, limit)
  if (!received.ok) return received
  const incoming = received.value
  try {
    const entered = await enter(ctx, incoming, { sender, boxes })
    if (entered.ok)
      ctx.log.info({ event: 'mail.taken', letters: entered.value.letters, bytes: incoming.bytes }, 'took a letter')
    return entered
  } finally {
    await incoming.drop()
  }
}

/** The row, the file in its place, and the word that it is used: together or not at all. */
async function enter(
  ctx: Ctx,
  incoming: Incoming,
  { sender: named, boxes }: { sender: string | null; boxes: readonly Box[] }
): Promise<Result<{ readonly letters: number }, AcceptRefusal>> {
  const head = await headOf(await incoming.peek(0, HEAD_BYTES))
  const sender = named ? quoted(named, 254) : null
  const own = sender ? await boxesFor(ctx, [sender]) : []
  const letter = {
    boxes,
    key: head.messageId ?? `sha256:${incoming.sha256}`,
    sender,
    fromName: head.fromName,
    fromAddress: head.fromAddress || (sender ?? ''),
    subject: head.subject,
    answerable: own.length === 0 && mayAnswer(sender, head),
    blob: incoming.sha256
  }
  const settled = await incoming.settle()
  if (!settled.ok) return settled
  let kept: Result<void, BlobRefusal> = ok(undefined)
  try {
    return await ctx.sql.begin(async tx => {
      const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
      const entered = await store.enter(inside, letter)
      for (const [at, { id }] of entered.entries())
        if (at === 0) kept = await keepMade(inside, incoming, { mediaType: 'message/rfc822', kind: 'mail', ref: id })
        else await holdFiles(inside, { kind: 'mail', ref: id, blobs: [incoming.sha256] })
      if (!kept.ok) throw new Error('the letter could not be kept')
      return ok({ letters: entered.length })
    })
  } catch (error) {
    if (!kept.ok) return kept
    if (isDiskFull(error)) return err({ code: 'disk-full' })
    throw error
  }
}
