import { fold } from '#server/platform/index.ts'
import type { Desk, DeskHours, Organisation, PastName, Succession, Unit, UnitKind } from './model.ts'
import { DISTRICTS, FORMER_DEPARTMENTS, PROVINCIAL, UNITS } from './demonstration.units.ts'

const SOURCE = 'Dữ liệu trình diễn: tỉnh không có thật'
const TWO_TIERS = '2025-07-01'
const LAST_DAY_OF_DISTRICTS = '2025-06-30'

/** Who settles dossiers among the provincial units; the Centre receives for them, the police have a desk of their own. */
const SETTLES_NOT: readonly string[] = [
  'trung-tam',
  'van-phong',
  'thanh-tra',
  'thue-tinh',
  'bao-hiem-xa-hoi',
  'thi-hanh-an-dan-su'
]
const RECEIVES: readonly string[] = ['trung-tam', 'cong-an']

const weekday = ['07:30-11:30', '13:30-17:00']
const OFFICE_HOURS: DeskHours = { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday }
const CENTRE_HOURS: DeskHours = { ...OFFICE_HOURS, 6: ['07:30-11:30'] }

type Facts = Partial<Omit<Unit, 'name'>> & { code: string; vi: string; en?: string }
const unitFrom = ({ vi, en, ...facts }: Facts): Unit => ({
  kind: 'other',
  level: 'province',
  parent: facts.code.split('.').slice(0, -1).join('.') || null,
  validFrom: '2016-06-01',
  validTo: null,
  receives: false,
  settles: false,
  address: '',
  phone: '',
  source: SOURCE,
  ...facts,
  name: { vi, en: en ?? '' }
})

/** The organisation of the fictional province: today's two tiers, and the three tiers and departments of before. */
export function demonstrationOrganisation(): Organisation {
  const units: Unit[] = [
    unitFrom({
      code: 'H99',
      kind: 'province',
      vi: 'Ủy ban nhân dân tỉnh Sông Mơ',
      en: 'People’s Committee of Sông Mơ Province',
      settles: true,
      address: 'Số 1 đường Hoa Mơ, phường Mơ Giang, tỉnh Sông Mơ'
    })
  ]
  const successions: Succession[] = []
  addProvincial(units, successions)
  for (const district of DISTRICTS) addDistrict(units, successions, district)
  const centre = UNITS['trung-tam']
  const pastNames: PastName[] = [
    {
      unit: centre,
      until: LAST_DAY_OF_DISTRICTS,
      name: { vi: 'Trung tâm Hành chính công tỉnh', en: 'Provincial Public Administration Centre' }
    }
  ]
  return { units, pastNames, successions, desks: desksOf(units) }
}

function addProvincial(units: Unit[], successions: Succession[]) {
  for (const [key, kind, vi, en, validFrom, divisions] of PROVINCIAL) {
    const code = UNITS[key]
    const place = { address: 'Khu hành chính, đường Hoa Mơ, phường Mơ Giang, tỉnh Sông Mơ', validFrom }
    units.push(
      unitFrom({
        code,
        kind: kind as UnitKind,
        vi,
        en,
        settles: !SETTLES_NOT.includes(key),
        receives: RECEIVES.includes(key),
        ...place
      })
    )
    for (const [number, name] of divisions)
      units.push(unitFrom({ code: `${code}.${number}`, kind: 'division', vi: name, validFrom }))
  }
  for (const [code, vi, successor, how] of FORMER_DEPARTMENTS) {
    units.push(unitFrom({ code, kind: 'department', vi, settles: true, validTo: '2025-02-28' }))
    successions.push({
      predecessor: code,
      successor: UNITS[successor],
      effectiveOn: '2025-03-01',
      how,
      basis: 'Sắp xếp cơ quan chuyên môn, 3/2025'
    })
  }
}

const ENGLISH_TYPE: Readonly<Record<string, string>> = { phường: 'Ward', xã: 'Commune', 'thị trấn': 'Township' }

function englishPlace(name: string): string {
  const type = Object.keys(ENGLISH_TYPE).find(word => name.startsWith(word))!
  return `${name.slice(type.length + 1)} ${ENGLISH_TYPE[type]}`
}

