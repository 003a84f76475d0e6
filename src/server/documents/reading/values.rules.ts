import { readDay, tidyName } from './card.rules.ts'
import type { FieldName } from './model.ts'

/** A value as it is kept, and how far its form lets us believe it. */
export type Value = { readonly text: string; readonly plausible: number }

const DIGITS: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  Z: '2',
  S: '5',
  s: '5',
  B: '8'
}
const asDigits = (text: string) => text.replace(/[OoQDIli|ZSsB]/g, letter => DIGITS[letter]!)

const good = (text: string, plausible = 1): Value => ({ text, plausible })

/** Digits at the start of the text, letters that look like digits taken as such. */
function digits(text: string, shape: RegExp): string | null {
  const first = asDigits(text).replace(/(?<=\d)[\s.](?=\d)/g, '')
  return shape.exec(first)?.[0] ?? null
}

function day(text: string): Value | null {
  const written = /\d{1,2}\s*[/.,-]\s*\d{1,2}\s*[/.,-]\s*\d{4}|\d{2}\s\d{2}\s\d{4}/.exec(asDigits(text))?.[0]
  const read = written && readDay(written.replace(/\s*[/.,-]\s*|\s+/g, '/'))
  return read ? good(read) : null
}

function sex(text: string): Value | null {
  const word =
    text
      .split(/[\s,;/|]+/)[0]
      ?.normalize('NFC')
      .toLowerCase() ?? ''
  if (/^nam$/.test(word)) return good('male')
  return /^n[ữưứửủũúu]$/.test(word) ? good('female', word === 'nữ' ? 1 : 0.9) : null
}

function name(text: string): Value | null {
  const letters =
    /^[\p{L}\p{M}][\p{L}\p{M}' .-]*/u
      .exec(text)?.[0]
      .replace(/[\s.-]+$/, '')
      .replace(/\s+/g, ' ')
      .trim() ?? ''
  const words = letters.split(' ').filter(Boolean)
  if (words.length < 2 || words.length > 8) return null
  return good(tidyName(letters), words.every(word => /^\p{Lu}/u.test(word)) ? 1 : 0.7)
}

const line = (text: string): Value | null => {
  const tidy = text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/^[:;,.\s]+|[\s;,|]+$/g, '')
  return /\p{L}{2}/u.test(tidy) ? good(tidy) : null
}

/** How each field is read out of the words that stand behind its label; null: nothing that could be it. */
export const VALUES: Readonly<Record<FieldName, (text: string) => Value | null>> = {
  number: text => {
    const read = digits(text, /^\d{12}(?!\d)/)
    // Province, then century and sex, year: the first three are at most 096 (Circular 59/2021 of the police).
    return read ? good(read, Number(read.slice(0, 3)) <= 99 ? 1 : 0.6) : null
  },
  name,
  birth: day,
  sex,
  address: line,
  phone: text => {
    const read = digits(text.replace(/^\(?\+84\)?\s*/, '0'), /^0\d{8,10}(?!\d)/)
    return read ? good(read) : null
  },
  // The sign in the middle is no Vietnamese letter and is read as what looks like it.
  email: text => {
    const mended = text.includes('@') ? text : text.replace(/\s*(\([ĐđdaQ]\)?|[©®])\s*/, '@')
    const read = /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(mended)?.[0]
    return read ? good(read.toLowerCase(), text === mended ? 1 : 0.85) : null
  },
  issued: day,
  expires: day,
  code: text => {
    const read = /[A-Z]\d{2}(?:\.\d+)*-\d{6,8}-[A-Z0-9]{4,}/.exec(text.replace(/\s*-\s*/g, '-'))?.[0]
    return read ? good(read) : null
  },
  bank: line,
  account: text => {
    const read = digits(text, /^\d{6,19}(?!\d)/)
    return read ? good(read) : null
  },
  amount: text => {
    const read = /^\d{1,3}([.,\s]\d{3})+|^\d{4,}/.exec(asDigits(text))?.[0]
    return read ? good(read.replace(/\D/g, '')) : null
  },
  purpose: line
}
