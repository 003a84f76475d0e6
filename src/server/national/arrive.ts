import { act, fileDossier, load, ReceiveInput } from '#server/dossiers/index.ts'
import { onceOnly } from '#server/papers/index.ts'
import type { Dossier, DossierId } from '#server/dossiers/index.ts'
import { Arrival, call, fromNationalTime, portal, systemOf } from '#server/exchange/index.ts'
import { err, ok, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { kindOf, mayStillCome, MOST_TRIES, sheetFrom, supplemented, tryAgainAt } from './arrive.rules.ts'
import * as store from './arrive.store.ts'
import type { Due } from './arrive.store.ts'
import { fetchFiles } from './files.ts'
import { believe, keyOfFiling } from './ledger.store.ts'
import type { Heard } from './model.ts'
import { stateOf } from './portal.rules.ts'

const MOST = 300
const LEASE_MS = 60_000
/** Dossiers worked on at once. */
const AT_ONCE = 4

const ABOUT = {
  purpose: 'Tiếp nhận hồ sơ nộp trên Cổng dịch vụ công quốc gia',
  legalGround: 'NĐ 118/2025/NĐ-CP',
  task: null
}

/** Asks the portal what arrived since the last time, and carries it out. Returns how much was read. */
export async function hearPortal(ctx: Ctx): Promise<number> {
  if (!systemOf('portal')) return 0
  let read = 0
  for (;;) {
    const { arrivals: from } = await store.placeOf(ctx)
    const asked = { after: from, most: MOST }
    const got = await call(ctx, portal, 'arrivals', asked, ABOUT, { mode: 'background', key: `arrivals-${from}` })
    if (!got.ok || got.value.answer.messages.length === 0) break
    const { messages, cursor } = got.value.answer
    await store.enter(ctx, readable(ctx, messages), { from, to: cursor })
    read += messages.length
    if (messages.length < MOST) break
  }
  await carryOut(ctx)
  return read
}

/** What can be read of a poll; a message of another shape is logged and left out, and does not hold up the others. */
function readable(ctx: Ctx, messages: readonly unknown[]): store.NewArrival[] {
  const parsed = messages.map(message => Arrival.safeParse(message))
  const odd = parsed.filter(each => !each.success).length
  if (odd > 0)
    ctx.log.error({ event: 'national.message-odd', messages: odd }, 'messages of the portal were not understood')
  return parsed.flatMap(each => (each.success ? [newArrival(each.data, ctx.now())] : []))
}

const newArrival = (arrival: Arrival, now: Date): store.NewArrival => ({
  key: arrival.MaThongDiep,
  kind: kindOf(arrival),
  code: arrival.MaHoSo,
  at: (fromNationalTime(arrival.ThoiDiem) ?? now).toISOString(),
  body: arrival
})

/** The portal tells by itself: entered once, carried out at once where that is possible, and answered. */
export async function takeFromPortal(
  ctx: Ctx,
  arrivals: readonly Arrival[]
): Promise<Result<Heard[], { code: 'forbidden' }>> {
  if (!ctx.actor.may('national.tell')) return err({ code: 'forbidden' })
  const own = { ...ctx, actor: SYSTEM }
  const keys = arrivals.map(({ MaThongDiep }) => MaThongDiep)
  await store.enter(
    own,
    arrivals.map(arrival => newArrival(arrival, ctx.now())),
    null
  )
  await carryOut(own, keys)
  const standing = new Map((await store.standingOf(own, keys)).map(row => [row.key, row]))
  return ok(
    keys.map(key => {
      const row = standing.get(key)!
      const { code, dossier, state, error } = row
      return { message: key, outcome: row.standing as Heard['outcome'], code, dossier, state, error }
    })
  )
}

/** Carries out what waits: dossiers beside each other, the messages of one dossier one after the other. */
export async function carryOut(ctx: Ctx, only: readonly string[] | null = null): Promise<void> {
  for (;;) {
    const due = await store.claim(ctx, MOST, LEASE_MS, only)
    if (due.length === 0) return
    const lanes = [...Map.groupBy(due, ({ code }) => code).values()]
    const worker = async () => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift())
        for (const message of lane) await settleSafely(ctx, message)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }
}

