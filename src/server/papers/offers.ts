import { procedureByCode } from '#server/catalogue/index.ts'
import type { ProcedureContent } from '#server/catalogue/index.ts'
import {
  changeDraft,
  load as loadDossier,
  papersOfCase,
  reasonSentence,
  refusedDespite
} from '#server/dossiers/index.ts'
import type { Dossier, Draft, FileRef, PaperThere, Reason, Typed } from '#server/dossiers/index.ts'
import { holdFiles } from '#server/documents/index.ts'
import { dayOf, err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Holder } from './model.ts'
import { isOffered, isOwn, isThere, offersFor } from './offers.rules.ts'
import type { Offer } from './offers.rules.ts'
import * as once from './once.store.ts'
import { papersOf } from './store.ts'

type Whose = Pick<Holder, 'kind' | 'number'>
/** All of a store is looked through: a person has few papers, and the newest come first. */
const WHOLE_STORE = { limit: 200, offset: 0 }

/** What is there already for each paper of a procedure; without a holder only what registers have. */
export async function offersOf(
  ctx: Ctx,
  procedure: Pick<ProcedureContent, 'code' | 'papers'>,
  holder: Whose | null
): Promise<Offer[]> {
  const [held, rules] = await Promise.all([
    holder ? papersOf(ctx, holder, WHOLE_STORE) : [],
    once.rulesOf(ctx, procedure.code)
  ])
  return offersFor(procedure, held, rules, dayOf(ctx.now()))
}

/**
 * A procedure as its applicant meets it: a paper that a rule says a register has is not required, as if its revision said
 * so itself (`replacedBy`).
 */
export function withRules<Content extends Pick<ProcedureContent, 'papers'>>(
  content: Content,
  offers: readonly Offer[]
) {
  const register = new Map(offers.flatMap(offer => (offer.register ? [[offer.paper, offer.register.database]] : [])))
  const papers = content.papers.map(paper => ({ ...paper, replacedBy: register.get(paper.code) || paper.replacedBy }))
  return { ...content, papers }
}

/** Whose store an account opens: only a checked number is its person's or organisation's. */
export function storeOf(self: {
  readonly personalNumber: string | null
  readonly businessNumber: string | null
  readonly numberVerified: boolean
}): Whose[] {
  if (!self.numberVerified) return []
  return [
    ...(self.personalNumber ? [{ kind: 'person' as const, number: self.personalNumber }] : []),
    ...(self.businessNumber ? [{ kind: 'organisation' as const, number: self.businessNumber }] : [])
  ]
}

const fileOf = (paper: Offer['store'][number]): FileRef => ({ ...paper.file!, paper: paper.id })

/** Takes a paper of the own store into a draft, with the consent that pressing the button says. Nothing is used yet. */
export async function takeIntoDraft(
  ctx: Ctx,
  { draft, owner, field }: { draft: Draft; owner: string; field: string },
  offer: Offer | undefined,
  paper: string
): Promise<Result<void, { code: 'not-found' }>> {
  const held = offer?.store.find(({ id }) => id === paper)
  if (!held) return err({ code: 'not-found' })
  const file = fileOf(held)
  const kept = await holdFiles(ctx, { kind: 'draft', ref: draft.id, blobs: [file.id] })
  if (!kept.ok) return err({ code: 'not-found' })
  const others = (files: readonly FileRef[] = []) => files.filter(({ id }) => id !== file.id)
  const changed = await changeDraft(ctx, draft, owner, body => ({
    ...body,
    files: { ...body.files, [field]: [...others(body.files[field]), file].slice(-10) }
  }))
  return changed ? ok(undefined) : err({ code: 'not-found' })
}

/** What is there, in the shape of the counter's check; only what is verified may not be asked for. */
export const thereOf = (offers: readonly Offer[]): PaperThere[] =>
  offers.filter(isOffered).map(offer => ({
    paper: offer.paper,
    name: offer.name.vi,
    law: offer.register?.law || STORE_LAW,
    files: offer.store.map(fileOf),
    ...(isThere(offer) ? {} : { unverified: true as const })
  }))

