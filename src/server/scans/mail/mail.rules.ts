import type { Head } from './model.ts'

/** An address as boxes are kept: lower-case, without what stands behind a plus; null when it is none. */
export function boxAddress(given: string): string | null {
  const address = given.trim().normalize('NFC').toLowerCase()
  if (address.length > 254 || !/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/.test(address)) return null
  return address.replace(/(?<=.)\+[^@]*(?=@)/, '')
}

/** Names of senders that no person reads. */
const NOBODY =
  /^(mailer-daemon|postmaster|(no|do-?not|khong)[-_.]?reply.*|bounces?([-+=].*)?|owner-.*|.*-(request|bounces?))@/

/**
 * Whether the house may write back: never to what a machine or a list sent, nor to nobody (RFC 3834, section 2), so that
 * two machines do not write to each other.
 */
export function mayAnswer(sender: string | null, { headers }: Pick<Head, 'headers'>): boolean {
  if (!sender || NOBODY.test(sender.toLowerCase())) return false
  const said = (name: string) => headers.get(name)?.trim().toLowerCase() ?? ''
  if (!/^(no\b.*)?$/.test(said('auto-submitted'))) return false
  if (/^(bulk|junk|list|auto_reply)\b/.test(said('precedence'))) return false
  if (said('x-auto-response-suppress') !== '' && said('x-auto-response-suppress') !== 'none') return false
  if (/^multipart\/report\b|^message\/(delivery-status|disposition-notification)\b/.test(said('content-type')))
    return false
  return ![...headers.keys()].some(name => name.startsWith('list-') || name === 'x-autoreply' || name === 'x-loop')
}

/** What in a subject may be a dossier's code, as codes are written: `H99.31-261123-0001`. At most three. */
export const codesIn = (subject: string): readonly string[] =>
  [
    ...new Set((subject.match(/(?<![\p{L}\p{N}])[A-Z]\d{2}(?:\.\d{1,4})*-\d{6}-\d{4,9}(?!\d)/giu) ?? []).map(upper))
  ].slice(0, 3)
const upper = (code: string) => code.toUpperCase()

/** Text of a stranger fit to be shown or sent back: one line, nothing that leads somewhere, not long. */
export function quoted(text: string, most = 120): string {
  const line = text
    .slice(0, 4 * most)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\S*(:\/\/|www\.)\S*/gi, '…')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line
}

/** The text of a letter as it is kept: no control characters but line ends, at most so many letters. */
export const bodyOf = (text: string, most: number): string =>
  [
    ...text
      .slice(0, 4 * most)
      .toWellFormed()
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  ]
    .slice(0, most)
    .join('')