/** The portal as the one who acts, by name in the events. */
const asPortal = (ctx: Ctx): Ctx => ({ ...ctx, actor: { ...SYSTEM, name: 'Cổng Dịch vụ công quốc gia' } })

/** One message that breaks something holds up no other: it is tried again, and then left to a person. */
async function settleSafely(ctx: Ctx, due: Due): Promise<void> {
  try {
    await settleOne(ctx, due)
  } catch (error) {
    ctx.log.error({ event: 'national.message-failed', message: due.key, error: String(error) }, 'not carried out')
    await store.notDone(ctx, due.id, 'failed', due.attempts < MOST_TRIES ? tryAgainAt(due.attempts, ctx.now()) : null)
  }
}

async function settleOne(ctx: Ctx, due: Due): Promise<void> {
  const arrival = await store.bodyOf(ctx, due)
  const done = due.kind === 'filing' ? await file(asPortal(ctx), arrival) : await follow(asPortal(ctx), due, arrival)
  if (done.ok) {
    const { id, ruleSet: rules } = done.value
    await store.done(ctx, due.id, id, stateOf(done.value, ruleSet(rules)))
    if (due.kind === 'filing') await store.wakeFor(ctx, due.code)
    return
  }
  const { code } = done.error
  const again = mayStillCome(code, due.attempts) ? tryAgainAt(due.attempts, ctx.now()) : null
  await store.notDone(ctx, due.id, code, again)
  if (!again) ctx.log.warn({ event: 'national.message-refused', message: due.key, code }, 'left to a person')
}

type Done = Result<Dossier, { code: string }>

/** Files it once, whatever happens: the dossiers' door knows the portal's code as the key of the occasion. */
async function file(ctx: Ctx, arrival: Arrival): Promise<Done> {
  const files = await fetchFiles(ctx, arrival)
  if (!files.ok) return files
  const input = ReceiveInput.safeParse(sheetFrom(arrival, files.value))
  if (!input.success) return err({ code: `invalid:${input.error.issues[0]?.path.join('.') ?? ''}` })
  const lawful = await onceOnly.receipt(ctx, input.data)
  if (!lawful.ok) return err({ code: lawful.error.code })
  const filed = await fileDossier(ctx, lawful.value, { idempotencyKey: keyOfFiling(arrival.MaHoSo), fromPortal: true })
  if (!filed.ok) return filed
  const { id, code, version, filedAt, ruleSet: rules } = filed.value
  const state = stateOf(filed.value, ruleSet(rules))
  await believe(ctx, [{ dossier: id, code, version, state, at: filedAt }])
  return filed
}

/** What follows a filing: supplement, payment, withdrawal, question. Its key in the event shows a repetition. */
async function follow(ctx: Ctx, due: Due, arrival: Arrival): Promise<Done> {
  const dossier = due.dossierId ? await load(ctx, { id: due.dossierId as DossierId }) : null
  if (!dossier) return err({ code: 'not-found' })
  if (due.kind === 'question') return ok(dossier)
  const mark = `[DVCQG ${arrival.MaThongDiep}]`
  if (await store.carriedOut(ctx, dossier.id, mark)) return ok(dossier)
  const note = `${arrival.NoiDung.slice(0, 900)} ${mark}`.trim()
  switch (due.kind) {
    case 'supplement': {
      const files = await fetchFiles(ctx, arrival)
      if (!files.ok) return files
      return act(ctx, dossier, { kind: 'supplement', papers: supplemented(dossier.papers, files.value), note })
    }
    case 'payment':
      return act(ctx, dossier, {
        kind: 'pay-fee',
        amount: arrival.ThanhToan!.SoTien,
        method: 'online',
        receipt: `${arrival.ThanhToan!.MaGiaoDich} ${mark}`
      })
    case 'withdrawal':
      return act(ctx, dossier, { kind: 'ask-withdrawal', reason: note })
    default:
      return err({ code: 'message-unknown' })
  }
}
