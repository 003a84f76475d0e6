import { unitsInReach } from '#server/dossiers/index.ts'
import { officersOf } from '#server/identity/index.ts'
import { unitNames, units } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { mayAct, mayOpenIdentity, NEEDS } from './actions.ts'
import type { OfficerAct } from './actions.ts'
import { agencyOf } from './decide.guards.ts'
import type { Petition, PetitionKind } from './model.ts'
import { mayBeHeard, mayRead, overseesAll } from './reach.rules.ts'
import { filerMac, wordsOf } from './sealed.ts'
import * as store from './store.ts'
import * as views from './views.ts'
import type { Which } from './views.ts'

export const PETITIONS_A_PAGE = 30

const readerOf = async (ctx: Ctx) => ({
  units: overseesAll(ctx.actor, ctx.province.code) ? null : await unitsInReach(ctx),
  agency: agencyOf(ctx.actor.unit ?? ''),
  officer: ctx.actor.id
})
const leads = ({ actor }: Ctx): boolean => actor.roles.some(role => role === 'agency-head' || role === 'chair')

/** The list of the desk: what this reader may see, what waits to be heard, and the counts of each kind of work. */
export async function petitionsDesk(
  ctx: Ctx,
  asked: { which: Which; kind: PetitionKind | null; text: string; page: number }
) {
  const reader = await readerOf(ctx)
  const [rows, [counts], hearings] = await Promise.all([
    views.petitionRows(ctx, {
      ...reader,
      ...asked,
      skip: (asked.page - 1) * PETITIONS_A_PAGE,
      limit: PETITIONS_A_PAGE + 1
    }),
    views.petitionCounts(ctx, reader),
    ctx.actor.id ? views.hearingsFor(ctx, ctx.actor.id, leads(ctx) ? reader.agency : null) : []
  ])
  const shown = rows.slice(0, PETITIONS_A_PAGE)
  const names = await namesOf(ctx, [...new Set(shown.flatMap(({ unit }) => (unit ? [unit] : [])))])
  const now = ctx.now()
  return {
    rows: shown.map(row => ({
      ...row,
      unitName: row.unit ? names(row.unit) : null,
      overdue: row.dueAt !== null && row.dueAt < now
    })),
    more: rows.length > PETITIONS_A_PAGE,
    counts: counts!,
    hearings
  }
}

const namesOf = async (ctx: Ctx, codes: readonly string[]) => {
  const names = await unitNames(ctx, [...codes])
  return (code: string): string => {
    const name = names.get(code)
    return name ? wordsIn(ctx.language, name) : code
  }
}

/** One petition for its reader. Who is complained of sees the allegation and nothing else; strangers nothing. */
export async function petitionScreen(ctx: Ctx, code: string) {
  const petition = await store.load(ctx, { code })
  if (!petition) return null
  const mayAnswer = mayBeHeard(ctx.actor, petition)
  if (!mayRead(ctx.actor, petition, ctx.province.code))
    return mayAnswer && petition.hearing ? { as: 'complained-of' as const, code, hearing: petition.hearing } : null
  const today = dayOf(ctx.now())
  const [told, story, names, officers, choices] = await Promise.all([
    wordsOf(ctx, petition),
    views.petitionStory(ctx, petition.id),
    namesOf(
      ctx,
      [petition.unit, petition.complained].filter(each => each !== null)
    ),
    petition.complained ? officersOf(ctx, petition.complained, today) : [],
    units(ctx, { on: today })
  ])
  const acts = (Object.keys(NEEDS) as OfficerAct[]).filter(act => mayAct(ctx, petition, act))
  const named = officers.find(({ id }) => id === petition.officer)
  return {
    as: 'reader' as const,
    petition: { ...petition, publication: { ...petition.publication, proposedBy: undefined } },
    overdue: petition.dueAt !== null && petition.dueAt < ctx.now().toISOString(),
    told,
    story: story.map(({ data, ...line }) => ({ ...line, note: noteOf(data) })),
    unitName: petition.unit ? names(petition.unit) : null,
    complainedName: petition.complained ? names(petition.complained) : null,
    officerName: named?.fullName ?? (petition.officer ? '…' : null),
    officers: [...new Map(officers.map(({ id, fullName }) => [id, fullName]))].map(([value, label]) => ({
      value,
      label
    })),
    units: choices
      .filter(({ code }) => code.split('.').length <= 2)
      .map(each => ({ value: each.code as string, label: wordsIn(ctx.language, each.name) })),
    acts: acts.filter(act => fits(petition, act)),
    ownDraft: petition.draftedBy !== null && petition.draftedBy === ctx.actor.id,
    ownProposal: petition.publication.proposedBy !== null && petition.publication.proposedBy === ctx.actor.id,
    mayConclude: petition.hearing !== null && (petition.hearing.answers.length > 0 || today > petition.hearing.by),
    mayOpenIdentity: mayOpenIdentity(ctx, petition)
  }
}

