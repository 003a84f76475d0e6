/** What the QR code of an identity card says about its bearer. It is not signed: treat it as typed. */
export type Card = {
  readonly number: string
  readonly oldNumber: string
  readonly name: string
  /** `1990-09-02`; empty when the card does not say a real day. */
  readonly birth: string
  readonly sex: 'male' | 'female' | null
  readonly address: string
  readonly issued: string
}

const SEX = { nam: 'male', nữ: 'female' } as const

/**
 * Reads the text of the QR code: number | old number | name | ddMMyyyy | Nam/Nữ | residence | issued. Some cards leave
 * the last field out and newer ones add more, so six are enough and the tail is not looked at. Null: not a card.
 */
export function readCard(text: string): Card | null {
  const fields = text
    .replace(/^\uFEFF/, '')
    .trim()
    .normalize('NFC')
    .split('|')
    .map(field => field.trim())
  if (fields.length < 6) return null
  const [number = '', oldNumber = '', name = '', birth = '', sex = '', address = '', issued = ''] = fields
  if (!/^\d{12}$/.test(number) || !/\p{L}/u.test(name)) return null
  return {
    number,
    oldNumber: /^\d{9}$/.test(oldNumber) ? oldNumber : '',
    name: tidyName(name),
    birth: readDay(birth) ?? '',
    sex: SEX[sex.toLowerCase() as keyof typeof SEX] ?? null,
    address,
    issued: readDay(issued) ?? ''
  }
}

/** Cards may shout: `NGUYỄN VĂN AN` is written as people write it. */
export const tidyName = (name: string): string => {
  const spaced = name.replace(/\s+/g, ' ')
  return spaced === spaced.toLocaleUpperCase('vi')
    ? spaced.toLocaleLowerCase('vi').replace(/(^|\s)\p{L}/gu, letter => letter.toLocaleUpperCase('vi'))
    : spaced
}

/** `02091990`, `2/9/1990` or `02-09-1990` as a day; null when there is no such day. */
export function readDay(typed: string): string | null {
  const parts = /^(\d{1,2})[/.\-\s]?(\d{1,2})[/.\-\s]?(\d{4})$/.exec(typed.trim())
  if (!parts) return null
  const [, day = '', month = '', year = ''] = parts
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = Date.parse(`${written}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === written ? written : null
}

/** `1990-09-02` as it is typed and printed. */
export const typedDay = (day: string): string => day.split('-').reverse().join('/')
