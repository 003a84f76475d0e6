import { call, fromNationalTime, MOST_RECORDS, portal, systemOf } from '#server/exchange/index.ts'
import type { KnownThere } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { placeOf } from './arrive.store.ts'
import * as store from './compare.store.ts'
import type { SaidThere } from './compare.store.ts'
import { differenceOf, proposalFor } from './drift.rules.ts'
import { resendAll } from './repair.ts'

/** Questions in one run, each about 500 dossiers: every two minutes some ten thousand are asked about. */
const MOST_QUESTIONS = 20
const JUDGED_AT_ONCE = 1_000

const ABOUT = {
  purpose: 'Đối soát trạng thái hồ sơ với Cổng dịch vụ công quốc gia',
  legalGround: 'NĐ 118/2025/NĐ-CP',
  task: null
}

/**
 * Asks the portal what changed there and what it has of our dossiers, finds where the sides differ and repairs what is
 * safe to repair without asking. Returns how many rows changed their judgement.
 */
export async function compare(ctx: Ctx): Promise<number> {
  if (!systemOf('portal')) return 0
  const began = ctx.now()
  await askChanges(ctx)
  await askOurs(ctx)
  return judge(ctx, began)
}

/** What changed there since the last time; at first only the place is taken. */
async function askChanges(ctx: Ctx): Promise<void> {
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const { changes } = await placeOf(ctx)
    const askedAt = ctx.now()
    const got = await call(ctx, portal, 'look-up', { codes: [], changedAfter: changes ?? '' }, ABOUT, {
      mode: 'background'
    })
    if (!got.ok) return
    const { dossiers, upTo } = got.value.answer
    await store.heardOf(ctx, dossiers.map(said), [], askedAt)
    await store.changesReadTo(ctx, upTo)
    if (dossiers.length < MOST_RECORDS || upTo === changes) return
  }
}

/** What they have of ours, by code: so that a record that was lost there is missed. */
async function askOurs(ctx: Ctx): Promise<void> {
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const codes = (await store.toAsk(ctx, MOST_RECORDS)).map(({ code }) => code)
    if (codes.length === 0) return
    const askedAt = ctx.now()
    const got = await call(ctx, portal, 'look-up', { codes, changedAfter: null }, ABOUT, { mode: 'background' })
    if (!got.ok) return
    await store.heardOf(ctx, got.value.answer.dossiers.map(said), codes, askedAt)
    if (codes.length < MOST_RECORDS) return
  }
}

const said = ({ code, state, version, at, receivedAt }: KnownThere): SaidThere => ({
  code,
  state,
  version,
  at: (fromNationalTime(at) ?? new Date(0)).toISOString(),
  receivedAt: fromNationalTime(receivedAt)?.toISOString() ?? null
})

async function judge(ctx: Ctx, since: Date): Promise<number> {
  let changed = 0
  for (let after = ''; ;) {
    const rows = await store.toJudge(ctx, since, after, JUDGED_AT_ONCE)
    if (rows.length === 0) break
    const verdicts = rows.map(row => ({ row, difference: differenceOf(row, ctx.now()) }))
    const moved = await store.judged(
      ctx,
      verdicts.map(({ row: { code }, difference }) => ({ code, difference }))
    )
    changed += moved.length
    const safe = verdicts.filter(({ row, difference }) => difference && proposalFor(difference, row).automatic)
    await resendAll(
      ctx,
      safe.flatMap(({ row: { dossierId } }) => dossierId ?? [])
    )
    after = rows.at(-1)!.code
    if (rows.length < JUDGED_AT_ONCE) break
  }
  if (changed > 0) ctx.log.info({ event: 'national.compared', changed }, 'differences with the portal changed')
  return changed
}
