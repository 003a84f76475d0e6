import { person } from '#server/identity/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ReceiveInput } from '../inputs.ts'
import { fileDossier } from '../intake.ts'
import type { IntakeRefusal } from '../intake.ts'
import type { Dossier, FileRef } from '../model.ts'
import { dropDraft } from './drafts.ts'
import type { Draft } from './model.ts'
import { nextStep } from './parts.rules.ts'
import { answersOf, questionsOf } from './reading.rules.ts'
import type { Reading, Scope } from './reading.rules.ts'
import type { Sheet } from './sheet.ts'
import { partiesOf } from './who.rules.ts'

export type SubmitRefusal =
  | IntakeRefusal
  | { readonly code: 'not-yourself' }
  | { readonly code: 'draft-unfinished'; readonly step: string }
  | { readonly code: 'input-invalid'; readonly fields: string }

/** Files a finished draft. The draft's id is the idempotency key, so that a double click files once. */
export async function submitDraft(
  ctx: Ctx,
  draft: Draft,
  owner: string,
  sheet: Sheet
): Promise<Result<Dossier, SubmitRefusal>> {
  if (!ctx.actor.may('dossier.file')) return err({ code: 'forbidden' })
  const step = nextStep(sheet.parts, draft.body.done)
  if (step !== 'review') return err({ code: 'draft-unfinished', step })
  if (!(await isFiler(ctx, sheet.reading.values.who as Scope))) return err({ code: 'not-yourself' })
  const parsed = ReceiveInput.safeParse(filingInput(sheet))
  if (!parsed.success)
    return err({ code: 'input-invalid', fields: parsed.error.issues.map(issue => issue.path.join('.')).join(', ') })
  const filed = await fileDossier(ctx, parsed.data, { idempotencyKey: draft.id })
  if (!filed.ok) return filed
  await dropDraft(ctx, draft.id, owner)
  return ok(filed.value)
}

/** Whoever says "for myself", or files for somebody else, is the person of the account. */
async function isFiler(ctx: Ctx, who: Scope): Promise<boolean> {
  const account = ctx.actor.id ? await person(ctx, ctx.actor.id) : undefined
  if (!account?.personalNumber) return true
  const { applicant, delegate } = partiesOf(who)
  return (delegate ?? applicant).number === account.personalNumber
}

/** The draft as an input for the desk: parties, answers, papers with their files, what multiplies the fee. */
export function filingInput({ content, desks, reading }: Sheet): object {
  const { who, ...values } = reading.values as { who: Scope } & Scope
  const answers = answersOf(values)
  const quantities = content.fees.flatMap(({ quantity, quantityField = quantity }) => {
    const asked = quantityField && values[quantityField]
    return quantity && typeof asked === 'number' ? [[quantity, asked] as const] : []
  })
  const papers = papersOf(reading)
  const paperKeys = new Set(papers.map(paper => paper.key))
  return {
    procedure: content.code,
    case: typeof who.case === 'string' ? who.case : '',
    channel: 'online',
    ...partiesOf(who),
    content: typeof values.noi_dung === 'string' ? values.noi_dung : '',
    form: Object.fromEntries(Object.entries(answers).filter(([key]) => !paperKeys.has(key))),
    papers: papers.map(({ code, files }) => ({ code, files, copies: files.length })),
    quantities: Object.fromEntries(quantities),
    grounds: Array.isArray(who.relief) ? who.relief : [],
    receivingUnit: typeof who.desk === 'string' ? who.desk : desks[0]?.value
  }
}

/** The papers that have files, by the code of the paper. */
function papersOf({ nodes }: Reading): { key: string; code: string; files: readonly FileRef[] }[] {
  return questionsOf(nodes).flatMap(({ question, name, files, hidden }) => {
    const code = question.type === 'filepicker' ? question.properties?.paper : undefined
    return code && !hidden && files.length > 0 ? [{ key: name, code, files }] : []
  })
}
