import { randomUUID } from 'node:crypto'
import { notifiedBy } from '#server/identity/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Attachment, Ctx, Mailer, Result } from '#server/platform/index.ts'
import { leaveSms, smsOn, telephoneOf } from './sms.ts'
import { MOST_ATTEMPTS, SECRET } from './model.ts'
import type { About, Announcement, NoticeId, NoticeLine, NoticeState, UnreadNotice } from './model.ts'
import * as store from './store.ts'
import { render } from './templates.ts'

/** Papers that go with a notice, e.g. the receipt as PDF; asked for at delivery, so nothing is stored twice. */
export type AttachmentsOf = (ctx: Ctx, notice: { template: string; about: About }) => Promise<readonly Attachment[]>

/** Longer than the mailer's own time limits together. */
const LEASE_MS = 5 * 60_000

/**
 * Writes a notice once per key and, where there is an address, lets it be mailed. Called by other slices' actions and
 * jobs, which have checked who may; a person with an account finds it in the application too.
 */
export async function announce(ctx: Ctx, announcement: Announcement): Promise<{ id: NoticeId; state: NoticeState }> {
  const { key, template, to, language, about } = announcement
  const secret = SECRET.has(template)
  const email = addressOf(to.email)
  const phone = !secret && smsOn() && (!email || (await prefersSms(ctx, to))) ? telephoneOf(to.phone) : null
  const address = phone ?? email
  const { subject, text, html } = render(announcement, language)
  const [notice] = await store.enter(ctx, {
    id: randomUUID(),
    key,
    template,
    channel: phone ? 'sms' : email ? 'email' : 'in-app',
    toName: to.name,
    toAddress: address,
    toAccount: to.account ?? null,
    language,
    subject,
    body: address || !secret ? text : '',
    html: email && !phone ? html : '',
    secret,
    about,
    state: address ? 'waiting' : to.account && !secret ? 'sent' : 'no-address'
  })
  if (notice) return notice
  // Another run entered the same key in the same moment: what it wrote is visible to the next statement.
  return announce(ctx, announcement)
}

/** Asked for this once, or chosen on the own account's page. */
const prefersSms = async (ctx: Ctx, { prefers, account }: Announcement['to']): Promise<boolean> =>
  prefers === 'sms' || (account ? (await notifiedBy(ctx, account)) === 'sms' : false)

/** An address that a mail server could know, else null. */
function addressOf(email: string | null | undefined): string | null {
  const address = email?.trim() ?? ''
  return address.length <= 254 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/.test(address)
    ? address
    : null
}

/**
 * Sends a waiting notice by mail, or leaves it with the gateway of text messages. A job: throws when it should be tried again later, and does no harm when run twice. Without
 * a mailer the notice waits, readable in the application.
 */
export async function deliver(
  ctx: Ctx,
  mailer: Mailer | null,
  id: string,
  attachmentsOf: AttachmentsOf = async () => []
): Promise<'sent' | 'failed' | 'nothing-to-do'> {
  if (await leaveSms(ctx, id)) return 'sent'
  if (!mailer) return 'nothing-to-do'
  const [notice] = await store.claim(ctx, id, new Date(ctx.now().getTime() + LEASE_MS))
  if (!notice) return 'nothing-to-do'
  const sent = await send(ctx, mailer, notice, attachmentsOf)
  if (sent.ok) {
    await store.settle(ctx, notice.id, 'sent', null)
    ctx.log.info({ event: 'notice.sent', notice: id, template: notice.template }, 'sent')
    return 'sent'
  }
  const final = sent.error.code === 'mail-refused' || notice.attempts >= MOST_ATTEMPTS
  await store.settle(ctx, notice.id, final ? 'failed' : 'waiting', sent.error.detail)
  ctx.log.warn(
    { event: 'notice.not-sent', notice: id, code: sent.error.code, attempts: notice.attempts, final },
    'not sent'
  )
  if (final) return 'failed'
  throw new Error('the notice is not delivered yet')
}

async function send(ctx: Ctx, mailer: Mailer, notice: store.Claimed, attachmentsOf: AttachmentsOf) {
  try {
    const { id, language, subject, body: text, html, template } = notice
    const attachments = await attachmentsOf(ctx, { template, about: { kind: notice.aboutKind, id: notice.aboutId } })
    return await mailer.send({
      id,
      to: { name: notice.toName, address: notice.toAddress },
      language,
      subject,
      text,
      html,
      attachments
    })
  } catch (error) {
    return err({ code: 'attachment-failed', detail: String(error).slice(0, 500) })
  }
}

/** What was said about a dossier or another case, oldest first. The caller has checked that the actor may see it. */
export const noticesOf = async (ctx: Ctx, about: About): Promise<readonly NoticeLine[]> => store.about(ctx, about)

type Own<T> = Promise<Result<T, { code: 'forbidden' }>>

/** What an account has not read yet, newest first, at most 50. Everybody reads their own only. */
export async function unreadFor(ctx: Ctx, account: string): Own<readonly UnreadNotice[]> {
  if (ctx.actor.id !== account) return err({ code: 'forbidden' })
  return ok(await store.unread(ctx, account))
}

/** Marks some notices of the actor's own account as read, or all of them. */
export async function markRead(ctx: Ctx, account: string, ids: readonly string[] | null = null): Own<void> {
  if (ctx.actor.id !== account) return err({ code: 'forbidden' })
  await store.markRead(ctx, account, ids)
  return ok(undefined)
}
