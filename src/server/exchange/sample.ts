import { randomUUID } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import type { Contract } from './contract.ts'
import { LIMITS } from './contract.ts'
import { subjectOf } from './keys.ts'
import type { About } from './model.ts'
import { record } from './record.store.ts'
import { noteAnswer, noteFailure } from './state.store.ts'

/** An invented exchange of the demonstration, recorded as a true one is; `said` null: there was no answer. */
export async function tellSampleCall(
  ctx: Ctx,
  contract: Contract,
  { operation, about, said }: { operation: string; about: About; said: string | null }
): Promise<void> {
  const { system } = contract
  const { officer, subject, task, fields, purpose, legalGround } = about
  const base = { system, call: randomUUID(), keptDays: contract.operations[operation]!.keptDays }
  const facts = {
    operation,
    mode: 'direct',
    purpose,
    legalGround,
    asker: 'officer',
    ...(officer ? { officer: officer.id, officerName: officer.name, unit: officer.unit, post: officer.post } : {}),
    ...(subject ? { subject: await subjectOf(ctx, subject) } : {}),
    ...(task ? { task } : {}),
    ...(fields ? { fields } : {})
  }
  const latencyMs = said ? 180 + (purpose.length % 7) * 40 : 2_500
  const outcome = said ? { outcome: 'answered', said } : { outcome: 'timeout' }
  await record(ctx, { ...base, kind: 'request', facts, content: { sample: true } })
  await record(ctx, { ...base, kind: 'answer', facts: { operation, latencyMs, ...outcome }, content: { sample: true } })
  if (said) await noteAnswer(ctx, system, latencyMs)
  else await noteFailure(ctx, system, LIMITS.breaker, 'timeout: no answer in 2500 ms')
}
