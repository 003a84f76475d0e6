import type { Level, ProviderSettings, Vouched } from './model.ts'

/** What the provider's `acr` is worth; one that nobody has mapped is worth no more than a password. */
export const levelOf = (acr: unknown, levels: ProviderSettings['levels']): Level =>
  (typeof acr === 'string' && levels[acr]) || 1

/** The `acr` values that are enough, the least demanding first; undefined when the provider has no words for it. */
export function acrFor(level: Level, levels: ProviderSettings['levels']): string | undefined {
  const enough = Object.entries(levels).filter(([, worth]) => worth >= level)
  return enough.length === 0
    ? undefined
    : enough
        .sort(([, one], [, other]) => one - other)
        .map(([acr]) => acr)
        .join(' ')
}

const text = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFC').trim() : '')
const SEXES: Readonly<Record<string, 'male' | 'female'>> = { male: 'male', female: 'female', nam: 'male', nữ: 'female' }

/** Reads the claims in our words. Nothing is guessed: a number that has not twelve digits is no number. */
export function personOf(claims: Readonly<Record<string, unknown>>, settings: ProviderSettings): Vouched {
  const { claims: names, levels } = settings
  const number = text(claims[names.number])
  const birth = text(claims[names.birthDate]).replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1')
  const phone = text(claims[names.phone])
    .replace(/[\s.-]/g, '')
    .replace(/^\+84/, '0')
  return {
    subject: text(claims.sub),
    level: levelOf(claims.acr, levels),
    number: /^\d{12}$/.test(number) ? number : null,
    name: text(claims[names.name]).replace(/\s+/g, ' ').slice(0, 120) || null,
    birthDate: /^\d{4}-\d{2}-\d{2}$/.test(birth) ? birth : null,
    sex: SEXES[text(claims[names.sex]).toLowerCase()] ?? null,
    email: text(claims[names.email]).slice(0, 200),
    phone: /^0\d{9,10}$/.test(phone) ? phone : ''
  }
}

/** The account that bears the vouched number here, if any. */
export type Bearer = { readonly id: string; readonly verified: boolean }

export type SignOnDecision =
  | { kind: 'enter'; account: string }
  | { kind: 'link'; account: string }
  | { kind: 'create' }
  | { kind: 'reclaim'; from: string }
  | { kind: 'refuse'; code: 'assurance-too-low' | 'number-missing' | 'desk-not-linked' }

/**
 * Whose account a sign-on opens. Only a link or a verified number leads into an account that exists, never an e-mail
 * address or a name. An account whose number somebody merely typed in is not opened, nor does it block the person: the
 * number goes to a new account of theirs.
 */
export function decideSignOn(facts: {
  linked: string | null
  bearer: Bearer | null
  vouched: Pick<Vouched, 'number' | 'level' | 'name'>
  verifiesFrom: Level
  level: Level
  forDesk: boolean
}): SignOnDecision {
  const { linked, bearer, vouched } = facts
  if (vouched.level < facts.level) return { kind: 'refuse', code: 'assurance-too-low' }
  if (linked) return { kind: 'enter', account: linked }
  if (facts.forDesk) return { kind: 'refuse', code: 'desk-not-linked' }
  if (!vouched.number || !vouched.name) return { kind: 'refuse', code: 'number-missing' }
  if (vouched.level < facts.verifiesFrom) return { kind: 'refuse', code: 'assurance-too-low' }
  if (!bearer) return { kind: 'create' }
  return bearer.verified ? { kind: 'link', account: bearer.id } : { kind: 'reclaim', from: bearer.id }
}

/** Whether somebody who is signed in may bind this identity to the account; the number must not be another's. */
export function decideLink(facts: {
  account: { id: string; personalNumber: string | null }
  linked: string | null
  vouched: Pick<Vouched, 'number'>
}): 'linked-elsewhere' | 'number-differs' | null {
  const { account, linked, vouched } = facts
  if (linked && linked !== account.id) return 'linked-elsewhere'
  if (account.personalNumber && vouched.number !== account.personalNumber) return 'number-differs'
  return null
}

/** Whether the number on the account is proved by what the provider vouched for. */
export const provesNumber = (
  number: string | null,
  vouched: Pick<Vouched, 'number' | 'level'>,
  verifiesFrom: Level
): boolean => number !== null && number === vouched.number && vouched.level >= verifiesFrom
