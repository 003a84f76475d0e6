import { contentOf, leave, portal, pump, systemOf } from '#server/exchange/index.ts'
import type { About, PortalRecord, Taken } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { lineOf, recordOf } from './portal.rules.ts'
import { gather } from './gather.ts'
import * as store from './send.store.ts'
import type { OpenBatch } from './send.store.ts'

const ABOUT: About = {
  purpose: 'Đồng bộ trạng thái hồ sơ với Cổng dịch vụ công quốc gia',
  legalGround: 'NĐ 118/2025/NĐ-CP; NĐ 42/2022/NĐ-CP',
  task: null
}
/** Batches under way at once: more would only wait in the outbox. */
const MOST_OPEN = 4

/**
 * Our side of the link: reads what happened, puts it into batches and moves those under way on. May be called at any
 * time and by several processes; what was begun by a process that died is taken up where it stands.
 */
export async function tellPortal(ctx: Ctx): Promise<number> {
  if (!systemOf('portal')) return 0
  const read = await gather(ctx)
  await advance(ctx)
  let open = (await store.openBatches(ctx)).length
  for (const known of [true, false])
    while (open < MOST_OPEN && (await store.makeBatch(ctx, known))[0]!.messages > 0) open++
  await advance(ctx)
  return read
}

/** Leaves what is to be sent in the outbox, and hears what was answered. */
async function advance(ctx: Ctx): Promise<void> {
  for (const batch of await store.openBatches(ctx)) {
    if (batch.settled === null) await leaveStage(ctx, batch)
    else if (batch.settled === 'failed') await store.batchFailed(ctx, batch.id, 'given-up')
    else if (batch.settled === 'done') {
      const next = await heard(ctx, batch)
      if (next) await leaveStage(ctx, next)
    }
  }
}

async function leaveStage(ctx: Ctx, batch: OpenBatch): Promise<void> {
  const waiting = { key: `national:${batch.id}:${batch.stage}`, about: ABOUT, tell: 'national.told' }
  if (batch.stage === 'record') {
    const records = (await store.dossiersOf(ctx, batch.id)).map(row =>
      recordOf(row.state, {
        code: row.code,
        source: row.source,
        version: row.ourVersion,
        versionAt: row.ourAt,
        state: row.ourState,
        field: { code: row.fieldCode, name: row.fieldName },
        settlingUnitName: row.unitName,
        origin: ctx.province.origin
      })
    )
    if (records.length === 0) return void (await store.batchFailed(ctx, batch.id, 'nothing-to-tell'))
    await leave(ctx, portal, 'sync', { updating: batch.known, records }, waiting)
    return
  }
  const lines = (await store.linesOf(ctx, batch.id)).map(row => lineOf({ ...row, type: row.kind }))
  if (lines.length === 0) return void (await store.linesTaken(ctx, batch.id, []))
  await leave(ctx, portal, 'progress', { lines }, waiting)
}

/** The answer of a stage; returns the batch at its next stage. What is no longer kept counts as given up. */
async function heard(ctx: Ctx, batch: OpenBatch): Promise<OpenBatch | null> {
  const answer = (batch.call && (await contentOf(ctx, batch.call, 'answer'))) as Taken | null
  if (!answer) {
    await store.batchFailed(ctx, batch.id, 'answer-gone')
    return null
  }
  if (batch.stage === 'progress') {
    const refused = answer.results.filter(({ outcome }) => outcome === 'refused').map(({ code }) => code)
    await store.linesTaken(ctx, batch.id, refused)
    return null
  }
  const sent = (await contentOf(ctx, batch.call!, 'request')) as { records: readonly PortalRecord[] } | null
  const results = answer.results.map(({ code, outcome }, at) => ({
    code,
    outcome,
    version: Number(/^phienban=(\d+)/.exec(sent?.records[at]?.ThongTinKhac ?? '')?.[1] ?? 0)
  }))
  await store.recordsTaken(ctx, batch.id, results)
  return { ...batch, stage: 'progress', message: null, settled: null, call: null }
}

/** Sends what waits and hears the answers, until nothing moves any more: for the drill and for tests. */
export async function tellAll(ctx: Ctx): Promise<void> {
  for (;;) {
    const read = await tellPortal(ctx)
    const { sent, answers } = await pump(ctx, 'portal')
    await answers
    if (read === 0 && sent === 0) return
  }
}
