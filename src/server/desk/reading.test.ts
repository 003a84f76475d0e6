import { expect, test } from 'vitest'
import type { Proposed } from '#server/documents/index.ts'
import { proposalsOf, withAccepted } from './reading.rules.ts'

const proposed = (value: string, confidence = 0.99): Proposed => ({
  value,
  confidence,
  source: 'qr',
  page: 1,
  place: [0, 0, 1, 1]
})
const FIELDS = {
  number: proposed('099088000011'),
  name: proposed('Nguyễn Văn An'),
  birth: proposed('1988-04-12'),
  expires: proposed('2028-04-12')
}

test('proposals come in the order of the sheet, days as they are typed, and what has no place there is only told', () => {
  expect(proposalsOf(FIELDS, {}).map(({ name, value, state }) => [name, value, state])).toEqual([
    ['name', 'Nguyễn Văn An', 'new'],
    ['number', '099088000011', 'new'],
    ['birth', '12/04/1988', 'new'],
    ['expires', '12/04/2028', 'told']
  ])
})
test('what was typed otherwise is told and never ticked beforehand', () => {
  const [name, number] = proposalsOf(FIELDS, { name: 'Nguyễn Văn Ân', number: '099 088 000 011' })
  expect(name).toMatchObject({ state: 'differs', current: 'Nguyễn Văn Ân', suggested: false })
  expect(number).toMatchObject({ state: 'same', suggested: false })
})
test('a doubtful reading is not ticked beforehand', () => {
  expect(proposalsOf({ name: proposed('NGUYEN VAN AN', 0.4) }, {})[0]).toMatchObject({ state: 'new', suggested: false })
})
test('only what was accepted goes into the sheet; the rest of it stays as typed', () => {
  const typed = { name: 'Nguyễn Văn Ân', phone: '0912345678' }
  expect(withAccepted(typed, FIELDS, ['number', 'birth', 'expires', 'phone'])).toEqual({
    ...typed,
    number: '099088000011',
    birth: '12/04/1988'
  })
})
