import { fold } from '#server/platform/index.ts'
import type { NotUnderstood } from './import.maps.ts'

/** What the matcher needs to know of an area. */
export type Place = { code: string; level: string; vi: string; full: string; parent: string | null }
export type AreaSuccession = { predecessor: string; successor: string; part: boolean; note: string }

/** Rows of a CSV file with quoted fields; the first row is its heading. */
export function csvRows(content: string): string[][] {
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(m => (m[1] ?? m[2] ?? '').replaceAll('""', '"'))
    )
}

/**
 * A name as people may write it: `Hòa` and `Hoà` are one. The tone mark moves to the end of its syllable; other marks stay,
 * because `Đông Hưng` and `Đồng Hưng` are two communes.
 */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\s]+/g, syllable => {
      const tone = syllable.match(/[\u0300\u0301\u0303\u0309\u0323]/)?.[0] ?? ''
      return syllable.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tone
    })
    .replace(/[’'`-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The former units of one row: `Xã A (huyện B), Xã C (phần còn lại sau ...)`; commas inside brackets do not part. */
export function formerUnits(text: string): { name: string; district: string | null; part: boolean; note: string }[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(one => one.trim())
    .filter(Boolean)
    .map(one => {
      const note = [...one.matchAll(/\(([^)]*)\)/g)].map(m => m[1]!.trim()).join('; ')
      const district = note.match(/^(?:huyện|quận|thị xã|thành phố|thuộc .*)[^;]*/i)?.[0] ?? null
      return { name: one.replace(/\([^)]*\)/g, '').trim(), district, part: /phần/i.test(note), note }
    })
}

const typeWords = ['Xã', 'Phường', 'Thị trấn'].map(nameKey)
/** A commune that became a ward between the map and the merger is found by its bare name. */
const withoutType = (key: string): string =>
  key.slice((typeWords.find(word => key.startsWith(`${word} `)) ?? '').length).trim()

/** Short forms of province names that tables use. */
const SHORT_NAMES: Readonly<Record<string, string>> = { 'tp hcm': 'hồ chí minh', 'tp. hcm': 'hồ chí minh' }
const provinceKey = (name: string): string => nameKey(SHORT_NAMES[name.toLowerCase().trim()] ?? name)

type Index = Map<string, Place[]>
const put = (index: Index, key: string, place: Place) => void index.set(key, [...(index.get(key) ?? []), place])
const groups = (places: readonly Place[], key: (place: Place) => string): Index => {
  const index: Index = new Map()
  for (const place of places) put(index, key(place), place)
  return index
}

/**
 * Links the communes of the two-tier map to those of the three-tier map by the published table of names. Which old
 * provinces went into which new one follows from the codes, which the communes kept.
 */
export function matchMergers(rows: readonly (readonly string[])[], before: readonly Place[], after: readonly Place[]) {
  const notUnderstood: NotUnderstood[] = []
  const successions = new Map<string, AreaSuccession>()
  const oldProvinces = provinceOrigins(before, after)
  const provinceCode = new Map(after.filter(one => one.level === 'province').map(one => [nameKey(one.vi), one.code]))
  const newByName = groups(
    after.filter(one => one.level === 'commune'),
    one => `${one.parent}|${nameKey(one.vi)}`
  )
  const old = oldIndex(before)
  rows.forEach((row, index) => {
    const line = index + 2
    const [province = '', name = '', formerly = ''] = row
    if (!province && !name) return
    const refuse = (why: string, text = `${province}, ${name}`) => notUnderstood.push({ line, text, why })
    const code = provinceCode.get(provinceKey(province))
    if (!code) return refuse('province-unknown')
    const successor = newByName.get(`${code}|${nameKey(name)}`) ?? []
    if (successor.length !== 1) return refuse(successor.length ? 'new-name-ambiguous' : 'new-name-unknown')
    const found = formerPlaces(successor[0]!, formerly, oldProvinces.get(code) ?? new Set(), old)
    found.refused.forEach(one => refuse(one.why, `${province}, ${name}: ${one.text}`))
    for (const one of found.places) {
      const link = { predecessor: one.place.code, successor: successor[0]!.code, part: one.part, note: one.note }
      successions.set(`${link.predecessor}>${link.successor}`, link)
    }
  })
  return { successions: [...successions.values()], notUnderstood }
}

