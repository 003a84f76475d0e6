import { procedureByCode } from '#server/catalogue/index.ts'
import type { Paper } from '#server/catalogue/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { act, openDossier } from './actions.ts'
import { askedDespite, fieldOf, missingPapers, papersOfCase, reasonsFrom, receiptFrom } from './counter.rules.ts'
import type { PaperThere, Typed } from './counter.rules.ts'
import { explainInvalid } from './explain.ts'
import { ReceiveInput } from './inputs.ts'
import { filingFor, receiveDossier, settleAtOnce } from './intake.ts'
import type { IntakeRefusal } from './intake.ts'
import type { Dossier, ReasonCode } from './model.ts'
import { reasonSentence } from './reasons.ts'

export type CounterRefusal =
  | IntakeRefusal
  | { readonly code: 'procedure-not-chosen' }
  | { readonly code: 'only-at-once' }
  | { readonly code: 'papers-missing'; readonly papers: string; readonly count: number }
  | { readonly code: 'paper-is-there'; readonly papers: string; readonly law: string }
  | { readonly code: 'input-invalid'; readonly errors: Readonly<Record<string, string>> }
type Answer = Promise<Result<Dossier, CounterRefusal>>

/**
 * Receives what stands in the counter's form. Papers always asked for may only be left out by saying so (`despite`);
 * what is `there` already is only asked for with a reason that is kept.
 */
export async function receiveAtCounter(ctx: Ctx, typed: Typed, there: readonly PaperThere[] = []): Answer {
  const read = await readTyped(ctx, typed, there)
  if (!read.ok) return read
  if (read.value.atOnce) return err({ code: 'only-at-once' })
  const despite = refusedDespite(askedDespite(typed, there, 'paper'))
  if (despite) return despite
  const missing = missingPapers(typed, read.value.papers, there)
  if (missing.length > 0 && typed.despite !== 'on')
    return err({
      code: 'papers-missing',
      papers: missing.map(paper => paper.name.vi).join('; '),
      count: missing.length
    })
  return receiveDossier(ctx, read.value.input, { idempotencyKey: typed.key ?? null })
}

/** Certified copies and the like: into the register and the log, settled and handed over in one act. */
export async function settleAtCounter(ctx: Ctx, typed: Typed): Answer {
  const read = await readTyped(ctx, typed)
  if (!read.ok) return read
  return settleAtOnce(ctx, read.value.input, {
    number: (typed.resultNumber ?? '').trim(),
    note: (typed.content ?? '').trim(),
    idempotencyKey: typed.key ?? null
  })
}

/**
 * What is not complete goes back with a slip and stays on record: it gets a code, is entered as handed in, and is asked
 * for papers once or refused, each with coded reasons (Decree 61/2018 art. 17; forms 02 and 03).
 */
export async function sendBackAtCounter(
  ctx: Ctx,
  typed: Typed,
  how: 'ask-supplement' | 'refuse-reception',
  there: readonly PaperThere[] = []
): Answer {
  const read = await readTyped(ctx, typed, there)
  if (!read.ok) return read
  const despite = refusedDespite(askedDespite(typed, there, 'reason'))
  if (despite) return despite
  // What goes on the slip and on record is Vietnamese, whatever the officer's screen speaks.
  const say = (code: ReasonCode, name: string) => reasonSentence('vi', code, name)
  const reasons = reasonsFrom(typed, read.value.papers, say)
  if (reasons.length === 0) return err({ code: 'reasons-missing' })
  const filing = await filingFor(ctx, read.value.input)
  if (!filing.ok) return filing
  const command = { kind: 'file', filing: filing.value } as const
  const filed = await openDossier(ctx, command, { idempotencyKey: typed.key ?? null })
  if (!filed.ok || filed.value.phase !== 'filed') return filed
  return act(ctx, { id: filed.value.id }, { kind: how, reasons })
}

/** The applicant brought what was asked for: entered, and received at once where the desk says it is complete. */
export async function takeSupplement(
  ctx: Ctx,
  code: string,
  by: { papers: Dossier['papers']; note: string; accept: boolean }
): Answer {
  const supplemented = await act(ctx, { code }, { kind: 'supplement', papers: by.papers, note: by.note })
  if (!supplemented.ok || !by.accept || supplemented.value.receivedAt) return supplemented
  return act(ctx, { code }, { kind: 'accept' })
}

/** A paper that is there is not asked for (Resolution 66.7/2025/NQ-CP): the officer is told which, and by which law. */
export const refusedDespite = (asked: readonly PaperThere[]) =>
  asked.length === 0
    ? null
    : err({ code: 'paper-is-there' as const, papers: asked.map(({ name }) => name).join('; '), law: asked[0]!.law })

async function readTyped(
  ctx: Ctx,
  typed: Typed,
  there: readonly PaperThere[] = []
): Promise<Result<{ input: ReceiveInput; papers: Paper[]; atOnce: boolean }, CounterRefusal>> {
  if (!ctx.actor.may('dossier.receive')) return err({ code: 'forbidden' })
  if (!typed.procedure) return err({ code: 'procedure-not-chosen' })
  const published = await procedureByCode(ctx, typed.procedure)
  if (!published.ok) return err({ code: 'procedure-unknown' })
  const papers = papersOfCase(published.value.content, typed.case ?? '')
  const parsed = ReceiveInput.safeParse(receiptFrom(typed, papers, there))
  if (parsed.success) return ok({ input: parsed.data, papers, atOnce: published.value.content.atOnce })
  const errors = parsed.error.issues.map(
    issue => [fieldOf(issue.path), explainInvalid(issue.message, ctx.language)] as const
  )
  return err({ code: 'input-invalid', errors: Object.fromEntries(errors.reverse()) })
}
