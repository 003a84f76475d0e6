import { readCard, readDay, typedDay } from '#server/documents/index.ts'
import { birthAgrees } from '#server/identity/index.ts'
import type { NumberFault } from '#server/identity/index.ts'
import type { Paper, ProcedureContent } from '#server/catalogue/index.ts'
import type { FileRef, Party, Reason, ReasonCode } from './model.ts'
import { REASON_CODES } from './model.ts'

/**
 * What stands in the counter's form, field by field as typed. One shape for the browser, the plain form and the draft:
 * `number`, `birth` ... for the person, `paper:CODE`, `originals:CODE` ... for each paper, `reason:CODE`, `note:CODE`.
 */
export type Typed = Readonly<Record<string, string>>

/** Texts of a submitted form; an unticked box is simply not there. */
export const typedFrom = (form: Iterable<[string, unknown]>): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** The fields of a person, from a card's QR text; null when the text is no card. */
export function typedFromCard(text: string): Typed | null {
  const card = readCard(text)
  return (
    card && {
      who: '',
      kind: 'person',
      number: card.number,
      name: card.name,
      birth: card.birth ? typedDay(card.birth) : '',
      sex: card.sex ?? '',
      address: card.address
    }
  )
}

/** The fields of a person who was here before. */
export const typedFromParty = (party: Party): Typed => ({
  who: '',
  kind: party.kind,
  number: party.number,
  name: party.name,
  birth: party.birth ? typedDay(party.birth) : '',
  sex: party.sex ?? '',
  address: party.address ?? '',
  phone: party.phone ?? '',
  email: party.email ?? ''
})

/** Where the typed birth and sex disagree with the 12-digit number; only what is typed is compared. */
export function numberFaults(typed: Typed): NumberFault[] {
  const number = (typed.number ?? '').trim()
  if (typed.kind === 'organisation' || !/^\d{12}$/.test(number)) return []
  const birthDate = readDay(typed.birth ?? '')
  const sex = typed.sex === 'male' || typed.sex === 'female' ? typed.sex : null
  return birthAgrees(number, { birthDate: birthDate ?? '', sex: sex ?? 'male' }).filter(
    fault => (fault !== 'sex' || sex) && (fault !== 'year' || birthDate)
  )
}

/** A paper that need not be asked for: a register has it (no files), or the person's store has these. */
export type PaperThere = {
  readonly paper: string
  readonly name: string
  readonly law: string
  readonly files: readonly FileRef[]
  /** Brought by the person alone: it may be taken, and the paper may still be asked for. */
  readonly unverified?: true
}

/** What of it is asked for all the same, without a reason: handed in though it is there, or said to be missing. */
export const askedDespite = (typed: Typed, there: readonly PaperThere[], how: 'paper' | 'reason'): PaperThere[] =>
  there.filter(({ paper, unverified }) => {
    if (unverified) return false
    const asked = how === 'paper' ? typed[`paper:${paper}`] === 'on' : typed[`reason:${paper}`] === 'missing'
    return asked && (typed[`despite:${paper}`] ?? '').trim() === ''
  })

/** The file of the store that was chosen for a paper. */
const fromStore = (typed: Typed, there: readonly PaperThere[], code: string): readonly FileRef[] =>
  there
    .filter(({ paper }) => paper === code)
    .flatMap(({ files }) => files.filter(file => file.paper !== undefined && file.paper === typed[`store:${code}`]))

/** The papers of a case: those of every case and those of the chosen one. */
export const papersOfCase = (content: ProcedureContent, chosen: string): Paper[] =>
  content.papers.filter(paper => paper.case === '' || paper.case === chosen)

/** Whether a paper is asked for whatever the answers are; one that data replace or a condition needs is not. */
export const isAlwaysAsked = (paper: Paper): boolean => paper.required && !paper.replacedBy && !paper.when

/** The counts with which a paper is ticked: the procedure's own, at least one original. */
export const countsOf = ({ originals, certified, copies }: Paper) =>
  originals + certified + copies === 0 ? { originals: 1, certified, copies } : { originals, certified, copies }

/** The ticks and counts that a procedure asks for by itself. */
export const ticksOf = (papers: readonly Paper[]): Record<string, string> =>
  Object.fromEntries(
    papers.flatMap(paper => {
      const counts = Object.entries(countsOf(paper)).map(([kind, count]) => [`${kind}:${paper.code}`, String(count)])
      return [[`paper:${paper.code}`, isAlwaysAsked(paper) ? 'on' : ''], ...counts]
    })
  )

