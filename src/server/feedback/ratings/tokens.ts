import { hash, randomBytes } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import type { RatingChannel } from './model.ts'

export const newToken = (): string => randomBytes(24).toString('base64url')
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer')
export const proofOf = (ctx: Ctx, dossier: string): Buffer => ctx.sealing.mac('rating of a dossier', dossier)

/** What a token stands for: a result that nobody has rated. */
export type Invited = {
  readonly dossier: string
  readonly channel: RatingChannel
  readonly officer: string | null
  readonly procedure: string
  readonly procedureName: string
  readonly unit: string
  readonly desk: string
  readonly ruleSet: string
  readonly late: boolean
}

/** The invitation behind a token, while it lasts. */
export async function invitedBy({ sql, now }: Ctx, token: string): Promise<Invited | null> {
  if (!/^[\w-]{32}$/.test(token)) return null
  const [row] = await sql<Invited[]>`
    select d.id as "dossier", t.channel as "channel", t.officer as "officer", d.procedure_code as "procedure",
      d.procedure_name as "procedureName", d.settling_unit as "unit", d.receiving_unit as "desk",
      d.rule_set as "ruleSet", coalesce(d.finished_at > d.due_at, false) as "late"
    from rating_token t join dossier d on d.id = t.dossier_id
    where t.hash = ${tokenHash(token)} and t.expires_at > ${now()}`
  return row ?? null
}

/** Makes an invitation and gives its token, which is kept as a hash only. Null where the result was rated already. */
export async function invite(
  ctx: Ctx,
  {
    dossier,
    channel,
    officer,
    minutes
  }: { dossier: string; channel: RatingChannel; officer: string | null; minutes: number }
): Promise<string | null> {
  const token = newToken()
  const issued = ctx.now()
  const [row] = await ctx.sql<{ made: boolean }[]>`
    with made as (
      insert into rating_token (hash, dossier_id, channel, officer, issued_at, expires_at)
      select ${tokenHash(token)}, ${dossier}, ${channel}, ${officer}::uuid, ${issued},
        ${new Date(issued.getTime() + minutes * 60_000)}
      where not exists (select from rating where proof = ${proofOf(ctx, dossier)})
      returning hash
    )
    select exists (select from made) as "made"`
  return row!.made ? token : null
}

/** Takes away invitations that nobody used in time, and what was kept of addresses. A job. */
export async function tidyRatings({ sql, now }: Ctx): Promise<void> {
  await sql`delete from rating_token where expires_at < ${now()}`
  await sql`
    update rating set origin = null
    where origin is not null and given_at < ${new Date(now().getTime() - 90 * 86_400_000)}`
}
