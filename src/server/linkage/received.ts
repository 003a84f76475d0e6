import { load } from '#server/dossiers/index.ts'
import type { Dossier, DossierId } from '#server/dossiers/index.ts'
import { fetchLater, outageNow, outagesBetween, settledMessage, systemOf } from '#server/exchange/index.ts'
import type { Asking, Fetched } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { compared, differing, namedOf } from './person.rules.ts'
import * as store from './store.ts'

/** A dossier's applicant is the one checked while it was typed, when that was today. */
const SAME_DAY_MINUTES = 24 * 60

/**
 * After a dossier was received: takes over the check made at the counter, or leaves one in the outbox. What stood in
 * the way (an outage) is noted on the dossier. A job: run twice it does no harm.
 */
export async function checkReceived(ctx: Ctx, given: { dossier: DossierId; version: number }): Promise<void> {
  if (!systemOf('population')) return
  const dossier = await load(ctx, { id: given.dossier })
  const person = dossier && namedOf(dossier.applicant)
  if (!dossier || !person) return
  const procedure = dossier.procedure.code
  const unit = dossier.receivingUnit
  const before = await store.recentCheck(ctx, { person, procedure, unit, minutes: SAME_DAY_MINUTES })
  if (before && (before.dossierId === null || before.dossierId === dossier.id)) {
    await store.attach(ctx, before.id, dossier.id)
    await store.note(ctx, dossier.id, 'checked', before.id)
    return
  }
  await noteOutage(ctx, dossier.id)
  const receiver = await store.receiverOf(ctx, dossier.id, given.version)
  const officer: Asking | null =
    receiver?.kind === 'officer' && receiver.id
      ? { id: receiver.id, name: receiver.name, unit: receiver.unit, post: 'one-stop-officer' }
      : null
  const left = await fetchLater(ctx, person, {
    procedure,
    procedureName: dossier.procedure.name,
    dossier: dossier.code,
    task: { kind: 'dossier', ref: dossier.code },
    ...(officer ? { officer } : {}),
    key: `received-${dossier.id}`,
    tell: 'linkage.told'
  })
  if (!left.ok) {
    await store.note(ctx, dossier.id, 'not-checked', `${left.error.code}:${given.version}`)
    ctx.log.info({ event: 'linkage.not-checked', dossier: dossier.id, code: left.error.code }, 'not checked')
    return
  }
  const common = { kind: 'background', person, procedure, unit, officer: officer?.id ?? null } as const
  const check = await store.enterCheck(ctx, {
    ...common,
    task: dossier.code,
    dossier: dossier.id,
    message: left.value.id
  })
  await store.note(ctx, dossier.id, 'queued', check)
}

/** Those that could not be checked (no account mapped, the day used up), once more. A job. */
export async function checkUnchecked(ctx: Ctx): Promise<void> {
  if (!systemOf('population')) return
  for (const { dossier, version } of await store.unchecked(ctx))
    await checkReceived(ctx, { dossier: dossier as DossierId, version })
}

async function noteOutage(ctx: Ctx, dossier: string): Promise<void> {
  const outage = await outageNow(ctx, 'population')
  if (outage) await store.note(ctx, dossier, 'outage', String(outage.id))
}

/** The answer to a check that waited: its outcome, and every outage that held it up, on the dossier. A job. */
export async function settleWaiting(ctx: Ctx, message: string): Promise<void> {
  const [settled, check] = await Promise.all([settledMessage(ctx, message), store.checkByMessage(ctx, message)])
  if (!settled || !check?.dossierId) return
  const dossier = await load(ctx, { id: check.dossierId as DossierId })
  if (!dossier) return
  const { outcome, rows } = settled.answer
    ? compared(applicantOf(dossier), settled.answer as Fetched)
    : { outcome: 'failed' as const, rows: [] }
  await store.settleCheck(ctx, check.id, { call: settled.call, outcome, differs: differing(rows) })
  for (const { id } of await outagesBetween(ctx, 'population', { from: check.at, to: ctx.now() }))
    await store.note(ctx, dossier.id, 'outage', String(id))
  await store.note(ctx, dossier.id, 'checked', check.id)
}

export const applicantOf = ({ applicant }: Dossier) => ({
  name: applicant.name,
  birth: applicant.birth ?? '',
  sex: applicant.sex ?? '',
  address: applicant.address ?? ''
})
