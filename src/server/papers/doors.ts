import { procedureByCode } from '#server/catalogue/index.ts'
import { load, mayDo, refusedDespite } from '#server/dossiers/index.ts'
import type { Later, OnceOnly, PaperThere, ReceiveInput } from '#server/dossiers/index.ts'
import { dayOf, ok, remembered } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { isThere, offersFor } from './offers.rules.ts'
import { heldToLaw, numbered, thereOf } from './offers.ts'
import { isApplication } from './once.rules.ts'
import * as once from './once.store.ts'
import type { OnceRule } from './once.model.ts'
import { papersOf } from './store.ts'

/** The rules of a procedure change a few times a year: receipts of other systems do not ask for them each time. */
const rules = remembered<readonly OnceRule[]>(30_000)
const NEWEST = { limit: 200, offset: 0 }

type Handed = Pick<ReceiveInput, 'procedure' | 'applicant' | 'papers'>

/** Handed in anew, and not said why: a file of the own store, or a paper with a reason, is no such paper. */
const anew = ({ originals, certified, copies, files, askedBecause }: ReceiveInput['papers'][number]): boolean =>
  (askedBecause ?? '').trim() === '' &&
  (originals + certified + copies > 0 || files.some(({ paper }) => paper === undefined))

/**
 * What another system hands in although the person's store or a register has it. Costs nothing where nothing but
 * applications and forms is handed in, and one walk along an index where a store must be looked into.
 */
async function broughtDespite(ctx: Ctx, { procedure, applicant, papers }: Handed): Promise<PaperThere[]> {
  const codes = new Set(papers.filter(anew).map(({ code }) => code))
  const published = codes.size > 0 ? await procedureByCode(ctx, procedure) : null
  if (!published?.ok) return []
  const { content } = published.value
  const asked = content.papers.filter(paper => codes.has(paper.code) && !isApplication(paper))
  if (asked.length === 0) return []
  const whose = numbered(applicant.kind, applicant.number)
  const [held, of] = await Promise.all([
    whose ? papersOf(ctx, whose, NEWEST) : [],
    rules.of(ctx, content.code, () => once.rulesOf(ctx, content.code))
  ])
  // The rules are read against all papers of the procedure: their words may mean one of several.
  const offers = offersFor({ code: content.code, papers: content.papers }, held, of, dayOf(ctx.now()))
  return thereOf(offers.filter(offer => isThere(offer) && asked.some(({ code }) => code === offer.paper)))
}

/**
 * The once-only rules at the doors of other systems. An officer who received with another program is held to them as at
 * our counter: refused, unless a reason is kept. What a person filed by himself is taken, and marked as not needed.
 */
export const onceOnly: OnceOnly = {
  async receipt(ctx, input) {
    // Who may not receive learns nothing of what a store has: the door behind refuses anyway.
    if (input.channel !== 'online' && !ctx.actor.may('dossier.receive')) return ok(input)
    const there = await broughtDespite(ctx, input)
    if (there.length === 0) return ok(input)
    if (input.channel !== 'online') return refusedDespite(there)!
    const law = new Map(there.map(paper => [paper.paper, paper.law]))
    ctx.log.info({ event: 'once-only.brought', procedure: input.procedure, papers: there.length }, 'not needed')
    return ok({
      ...input,
      papers: input.papers.map(paper => {
        const notNeeded = anew(paper) ? law.get(paper.code) : undefined
        return notNeeded === undefined ? paper : { ...paper, notNeeded }
      })
    })
  },
  async command(ctx, code, command) {
    if (command.kind !== 'ask-supplement' && command.kind !== 'refuse-reception') return ok(command)
    const dossier = await load(ctx, { code })
    if (!dossier || !mayDo(ctx.actor, dossier, { kind: command.kind })) return ok(command)
    const reasons = await heldToLaw(ctx, dossier, command.reasons)
    return reasons.ok ? ok<Later>({ ...command, reasons: reasons.value }) : reasons
  }
}
