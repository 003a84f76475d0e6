import { CITIZENS } from '../../src/server/identity/demonstration.people.ts'

/** An invented person, as the sandbox's database knows it. */
export type Invented = {
  readonly number: string
  readonly oldNumber: string
  readonly name: string
  /** yyyyMMdd, or yyyy where the day is not known. */
  readonly birth: string
  readonly sex: 'male' | 'female'
  readonly address: string
  readonly father?: string
  readonly mother?: string
  readonly spouse?: string
}

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Lý']
const MIDDLE = { male: ['Văn', 'Đức', 'Minh', 'Quang'], female: ['Thị', 'Ngọc', 'Thu', 'Kim'] }
const GIVEN = { male: ['An', 'Bình', 'Cường', 'Hải', 'Sơn'], female: ['Ánh', 'Châu', 'Hà', 'Lan', 'Mai'] }
const PLACES = ['Thôn Đông', 'Thôn Đoài', 'Tổ dân phố 1', 'Xóm Bến']
const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** The same thousand every time; their numbers begin 999, a province that does not exist. */
function stranger(n: number): Invented {
  const sex = n % 2 === 0 ? 'male' : 'female'
  const born = 1940 + (n % 65)
  const century = (born >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0)
  const number = `999${century}${String(born % 100).padStart(2, '0')}${String(n).padStart(6, '0')}`
  return {
    number,
    oldNumber: String(900_000_000 + n),
    name: `${at(FAMILY, n)} ${at(MIDDLE[sex], n >> 1)} ${at(GIVEN[sex], n >> 2)}`,
    birth:
      n % 17 === 0
        ? String(born)
        : `${born}${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}`,
    sex,
    address: `${at(PLACES, n)}, xã Đồi Chè, tỉnh Sông Mơ`
  }
}

/** The demonstration's citizens; one has moved and one has married since they gave their address at the counter. */
const MOVED: Readonly<Record<string, Partial<Invented>>> = {
  '099075000013': { address: 'Tổ 5, phường Mơ Giang, tỉnh Sông Mơ' },
  '099088000011': { spouse: '099192000012', father: '999050000010' },
  '099192000012': { spouse: '099088000011' }
}

const known: readonly Invented[] = [
  ...CITIZENS.map(({ number, name, birth, sex, address }, place) => ({
    number,
    name,
    sex,
    address,
    birth: birth.replaceAll('-', ''),
    oldNumber: String(990_000_001 + place),
    ...MOVED[number]
  })),
  ...Array.from({ length: 1000 }, (_, n) => stranger(n))
]

export const PEOPLE: ReadonlyMap<string, Invented> = new Map(
  known.flatMap(person => [
    [person.number, person],
    [person.oldNumber, person]
  ])
)
