import { formOf, procedureByCode, texts as catalogueTexts } from '#server/catalogue/index.ts'
import type { Component, ProcedureContent } from '#server/catalogue/index.ts'
import { person } from '#server/identity/index.ts'
import { unitByShortName, units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Language } from '#server/platform/index.ts'
import { rulesToday } from '#server/rulesets/index.ts'
import { prefilled } from './entering.rules.ts'
import type { DraftBody, Entered, Typed } from './model.ts'
import { partsOf } from './parts.rules.ts'
import type { Part } from './parts.rules.ts'
import { readForm } from './reading.rules.ts'
import type { Reading } from './reading.rules.ts'
import { autofilled, knownOf, whoForm } from './who.rules.ts'
import type { WhoAbout } from './who.rules.ts'

/** Everything a page of a filing is made from. */
export type Sheet = {
  readonly content: ProcedureContent
  readonly desks: WhoAbout['desks']
  readonly reading: Reading
  readonly parts: readonly Part[]
  /** What the account knows, typed beforehand. */
  readonly known: Typed
}
/** Where a procedure can be filed and what is known of the person: the same for every page of a draft. */
export type Ground = {
  readonly content: ProcedureContent
  readonly about: WhoAbout
  readonly known: Typed
}

/** The ground of a procedure for the one who asks; null when there is no such procedure. */
export async function groundOf(ctx: Ctx, code: string): Promise<Ground | null> {
  const found = await procedureByCode(ctx, code)
  if (!found.ok) return null
  const { content } = found.value
  const account = ctx.actor.kind === 'citizen' && ctx.actor.id ? await person(ctx, ctx.actor.id) : undefined
  return {
    content,
    about: { desks: await desksFor(ctx, content), cases: casesOf(content), reliefs: reliefsOf(content) },
    known: account ? knownOf(account) : {}
  }
}

/** The form with what was entered, cut into pages. */
export function sheetOf(ground: Ground, body: DraftBody): Sheet {
  const { content, about, known } = ground
  const chosen = body.typed['who.case']
  const papers = content.papers.filter(paper => paper.case === '' || paper.case === chosen)
  const components: Component[] = [whoForm(about), ...formOf({ ...content, papers }).components]
  const withWho = prefilled(body, visitorsKnown(body, known))
  const entered: Entered = prefilled(withWho, autofilled(components, withWho.typed))
  const reading = readForm(components, entered)
  return { content, desks: about.desks, reading, parts: partsOf(reading, body.typed), known }
}

/** Who files for another person is not that person: only the part about the filer is known. */
const visitorsKnown = ({ typed }: DraftBody, known: Typed): Typed =>
  typed['who.for'] === 'person'
    ? Object.fromEntries(Object.entries(known).filter(([name]) => !ABOUT_APPLICANT.includes(name)))
    : known
export const ABOUT_APPLICANT = ['who.name', 'who.number', 'who.birth', 'who.address', 'who.phone', 'who.email']

/** The desks that take this procedure: a commune's, the centre's, or the settling agency's own. */
async function desksFor(ctx: Ctx, { settling }: ProcedureContent): Promise<WhoAbout['desks']> {
  if (settling.kind === 'elsewhere') return []
  const receiving = await units(ctx, { on: dayOf(ctx.now()), receiving: true })
  const option = (unit: (typeof receiving)[number]) => ({ value: unit.code, name: unit.name })
  if (settling.kind === 'commune') return receiving.filter(unit => unit.level === 'commune').map(option)
  const own = settling.code ? await unitByShortName(ctx, settling.code) : null
  const ownDesk = receiving.filter(unit => unit.code === own)
  return (
    ownDesk.length > 0 ? ownDesk : receiving.filter(unit => unit.kind === 'centre' && unit.level === 'province')
  ).map(option)
}

const casesOf = ({ limits, fees, papers }: ProcedureContent): WhoAbout['cases'] =>
  [...new Set([...limits, ...fees, ...papers].map(entry => entry.case))]
    .filter(name => name !== '')
    .slice(0, 30)
    .map(name => ({ value: name, name: { vi: name } }))

const reliefsOf = ({ fees }: ProcedureContent): WhoAbout['reliefs'] =>
  [...new Set(fees.flatMap(fee => fee.relief.map(relief => relief.ground)))].map(ground => ({
    value: ground,
    name: { vi: reliefWords('vi', ground), en: reliefWords('en', ground) }
  }))

/** Why this procedure cannot be filed here from home; null when it can. */
export async function filingBarrier(
  ctx: Ctx,
  { content, about }: Ground
): Promise<'national-portal' | 'not-online' | null> {
  if (content.serviceLevel === 'information' || about.desks.length === 0) return 'not-online'
  const [row] = await ctx.sql<{ choice: string }[]>`select online_filing as "choice" from province`
  const here = row?.choice === 'own' || (row?.choice !== 'national-portal' && (await rulesToday(ctx)).ownOnlineFiling)
  return here ? null : 'national-portal'
}

const reliefWords = (language: Language, ground: string): string => {
  const words = (catalogueTexts[language] as Readonly<Record<string, string>>)[`relief.${ground}`] ?? ground
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1)
}