/** A district until 30 June 2025: its tasks went to the communes on its land, which merged from its own former ones. */
function addDistrict(units: Unit[], successions: Succession[], district: (typeof DISTRICTS)[number]) {
  const code = UNITS[district.key]
  const basis = 'Chính quyền địa phương hai cấp, 1/7/2025'
  units.push(
    unitFrom({
      code,
      kind: 'district',
      level: 'district',
      vi: `Ủy ban nhân dân ${district.name}`,
      en: `People’s Committee of ${district.english}`,
      receives: true,
      settles: true,
      validTo: LAST_DAY_OF_DISTRICTS
    })
  )
  let number = 0
  for (const [key, name, former] of district.communes) {
    const commune = UNITS[key]
    addCommune(units, commune, name)
    successions.push({ predecessor: code, successor: commune, effectiveOn: TWO_TIERS, how: 'split', basis })
    for (const old of former) {
      const before = `${code}.${String(++number).padStart(2, '0')}`
      units.push(
        unitFrom({
          code: before,
          kind: 'commune',
          level: 'commune',
          vi: `Ủy ban nhân dân ${old}`,
          en: `People’s Committee of ${englishPlace(old)}`,
          receives: true,
          settles: true,
          validTo: LAST_DAY_OF_DISTRICTS
        })
      )
      successions.push({ predecessor: before, successor: commune, effectiveOn: TWO_TIERS, how: 'merge', basis })
    }
  }
}

function addCommune(units: Unit[], code: string, name: string) {
  const economy = name.startsWith('phường') ? 'Phòng Kinh tế, Hạ tầng và Đô thị' : 'Phòng Kinh tế'
  const common = { level: 'commune' as const, validFrom: TWO_TIERS }
  units.push(
    unitFrom({
      ...common,
      code,
      kind: 'commune',
      vi: `Ủy ban nhân dân ${name}`,
      en: `People’s Committee of ${englishPlace(name)}`,
      receives: true,
      settles: true,
      address: `Trụ sở Ủy ban nhân dân ${name}, tỉnh Sông Mơ`
    }),
    unitFrom({ ...common, code: `${code}.01`, kind: 'centre', vi: `Trung tâm Phục vụ hành chính công ${name}` }),
    unitFrom({
      ...common,
      code: `${code}.02`,
      kind: 'office',
      vi: `Văn phòng Hội đồng nhân dân và Ủy ban nhân dân ${name}`
    }),
    unitFrom({ ...common, code: `${code}.03`, kind: 'division', vi: economy }),
    unitFrom({ ...common, code: `${code}.04`, kind: 'division', vi: 'Phòng Văn hóa - Xã hội' })
  )
}

/** Counters: one for each group of departments at the provincial Centre, one at every other receiving unit of today. */
function desksOf(units: readonly Unit[]): Desk[] {
  const centre = UNITS['trung-tam']
  const groups = [
    'Tư pháp - Nội vụ',
    'Đất đai - Môi trường',
    'Xây dựng - Giao thông',
    'Đăng ký kinh doanh - Công Thương',
    'Y tế - Giáo dục - Văn hóa'
  ]
  const atCentre = groups.map((vi, index) => ({
    ...deskOf(centre, index + 1, `Quầy số ${index + 1}: ${vi}`, CENTRE_HOURS),
    place: 'Tầng 1, Trung tâm Phục vụ hành chính công tỉnh'
  }))
  const elsewhere = units
    .filter(unit => unit.receives && unit.validTo === null && unit.code !== centre)
    .map(unit => ({
      ...deskOf(unit.code, 1, 'Bộ phận Một cửa', OFFICE_HOURS),
      place: unit.address,
      name: { vi: `Bộ phận Một cửa ${shortName(unit)}`, en: '' }
    }))
  return [...atCentre, ...elsewhere]
}

const deskOf = (unit: string, number: number, vi: string, hours: DeskHours): Desk => ({
  code: `${unit}.Q${number}`,
  unit,
  name: { vi, en: '' },
  place: '',
  phone: '',
  hours,
  validFrom: TWO_TIERS,
  validTo: null
})

const shortName = (unit: Unit): string =>
  fold(unit.name.vi).startsWith('uy ban nhan dan ') ? unit.name.vi.slice('Ủy ban nhân dân '.length) : unit.name.vi
