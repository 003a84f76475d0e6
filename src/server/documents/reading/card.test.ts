import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCard, readDay, typedDay } from './card.rules.ts'

const CARD = '099088000011|299000011|Nguyễn Văn An|12041988|Nam|Tổ 3, phường Mơ Giang, tỉnh Sông Mơ|10052021'

test('a card tells number, name, birth, sex and residence', () => {
  expect(readCard(CARD)).toEqual({
    number: '099088000011',
    oldNumber: '299000011',
    name: 'Nguyễn Văn An',
    birth: '1988-04-12',
    sex: 'male',
    address: 'Tổ 3, phường Mơ Giang, tỉnh Sông Mơ',
    issued: '2021-05-10'
  })
})
test('a card without the day of issue and without an old number is read', () => {
  expect(readCard('099192000012||Trần Thị Bình|30091992|Nữ|Phường Bến Đào')).toMatchObject({
    oldNumber: '',
    sex: 'female',
    issued: ''
  })
})
test('a newer card may add fields', () => {
  expect(readCard(`${CARD}|x|y`)?.number).toBe('099088000011')
})
test('what a scanner puts before and behind does no harm', () => {
  expect(readCard(`\uFEFF${CARD}\r\n`)?.name).toBe('Nguyễn Văn An')
})
test('letters typed by a scanner in pieces become whole ones', () => {
  expect(readCard(CARD.normalize('NFD'))?.name).toBe('Nguyễn Văn An')
})
test('a name in capitals is written as people write it', () => {
  expect(readCard(CARD.replace('Nguyễn Văn An', 'ĐỖ THỊ  ÁNH'))?.name).toBe('Đỗ Thị Ánh')
})
test.each(['', '099088000011', 'Nguyễn Văn An', 'DN4019912345|Nguyễn Văn An|12/04/1988|1|01 - 001|x'])(
  '%s is no identity card',
  text => {
    expect(readCard(text)).toBeNull()
  }
)
test('a birth that is no day is left for the officer to type', () => {
  expect(readCard(CARD.replace('12041988', '31021988'))?.birth).toBe('')
})
test('every day of two centuries is read as it was written', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, date => {
      const day = date.toISOString().slice(0, 10)
      expect(readDay(typedDay(day))).toBe(day)
      expect(readDay(typedDay(day).replaceAll('/', ''))).toBe(day)
    })
  )
})
test('whatever is scanned, reading it never fails', () => {
  fc.assert(fc.property(fc.string(), text => void readCard(text)))
})
