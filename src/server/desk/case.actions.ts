import { act, explainRefusal, load, maySee } from '#server/dossiers/index.ts'
import type { Dossier, Later } from '#server/dossiers/index.ts'
import { heldToLaw } from '#server/papers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { explainSigning } from '#server/signatures/index.ts'
import { leadsBack, processOf } from '#server/workflow/index.ts'
import { clearFiles, filesOfForm } from './act.files.ts'
import type { ActName } from './acts.rules.ts'
import { commandFrom } from './case.form.ts'
import type { SentForm } from './case.form.ts'
import { aboutOf, contentOf, papersOf } from './panel.papers.ts'
import { colleagues } from './queue.ts'
import { signerRows } from './signers.rules.ts'
import { completeSigned, sendBackSigned } from './signing.ts'

/** Why an act was not done, in words for its form: one sentence for the whole, and one for each field. */
export type ActProblem = {
  readonly code: string
  readonly problem: string
  readonly errors: Readonly<Record<string, string>>
}

/** Does what the form of an act asks. Files that were sent stay at hand when the act is refused. */
export async function actOnCase(
  ctx: Ctx,
  code: string,
  name: ActName,
  form: FormData
): Promise<Result<Dossier, ActProblem>> {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return refused(ctx, { code: 'not-found' })
  const may = await offered(ctx, dossier, String(form.get('token') ?? '').trim())
  const papers = name === 'supplement' ? may.papers : []
  const uploaded = await filesOfForm(ctx, dossier, papers, form)
  if (!uploaded.ok) {
    const { code, field, problem } = uploaded.error
    return err({ code, problem, errors: { [field]: problem } })
  }
  const sent: SentForm = {
    text: field => String(form.get(field) ?? '').trim(),
    files: uploaded.value,
    names: [...form.keys()]
  }
  const command = commandFrom(name, sent, may, ctx.language)
  if (!command.ok) return refused(ctx, command.error, command.error.errors)
  const done = await carryOut(ctx, dossier, command.value, Number(sent.text('version')) || null)
  if (!done.ok) return refused(ctx, done.error)
  await clearFiles(ctx, dossier, papers)
  return ok(done.value)
}

/** A result is signed where the officer has a certificate; one that waits for a confirmation leaves the dossier as it is. */
async function carryOut(ctx: Ctx, dossier: Dossier, command: Later, seen: number | null) {
  if (command.kind === 'ask-supplement') {
    const reasons = await heldToLaw(ctx, dossier, command.reasons)
    return reasons.ok ? act(ctx, { id: dossier.id }, { ...command, reasons: reasons.value }, { seen }) : reasons
  }
  if (command.kind === 'send-back' || (command.kind === 'complete' && (await goesBack(ctx, dossier, command)))) {
    const back = await sendBackSigned(ctx, dossier, command, { seen })
    return back.ok ? ok(back.value.kind === 'done' ? back.value.dossier : dossier) : back
  }
  if (command.kind !== 'complete') return act(ctx, { id: dossier.id }, command, { seen })
  const done = await completeSigned(ctx, dossier, command, { seen })
  return done.ok ? ok(done.value.kind === 'done' ? done.value.dossier : dossier) : done
}

async function goesBack(ctx: Ctx, dossier: Dossier, { token, outcome }: Extract<Later, { kind: 'complete' }>) {
  const step = dossier.steps.find(each => each.token === token)
  const model = step && dossier.procedure.process ? await processOf(ctx, dossier.procedure.process) : null
  return model !== null && step !== undefined && leadsBack(model, step.step, outcome)
}

/** Refusals that belong to the choice of who signs. */
const OF_SIGNERS = /^(signer-(?!other)|signers-|initial-left-out)/

const refused = (ctx: Ctx, refusal: { code: string }, errors: Readonly<Record<string, string>> = {}) => {
  const problem = explainSigning(ctx.language, refusal) ?? explainRefusal(refusal, ctx.language)
  return err({ code: refusal.code, problem, errors: OF_SIGNERS.test(refusal.code) ? { signers: problem } : errors })
}

/** What the form could choose from, read again: a form is never believed about names. */
async function offered(ctx: Ctx, dossier: Dossier, token: string) {
  const step = dossier.steps.find(each => each.token === token)
  const [content, model, people] = await Promise.all([
    contentOf(ctx, dossier),
    dossier.procedure.process ? processOf(ctx, dossier.procedure.process) : null,
    step ? colleagues(ctx, step.unit) : []
  ])
  return {
    dossier,
    papers: papersOf(dossier, content),
    about: aboutOf(dossier, content),
    officers: people.map(({ id, name }) => ({ value: id, label: name })),
    signers: step && model ? signerRows(dossier, model, step.step) : [],
    fields: (step && model?.steps[step.step]?.fields) ?? []
  }
}