/** The words of an officer's act, for the timeline; own words of the person are never in an event. */
function noteOf(data: Record<string, unknown>): string {
  for (const key of ['reason', 'what', 'words', 'allegation'])
    if (typeof data[key] === 'string') return data[key].slice(0, 300)
  return ''
}

/** Whether the phase lets an act be offered; the decider has the last word. */
function fits(
  { phase, kind, complained, hearing, conclusion, sorted, publication, answers }: Petition,
  act: OfficerAct
) {
  const examined = kind !== 'behaviour' || complained === null || conclusion !== null
  switch (act) {
    case 'sort':
      return phase === 'received' || (phase === 'in-hand' && answers.length === 0)
    case 'refuse':
      return phase === 'received'
    case 'ask':
      return phase === 'received' || phase === 'in-hand'
    case 'transfer':
      return sorted && phase === 'in-hand'
    case 'call-officer':
      return phase === 'in-hand' && kind === 'behaviour' && complained !== null && hearing === null
    case 'conclude':
      return phase === 'in-hand' && hearing !== null && conclusion === null
    case 'draft':
      return (phase === 'in-hand' || phase === 'drafted') && examined
    case 'return-draft':
    case 'answer':
      return phase === 'drafted'
    default:
      return publishing(phase, publication.state, answers.length, act)
  }
}

function publishing(phase: Petition['phase'], state: string, answers: number, act: OfficerAct): boolean {
  const out = (phase === 'answered' || phase === 'closed') && answers > 0
  if (act === 'propose-publication') return out && ['none', 'proposed', 'withheld'].includes(state)
  if (act === 'withhold') return out && ['none', 'proposed'].includes(state)
  if (act === 'take-down') return state === 'published'
  return state === 'proposed'
}

/** What the one who filed sees: where it is, what was asked and answered, and what can be done now. */
export async function followScreen(ctx: Ctx, petition: Petition) {
  const [told, names] = await Promise.all([wordsOf(ctx, petition), namesOf(ctx, petition.unit ? [petition.unit] : [])])
  const today = dayOf(ctx.now())
  const { code, phase, kind, filedAt, asked, supplyBy, dueAt, answers, conclusion, refusal, sentBack } = petition
  const out = phase === 'answered' || phase === 'closed'
  return {
    ...{ code, phase, kind, filedAt, dueAt, refusal, sentBack, satisfied: petition.satisfied, told },
    protected: petition.protected,
    unitName: petition.unit ? names(petition.unit) : null,
    asked: phase === 'asked' ? { what: asked, by: supplyBy } : null,
    answers,
    verdict: out ? (conclusion?.verdict ?? null) : null,
    mayTell: phase === 'received' || phase === 'asked' || phase === 'in-hand',
    maySendBack: phase === 'answered' && petition.sendBackUntil !== null && today <= petition.sendBackUntil,
    sendBackUntil: petition.sendBackUntil,
    mayJudge: phase === 'answered' && petition.satisfied !== true
  }
}
export type Following = Awaited<ReturnType<typeof followScreen>>

/** Answers that everybody may read, with search. */
export async function publicPetitions(
  ctx: Ctx,
  asked: { text: string; unit: string | null; kind: string | null; page: number }
) {
  const [rows, answering] = await Promise.all([
    views.publicRows(ctx, { ...asked, code: null, skip: (asked.page - 1) * 20, limit: 21 }),
    views.publicUnits(ctx)
  ])
  const names = await namesOf(
    ctx,
    answering.map(({ unit }) => unit)
  )
  return {
    rows: rows.slice(0, 20).map(row => ({ ...row, unitName: names(row.unit) })),
    more: rows.length > 20,
    units: answering.map(({ unit }) => ({ value: unit, label: names(unit) }))
  }
}
export async function publicPetition(ctx: Ctx, code: string) {
  const [row] = await views.publicRows(ctx, { text: '', unit: null, kind: null, code, skip: 0, limit: 1 })
  if (!row) return null
  const names = await namesOf(ctx, [row.unit])
  return { ...row, unitName: names(row.unit) }
}

/** The agencies somebody may complain of or turn to. */
export async function petitionAgencies(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  const all = await units(ctx, { on: dayOf(ctx.now()) })
  return all
    .filter(({ code, receives, settles }) => code.split('.').length === 2 && (receives || settles))
    .map(({ code, name }) => ({ value: code, label: wordsIn(ctx.language, name) }))
}

/** What was filed from this account, the newest first; nothing for who is not signed in as a citizen. */
export async function ownPetitionsOf(ctx: Ctx) {
  const { kind, id } = ctx.actor
  return kind === 'citizen' && id ? views.ownPetitions(ctx, filerMac(ctx, id)) : []
}
