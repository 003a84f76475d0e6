import type { ProcedureContent } from '#server/catalogue/index.ts'
import { explainRefusal, gatherFacts, lastResultNumber, outcomesAhead } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { uploadsOf } from '#server/documents/index.ts'
import { units } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { returnTargets } from '#server/workflow/index.ts'
import type { ProcessModel, StepNode } from '#server/workflow/index.ts'
import { keptFor, uploadOwner } from './act.files.ts'
import { GRAVE } from './acts.rules.ts'
import type { OpenAct } from './acts.rules.ts'
import { numbersAfter } from './numbers.rules.ts'
import { aboutOf, papersOf } from './panel.papers.ts'
import { colleagues } from './queue.ts'
import { signerChoices } from './signers.ts'

export type Panel = Awaited<ReturnType<typeof panelOf>>
type Known = {
  readonly model: ProcessModel | null
  readonly content: ProcedureContent | null
  readonly stepName: string | null
  readonly asked: URLSearchParams
}

/** What the form of one act shows and offers. */
export async function panelOf(ctx: Ctx, dossier: Dossier, act: OpenAct, { model, content, stepName, asked }: Known) {
  const step = dossier.steps.find(each => each.token === act.token)
  const node = step && model?.steps[step.step]
  const signs = signing(act, node, model)
  const ahead = act.name === 'complete' && step ? outcomesAhead(dossier, step, await gatherFacts(ctx, dossier)) : []
  const asks = ahead.some(outcome => outcome.asks)
  const consults = ahead.some(outcome => outcome.consults)
  const handsIn = model !== null && step !== undefined && ahead.some(outcome => outcome.signs)
  const papers = papersOf(dossier, content)
  return {
    ...act,
    stepName,
    guide: node?.guide ?? null,
    grave: GRAVE.has(act.name),
    signs,
    noteRequired: node?.noteRequired ?? false,
    fileRequired: node?.fileRequired ?? false,
    // Papers are asked for by the act that tells the applicant and stops the clock, or by an outcome that does so.
    outcomes: (node?.outcomes ?? [])
      .filter(({ code }) => code !== 'supplement' || ahead.some(outcome => outcome.code === code && outcome.asks))
      .map(({ code, name }) => ({ code, name: wordsIn(ctx.language, name) })),
    fields: (node?.fields ?? []).map(({ label, ...field }) => ({ ...field, label: wordsIn(ctx.language, label) })),
    asks,
    /** Who signs after this step, where the result is handed in here. */
    signers: handsIn ? await signerChoices(ctx, dossier, step, model) : [],
    consulted: consults ? await unitsToAsk(ctx) : [],
    targets:
      act.name === 'send-back' && node && model
        ? returnTargets(model, node.id).map(({ id, name }) => ({ value: id, label: wordsIn(ctx.language, name) }))
        : [],
    officers:
      act.name === 'assign' && step
        ? (await colleagues(ctx, step.unit)).map(({ id, name }) => ({ value: id, label: name }))
        : [],
    number:
      signs === 'must' || act.name === 'refuse'
        ? ((act.name === 'complete' ? dossier.numbered : undefined) ??
          numbersAfter(await lastResultNumber(ctx, ctx.actor.unit ?? ''), 1)[0]!)
        : '',
    papers,
    about: aboutOf(dossier, content),
    kept: (await uploadsOf(ctx, uploadOwner(ctx, dossier))).map(file => file.name),
    /** The same of each paper, where a supplement is taken in. */
    keptFor: act.name === 'supplement' ? await keptFor(ctx, dossier, papers) : [],
    owed: Math.max(0, dossier.fee.amount - dossier.fee.paid),
    extension: act.name === 'extend' ? await extensionOf(ctx, dossier, asked) : null
  }
}

/** The units whose opinion can be asked: all that stand today but the officer's own. */
async function unitsToAsk(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  const all = await units(ctx, { on: dayOf(ctx.now()) })
  return all
    .filter(({ code }) => code !== ctx.actor.unit)
    .map(({ code, name }) => ({ value: code, label: wordsIn(ctx.language, name) }))
}

/** Whether finishing the step gives the result: a step for signing must, any step may where the process has none. */
function signing(act: OpenAct, node: StepNode | undefined, model: ProcessModel | null): 'must' | 'may' | 'no' {
  if (act.name !== 'complete' || !node) return 'no'
  if (node.kind === 'sign') return 'must'
  return Object.values(model?.steps ?? {}).some(each => each.kind === 'sign') ? 'no' : 'may'
}

/** The new date that an extension would give, before anybody confirms it. */
async function extensionOf(ctx: Ctx, dossier: Dossier, asked: URLSearchParams) {
  const unit = dossier.ledger?.limit.unit ?? 'working-day'
  const value = Number((asked.get('value') ?? '').replace(',', '.'))
  const tried = {
    unit,
    value: asked.get('value') ?? '',
    reason: asked.get('reason') ?? '',
    dueAt: null as Date | null,
    refusal: ''
  }
  if (!asked.has('value') || !dossier.ledger) return tried
  if (!(value > 0)) return { ...tried, refusal: explainRefusal({ code: 'extension-invalid' }, ctx.language) }
  const { clock, rules, now } = await gatherFacts(ctx, dossier)
  const limit = { unit, value }
  const due = clock.due({
    ...dossier.ledger,
    extensions: [...dossier.ledger.extensions, { requestedAt: now.toISOString(), limit, reason: '' }]
  })
  if (due.extensionsGranted <= dossier.ledger.extensions.length || !due.dueAt) {
    const article = rules.articles.extension
    return { ...tried, refusal: explainRefusal({ code: 'extension-too-late', article }, ctx.language) }
  }
  return { ...tried, dueAt: new Date(due.dueAt) }
}
