import { publicKey } from '#server/exchange/index.ts'
import { reaches } from '#server/dossiers/index.ts'
import { unit, unitNames, units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Actor, Ctx } from '#server/platform/index.ts'
import { letterShare } from '../apologies.ts'
import { agencyOf, monthBefore } from '../late-list.rules.ts'
import { warningShares } from '../warnings.ts'
import { heads, sideOf } from './actions.ts'
import type { EditionDocument } from './edition.rules.ts'
import { isMonth } from './model.ts'
import type { HeardEntry, Month } from './model.ts'
import { policyOf } from './policy.ts'
import { isGenuine } from './seal.ts'
import { editionsOf, load } from './store.ts'
import * as views from './views.ts'

const leads = ({ roles }: Actor): boolean =>
  roles.some(role => ['division-head', 'agency-head', 'chair'].includes(role))

/** The desk's page: the lists of the own agency (or all), those that name the reader, and what is published inside. */
export async function listsDesk(ctx: Ctx, asked: string | null = null) {
  const { actor } = ctx
  const all = actor.may('late-list.read-all')
  const agency = actor.unit ? agencyOf(actor.unit) : null
  const own = !all && agency !== null && (heads(actor, agency) || leads(actor))
  const led = leads(actor) && actor.unit ? [actor.unit] : []
  const [rows, mine, policy, months] = await Promise.all([
    all ? inWork(ctx) : own ? views.listRows(ctx, { agency, limit: 24 }) : [],
    views.entriesNaming(ctx, actor.id, led),
    policyOf(ctx),
    views.publishedMonths(ctx)
  ])
  const month = months.find(each => each.month === asked)?.month ?? months[0]?.month ?? null
  const out = month ? (await views.listRows(ctx, { month, limit: 2000 })).filter(row => row.phase === 'published') : []
  return {
    ...{ rows, mine, months, month, out, ofAll: all },
    mayWatch: actor.may('late-list.watch'),
    policy: actor.may('late-list.set') ? policy : null,
    warnings: actor.may('late-list.set') ? await warningShares(ctx) : []
  }
}

/** The lists of all agencies that are not out yet; those that are stand beneath, by month. */
const inWork = async (ctx: Ctx) =>
  (await views.listRows(ctx, {})).filter(({ phase }) => phase !== 'published' && phase !== 'taken-down')

/**
 * One list as its reader may see it: the head and who watches all of it, who is named the own entries; and every officer
 * the editions that are published, as far as the policy names people inside. Taken down, they are for who watches.
 */
export async function listScreen(ctx: Ctx, agency: string, month: Month) {
  const list = isMonth(month) ? await load(ctx, { agency, month }) : null
  if (!list) return null
  const { actor } = ctx
  const isHead = heads(actor, agency)
  const whole = isHead || actor.may('late-list.read-all') || (leads(actor) && reaches(actor, agency))
  const entries = list.entries.filter(entry => whole || sideOf(actor, entry) !== null)
  if (!whole && entries.length === 0 && list.phase !== 'published') return null
  const [names, editions] = await Promise.all([
    unitNames(ctx, [agency, ...new Set(list.entries.map(entry => entry.unit))]),
    whole || list.phase === 'published' ? editionsOf(ctx, { agency, month }) : []
  ])
  const named = (code: string) => names.get(code)?.[ctx.language] ?? code
  const today = dayOf(ctx.now())
  const answerable = list.phase === 'notified' && (list.answerBy === null || today <= list.answerBy)
  const mayDecide = isHead && actor.kind === 'officer'
  return {
    agency: { code: agency, name: named(agency) },
    list: { ...list, entries: undefined },
    entries: entries.map(entry => ({
      ...shownEntry(entry, named(entry.unit)),
      mayAnswer: answerable && sideOf(actor, entry) !== null,
      mayKeep: mayDecide && (entry.answers.length > 0 || list.answerBy === null || today > list.answerBy)
    })),
    whole,
    undecided: list.entries.filter(entry => entry.decided === null).length,
    mayDecide: mayDecide && (list.phase === 'notified' || list.phase === 'published'),
    mayApprove: mayDecide && (list.phase === 'notified' || list.phase === 'approved'),
    mayCorrect: mayDecide && list.phase === 'published',
    editions: editions.map(edition => ({ ...edition, inside: withNames(edition.inside, named), public: undefined }))
  }
}