/** New province code → codes of the old provinces whose communes it took over. */
function provinceOrigins(before: readonly Place[], after: readonly Place[]): Map<string, Set<string>> {
  const parents = new Map(before.map(one => [one.code, one.parent]))
  const origins = new Map<string, Set<string>>()
  for (const one of after) {
    if (one.level !== 'commune' || !parents.has(one.code)) continue
    const province = parents.get(parents.get(one.code)!)
    if (province) origins.set(one.parent!, (origins.get(one.parent!) ?? new Set()).add(province))
  }
  return origins
}

type OldIndex = { exact: Index; folded: Index; bare: Index; parent: Map<string, Place>; byCode: Map<string, Place> }

function oldIndex(before: readonly Place[]): OldIndex {
  const below = before.filter(one => one.level !== 'province')
  return {
    exact: groups(below, one => nameKey(one.full)),
    folded: groups(below, one => fold(one.full)),
    bare: groups(
      below.filter(one => one.level === 'commune'),
      one => nameKey(one.vi)
    ),
    parent: new Map(before.map(one => [one.code, one])),
    byCode: new Map(before.filter(one => one.level === 'commune').map(one => [one.code, one]))
  }
}

type Found = { places: { place: Place; part: boolean; note: string }[]; refused: { text: string; why: string }[] }

function formerPlaces(successor: Place, formerly: string, provinces: ReadonlySet<string>, old: OldIndex): Found {
  if (!formerly) return { places: [], refused: [{ text: successor.full, why: 'no-former-units' }] }
  if (/^Không sáp nhập$/i.test(formerly.trim())) {
    const same = old.byCode.get(successor.code)
    return same
      ? { places: [{ place: same, part: false, note: '' }], refused: [] }
      : { places: [], refused: [{ text: formerly, why: 'former-unit-not-on-old-map' }] }
  }
  const wanted = formerUnits(formerly).map(one => ({ ...one, candidates: candidatesFor(one, provinces, old) }))
  const districts = new Set(wanted.filter(one => one.candidates.length === 1).map(one => one.candidates[0]!.parent))
  const found: Found = { places: [], refused: [] }
  for (const one of wanted) {
    const near =
      one.candidates.length > 1 ? one.candidates.filter(place => districts.has(place.parent)) : one.candidates
    if (near.length === 1) found.places.push({ place: near[0]!, part: one.part, note: one.note })
    else {
      const why = one.candidates.length > 1 ? 'former-name-ambiguous' : 'former-unit-not-on-old-map'
      found.refused.push({ text: one.name, why })
    }
  }
  return found
}

function candidatesFor(
  wanted: { name: string; district: string | null },
  provinces: ReadonlySet<string>,
  old: OldIndex
): Place[] {
  const provinceOf = (place: Place) =>
    place.level === 'district' ? place.parent! : old.parent.get(place.parent!)?.parent
  const here = (places: readonly Place[] = []) => places.filter(place => provinces.has(provinceOf(place) ?? ''))
  const key = nameKey(wanted.name)
  const tries = [
    old.exact.get(key),
    old.folded.get(fold(wanted.name)),
    old.bare.get(key),
    old.bare.get(withoutType(key))
  ]
  const found = tries.map(here).find(places => places.length > 0) ?? []
  if (found.length < 2 || !wanted.district) return found
  const district = nameKey(wanted.district.replace(/^thuộc\s+/i, ''))
  const inDistrict = found.filter(place => nameKey(old.parent.get(place.parent!)?.full ?? '') === district)
  return inDistrict.length > 0 ? inDistrict : found
}
