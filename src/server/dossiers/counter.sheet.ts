import { feeOf, limitFor, procedureByCode } from '#server/catalogue/index.ts'
import type { Limit, ProcedureContent } from '#server/catalogue/index.ts'
import { computeDeadline, limitWords } from '#server/calendar/index.ts'
import type { NumberFault } from '#server/identity/index.ts'
import { unitNames, units } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { hindranceFor } from '#server/systems/index.ts'
import { rulesToday } from '#server/rulesets/index.ts'
import { clockFor, inputOf } from './clock.ts'
import { channelOf, feeFacts, isAlwaysAsked, numberFaults, papersOfCase, ticksOf } from './counter.rules.ts'
import type { Typed } from './counter.rules.ts'
import { explainRefusal } from './explain.ts'
import { settlingUnitOf } from './intake.ts'

/** What the counter shows beside the typed fields: everything that follows from them. */
export type CounterSheet = {
  readonly code: string
  readonly name: string
  readonly atOnce: boolean
  readonly cases: readonly string[]
  readonly papers: readonly { code: string; name: string; asked: boolean; replacedBy: string | null; when: boolean }[]
  /** Ticks and counts that the procedure asks for by itself. */
  readonly ticks: Readonly<Record<string, string>>
  readonly fee: {
    readonly total: number | null
    readonly lines: readonly { name: string; amount: number | null; text: string }[]
    readonly quantities: readonly { name: string; label: string }[]
    readonly grounds: readonly string[]
  }
  readonly settling: { readonly code: string; readonly name: string } | null
  /** Units to choose from where the desk's own place does not say who settles. */
  readonly choices: readonly { code: string; name: string }[]
  readonly limit: string | null
  readonly dueAt: Date | null
  readonly explanation: string
  /** Why it may not be received here, and where to go; null when nothing hinders. */
  readonly hindrance: string | null
}
export type CounterAnswer = { readonly faults: readonly NumberFault[]; readonly sheet: CounterSheet | null }

/** Everything that follows from what is typed so far: faults of the number, papers, fee, due date with its reason. */
export async function counterAnswer(ctx: Ctx, typed: Typed): Promise<CounterAnswer> {
  const faults = numberFaults(typed)
  const published = typed.procedure ? await procedureByCode(ctx, typed.procedure) : null
  return { faults, sheet: published?.ok ? await sheetOf(ctx, published.value.content, typed) : null }
}

async function sheetOf(ctx: Ctx, content: ProcedureContent, typed: Typed): Promise<CounterSheet> {
  const chosen = typed.case ?? ''
  const papers = papersOfCase(content, chosen)
  const own = await settlingUnitOf(ctx, content.settling, ctx.actor.unit ?? '')
  const choices = await choicesFor(ctx, content, own)
  const code = typed.settlingUnit && choices.some(unit => unit.code === typed.settlingUnit) ? typed.settlingUnit : own
  const limit = limitFor(content, { channel: channelOf(typed), case: chosen })
  const asked = { procedure: content.code, unit: ctx.actor.unit ?? '', feature: 'receiving' } as const
  const hindrance = await hindranceFor(ctx, asked)
  return {
    hindrance: hindrance && explainRefusal(hindrance, ctx.language),
    code: content.code,
    name: wordsIn(ctx.language, content.name),
    atOnce: content.atOnce,
    cases: casesOf(content),
    papers: papers.map(paper => ({
      code: paper.code,
      name: wordsIn(ctx.language, paper.name),
      asked: isAlwaysAsked(paper),
      replacedBy: paper.replacedBy,
      when: paper.when !== undefined
    })),
    ticks: ticksOf(papers),
    fee: feePart(ctx, content, typed, chosen),
    settling: code ? { code, name: await nameOf(ctx, code) } : null,
    choices,
    limit: limit && limitWords(ctx.language, limit),
    ...(await duePart(ctx, content, limit, code ?? ctx.actor.unit ?? ''))
  }
}

const casesOf = ({ papers, limits, fees }: ProcedureContent): string[] => [
  ...new Set([...papers, ...limits, ...fees].map(part => part.case).filter(part => part !== ''))
]

function feePart(ctx: Ctx, content: ProcedureContent, typed: Typed, chosen: string): CounterSheet['fee'] {
  const { lines, total } = feeOf(content.fees, { channel: channelOf(typed), case: chosen, ...feeFacts(typed) })
  const quantities = new Map(content.fees.flatMap(rule => (rule.quantity ? [[rule.quantity, rule.per] as const] : [])))
  return {
    total,
    lines: lines.map(line => ({ name: wordsIn(ctx.language, line.name), amount: line.amount, text: line.text })),
    quantities: [...quantities].map(([name, label]) => ({ name, label })),
    grounds: [...new Set(content.fees.flatMap(rule => rule.relief.map(relief => relief.ground)))]
  }
}

/** A commune settles what its own desk receives; elsewhere, or where the procedure does not say, the officer chooses. */
async function choicesFor(ctx: Ctx, content: ProcedureContent, own: string | null) {
  if (content.settling.kind === 'department' && own) return []
  const all = await units(ctx, { on: dayOf(ctx.now()), settling: true })
  const here = all.find(unit => unit.code === own)
  if (content.settling.kind === 'commune' && here?.level === 'commune') return []
  return all
    .filter(unit => content.settling.kind !== 'commune' || unit.kind === 'commune')
    .map(unit => ({ code: unit.code, name: wordsIn(ctx.language, unit.name) }))
}

async function nameOf(ctx: Ctx, code: string): Promise<string> {
  const name = (await unitNames(ctx, [code])).get(code)
  return name ? wordsIn(ctx.language, name) : code
}

async function duePart(ctx: Ctx, content: ProcedureContent, limit: Limit | null, unit: string) {
  if (!limit) return { dueAt: null, explanation: '' }
  const clock = await clockFor(ctx, await rulesToday(ctx), unit)
  const lateAfter = content.lateRule?.after ?? null
  const ledger = { startedAt: ctx.now().toISOString(), limit, lateAfter, pauses: [], extensions: [] }
  const { dueAt, explanation } = computeDeadline(inputOf(ledger, clock.rules(lateAfter)), clock.calendar)
  return { dueAt, explanation: explanation[ctx.language] }
}
