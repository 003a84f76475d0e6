import { nationalTime } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'

/** The portal's ledger as its sandbox tells it. */
export type PortalLedger = {
  readonly messages: readonly (readonly [key: string, state: string, at: string])[]
  readonly dossiers: readonly (readonly [code: string, state: string, version: number, at: string])[]
  readonly arrivals: readonly string[]
}
export type Outcome = { readonly ours: number; readonly portal: number; readonly differ: number }

/**
 * Both ledgers beside each other, row by row: each message out with its state and time, each message in, and where each
 * dossier stands. A row that only one side has, or that says something else there, counts as a difference.
 */
export async function compareLedgers(ctx: Ctx, theirs: PortalLedger): Promise<Outcome> {
  const messages = await ctx.sql<{ code: string; version: number; state: number; at: Date }[]>`
    select code as "code", version as "version", state as "state", at as "at"
    from national_message where direction = 'out' and standing = 'done' and kind <> 'resent'`
  const arrived = await ctx.sql<{ key: string }[]>`
    select key as "key" from national_message where direction = 'in' and standing = 'done'`
  const dossiers = await ctx.sql<{ code: string; state: number; version: number; at: Date }[]>`
    select ledger.code as "code", ledger.our_state as "state", ledger.our_version as "version", ledger.our_at as "at"
    from national_ledger as ledger join dossier on dossier.id = ledger.dossier_id`
  const differences =
    differing(
      messages.map(({ code, version, state, at }) => [`${code}#${version}`, `${state} ${nationalTime(at)}`]),
      theirs.messages.map(([key, state, at]) => [key, `${state} ${at}`])
    ) +
    differing(
      arrived.map(({ key }) => [key, '']),
      theirs.arrivals.map(key => [key, ''])
    ) +
    differing(
      dossiers.map(({ code, state, version, at }) => [code, `${state} ${version} ${nationalTime(at)}`]),
      theirs.dossiers.map(([code, state, version, at]) => [code, `${state} ${version} ${at}`])
    )
  return {
    ours: messages.length + arrived.length,
    portal: theirs.messages.length + theirs.arrivals.length,
    differ: differences
  }
}

type Rows = readonly (readonly [key: string, said: string])[]
/** How many keys are on one side only, twice on a side, or say something else on the other. */
export function differing(ours: Rows, theirs: Rows): number {
  const left = new Map(ours)
  const right = new Map(theirs)
  const twice = ours.length - left.size + (theirs.length - right.size)
  const keys = new Set([...left.keys(), ...right.keys()])
  return twice + [...keys].filter(key => left.get(key) !== right.get(key)).length
}
