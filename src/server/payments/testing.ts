import { act, fits } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { aReceived } from '#server/linkage/testing.ts'
import { SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { TestCtx } from '#server/platform/testing.ts'

/** A dossier of Mơ Giang whose applicant was asked for a fee. */
export async function aFeeDue(ctx: TestCtx, amount = 8000): Promise<Dossier> {
  const dossier = await aReceived(ctx)
  const command = { kind: 'ask-fee', amount: dossier.fee.paid + amount, reason: 'Bản sao trích lục' } as const
  const asked = await act({ ...ctx, actor: SYSTEM }, { id: dossier.id }, command)
  if (!asked.ok || !fits(asked.value, 'pay-fee')) throw new Error(JSON.stringify(asked))
  return asked.value
}

/** As the person at the sandbox's page: presses pay or cancel; the sandbox notifies us itself. */
export const pressAt = (page: string, act: 'pay' | 'cancel'): Promise<Response> =>
  fetch(page, { method: 'POST', body: new URLSearchParams({ act }), redirect: 'manual' })

export const feeEvents = ({ sql }: Pick<Ctx, 'sql'>, dossier: string) => sql<
  { amount: number; method: string; receipt: string }[]
>`
  select (data ->> 'amount')::integer as "amount", data ->> 'method' as "method", data ->> 'receipt' as "receipt"
  from event where case_id = ${dossier}::uuid and type = 'dossier.fee-paid' order by version`
