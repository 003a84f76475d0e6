import type { Area, Level } from './model.ts'

/** A line of a file that could not be understood: nothing is dropped in silence. */
export type NotUnderstood = { readonly line: number; readonly text: string; readonly why: string }
export type ReadMap = { areas: Area[]; notUnderstood: NotUnderstood[] }

/**
 * The two maps a system meets. Two tiers since 1 July 2025 (Resolution 202/2025/QH15, 34 provinces); before that three
 * tiers. The file of 63 provinces shows 2022-2023; the mergers of communes in between are not in it.
 */
export const MAPS = {
  'two-tier': { validFrom: '2025-07-01', validTo: null },
  'three-tier': { validFrom: '2022-01-01', validTo: '2025-06-30' }
} as const

const TYPES: Readonly<Record<string, string>> = {
  tỉnh: 'tinh',
  'thành phố': 'thanh-pho',
  phường: 'phuong',
  xã: 'xa',
  'đặc khu': 'dac-khu'
}

/** The type of an area by the first words of its full name; undefined when it says none that the law knows. */
export function typeOfName(fullName: string): string | undefined {
  const words = fullName.normalize('NFC').toLowerCase().split(/\s+/)
  return TYPES[words[0]!] ?? TYPES[words.slice(0, 2).join(' ')]
}

type TwoTier = { Code: string; Name: string; NameEn?: string; FullName: string; Wards?: TwoTier[] }
type ThreeTier = { name: string; type: string; name_with_type: string; code: string; parent_code?: string }

/** Which map a file holds, by its shape. */
export function readMap(content: unknown): ReadMap | undefined {
  if (Array.isArray(content)) return readTwoTiers(content as TwoTier[])
  if (content !== null && typeof content === 'object' && 'tinh_tp' in content) {
    return readThreeTiers(content as Record<'tinh_tp' | 'quan_huyen' | 'xa_phuong', Record<string, ThreeTier>>)
  }
  return undefined
}

function readTwoTiers(provinces: readonly TwoTier[]): ReadMap {
  const read = collector('two-tier')
  for (const province of provinces) {
    read.take(province.Code, 'province', typeOfName(province.FullName), { ...namesOf(province), parent: null })
    for (const ward of province.Wards ?? []) {
      read.take(ward.Code, 'commune', typeOfName(ward.FullName), { ...namesOf(ward), parent: province.Code })
    }
  }
  return read.done()
}

const namesOf = (one: TwoTier) => ({ vi: one.Name, en: one.NameEn ?? '', full: one.FullName })

function readThreeTiers(map: Record<'tinh_tp' | 'quan_huyen' | 'xa_phuong', Record<string, ThreeTier>>): ReadMap {
  const read = collector('three-tier')
  const tiers = [
    ['province', map.tinh_tp],
    ['district', map.quan_huyen],
    ['commune', map.xa_phuong]
  ] as const
  for (const [level, areas] of tiers) {
    for (const one of Object.values(areas)) {
      const parent = level === 'province' ? null : (one.parent_code ?? '')
      read.take(one.code, level, one.type, { vi: one.name, en: '', full: one.name_with_type, parent })
    }
  }
  return read.done()
}

const WIDTH: Record<Level, number> = { province: 2, district: 3, commune: 5 }

function collector(map: keyof typeof MAPS) {
  const areas: Area[] = []
  const notUnderstood: NotUnderstood[] = []
  const codes = new Set<string>()
  let line = 0
  return {
    take(
      code: string,
      level: Level,
      type: string | undefined,
      named: { vi: string; en: string; full: string; parent: string | null }
    ) {
      line += 1
      const why = !new RegExp(`^[0-9]{${WIDTH[level]}}$`).test(code)
        ? 'code-invalid'
        : codes.has(code)
          ? 'code-twice'
          : !type
            ? 'type-unknown'
            : named.parent !== null && !codes.has(named.parent)
              ? 'parent-missing'
              : undefined
      if (why || !type)
        return void notUnderstood.push({ line, text: `${code} ${named.full}`, why: why ?? 'type-unknown' })
      codes.add(code)
      const name = { vi: named.vi.normalize('NFC'), en: named.en }
      areas.push({ code, level, type, name, fullName: named.full.normalize('NFC'), parent: named.parent, ...MAPS[map] })
    },
    done: (): ReadMap => ({ areas, notUnderstood })
  }
}
