import { randomUUID } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import type { CounterRefusal } from './counter.actions.ts'
import type { Typed } from './counter.rules.ts'
import { counterAnswer } from './counter.sheet.ts'
import type { CounterSheet } from './counter.sheet.ts'
import { explainRefusal } from './explain.ts'
import { findPeople, findProcedures } from './find.ts'
import type { Choosable } from './find.ts'
import type { Dossier } from './model.ts'
import { load } from './store.ts'
import { maySee } from './views.ts'

/** A sheet before anything is typed. The key makes sure that sending it twice gives one dossier. */
export const blankSheet = (): Typed => ({ key: randomUUID(), kind: 'person' })

/**
 * What the page shows for a sheet: the fields, what follows from them, and lines to choose from. `ticked` puts the
 * procedure's own ticks on a sheet that comes with a procedure and nothing else.
 */
export async function counterPage(
  ctx: Ctx,
  typed: Typed,
  options: { people?: readonly Choosable[]; atOnce: boolean; ticked?: boolean }
) {
  const [answer, procedures] = await Promise.all([
    counterAnswer(ctx, typed),
    findProcedures(ctx, typed.search ?? '', options.atOnce)
  ])
  const ticks = options.ticked && answer.sheet ? ticksWithFee(answer.sheet) : {}
  return { typed: { ...ticks, ...typed }, answer, procedures, people: options.people ?? [] }
}
export type CounterPage = Awaited<ReturnType<typeof counterPage>>

/** Without JavaScript: fills in the bearer of a scanned card or the one person found, else offers those found. */
export async function fillPerson(ctx: Ctx, typed: Typed, atOnce: boolean): Promise<CounterPage> {
  const { card, people } = await findPeople(ctx, typed.pickPerson ?? typed.who ?? '')
  const one = card ?? (typed.pickPerson || people.length === 1 ? people[0]?.typed : undefined)
  return counterPage(ctx, { ...typed, ...one }, { people: one ? [] : people, atOnce })
}

/**
 * Without JavaScript: takes the procedure whose button was pressed, or whose whole code was typed, with the ticks it
 * asks for, else looks for some.
 */
export async function fillProcedure(ctx: Ctx, typed: Typed, atOnce: boolean): Promise<CounterPage> {
  const found = await counterPage(ctx, typed, { atOnce })
  const code = (typed.search ?? '').trim()
  const procedure = typed.pickProcedure || found.procedures.find(({ id }) => id === code)?.id
  if (!procedure) return found
  const chosen = { ...typed, procedure, search: '' }
  const { sheet } = await counterAnswer(ctx, chosen)
  return counterPage(ctx, { ...chosen, ...(sheet && ticksWithFee(sheet)) }, { atOnce })
}

/**
 * What follows from the sheet as it stands. Ticks, reasons and quantities belong to the procedure and case they were
 * put for (`of`); a fee that nobody changed by hand follows the total (`total` is the one shown before).
 */
export async function answeredSheet(ctx: Ctx, typed: Typed, atOnce: boolean): Promise<CounterPage> {
  const changed = typed.of !== undefined && typed.of !== `${typed.procedure ?? ''} ${typed.case ?? ''}`
  const page = await counterPage(ctx, changed ? withoutPapers(typed) : typed, { atOnce })
  const { sheet } = page.answer
  if (changed) return { ...page, typed: { ...page.typed, ...(sheet && ticksWithFee(sheet)) } }
  const follows = sheet?.fee.total && typed.feePaid === typed.total
  return follows ? { ...page, typed: { ...page.typed, feePaid: String(sheet.fee.total) } } : page
}

const withoutPapers = (typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).filter(
      ([name]) => !/^(paper|originals|certified|copies|reason|note|quantity|ground|store|despite):/.test(name)
    )
  )

const ticksWithFee = ({ ticks, fee }: CounterSheet): Typed => ({
  ...ticks,
  feePaid: fee.total ? String(fee.total) : ''
})

/** A refused sheet as the page shows it: typed fields kept, faults by field, and a sentence on top. */
export async function refusedSheet(ctx: Ctx, typed: Typed, refusal: CounterRefusal, atOnce: boolean) {
  const errors = refusal.code === 'input-invalid' && 'errors' in refusal ? refusal.errors : {}
  const message = explainRefusal(refusal, ctx.language)
  return { ...(await counterPage(ctx, typed, { atOnce })), errors, message, refusal: refusal.code }
}

/** What is told after a sheet was sent: the code, until when, and the slip to print. */
export async function sentSheet(ctx: Ctx, code: string) {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return null
  const kind = slipAfter(dossier)
  return {
    code: dossier.code,
    phase: dossier.phase,
    applicant: dossier.applicant.name,
    procedure: dossier.procedure.name,
    dueAt: dossier.dueAt,
    slip: kind && { kind, href: `/desk/dossiers/${encodeURIComponent(code)}/print/${kind}` }
  }
}

const slipAfter = (dossier: Dossier): 'receipt' | 'supplement-request' | 'refusal' =>
  dossier.phase === 'supplement' ? 'supplement-request' : dossier.phase === 'not-accepted' ? 'refusal' : 'receipt'

/** The address of the next at-once sheet: what was just done, and the same procedure and quantities again. */
export function againAfter(typed: Typed, code: string): string {
  const kept = Object.entries(typed).filter(([name]) => name === 'procedure' || name.startsWith('quantity:'))
  return new URLSearchParams([['done', code], ...kept]).toString()
}