/** The resolution in force forbids asking for what a database has; the store is one by Decree 45/2020 art. 16. */
const STORE_LAW = 'Nghị quyết số 66.7/2025/NQ-CP và Nghị định số 45/2020/NĐ-CP (Điều 16)'

/** What a line of the counter's sheet shows beside its paper. */
export type CounterOffer = {
  readonly paper: string
  readonly store: readonly { id: string; name: string; number: string; issuedOn: string | null; own: boolean }[]
  readonly register: { database: string; article: string; law: string } | null
}

const shown = ({ paper, store, register }: Offer): CounterOffer => ({
  paper,
  store: store.map(held => ({
    ...{ id: held.id, name: held.name, number: held.number, issuedOn: held.issuedOn },
    own: isOwn(held)
  })),
  register: register && {
    database: register.database,
    article: [register.article, register.document === register.law ? '' : register.document].filter(Boolean).join(' '),
    law: register.law
  }
})

/** At the counter, once person and procedure are known: what is there, for the sheet and for its check. */
export async function offersAtCounter(ctx: Ctx, typed: Typed) {
  const none = { shown: [] as CounterOffer[], there: [] as PaperThere[] }
  if (!ctx.actor.may('dossier.receive') || !typed.procedure) return none
  const published = await procedureByCode(ctx, typed.procedure)
  if (!published.ok) return none
  const { content } = published.value
  const papers = papersOfCase(content, typed.case ?? '')
  return both(await offersOf(ctx, { code: content.code, papers }, numbered(typed.kind, typed.number)))
}

/** The same for a filing that lies at the desk: what it may not be asked to bring. */
export async function offersForFiled(ctx: Ctx, code: string) {
  const none = { shown: [] as CounterOffer[], there: [] as PaperThere[] }
  const dossier = ctx.actor.may('dossier.check') ? await loadDossier(ctx, { code }) : null
  const published = dossier && (await procedureByCode(ctx, dossier.procedure.code))
  if (!dossier || !published?.ok) return none
  return both(await offersOf(ctx, published.value.content, numbered(dossier.applicant.kind, dossier.applicant.number)))
}

/**
 * The reasons of a slip as they may be given: a paper that is there is said to be missing only with an own word why, which
 * is kept; the usual sentence is no reason.
 */
export async function heldToLaw(ctx: Ctx, dossier: Dossier, reasons: readonly Reason[]) {
  const published = await procedureByCode(ctx, dossier.procedure.code)
  if (!published.ok) return ok(reasons)
  const { kind, number } = dossier.applicant
  const offers = await offersOf(ctx, published.value.content, numbered(kind, number))
  const there = thereOf(offers.filter(isThere))
  const isThereAlready = ({ code, about }: Reason) =>
    code === 'missing' && about.kind === 'paper' && there.some(({ paper }) => paper === about.ref)
  const unsaid = reasons.filter(
    reason => isThereAlready(reason) && reason.note === reasonSentence('vi', reason.code, reason.about.name)
  )
  const refs = unsaid.map(({ about }) => about.ref)
  const refusal = refusedDespite(there.filter(({ paper }) => refs.includes(paper)))
  return refusal ?? ok(reasons.map(one => (isThereAlready(one) ? { ...one, askedBecause: one.note } : one)))
}

const both = (offers: readonly Offer[]) => ({ shown: offers.filter(isOffered).map(shown), there: thereOf(offers) })

/** Whose store a typed number opens; null where it is none. */
export function numbered(kind: string | undefined, typed: string | undefined): Whose | null {
  const number = (typed ?? '').replace(/\s/g, '')
  if (kind === 'organisation') return /^[0-9]{10}(-?[0-9]{3})?$/.test(number) ? { kind: 'organisation', number } : null
  return /^[0-9]{12}$/.test(number) ? { kind: 'person', number } : null
}

/** What the pages of a filing show: for each paper what is in the own store and what a register has. */
export const offersShown = (ctx: Ctx, offers: readonly Offer[]) =>
  offers.filter(isOffered).map(offer => ({ ...shown(offer), name: wordsIn(ctx.language, offer.name) }))