const shownEntry = (entry: HeardEntry, unitName: string) => ({ ...entry, unitName, officer: undefined })

export type ShownDocument = ReturnType<typeof withNames>
const withNames = (document: EditionDocument, named: (code: string) => string) => ({
  ...document,
  lines: document.lines.map(line => ({ ...line, unitName: named(line.unit) })),
  undecided: document.undecided.map(line => ({ ...line, unitName: named(line.unit) }))
})

/** Who has not published: the agencies of a month and how their list stands; those without a list first. */
export async function watchScreen(ctx: Ctx, asked: string | null) {
  if (!ctx.actor.may('late-list.watch')) return null
  const month = asked && isMonth(asked) ? asked : monthBefore(dayOf(ctx.now()))
  const [rows, months, settling] = await Promise.all([
    views.listRows(ctx, { month, limit: 2000 }),
    views.draftedMonths(ctx),
    units(ctx, { on: `${month}-01`, settling: true })
  ])
  const listed = new Set(rows.map(row => row.agency))
  const missing = [...new Set(settling.map(({ code }) => agencyOf(code)))].filter(code => !listed.has(code))
  const names = await unitNames(ctx, missing)
  const absent = missing.map(agency => ({ agency, name: names.get(agency)?.[ctx.language] ?? agency }))
  const out = ({ phase }: { phase: string }) => phase === 'published' || phase === 'taken-down'
  return { month, months, absent, waiting: rows.filter(row => !out(row)), out: rows.filter(out) }
}

/** The public front: months, and the agencies of the one asked for. */
export async function publicLists(ctx: Ctx, asked: string | null) {
  const months = await views.publishedMonths(ctx)
  const month = months.find(each => each.month === asked)?.month ?? months[0]?.month ?? null
  const rows = month ? (await views.listRows(ctx, { month, limit: 2000 })).filter(row => row.phase === 'published') : []
  return { months, month, rows, letters: month ? await letterShare(ctx, month) : null }
}

/** An agency's public list of a month: the edition that stands, and those before it. Null when not out or taken down. */
export async function publicEdition(ctx: Ctx, agency: string, month: string) {
  if (!isMonth(month)) return null
  const editions = await editionsOf(ctx, { agency, month })
  if (editions.length === 0 || editions[0]!.phase !== 'published') return null
  const codes = editions.flatMap(({ public: shown }) => [...shown.lines, ...shown.undecided].map(line => line.unit))
  const names = await unitNames(ctx, [agency, ...new Set(codes)])
  const named = (code: string) => names.get(code)?.[ctx.language] ?? code
  return {
    agency: { code: agency, name: named(agency) },
    month,
    letters: await letterShare(ctx, month, agency),
    key: await publicKey(ctx),
    editions: await Promise.all(
      editions.map(async ({ number, hash, signature, publishedAt, text, public: shown }) => ({
        ...{ number, hash, signature, publishedAt, text },
        shown: withNames(shown, named),
        genuine: await isGenuine(ctx, { text, hash, signature })
      }))
    )
  }
}

type FedEdition = Awaited<ReturnType<typeof views.feedOf>>[number]
/** The own page of an agency: its months that are out, the newest edition of each; null for an unknown agency. */
export async function agencyLists(ctx: Ctx, agency: string) {
  const screen = await feedScreen(ctx, agency)
  if (!screen) return null
  const months = [...Map.groupBy(screen.items, item => item.month)]
    .map(([month, editions]) => ({ month, ...newestOf(editions) }))
    .sort((a, b) => (a.month < b.month ? 1 : -1))
  return { agency: { code: agency, name: screen.name }, months, origin: ctx.province.origin }
}

function newestOf(editions: readonly FedEdition[]) {
  const { number, publishedAt, public: shown } = editions.toSorted((a, b) => b.number - a.number)[0]!
  const { base, struck, undecided } = shown
  const entries = (lines: readonly { readonly entries: number }[]) => lines.reduce((all, line) => all + line.entries, 0)
  return { edition: number, publishedAt, ...base, struck: entries(struck), undecided: entries(undecided) }
}

/** The editions of an agency as a feed needs them; null for an unknown agency. */
export async function feedScreen(ctx: Ctx, agency: string) {
  const found = await unit(ctx, agency)
  return found ? { name: found.name[ctx.language] ?? found.name.vi, items: await views.feedOf(ctx, agency) } : null
}
