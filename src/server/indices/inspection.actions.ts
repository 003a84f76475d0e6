import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { caseId, loadCase, tell } from './case.store.ts'
import { inspectionCase } from './inspection.rules.ts'
import type { Inspection, InspectionCommand } from './inspection.rules.ts'

const refOf = ({ year, number }: { year: number; number: string }) => `${year}:${number}`

/** Plans an inspection of reform work; its number in the year names it. */
export async function planInspection(
  ctx: Ctx,
  plan: Extract<InspectionCommand, { kind: 'plan' }>['plan']
): Promise<Result<{ id: string }, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const ref = refOf(plan)
  return tell(ctx, inspectionCase, { id: caseId('inspection', ref), ref }, { kind: 'plan', plan })
}

export async function onInspection(
  ctx: Ctx,
  id: string,
  command: Exclude<InspectionCommand, { kind: 'plan' }>
): Promise<Result<Inspection, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const found = await loadCase<Inspection>(ctx, 'inspection', id)
  if (!found) return err({ code: 'not-found' })
  const told = await tell(ctx, inspectionCase, { id, ref: refOf(found.state) }, command)
  return told.ok ? ok(told.value.state) : told
}
