import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Day } from '#server/platform/index.ts'
import { event } from './events.ts'
import type { LetterEvent } from './events.ts'
import type { Letter, Receipt } from './model.ts'

type Draft = Pick<Letter, 'kind' | 'unit' | 'content' | 'addressees' | 'tasks'>
export type LetterCommand =
  | ({ readonly kind: 'draft' } & { readonly letter: Draft })
  | { readonly kind: 'approve' | 'send' }
  | { readonly kind: 'open'; readonly unit: string }
  | { readonly kind: 'answer'; readonly unit: string; readonly words: string }
export type LetterRefusal = {
  readonly code:
    | 'letter-exists'
    | 'letter-missing'
    | 'letter-approved'
    | 'letter-not-approved'
    | 'answer-missing'
    | 'answered-already'
}
type By = { readonly now: Date; readonly today: Day; readonly name: string }

/** Whether a unit is one of the addressees, or below one. */
const isOf = (unit: string, addressee: string): boolean => unit === addressee || unit.startsWith(`${addressee}.`)

/** What is done to a letter, or why not: drafted, approved once, sent once, opened and answered by each addressee. */
export function decideLetter(
  letter: Letter | null,
  command: LetterCommand,
  { now, today, name: by }: By
): Result<readonly LetterEvent[], LetterRefusal> {
  if (command.kind === 'draft')
    return letter ? err({ code: 'letter-exists' }) : ok([event('letter.drafted', now, { ...command.letter, by })])
  if (!letter) return err({ code: 'letter-missing' })
  switch (command.kind) {
    case 'approve':
      return letter.approvedAt
        ? err({ code: 'letter-approved' })
        : ok([event('letter.approved', now, { number: 0, on: today, by })])
    case 'send':
      if (!letter.approvedAt) return err({ code: 'letter-not-approved' })
      return letter.sentAt ? err({ code: 'letter-approved' }) : ok([event('letter.sent', now, { by })])
    case 'open':
      return ok(
        own(letter, command.unit)
          .filter(receipt => !receipt.openedAt)
          .map(({ unit }) => event('letter.opened', now, { unit, by }))
      )
    case 'answer': {
      if (command.words.trim() === '') return err({ code: 'answer-missing' })
      const open = own(letter, command.unit).filter(receipt => !receipt.answeredAt)
      if (open.length === 0) return err({ code: 'answered-already' })
      return ok(open.map(({ unit }) => event('letter.answered', now, { unit, words: command.words.trim(), by })))
    }
    default:
      return command satisfies never
  }
}
const own = ({ receipts }: Letter, unit: string) => receipts.filter(receipt => isOf(unit, receipt.unit))

/** The letter after an event. */
export function evolveLetter(letter: Letter | null, told: LetterEvent, id: string): Letter {
  const at = new Date(told.at)
  if (told.type === 'letter.drafted') {
    const { by, ...draft } = told.data
    return { ...UNSENT, ...draft, id, draftedBy: by, draftedAt: at }
  }
  if (!letter) throw new Error(`a letter cannot begin with ${told.type}`)
  return { ...letter, version: letter.version + 1, ...changeBy(letter, told, at) }
}

const UNSENT = {
  version: 1,
  number: null,
  approvedBy: null,
  approvedAt: null,
  sentBy: null,
  sentAt: null,
  receipts: []
} as const

function changeBy(letter: Letter, told: Exclude<LetterEvent, { type: 'letter.drafted' }>, at: Date): Partial<Letter> {
  const onReceipt = (unit: string, change: (receipt: Receipt) => Partial<Receipt>) => ({
    receipts: letter.receipts.map(each => (each.unit === unit ? { ...each, ...change(each) } : each))
  })
  switch (told.type) {
    case 'letter.approved': {
      const { number, on, by } = told.data
      return { number, approvedBy: by, approvedAt: at, content: { ...letter.content, number, issuedOn: on } }
    }
    case 'letter.sent':
      return { sentBy: told.data.by, sentAt: at, receipts: letter.addressees.map(unit => ({ ...UNOPENED, unit })) }
    case 'letter.opened':
      return onReceipt(told.data.unit, () => ({ openedAt: at, openedBy: told.data.by }))
    case 'letter.answered':
      return onReceipt(told.data.unit, receipt => ({
        answeredAt: at,
        answer: told.data.words,
        openedAt: receipt.openedAt ?? at,
        openedBy: receipt.openedBy ?? told.data.by
      }))
    default:
      return told satisfies never
  }
}
const UNOPENED = { openedAt: null, openedBy: null, answeredAt: null, answer: null } as const
