import { fold } from '#server/platform/language.ts'
import { around } from './boxes.rules.ts'
import { LABELS, STOPS } from './labels.ts'
import type { Box, Code, FieldName, Line, Page, Proposed, ProposedFields, Word, Zone } from './model.ts'
import { VALUES } from './values.rules.ts'

/** What the paper says, each field from its best source: a QR code before a zone that holds before words. */
export function fieldsOf(pages: readonly Page[], codes: readonly Code[], zone: Zone | null): ProposedFields {
  const all = [...fromCodes(codes), ...fromZone(zone), ...pages.flatMap(fromWords)]
  const fields: ProposedFields = {}
  for (const [name, proposed] of all) {
    const kept = fields[name]
    if (!kept || proposed.confidence > kept.confidence) fields[name] = proposed
  }
  return fields
}

type Entry = readonly [FieldName, Proposed]

const OF_CODE: Readonly<Record<string, readonly FieldName[]>> = {
  'identity-card': ['number', 'name', 'birth', 'sex', 'address', 'issued'],
  payment: ['bank', 'account', 'amount', 'purpose'],
  receipt: ['code'],
  other: []
}

/** A QR code guards itself against misreading, but nobody signed it. */
const fromCodes = (codes: readonly Code[]): Entry[] =>
  codes.flatMap(({ kind, says, page, place }) =>
    (OF_CODE[kind] ?? []).flatMap(name =>
      says[name] ? [[name, { value: says[name], confidence: 0.99, source: 'qr', page, place }] as const] : []
    )
  )

/** Check digits guard number, birth and expiry; the name is without marks and therefore doubtful. */
function fromZone(zone: Zone | null): Entry[] {
  if (!zone) return []
  const { page, place } = zone
  const sure = zone.valid ? 0.97 : 0.6
  const said = {
    number: [zone.number, sure],
    birth: [zone.birth, sure],
    sex: [zone.sex ?? '', sure],
    expires: [zone.expires, sure],
    name: [zone.name, 0.4]
  } as const
  return Object.entries(said).flatMap(([name, [value, confidence]]) =>
    value ? [[name as FieldName, { value, confidence, source: 'mrz', page, place }] as const] : []
  )
}

/** Fields by the words before them. */
function fromWords(page: Page, number: number): Entry[] {
  return page.lines.flatMap((line, at) =>
    labelsOn(line).flatMap(({ field, from, to }) => {
      const words = line.words.slice(from, to)
      const below = page.lines[at + 1]
      const read = valueOf(field, words, words.length === 0 || CONTINUES.has(field) ? below : undefined)
      return read ? [[field, { ...read, source: 'text', page: number + 1 }] as const] : []
    })
  )
}

/** An address may go on below; a line that begins with a label of its own is another field. */
const CONTINUES = new Set<FieldName>(['address'])

function valueOf(
  field: FieldName,
  words: readonly Word[],
  below: Line | undefined
): { value: string; confidence: number; place: Box } | null {
  const goesOn = below && labelsOn(below, true).length === 0 && !startsWithStop(below) ? below.words : []
  const own = words.length > 0
  // A single value stands whole on one line; only an address is written over two.
  const all = own && !(CONTINUES.has(field) && isOpen(words)) ? words : [...words, ...goesOn]
  const text = all
    .map(word => word.text)
    .join(' ')
    .replace(/^[\s:.;/|-]+/, '')
    .trim()
  const value = text ? VALUES[field](text) : null
  if (!value) return null
  const told = all.filter(word => /[\p{L}\p{N}]/u.test(word.text))
  const sure = told.reduce((sum, word) => sum + word.sure, 0) / Math.max(1, told.length)
  return {
    value: value.text,
    confidence: Math.round(Math.min(0.95, sure * value.plausible) * 100) / 100,
    place: around(told.map(word => word.box))
  }
}

/** An address that ends with a comma or has no province yet goes on. */
const isOpen = (words: readonly Word[]): boolean =>
  /,$/.test(words.at(-1)?.text ?? '') || !/\b(tinh|thanh pho|tp)\b/.test(fold(words.map(word => word.text).join(' ')))

const startsWithStop = (line: Line): boolean => {
  const text = fold(line.words.map(word => word.text).join(' '))
  return (
    STOPS.some(stop => text.startsWith(stop)) ||
    (/^\d+ /.test(text) && /:/.test(line.words.map(word => word.text).join(' ')))
  )
}

type Found = { field: FieldName; from: number; to: number; start: number }

/** The labels on a line, left to right, each with the words of its value: up to the next label or a word that ends it. */
export function labelsOn(line: Line, onlyAtStart = false): Found[] {
  const folded = line.words.map(word => fold(word.text))
  const marks: { field: FieldName | null; start: number; end: number }[] = []
  for (let start = 0; start < folded.length; start++) {
    const mark = markAt(folded, start)
    if (!mark) continue
    marks.push({ ...mark, start })
    start = mark.end - 1
  }
  return marks.flatMap(({ field, start, end }, at) => {
    const to = marks[at + 1]?.start ?? line.words.length
    const colon = colonAfter(line, end, to)
    // A word of everyday speech is a label only where a colon says so.
    if (!field || (onlyAtStart && start > 1) || (EVERYDAY.has(field) && colon === null)) return []
    return [{ field, start, from: colon ?? end, to }]
  })
}

const EVERYDAY = new Set<FieldName>(['purpose', 'amount', 'address', 'phone'])

/** The first word after a colon that ends the label (`Họ, chữ đệm, tên người yêu cầu: ...`); null: no colon near. */
function colonAfter(line: Line, end: number, to: number): number | null {
  const last = Math.min(to - 1, end + 4)
  for (let at = end - 1; at <= last; at++) if (/[:;]$/.test(line.words[at]?.text ?? '')) return at + 1
  return null
}

const PHRASES = [
  ...LABELS.flatMap(({ field, says }) =>
    says.map(phrase => ({ field: field as FieldName | null, words: phrase.split(' ') }))
  ),
  ...STOPS.map(phrase => ({ field: null, words: phrase.split(' ') }))
].sort((one, other) => other.words.length - one.words.length)

/** The longest label that begins at this word; words without letters (`/`, `:`) between its words do not count. */
function markAt(folded: readonly string[], start: number): { field: FieldName | null; end: number } | null {
  if (folded[start] === '') return null
  for (const { field, words } of PHRASES) {
    let at = start
    let matched = 0
    while (at < folded.length && matched < words.length) {
      const parts = folded[at] === '' ? [] : folded[at]!.split(' ')
      if (parts.length > 0 && !parts.every((part, place) => alike(part, words[matched + place] ?? ''))) break
      matched += parts.length
      at++
    }
    if (matched === words.length) return { field, end: at }
  }
  return null
}

/** A letter misread in a word of four or more does no harm. */
function alike(read: string, meant: string): boolean {
  if (read === meant) return true
  if (meant.length < 4 || Math.abs(read.length - meant.length) > 1) return false
  let differ = 0
  if (read.length === meant.length) for (let at = 0; at < meant.length; at++) differ += read[at] === meant[at] ? 0 : 1
  else {
    const [short, long] = read.length < meant.length ? [read, meant] : [meant, read]
    let skip = 0
    for (let at = 0; at < short.length; at++) if (short[at] !== long[at + skip]) skip++
    differ = skip > 1 ? 2 : 1
  }
  return differ <= 1
}
