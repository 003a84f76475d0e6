import { describe, expect, test } from 'vitest'
import { fieldsOf } from './fields.rules.ts'
import { kindOf } from './kind.rules.ts'
import type { Code, Line, Page, Zone } from './model.ts'

/** A page of these lines, each word ten pixels a letter. */
const aPage = (...lines: string[]): Page => ({
  width: 1000,
  height: 1400,
  turned: 0,
  skew: 0,
  lines: lines.map((text, row): Line => {
    let x = 0
    const words = text.split(' ').map(word => {
      const box = [x, row * 40, x + word.length * 10, row * 40 + 30] as const
      x += word.length * 10 + 10
      return { text: word, sure: 0.9, box }
    })
    return { words, box: [0, row * 40, x, row * 40 + 30] }
  })
})
const valuesOf = (page: Page) =>
  Object.fromEntries(Object.entries(fieldsOf([page], [], null)).map(([name, field]) => [name, field.value]))

describe('fields by the words before them', () => {
  test('of a form: the value follows its label on the line', () => {
    const page = aPage(
      'Họ, chữ đệm, tên người yêu cầu: Trần Thị Bình',
      'Ngày, tháng, năm sinh: 30/09/1992 Giới tính: Nữ Dân tộc: Kinh',
      'Số định danh cá nhân: 0991 9200 0012',
      'Nơi cư trú: Phường Bến Đào, tỉnh Sông Mơ',
      'Số điện thoại: 0912 345 678 Email: binh@example.vn'
    )
    expect(valuesOf(page)).toEqual({
      name: 'Trần Thị Bình',
      birth: '1992-09-30',
      sex: 'female',
      number: '099192000012',
      address: 'Phường Bến Đào, tỉnh Sông Mơ',
      phone: '0912345678',
      email: 'binh@example.vn'
    })
  })
  test('of a card: the value may stand beneath its label', () => {
    const page = aPage('Họ và tên / Full name:', 'ĐỖ THỊ ÁNH', 'Ngày sinh / Date of birth: 12/04/1988')
    expect(valuesOf(page)).toEqual({ name: 'Đỗ Thị Ánh', birth: '1988-04-12' })
  })
  test('an address goes on below until another field begins', () => {
    const page = aPage(
      'Nơi cư trú: Số 12, ngõ 5, đường Trần Hưng Đạo,',
      'phường An Bình, tỉnh Hoa Sen',
      'Số điện thoại: 0912345678'
    )
    expect(valuesOf(page).address).toBe('Số 12, ngõ 5, đường Trần Hưng Đạo, phường An Bình, tỉnh Hoa Sen')
  })
  test('a letter misread in a label, and letters in a number, do no harm', () => {
    expect(valuesOf(aPage('Sô đinh danb cá nhân: O99O88OOOO11'))).toEqual({ number: '099088000011' })
  })
  test.each([
    'Số định danh cá nhân: 12345',
    'Ngày sinh: 31/02/1988',
    'Giới tính: khác',
    'Họ và tên: 123',
    'cam đoan những nội dung khai trên'
  ])('%s proposes nothing', line => {
    expect(valuesOf(aPage(line))).toEqual({})
  })
  test('each says where on the page it stands', () => {
    const page = aPage('Giới tính: Nam', 'Số điện thoại: 0912 345 678')
    expect(fieldsOf([page], [], null).phone).toMatchObject({
      page: 1,
      place: [150, 40, 270, 70],
      source: 'text',
      confidence: 0.9
    })
  })
})

const code: Code = {
  kind: 'identity-card',
  text: '',
  page: 1,
  place: [1, 2, 3, 4],
  says: { number: '099088000011', name: 'Nguyễn Văn An', sex: '' }
}
const zone: Zone = {
  valid: true,
  lines: [],
  number: '099088000099',
  document: '',
  name: 'NGUYEN VAN AN',
  birth: '1988-04-12',
  sex: 'male',
  expires: '2028-04-12',
  nationality: 'VNM',
  page: 2,
  place: [0, 0, 9, 9]
}

describe('the best source of a field', () => {
  test('is the QR code, then a zone that holds, then words', () => {
    const page = aPage('Số định danh cá nhân: 099088000077', 'Họ và tên: Nguyên Văn An')
    const fields = fieldsOf([page], [code], zone)
    expect(fields).toMatchObject({
      number: { value: '099088000011', source: 'qr', place: [1, 2, 3, 4] },
      name: { value: 'Nguyễn Văn An', source: 'qr' },
      birth: { source: 'mrz', page: 2 },
      sex: { value: 'male', source: 'mrz' }
    })
  })
  test('a zone that does not hold gives way to words', () => {
    const page = aPage('Số định danh cá nhân: 099088000077')
    expect(fieldsOf([page], [], { ...zone, valid: false }).number).toMatchObject({
      value: '099088000077',
      source: 'text'
    })
  })
})

describe('the kind of a paper', () => {
  const kind = (given: Partial<Parameters<typeof kindOf>[0]>) =>
    kindOf({ codes: [], zone: null, text: '', fields: {}, ...given })
  test.each([
    ['identity-card', { codes: [code] }],
    ['identity-card', { text: 'CĂN CƯỚC CÔNG DÂN\nCitizen Identity Card' }],
    ['identity-card-back', { zone }],
    ['receipt', { text: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ' }],
    ['form', { text: 'Giới tính', fields: fieldsOf([aPage('Giới tính: Nam', 'Ngày sinh: 12/04/1988')], [], null) }],
    ['document', { text: 'Quyết định' }],
    ['picture', {}]
  ] as const)('%s', (expected, given) => {
    expect(kind(given)).toBe(expected)
  })
})
