import { parse } from 'mrz'
import type { Zone } from './model.ts'

type Read = Omit<Zone, 'page' | 'place'>

/** The weighted sum of ICAO 9303 part 3, 4.9: 7, 3, 1 over the letters' values. */
export function checkDigit(text: string): string {
  const value = (letter: string) =>
    letter === '<' ? 0 : /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 55
  return String([...text].reduce((sum, letter, at) => sum + value(letter) * [7, 3, 1][at % 3]!, 0) % 10)
}

const DIGITS: Record<string, string> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  B: '8',
  G: '6',
  T: '7'
}
const LETTERS: Record<string, string> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B', 6: 'G' }
const asDigits = (text: string) => text.replace(/[A-Z]/g, letter => DIGITS[letter] ?? letter)
const asLetters = (text: string) => text.replace(/\d/g, digit => LETTERS[digit] ?? digit)

/**
 * The zone of a TD1 card among lines as they were read: capitals, digits and `<`, thirty to a line. Where the format
 * asks for digits or letters, what looks alike is read as such; the check digits say whether that was right. Null: no
 * three lines of a zone.
 */
export function readZone(lines: readonly string[]): Read | null {
  const cleaned = lines.map(clean).filter(line => line.length >= 16)
  for (let at = 0; at + 2 < cleaned.length; at++) {
    const zone = threeLines(cleaned.slice(at, at + 3))
    if (zone) return zone
  }
  return null
}

const clean = (line: string): string =>
  line
    .toUpperCase()
    .replace(/[«‹({[]/g, '<')
    .replace(/[^A-Z0-9<]/g, '')

function threeLines(given: readonly string[]): Read | null {
  const [first, second, third] = [firstLine(given[0]!), secondLine(given[1]!), thirdLine(given[2]!)]
  if (!first || !second) return null
  const lines = [first, second, third]
  const { fields, valid } = parse(lines)
  const number = first.slice(15, 27)
  const numberHolds = /^\d{12}$/.test(number) && (first[29] === '<' || first[29] === checkDigit(number))
  const birth = numberHolds ? dayOf(fields.birthDate ?? '', centuryOf(number)) : ''
  const sex = fields.sex === 'male' || fields.sex === 'female' ? fields.sex : null
  return {
    valid: valid && numberHolds && birth !== '',
    lines,
    number: numberHolds ? number : '',
    document: fields.documentNumber ?? '',
    name: `${fields.lastName ?? ''} ${fields.firstName ?? ''}`.trim(),
    birth,
    sex,
    expires: dayOf(fields.expirationDate ?? '', 2000),
    nationality: fields.nationality ?? ''
  }
}

/** `IDVNM`, nine digits and their check, the twelve of the personal number, `<<` and a check. */
function firstLine(line: string): string | null {
  if (!/^[I1L][D0O]VN[MN]/.test(line)) return null
  const digits = asDigits(line.slice(5).replaceAll('<', ''))
  if (!/^\d{22,23}$/.test(digits)) return null
  return `IDVNM${digits.slice(0, 22)}<<${digits.slice(22) || '<'}`
}

/** Birth and its check, sex, end of validity and its check, nationality, the check over all. */
function secondLine(line: string): string | null {
  const found = /^([A-Z0-9]{7})([MF<])([A-Z0-9]{7})([A-Z0-9]{3})/.exec(line)
  if (!found || line.length < 19) return null
  const [, birth = '', sex = '', expires = '', state = ''] = found
  return `${asDigits(birth)}${sex}${asDigits(expires)}${asLetters(state)}${'<'.repeat(11)}${asDigits(line[29] ?? line.at(-1)!)}`
}

/** Family name `<<` given names; trailing marks are often read as letters K, C or L. */
function thirdLine(line: string): string {
  const tidy = asLetters(line)
    .replace(/[<KCLSE]*<[<KCLSE]*$/, '')
    .slice(0, 30)
  return tidy.padEnd(30, '<')
}

/** The fourth digit of the personal number tells century and sex (Decree 137/2015 art. 13). */
const centuryOf = (number: string): number => 1900 + 100 * Math.floor(Number(number[3]) / 2)

/** `880412` as a day of that century; empty when there is no such day. */
function dayOf(written: string, century: number): string {
  if (!/^\d{6}$/.test(written)) return ''
  const text = `${century + Number(written.slice(0, 2))}-${written.slice(2, 4)}-${written.slice(4, 6)}`
  const instant = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text ? text : ''
}

/** The three lines of a card's zone, for the tests and for the corpus. */
export function writeZone(card: {
  number: string
  name: string
  birth: string
  sex: 'male' | 'female'
  expires: string
}): readonly [string, string, string] {
  const short = (day: string) => day.slice(2).replaceAll('-', '')
  const document = card.number.slice(3)
  const first = `IDVNM${document}${checkDigit(document)}${card.number}<<${checkDigit(card.number)}`
  const [birth, expires] = [short(card.birth), short(card.expires)]
  const dates = `${birth}${checkDigit(birth)}`
  const until = `${expires}${checkDigit(expires)}`
  const all = checkDigit(`${first.slice(5)}${dates}${until}${'<'.repeat(11)}`)
  const [family = '', ...given] = unmarked(card.name).split(' ')
  return [
    first,
    `${dates}${card.sex === 'male' ? 'M' : 'F'}${until}VNM${'<'.repeat(11)}${all}`,
    `${family}<<${given.join('<')}`.slice(0, 30).padEnd(30, '<')
  ]
}

const unmarked = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toUpperCase()
    .replace(/[^A-Z ]/g, '')
    .trim()