/** Papers always asked for that are not ticked, nor there in a register, nor taken from the store. */
export const missingPapers = (typed: Typed, papers: readonly Paper[], there: readonly PaperThere[] = []): Paper[] =>
  papers.filter(
    paper =>
      isAlwaysAsked(paper) &&
      typed[`paper:${paper.code}`] !== 'on' &&
      fromStore(typed, there, paper.code).length === 0 &&
      !there.some(each => each.paper === paper.code && each.files.length === 0)
  )

const number = (text: string | undefined): number => Number((text ?? '').replace(/[\s.]/g, '') || 0)
const after = (typed: Typed, prefix: string): [string, string][] =>
  Object.entries(typed).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== '' ? [[name.slice(prefix.length), value]] : []
  )
/** A birth that is no day is handed on as typed, so that the schema names the fault. */
const dayOrTyped = (text: string | undefined): string => (text ? (readDay(text) ?? text) : '')

/** Papers handed in over the counter, or come by public post. */
export const channelOf = (typed: Typed): 'counter' | 'post' => (typed.channel === 'post' ? 'post' : 'counter')

/** What multiplies the fee and who pays less. */
export const feeFacts = (typed: Typed) => ({
  quantities: Object.fromEntries(after(typed, 'quantity:').map(([name, value]) => [name, number(value)])),
  grounds: after(typed, 'ground:').map(([ground]) => ground)
})

/** The typed form as the input of a receipt, to be parsed. */
export function receiptFrom(typed: Typed, papers: readonly Paper[], there: readonly PaperThere[] = []) {
  const party = (prefix: '' | 'delegate') => {
    const field = (name: string) => typed[prefix ? `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}` : name] ?? ''
    return {
      kind: field('kind') === 'organisation' ? 'organisation' : 'person',
      name: field('name'),
      number: field('number').replace(/\s/g, ''),
      birth: dayOrTyped(field('birth')),
      sex: field('sex'),
      address: field('address'),
      phone: field('phone'),
      email: field('email')
    }
  }
  return {
    procedure: typed.procedure ?? '',
    case: typed.case ?? '',
    channel: channelOf(typed),
    applicant: party(''),
    delegate: typed.delegateName
      ? { ...party('delegate'), authorisation: typed.delegateAuthorisation ?? '' }
      : undefined,
    content: typed.content ?? '',
    papers: papers.flatMap(({ code }) => {
      const files = fromStore(typed, there, code)
      const handedIn = typed[`paper:${code}`] === 'on'
      if (!handedIn && files.length === 0) return []
      const count = (kind: string) => (handedIn ? number(typed[`${kind}:${code}`]) : 0)
      return [
        {
          code,
          ...{ originals: count('originals'), certified: count('certified'), copies: count('copies'), files },
          askedBecause: handedIn ? (typed[`despite:${code}`] ?? '') : ''
        }
      ]
    }),
    ...feeFacts(typed),
    feePaid: number(typed.feePaid),
    settlingUnit: typed.settlingUnit ?? ''
  }
}

/** The field of the form that a path of the schema belongs to: `applicant.name` is `name`, `papers.0.copies` the papers. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String)
  if (first === 'applicant') return second ?? 'name'
  if (first === 'delegate') return `delegate${(second ?? 'name')[0]!.toUpperCase()}${(second ?? 'name').slice(1)}`
  return first ?? 'name'
}

/** The coded reasons chosen for papers and for the dossier as a whole; `say` words those left without a note. */
export function reasonsFrom(
  typed: Typed,
  papers: readonly Pick<Paper, 'code' | 'name'>[],
  say: (code: ReasonCode, name: string) => string
): Reason[] {
  const rows = [
    ...papers.map(({ code, name }) => ({ kind: 'paper' as const, ref: code, name: name.vi })),
    { kind: 'dossier' as const, ref: '*', name: '' }
  ]
  return rows.flatMap(about => {
    const code = REASON_CODES.find(known => known === typed[`reason:${about.ref}`])
    const note = (typed[`note:${about.ref}`] ?? '').trim()
    const askedBecause = (typed[`despite:${about.ref}`] ?? '').trim()
    const despite = code === 'missing' && askedBecause !== '' ? { askedBecause } : {}
    return code ? [{ code, about, note: note || say(code, about.name), ...despite }] : []
  })
}
