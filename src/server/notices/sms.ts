import { leave, settledMessage, sms, systemOf } from '#server/exchange/index.ts'
import type { SentSms } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import * as store from './store.ts'

export const smsOn = (): boolean => systemOf(sms.system) !== null

/** A telephone number that a gateway could know, digits only; else null. */
export function telephoneOf(typed: string | null | undefined): string | null {
  const number = (typed ?? '').replace(/[\s().-]/g, '')
  return /^(0\d{9,10}|\+?84\d{9,10})$/.test(number) ? number : null
}

/** Leaves a notice with the gateway once; when the gateway is down it waits in the outbox. False: it is no text message. */
export async function leaveSms(ctx: Ctx, id: string): Promise<boolean> {
  const notice = await store.waitingSms(ctx, id)
  if (!notice) return false
  const text = smsTextOf(ctx.province, notice.subject)
  const dossier = notice.aboutKind === 'dossier' ? { dossier: notice.aboutId } : {}
  await leave(
    ctx,
    sms,
    'send',
    { reference: id, to: notice.toAddress, text },
    {
      key: `notice-${id}`,
      about: { purpose: 'Thông báo cho người nộp', legalGround: 'NĐ 118/2025/NĐ-CP', ...dossier },
      tell: 'notices.sms-told'
    }
  )
  return true
}

/** One message of at most four parts: what happened, and where the rest stands. */
const smsTextOf = ({ origin }: Ctx['province'], subject: string): string => `${subject}. ${origin}/track`.slice(0, 268)

/** What the gateway said of a notice. A job. */
export async function settleSms(ctx: Ctx, message: string): Promise<void> {
  const settled = await settledMessage(ctx, message)
  if (!settled) return
  const answer = settled.answer as SentSms | null
  const id = settled.key.replace(/^notice-/, '')
  if (answer?.kind === 'accepted') await store.settle(ctx, id, 'sent', null)
  else await store.settle(ctx, id, 'failed', answer?.kind === 'refused' ? answer.reason : settled.state)
}
