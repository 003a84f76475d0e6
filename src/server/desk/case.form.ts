import { readDay } from '#server/documents/index.ts'
import { COMMAND_INPUTS, explainInvalid, REASON_CODES, reasonSentence } from '#server/dossiers/index.ts'
import type { ChosenTurn, Dossier, FileRef, Later, PaperEntry } from '#server/dossiers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Language, Result } from '#server/platform/index.ts'
import type { ActName } from './acts.rules.ts'
import { chosenIn } from './signers.rules.ts'
import type { SignerRow } from './signers.rules.ts'

/** The form of an act as it was sent: its words, and the files of each file field already stored. */
export type SentForm = {
  text(name: string): string
  readonly files: ReadonlyMap<string, readonly FileRef[]>
  readonly names: readonly string[]
}
type Offered = {
  readonly dossier: Dossier
  readonly papers: readonly PaperEntry[]
  /** What a reason can be tied to, in the order of the form's rows. */
  readonly about: readonly {
    readonly kind: 'paper' | 'field' | 'dossier'
    readonly ref: string
    readonly name: string
  }[]
  /** The rows that choose who signs, where the step hands a result in. */
  readonly signers: readonly SignerRow[]
  readonly officers: readonly { readonly value: string; readonly label: string }[]
  readonly fields: readonly { readonly key: string; readonly type: 'text' | 'number' | 'boolean' }[]
}
type Invalid = { readonly code: 'input-invalid'; readonly errors: Readonly<Record<string, string>> }

/** Reads the command out of its form, checked by the command's own schema; refusals are named by the field they belong to. */
export function commandFrom(
  name: ActName,
  form: SentForm,
  offered: Offered,
  language: Language
): Result<Later, Invalid> {
  const read = COMMAND_INPUTS[name].safeParse(inputOf(name, form, offered))
  if (read.success) {
    const papers = name === 'supplement' ? { papers: supplemented(form, offered.papers) } : {}
    return ok({ kind: name, ...read.data, ...papers } as Later)
  }
  const errors: Record<string, string> = {}
  for (const issue of read.error.issues) errors[fieldOf(issue.path)] ??= explainInvalid(issue.message, language)
  return err({ code: 'input-invalid', errors })
}

const fieldOf = (path: readonly PropertyKey[]): string => {
  const [first = '', second] = path.map(String)
  if (first === 'result' && second) return second
  if (first === 'limit') return 'value'
  if (first === 'signers') return 'signers'
  if (first === 'reasons' && second !== undefined) return `reason-${second}-note`
  return first
}

function inputOf(name: ActName, form: SentForm, offered: Offered): Record<string, unknown> {
  const { text } = form
  const files = form.files.get('files') ?? []
  const token = text('token')
  switch (name) {
    case 'accept':
    case 'resume':
      return {}
    case 'claim':
      return { token }
    case 'release':
      return { token, note: text('note') }
    case 'assign': {
      const officer = offered.officers.find(each => each.value === text('officer'))
      return {
        token,
        officer: officer?.value ?? '',
        officerName: officer?.label.split(' – ')[0] ?? '-',
        note: text('note')
      }
    }
    case 'complete': {
      const reasons = reasonsOf(form, offered)
      return {
        token,
        outcome: text('outcome'),
        note: text('note'),
        files,
        data: dataOf(form, offered),
        result: resultOf(form),
        ...(reasons.length > 0 ? { reasons } : {}),
        ...signersOf(form, offered),
        ...(text('consult') ? { consult: text('consult'), consultBy: dayTyped(text('consultBy')) } : {})
      }
    }
    case 'send-back':
      return { token, to: text('to'), reason: text('reason') }
    case 'refuse-reception':
    case 'ask-supplement':
      return { reasons: reasonsOf(form, offered) }
    case 'refuse':
      return { reasons: reasonsOf(form, offered), number: text('number'), files }
    case 'supplement':
      return { papers: supplemented(form, offered.papers).map(({ name: _, ...paper }) => paper), note: text('note') }
    case 'ask-fee':
      return { amount: moneyOf(text('amount')), reason: text('reason') }
    case 'pay-fee':
      return { amount: moneyOf(text('amount')), method: text('method') || undefined, receipt: text('receipt') }
    case 'extend':
      return {
        limit: { unit: offered.dossier.ledger?.limit.unit, value: Number(text('value').replace(',', '.')) },
        reason: text('reason')
      }
    case 'pause':
      return { cause: text('cause'), reason: text('reason') }
    case 'return-result':
      return { to: text('to'), how: text('how') || undefined }
    case 'ask-withdrawal':
    case 'decline-withdrawal':
    case 'withdraw':
    case 'stop':
      return { reason: text('reason') }
    default:
      return name satisfies never
  }
}

function signersOf(form: SentForm, { signers }: Offered): { signers?: readonly ChosenTurn[] } {
  const chosen = form.names.some(name => name.startsWith('signer-')) ? chosenIn(signers, form) : null
  return chosen ? { signers: chosen } : {}
}

/** `150.000` and `150 000 đ` are 150000. */
const moneyOf = (typed: string): number => Number(typed.replace(/[^\d]/g, '') || Number.NaN)

function dataOf(form: SentForm, { fields }: Offered): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ key, type }): [string, unknown][] => {
      const typed = form.text(`data-${key}`)
      if (type === 'boolean') return [[key, typed === 'on']]
      if (typed === '') return []
      return [[key, type === 'number' ? Number(typed.replace(',', '.')) : typed]]
    })
  )
}

/** A signature carries its result; a form without a number gives none, and the decider says whether that will do. */
function resultOf(form: SentForm): unknown {
  if (form.text('number') === '') return null
  return {
    kind: form.text('result') || 'granted',
    number: form.text('number'),
    note: form.text('result-note'),
    files: form.files.get('files') ?? []
  }
}

/** One row per paper and field and one for the dossier as a whole; a row without a code asks for nothing. */
function reasonsOf(form: SentForm, { about }: Offered) {
  return about.flatMap(({ kind, ref, name }, at) => {
    const code = form.text(`reason-${at}-code`)
    return code ? [{ code, about: { kind, ref, name: name.slice(0, 300) }, note: noteOf(form, at, code, name) }] : []
  })
}

/** Words for the applicant; a reason and a paper that say it all need no more. */
function noteOf(form: SentForm, at: number, code: string, name: string): string {
  const known = REASON_CODES.find(each => each === code)
  return form.text(`reason-${at}-note`) || (known && known !== 'other' ? reasonSentence('vi', known, name) : '')
}

/** `30/11/2026` as a day; anything else is handed on as typed, for the schema to refuse. */
const dayTyped = (typed: string): string => readDay(typed) ?? typed

/** What is there of each paper after the supplement: counted anew, files added to those handed in before. */
function supplemented(form: SentForm, papers: readonly PaperEntry[]): PaperEntry[] {
  const count = (name: string) => Math.min(99, Math.max(0, Math.trunc(Number(form.text(name)) || 0)))
  return papers
    .map((paper, at) => {
      const added = form.files.get(`files-${at}`) ?? []
      return {
        code: paper.code,
        name: paper.name,
        originals: count(`paper-${at}-originals`),
        certified: count(`paper-${at}-certified`),
        copies: count(`paper-${at}-copies`),
        files: [...paper.files, ...added.filter(file => !paper.files.some(each => each.id === file.id))]
      }
    })
    .filter(paper => paper.originals + paper.certified + paper.copies + paper.files.length > 0)
}
