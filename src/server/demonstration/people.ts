import type { Delegate, Party } from '#server/dossiers/index.ts'
import type { Random } from './random.ts'

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Huỳnh',
  'Phan',
  'Vũ',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý'
]
const MIDDLE = {
  male: ['Văn', 'Hữu', 'Đức', 'Minh', 'Quang', 'Thanh', 'Xuân', 'Công'],
  female: ['Thị', 'Ngọc', 'Thu', 'Thanh', 'Kim', 'Phương', 'Diệu', 'Mỹ']
}
const GIVEN = {
  male: [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Đạt',
    'Hải',
    'Hùng',
    'Khánh',
    'Lâm',
    'Long',
    'Nam',
    'Phúc',
    'Quân',
    'Sơn',
    'Thắng',
    'Tuấn',
    'Việt'
  ],
  female: [
    'Ánh',
    'Bích',
    'Châu',
    'Dung',
    'Hà',
    'Hạnh',
    'Hương',
    'Lan',
    'Linh',
    'Mai',
    'Nga',
    'Nhung',
    'Oanh',
    'Quỳnh',
    'Thảo',
    'Trang',
    'Yến'
  ]
}
const TRADES = ['Thương mại', 'Xây dựng', 'Dịch vụ', 'Nông sản', 'Vận tải', 'Cơ khí', 'Du lịch', 'Thực phẩm']
const NAMES = ['Sông Mơ', 'Hoa Ban', 'Bình Minh', 'Phú Cường', 'Tân Tiến', 'Đại Lộc', 'An Khang', 'Thịnh Phát']
const HAMLETS = [
  'Thôn Đông',
  'Thôn Đoài',
  'Thôn Thượng',
  'Tổ dân phố 1',
  'Tổ dân phố 3',
  'Xóm Chùa',
  'Xóm Bến',
  'Khu phố Hòa Bình'
]

/** An invented person: the number begins 999, a province that does not exist, so it can never be anybody's. */
export function aPerson(random: Random, commune: string, year: number): Party {
  const sex = random.chance(0.5) ? 'male' : 'female'
  const born = year - random.whole(18, 78)
  const month = String(random.whole(1, 12)).padStart(2, '0')
  const day = String(random.whole(1, 28)).padStart(2, '0')
  const century = (born >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0)
  return {
    kind: 'person',
    name: `${random.pick(FAMILY)} ${random.pick(MIDDLE[sex])} ${random.pick(GIVEN[sex])}`,
    number: `999${century}${String(born % 100).padStart(2, '0')}${String(random.whole(0, 999999)).padStart(6, '0')}`,
    birth: `${born}-${month}-${day}`,
    sex,
    address: `${random.pick(HAMLETS)}, ${commune}`,
    phone: `09${String(random.whole(0, 99999999)).padStart(8, '0')}`
  }
}

export const aCompany = (random: Random, commune: string): Party => ({
  kind: 'organisation',
  name: `Công ty TNHH ${random.pick(TRADES)} ${random.pick(NAMES)} ${random.whole(1, 99)}`,
  number: `99${String(random.whole(0, 99999999)).padStart(8, '0')}`,
  address: commune,
  phone: `02${String(random.whole(0, 99999999)).padStart(8, '0')}`
})

export const aDelegate = (random: Random, commune: string, year: number): Delegate => ({
  ...aPerson(random, commune, year),
  authorisation: `Giấy ủy quyền số ${random.whole(1, 400)}/${year}`
})
