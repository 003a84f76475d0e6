import { formOf, revisionById } from '#server/catalogue/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet, rulesToday } from '#server/rulesets/index.ts'
import { answersOf } from './answers.rules.ts'
import { clockFor } from './clock.ts'
import { beforeAcceptance } from './counter.views.ts'
import { countsOf, isAlwaysAsked, papersOfCase } from './counter.rules.ts'
import type { Typed } from './counter.rules.ts'
import type { Dossier } from './model.ts'
import { load } from './store.ts'
import { maySee } from './views.ts'

/** What waits for the desk before acceptance, with the time to answer by (eight working hours, Decree 45/2020 art. 11). */
export async function filedList(ctx: Ctx, phase: 'filed' | 'supplement') {
  const rules = await rulesToday(ctx)
  const [rows, clock] = await Promise.all([beforeAcceptance(ctx, phase), clockFor(ctx, rules, ctx.actor.unit ?? '')])
  const limit = { value: rules.onlineCheck.workingHours, unit: 'working-hour' } as const
  return rows.map(row => {
    const answerBy = clock.stepDue(row.filedAt, limit)
    return { ...row, answerBy, late: answerBy !== null && answerBy < ctx.now() }
  })
}

/** A filing as the desk checks it: answers, papers with files, and when it would be due; null when not theirs to see. */
export async function filedDossier(ctx: Ctx, code: string) {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return null
  const published = await revisionById(ctx, dossier.procedure.revision)
  const content = published.ok ? published.value.content : null
  return {
    code: dossier.code,
    phase: dossier.phase,
    received: dossier.receivedAt !== null,
    procedure: dossier.procedure,
    applicant: dossier.applicant,
    delegate: dossier.delegate,
    filedAt: dossier.filedAt,
    content: dossier.content,
    asked: dossier.asked,
    fee: dossier.fee,
    answers: content ? answersOf(formOf(content), dossier.form, ctx.language) : [],
    papers: dossier.papers,
    /** All papers of the procedure: what may be at fault or brought later. */
    wanted: (content ? papersOfCase(content, '') : []).map(paper => ({
      code: paper.code,
      name: wordsIn(ctx.language, paper.name),
      asked: isAlwaysAsked(paper)
    })),
    dueIfNow: await dueIfNow(ctx, dossier)
  }
}

async function dueIfNow(ctx: Ctx, { limit, lateAfter, ruleSet: id, settlingUnit }: Dossier): Promise<string | null> {
  if (!limit) return null
  const clock = await clockFor(ctx, ruleSet(id), settlingUnit)
  return clock.due({ startedAt: ctx.now().toISOString(), limit, lateAfter, pauses: [], extensions: [] }).dueAt
}

/** The papers of a dossier after the applicant came back: those kept as they are and those ticked as brought. */
export async function papersBrought(ctx: Ctx, code: string, typed: Typed): Promise<Dossier['papers']> {
  const dossier = await load(ctx, { code })
  const published = dossier && (await revisionById(ctx, dossier.procedure.revision))
  if (!dossier || !published?.ok) return dossier?.papers ?? []
  const ticked = (paper: string) => typed[`paper:${paper}`] === 'on'
  const kept = dossier.papers.filter(paper => ticked(paper.code) || paper.files.length > 0)
  const brought = published.value.content.papers
    .filter(paper => ticked(paper.code) && !kept.some(each => each.code === paper.code))
    .map(paper => ({ code: paper.code, name: paper.name.vi, ...countsOf(paper), files: [] }))
  return [...kept, ...brought]
}
