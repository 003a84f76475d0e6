import { printForm } from '#server/dossiers/forms.ts'
import { aReceipt } from '#server/dossiers/forms.testing.ts'
import { openReader } from '#server/documents/index.ts'
import {
  aBearer,
  cardBack,
  cardFront,
  damaged,
  declaration,
  drawn,
  paymentSlip
} from '#server/documents/reading/testing.ts'
import type { Bearer, Damage, Paper } from '#server/documents/reading/testing.ts'

/** One document of the corpus: how it arrives, and what is really on it. */
export type Sample = {
  readonly name: string
  readonly kind: 'card' | 'card-back' | 'form' | 'slip' | 'receipt'
  /** `clean`: an upright scan of 200 dpi; `mild`: up to 15 degrees and a little blur or grain; `photo`: of a telephone. */
  readonly state: 'clean' | 'mild' | 'photo'
  readonly type: string
  readonly bytes: Uint8Array
  readonly truth: Pick<Paper, 'lines' | 'fields' | 'qr' | 'zone'>
}

const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ']
const MIDDLES = ['Văn', 'Thị', 'Hữu', 'Thị Ánh', 'Đức', 'Thị Ngọc', 'Quốc', 'Thị Thu']
const GIVEN = ['Ước', 'Tuyết', 'Được', 'Hằng', 'Khuê', 'Diễm', 'Thọ', 'Quỳnh', 'Nghĩa', 'Phượng', 'Hiếu']
const PLACES = [
  'Tổ 3, phường Mơ Giang, tỉnh Sông Mơ',
  'Số 12, ngõ 5, phường Bến Đào, tỉnh Sông Mơ',
  'Thôn Đồng Vải, xã Cầu Mây, tỉnh Sông Mơ',
  'Khu phố 7, phường Nguyệt Hồ, tỉnh Sông Mơ',
  'Ấp Rạch Gốc, xã Thủy Trúc, tỉnh Sông Mơ'
]
const REQUESTS = [
  'Đăng ký khai sinh',
  'Đăng ký thường trú',
  'Cấp bản sao trích lục hộ tịch',
  'Xác nhận tình trạng hôn nhân'
]

/** The invented person of a number: all that is written is derived from it, so the corpus is the same in every run. */
function person(index: number): Bearer {
  const sex = index % 2 === 0 ? 'male' : 'female'
  const year = 1950 + ((index * 7) % 60)
  const two = (value: number) => String(value).padStart(2, '0')
  const birth = `${year}-${two(1 + (index % 12))}-${two(1 + ((index * 5) % 28))}`
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0)
  const middles = MIDDLES.filter(middle => middle.startsWith('Thị') === (sex === 'female'))
  const name = [FAMILIES[index % 10], middles[index % middles.length], GIVEN[(index * 3) % 11]].join(' ')
  return aBearer({
    number: `099${century}${two(year % 100)}${String(100_003 + index * 4_517).slice(-6)}`,
    name,
    birth,
    sex,
    address: PLACES[index % PLACES.length]!,
    issued: `2022-${two(1 + (index % 12))}-15`,
    expires: `${2030 + (index % 9)}-${birth.slice(5)}`,
    phone: `09${String(12_345_678 + index * 1_234_567).slice(-8)}`,
    email: `nguoi.${index}@example.vn`
  })
}

const MILD: readonly Damage[] = [
  { lean: 2, noise: 4 },
  { lean: -5, blur: 0.5 },
  { lean: 8, noise: 8 },
  { lean: -11, blur: 0.7 },
  { lean: 15, blur: 0.6, noise: 4 },
  { lean: -15, blur: 0.8 }
]
const PHOTO: readonly Damage[] = [
  { photo: 0.5, noise: 5, quality: 80 },
  { photo: 1, lean: 3, noise: 6, quality: 75 },
  { photo: 0.8, lean: -4, blur: 0.5, quality: 75 }
]

/** How each kind of paper arrives: this many clean, mild and photographed. */
const PLAN = [
  ['card', 5, 6, 3],
  ['card-back', 4, 6, 2],
  ['form', 8, 6, 3],
  ['slip', 4, 6, 3],
  ['receipt', 4, 3, 1]
] as const

/** Sixty-four documents of invented people with all that is on them. */
export async function corpus(): Promise<Sample[]> {
  const samples: Sample[] = []
  let index = 0
  for (const [kind, clean, mild, photo] of PLAN) {
    const damages: [Sample['state'], Damage][] = [
      ...Array.from({ length: clean }, (): [Sample['state'], Damage] => ['clean', {}]),
      ...MILD.slice(0, mild).map((damage): [Sample['state'], Damage] => ['mild', damage]),
      ...PHOTO.slice(0, photo).map((damage): [Sample['state'], Damage] => ['photo', damage])
    ]
    for (const [state, damage] of damages) samples.push(await sample(kind, state, damage, ++index))
  }
  return samples
}

async function sample(kind: Sample['kind'], state: Sample['state'], damage: Damage, index: number): Promise<Sample> {
  const of = person(index)
  const name = `${kind}-${index}-${state}`
  if (kind === 'receipt') return receipt(name, state, damage, index)
  const papers = {
    card: () => cardFront(of),
    'card-back': () => cardBack(of),
    form: () => declaration(of, REQUESTS[index % REQUESTS.length]!),
    slip: () => paymentSlip(of, 10_000 + index * 5_000, `NOP PHI H99 ${index}`)
  }
  const paper = papers[kind]()
  return {
    name,
    kind,
    state,
    type: 'image/jpeg',
    bytes: await damaged(await drawn(paper), damage, index),
    truth: paper
  }
}

/** Our own receipt as the desk prints it, scanned again. */
async function receipt(name: string, state: Sample['state'], damage: Damage, index: number): Promise<Sample> {
  const code = `H99.19-261123-${String(index).padStart(4, '0')}`
  const printed = aReceipt({ code })
  const reader = openReader()
  const drawnPage = await reader.draw(
    { bytes: await printForm(printed), type: 'application/pdf' },
    { page: 1, turned: 0, skew: 0, longest: 3000 }
  )
  reader.close()
  if (!drawnPage.ok) throw new Error(drawnPage.error.code)
  const truth = { lines: [], fields: { code }, qr: `${printed.origin}/track/${code}`, zone: false }
  return {
    name,
    kind: 'receipt',
    state,
    type: 'image/jpeg',
    bytes: await damaged(Buffer.from(drawnPage.value), damage, index),
    truth
  }
}
