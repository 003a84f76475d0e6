import { load, maySee } from '#server/dossiers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { proposalFor } from './drift.rules.ts'
import { leftMessages } from './left.ts'
import type { LeftMessage } from './left.ts'
import type { LedgerEntry, Repair } from './model.ts'
import * as views from './views.ts'
import type { Proof, Summary } from './views.ts'

export type DeskEntry = LedgerEntry & { readonly repairs: readonly Repair[]; readonly automatic: boolean }
export type PortalDesk = {
  readonly summary: Summary
  readonly entries: readonly DeskEntry[]
  readonly proofs: readonly Proof[]
  /** Messages that need a person, or that one set aside. */
  readonly messages: readonly LeftMessage[]
  /** The cursor of the next page; null on the last. */
  readonly next: string | null
}
export type DeskAsked = { readonly show: 'drift' | 'messages' | 'aside' | 'all' | 'proof'; readonly after: string }

const A_PAGE = 30

/** What the desk page shows: one list at a time, by pages. */
export async function portalDesk(
  ctx: Ctx,
  { show, after }: DeskAsked
): Promise<Result<PortalDesk, { code: 'forbidden' }>> {
  if (!ctx.actor.may('national.see')) return err({ code: 'forbidden' })
  const summary = await views.summary(ctx)
  const nothing = { summary, entries: [], proofs: [], messages: [] }
  if (show === 'messages' || show === 'aside') {
    const { rows, next } = await leftMessages(ctx, { aside: show === 'aside', before: after, most: A_PAGE })
    return ok({ ...nothing, messages: rows, next })
  }
  if (show === 'proof') {
    const from = Number.isNaN(Date.parse(after)) ? null : new Date(after)
    const proofs = await views.proofs(ctx, from, A_PAGE + 1)
    const last = proofs.length > A_PAGE ? proofs[A_PAGE - 1]!.finishedAt.toISOString() : null
    return ok({ ...nothing, proofs: proofs.slice(0, A_PAGE), next: last })
  }
  const rows = await views.ledger(ctx, { drift: show === 'drift', after, most: A_PAGE + 1, code: null })
  const next = rows.length > A_PAGE ? rows[A_PAGE - 1]!.code : null
  return ok({ ...nothing, entries: rows.slice(0, A_PAGE).map(offered), next })
}

const offered = (row: LedgerEntry): DeskEntry =>
  row.difference ? { ...row, ...proposalFor(row.difference, row) } : { ...row, repairs: [], automatic: false }

/** What the portal's outages had to do with a dossier, oldest first; nothing for those who may not see it. */
export async function portalNotes(ctx: Ctx, code: string): Promise<readonly Outage[]> {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return []
  return (await views.portalOutages(ctx, dossier.id)).toReversed()
}
export type Outage = { readonly from: Date; readonly to: Date | null }
