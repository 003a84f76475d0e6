import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { within } from '#server/dossiers/index.ts'
import { BEGINNING, kindsAsked, readCursor, writeCursor } from './cursor.rules.ts'
import type { Place } from './cursor.rules.ts'
import { feedAfter, horizon } from './feed.views.ts'
import type { FeedRow } from './feed.views.ts'
import type { Told } from './model.ts'

export type FeedPage = { readonly items: readonly Told[]; readonly next: string }
type FeedRefusal = { code: 'forbidden' } | { code: 'cursor-unknown' } | { code: 'out-of-reach'; unit: string }

/** The unit an actor reaches by itself: null for everything. */
export const reachOf = ({ actor }: Ctx): string | null =>
  actor.kind === 'system' || actor.kind === 'officer' ? null : (actor.unit ?? '-')

/** The unit asked for, cut down to what the actor reaches; undefined when it lies elsewhere. */
export function unitWithin(ctx: Ctx, asked: string | null): string | null | undefined {
  const own = reachOf(ctx)
  if (own === null || asked === null) return asked ?? own
  return within(asked, own) ? asked : undefined
}

/**
 * A page of the feed after a cursor (`latest`: nothing yet, but the place to go on from). The cursor moves on even when
 * nothing fits the filter, so that the same events are not looked through again.
 */
export async function readFeed(
  ctx: Ctx,
  asked: { after: string | null; kinds: readonly string[]; unit: string | null; limit: number }
): Promise<Result<FeedPage, FeedRefusal>> {
  if (!ctx.actor.may('feed.read')) return err({ code: 'forbidden' })
  const unit = unitWithin(ctx, asked.unit)
  if (unit === undefined) return err({ code: 'out-of-reach', unit: asked.unit ?? '' })
  // Read first: what commits in between is then found by the page and again left to the next one, never skipped.
  const end = (await horizon(ctx)) ?? BEGINNING
  if (asked.after === 'latest') return ok({ items: [], next: writeCursor(end) })
  const after = asked.after === null ? BEGINNING : readCursor(asked.after)
  if (!after) return err({ code: 'cursor-unknown' })
  const rows = await feedAfter(ctx, { after, unit, limit: asked.limit, ...kindsAsked(asked.kinds) })
  const last: Place | undefined = rows.at(-1)
  const next = rows.length === asked.limit && last ? last : [after, last, end].reduce<Place>(furthest, after)
  return ok({ items: rows.map(toldOf), next: writeCursor(next) })
}

const furthest = (a: Place, b: Place | undefined): Place => (b && later(b, a) ? b : a)
const later = (a: Place, b: Place): boolean =>
  BigInt(a.transaction) > BigInt(b.transaction) || (a.transaction === b.transaction && a.position > b.position)

export const toldOf = (row: FeedRow): Told => ({
  cursor: writeCursor(row),
  kind: row.kind,
  at: row.at.toISOString(),
  code: row.code,
  version: row.version,
  receivingUnit: row.receivingUnit,
  settlingUnit: row.settlingUnit
})
