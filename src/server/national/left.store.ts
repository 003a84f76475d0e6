import type { Ctx } from '#server/platform/index.ts'

export type LeftRow = {
  id: number
  direction: 'in' | 'out'
  kind: string
  code: string
  dossier: string | null
  at: Date
  attempts: number
  error: string | null
  asideBy: string | null
  asideAt: Date | null
  asideReason: string | null
  keyId: number | null
  sealed: Buffer | null
}
export type LeftAsked = { readonly aside: boolean; readonly before: number | null; readonly most: number }

/** Messages of both directions that were left to a person, or that a person set aside; the newest first. */
export const left = ({ sql }: Ctx, { aside, before, most }: LeftAsked) => sql<LeftRow[]>`
  select message.id as "id", message.direction as "direction", message.kind as "kind", message.code as "code",
    dossier.code as "dossier", message.at as "at", message.attempts as "attempts", message.error as "error",
    message.aside_by as "asideBy", message.aside_at as "asideAt", message.aside_reason as "asideReason",
    message.key_id as "keyId", message.sealed as "sealed"
  from national_message as message left join national_ledger as ledger on ledger.code = message.code
    left join dossier on dossier.id = coalesce(message.dossier_id, ledger.dossier_id)
  where message.standing = ${aside ? 'set-aside' : 'refused'} and (${before}::bigint is null or message.id < ${before})
  order by message.id desc limit ${most}`

/** From the beginning, as if it had just come; what is no longer kept cannot be carried out. */
export const takeUp = ({ sql, now }: Ctx, id: number) => sql<{ key: string; direction: 'in' | 'out' }[]>`
  update national_message set standing = 'waiting', attempts = 0, due_at = ${now()}, done_at = null, error = null,
    batch = null, aside_by = null, aside_at = null, aside_reason = null
  where id = ${id} and standing in ('refused', 'set-aside') and (direction = 'out' or sealed is not null)
  returning key as "key", direction as "direction"`

export const putAside = ({ sql, now, actor }: Ctx, id: number, reason: string) => sql<{ id: number }[]>`
  update national_message set standing = 'set-aside', aside_by = ${actor.name}, aside_at = ${now()},
    aside_reason = ${reason}
  where id = ${id} and standing = 'refused' returning id as "id"`

export const standingNow = ({ sql }: Ctx, id: number) => sql<{ standing: string; error: string | null }[]>`
  select standing as "standing", error as "error" from national_message where id = ${id}`

/** What was said in a message set aside long ago is personal data that nobody needs any more. */
export const forgetAside = ({ sql, now }: Ctx) => sql`
  update national_message set key_id = null, sealed = null
  where standing = 'set-aside' and sealed is not null and aside_at < ${new Date(now().getTime() - 90 * 86_400_000)}`
