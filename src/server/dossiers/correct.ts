import { err } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { act } from './actions.ts'
import type { ActionRefusal } from './actions.ts'
import { fieldOf, receiptFrom } from './counter.rules.ts'
import type { Typed } from './counter.rules.ts'
import { explainInvalid } from './explain.ts'
import { PartyInput } from './inputs.ts'
import type { Dossier } from './model.ts'

type Refusal = ActionRefusal | { readonly code: 'input-invalid'; readonly errors: Readonly<Record<string, string>> }

/** Mends a wrong entry: applicant, request and fee, with the reason; old and new stay in the timeline. */
export async function correctEntry(ctx: Ctx, dossier: Dossier, typed: Typed): Promise<Result<Dossier, Refusal>> {
  const { applicant: given } = receiptFrom(typed, [])
  const applicant = PartyInput.safeParse(given)
  if (!applicant.success) {
    const errors = applicant.error.issues.map(
      issue => [fieldOf(['applicant', ...issue.path]), explainInvalid(issue.message, ctx.language)] as const
    )
    return err({ code: 'input-invalid', errors: Object.fromEntries(errors) })
  }
  const paid = Math.max(0, Math.trunc(Number((typed.feePaid ?? '').replace(/[\s.]/g, '') || dossier.fee.paid)))
  const amount = Math.max(0, Math.trunc(Number((typed.feeAmount ?? '').replace(/[\s.]/g, '') || dossier.fee.amount)))
  const fee = Number.isFinite(paid + amount) ? { amount, paid } : dossier.fee
  return act(
    ctx,
    { id: dossier.id },
    {
      kind: 'correct',
      changes: { applicant: applicant.data, content: (typed.content ?? '').trim(), fee },
      reason: typed.reason ?? ''
    }
  )
}

/** Voids a wrong entry; its number stays used. */
export const voidEntry = (ctx: Ctx, code: string, reason: string): Promise<Result<Dossier, ActionRefusal>> =>
  act(ctx, { code }, { kind: 'void', reason })
