import type { Paper as AskedPaper } from '#server/catalogue/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Paper } from './model.ts'
import { RESOLUTION } from './once.model.ts'
import type { OnceRule } from './once.model.ts'
import { holdsFor, isApplication, paperMeant, subjectsOf } from './once.rules.ts'

/** Why a register has it: which database, by which article, and the law that forbids asking. */
export type InRegister = {
  readonly database: string
  readonly document: string
  readonly article: string
  readonly law: string
}
/** What is there already for one paper that a procedure asks for. Neither: it is asked for. */
export type Offer = {
  readonly paper: string
  readonly name: { readonly vi: string; readonly en?: string | undefined }
  readonly store: readonly Paper[]
  readonly register: InRegister | null
}

/** Codes that different procedures give to different papers: the same code says nothing. */
const ANY_PAPER = new Set(['to-khai', 'don', 'can-cu', 'anh', 'uy-quyen', 'giay-to', 'giay-cu', 'khac'])

/** A paper of the store that may serve: in force, not run out, and its file is there. */
export const serves = ({ state, file, validTo }: Paper, today: string): boolean =>
  state === 'in-force' && file !== null && (validTo === null || validTo >= today)

/** Whether a held paper is what is asked for: its kind, its very name, or the one subject of both. */
export function isWhatIsAsked(
  asked: Pick<AskedPaper, 'code' | 'name' | 'template'>,
  held: Pick<Paper, 'kind' | 'name'>
) {
  if (isApplication(asked)) return false
  if (held.kind === asked.code && !ANY_PAPER.has(held.kind)) return true
  if (fold(held.name) === fold(asked.name.vi)) return true
  const [subjects, own] = [subjectsOf(asked.name.vi), subjectsOf(held.name)]
  return own.length === 1 && subjects.includes(own[0]!)
}

/** For each paper of a procedure: what the holder's store has, what a register has, or neither. Pure. */
export function offersFor(
  procedure: { readonly code: string; readonly papers: readonly AskedPaper[] },
  held: readonly Paper[],
  rules: readonly OnceRule[],
  today: string
): Offer[] {
  const inForce = rules.filter(
    rule =>
      holdsFor(rule.procedure, procedure.code) &&
      rule.validFrom <= today &&
      (rule.validTo === null || rule.validTo >= today)
  )
  const replaced = new Map<string, OnceRule>()
  for (const rule of inForce) {
    const paper = rule.paper ?? paperMeant(rule.words, procedure.papers)
    if (paper && !replaced.has(paper)) replaced.set(paper, rule)
  }
  const there = held.filter(paper => serves(paper, today))
  return procedure.papers.map(paper => ({
    paper: paper.code,
    name: paper.name,
    store: there.filter(each => isWhatIsAsked(paper, each)),
    register: registerOf(paper, replaced.get(paper.code), today)
  }))
}

/** A rule with its article; else what the published revision itself says of its paper (`replacedBy`). */
function registerOf({ replacedBy }: AskedPaper, rule: OnceRule | undefined, today: string): InRegister | null {
  if (rule) {
    const { database, document, article } = rule
    return { database: database || replacedBy || '', document, article, law: RESOLUTION.name }
  }
  if (!replacedBy) return null
  const inForce = today >= RESOLUTION.validFrom && today <= RESOLUTION.validTo
  return { database: replacedBy, document: '', article: '', law: inForce ? RESOLUTION.name : '' }
}

/** Put there by its holder: it may be used, but nobody has checked it. */
export const isOwn = ({ source }: Pick<Paper, 'source'>): boolean => source === 'own'

/** Whether there is anything to offer. */
export const isOffered = ({ store, register }: Offer): boolean => store.length > 0 || register !== null

/** Whether the officer may not ask for it: what its holder brought by himself proves nothing yet. */
export const isThere = ({ store, register }: Offer): boolean => register !== null || store.some(each => !isOwn(each))
