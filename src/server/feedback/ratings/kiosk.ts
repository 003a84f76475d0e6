import { randomUUID } from 'node:crypto'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { RatingRefusal } from './actions.ts'
import { invite, newToken, proofOf, tokenHash } from './tokens.ts'

/** How long after a result was handed over the tablet at that desk may ask about it, and how long an answer may take. */
const FRESH_MINUTES = 15
const ANSWER_MINUTES = 10

type Kiosk = { readonly id: string; readonly unit: string; readonly officer: string; readonly officerName: string }

/** Gives a tablet its address; the key in it is kept as a hash. It asks about results this officer hands over. */
export async function openKiosk(ctx: Ctx): Promise<Result<string, RatingRefusal>> {
  const { actor, sql } = ctx
  if (!actor.may('rating.invite') || !actor.id || !actor.unit) return err({ code: 'forbidden' })
  const key = newToken()
  await sql`
    insert into rating_kiosk (id, hash, unit, officer, officer_name, made_at)
    values (${randomUUID()}, ${tokenHash(key)}, ${actor.unit}, ${actor.id}, ${actor.name}, ${ctx.now()})`
  return ok(key)
}

export async function endKiosk(ctx: Ctx, id: string): Promise<Result<null, RatingRefusal>> {
  if (!ctx.actor.may('rating.invite') || !ctx.actor.id) return err({ code: 'forbidden' })
  await ctx.sql`
    update rating_kiosk set ended_at = ${ctx.now()} where id = ${id} and officer = ${ctx.actor.id} and ended_at is null`
  return ok(null)
}

export const ownKiosks = ({ sql, actor }: Ctx) => sql<{ id: string; madeAt: Date }[]>`
  select id as "id", made_at as "madeAt" from rating_kiosk
  where officer = ${actor.id}::uuid and ended_at is null order by made_at desc`

/** The tablet behind a key; null where it was ended. */
export async function kioskOf({ sql }: Ctx, key: string): Promise<Kiosk | null> {
  if (!/^[\w-]{32}$/.test(key)) return null
  const [row] = await sql<Kiosk[]>`
    select id as "id", unit as "unit", officer as "officer", officer_name as "officerName" from rating_kiosk
    where hash = ${tokenHash(key)} and ended_at is null`
  return row ?? null
}

/** One tap: the invitation for the result just handed over at this desk. Refused where there is none. */
export async function startAtKiosk(ctx: Ctx, kiosk: Kiosk): Promise<Result<string, RatingRefusal>> {
  const since = new Date(ctx.now().getTime() - FRESH_MINUTES * 60_000)
  const rows = await ctx.sql<{ dossier: string }[]>`
    select e.case_id as "dossier" from event e join dossier d on d.id = e.case_id
    where e.case_kind = 'dossier' and e.type in ('dossier.returned', 'dossier.settled-at-once')
      and e.at >= ${since} and e.actor_id = ${kiosk.officer} and d.returned_at >= ${since}
    order by e.at desc limit 5`
  for (const { dossier } of rows) {
    const [rated] = await ctx.sql<{ rated: boolean }[]>`
      select exists (select from rating where proof = ${proofOf(ctx, dossier)}) as "rated"`
    if (rated!.rated) continue
    const token = await invite(ctx, { dossier, channel: 'tablet', officer: kiosk.officer, minutes: ANSWER_MINUTES })
    if (token) return ok(token)
  }
  return err({ code: 'rating-no-result' })
}
