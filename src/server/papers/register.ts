import { unitsInReach, load as loadDossier, reaches } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { err, fold, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { SealFacts } from '#server/seals/index.ts'
import { currentFile } from '#server/signatures/index.ts'
import { change } from './actions.ts'
import type { PaperRefusal } from './commands.ts'
import { paperKinds } from './kinds.ts'
import type { Paper, PaperForm, PaperState } from './model.ts'
import * as views from './register.store.ts'
import { load } from './store.ts'

export const PAPERS_A_PAGE = 30

export type RegisterAsked = {
  readonly text: string
  readonly kind: string | null
  readonly form: PaperForm | null
  readonly state: PaperState | null
  readonly page: number
}

/** The units whose papers an officer reads; null for all. */
const reachOf = async (ctx: Ctx): Promise<readonly string[] | null> =>
  ctx.actor.may('paper.read-all') ? null : unitsInReach(ctx)

/** What a person put into the own store is read in the dossiers that it was brought to, and nowhere else. */
const mayRead = ({ actor }: Ctx, { unit, source }: Pick<Paper, 'unit' | 'source'>): boolean =>
  source !== 'own' && (actor.may('paper.read-all') || (actor.may('paper.read') && reaches(actor, unit)))

/** The register of papers within an officer's reach, newest first. */
export async function registerScreen(ctx: Ctx, asked: RegisterAsked) {
  const [kinds, rows] = await Promise.all([
    paperKinds(ctx),
    views.registerRows(ctx, {
      ...asked,
      text: fold(asked.text),
      units: await reachOf(ctx),
      skip: (asked.page - 1) * PAPERS_A_PAGE,
      limit: PAPERS_A_PAGE + 1
    })
  ])
  const named = (code: string) => wordsIn(ctx.language, kinds.find(kind => kind.code === code)?.name ?? { vi: code })
  return {
    rows: rows.slice(0, PAPERS_A_PAGE).map(row => ({ ...row, kindName: named(row.kind) })),
    more: rows.length > PAPERS_A_PAGE,
    kinds: kinds.map(({ code }) => ({ value: code, label: named(code) })),
    maySign: ctx.actor.may('paper.scan')
  }
}

async function mine(ctx: Ctx, id: string): Promise<Paper | null> {
  const paper = isId(id) ? await load(ctx, id) : null
  return paper && mayRead(ctx, paper) ? paper : null
}

export type PaperScreen = NonNullable<Awaited<ReturnType<typeof paperScreen>>>

/** One paper with its history, its uses and what it replaces; null where it is not for this officer. */
export async function paperScreen(ctx: Ctx, id: string) {
  const paper = await mine(ctx, id)
  if (!paper) return null
  const [kinds, names, story, uses, dossier, replaces, replacedBy] = await Promise.all([
    paperKinds(ctx),
    unitNames(ctx, [paper.unit]),
    views.storyOf(ctx, paper.id),
    views.usesOf(ctx, paper.id),
    paper.dossier ? loadDossier(ctx, { id: paper.dossier as DossierId }) : null,
    paper.replaces ? load(ctx, paper.replaces) : null,
    paper.replacedBy ? load(ctx, paper.replacedBy) : null
  ])
  const kind = kinds.find(each => each.code === paper.kind) ?? null
  const unit = names.get(paper.unit)
  return {
    paper,
    kind: kind && {
      name: wordsIn(ctx.language, kind.name),
      retentionYears: kind.retentionYears,
      checked: kind.checked
    },
    unitName: unit ? wordsIn(ctx.language, unit) : paper.unit,
    ...{ story, uses, dossier: dossier?.code ?? null, replaces: short(replaces), replacedBy: short(replacedBy) },
    mayWithdraw: ctx.actor.may('paper.withdraw') && reaches(ctx.actor, paper.unit) && paper.state === 'in-force',
    mayCertify:
      ctx.actor.may('paper.scan') &&
      reaches(ctx.actor, paper.unit) &&
      paper.state === 'in-force' &&
      paper.form === 'scan'
  }
}
const short = (paper: Paper | null) =>
  paper && { id: paper.id as string, name: paper.name, number: paper.number, issuedOn: paper.issuedOn }

/** The file of a paper for an officer who may read it. */
export async function fileOfPaper(ctx: Ctx, id: string): Promise<FileRef | null> {
  const paper = await mine(ctx, id)
  return paper?.file ? currentFile(ctx, paper.file) : null
}

/** Takes a paper out of use, with the reason that its history keeps. */
export async function withdrawPaper(ctx: Ctx, id: string, because: string): Promise<Result<Paper, PaperRefusal>> {
  const paper = await mine(ctx, id)
  if (!paper || !ctx.actor.may('paper.withdraw') || !reaches(ctx.actor, paper.unit))
    return err({ code: 'paper-not-allowed' })
  return change(ctx, id, { kind: 'withdraw', because })
}

/** What the register adds to what a seal says: which paper it replaces, and which took its place. */
export async function replacementOf(ctx: Ctx, { kind, code, number }: SealFacts) {
  if (kind !== 'result' || number === '') return null
  const [found] = await views.replacement(ctx, code, number)
  if (!found) return null
  const of = (number: string | null, day: string | null) =>
    number ? { number, day: day ? day.split('-').reverse().join('/') : '–' } : null
  return { former: of(found.formerNumber, found.formerDay), later: of(found.laterNumber, found.laterDay) }
}
