import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, readCsv } from '#server/platform/csv.rules.ts'
import { dossierOf, instantOf } from './values.rules.ts'

test('a cell is read back as it was written, whatever is in it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', '"', ',', ';', '\n', ' ', '=', '-', "'", '@', '\t') })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), cells => {
      const text = `\uFEFF${csvLine(['mã', 'tên', 'số', 'ghi chú'])}${csvLine(['x', ...cells])}`
      expect([...readCsv(text)][1]!.cells).toEqual(['x', ...cells])
    })
  )
})

test('a formula is never handed to a spreadsheet', () => {
  expect(csvLine(['=HYPERLINK("http://x")', '+84912345678', '-1', '@SUM(A1)', 'An'])).toBe(
    `"'=HYPERLINK(""http://x"")",'+84912345678,'-1,'@SUM(A1),An\r\n`
  )
})

test.each([
  ['23/11/2026 09:05', '2026-11-23T02:05:00.000Z'],
  ['3/1/2026', '2026-01-02T17:00:00.000Z'],
  ['20261123090500', '2026-11-23T02:05:00.000Z'],
  ['2026-11-23T09:05', '2026-11-23T02:05:00.000Z'],
  ['2026-11-23T09:05:00+07:00', '2026-11-23T02:05:00.000Z'],
  ['2026-11-23T02:05:00.123Z', '2026-11-23T02:05:00.123Z'],
  ['31/02/2026', null],
  ['hôm qua', null],
  ['11/23/2026', null]
])('%s is read as %s', (text, instant) => expect(instantOf(text)).toBe(instant))

test('a row tells every cell that is not understood, by column and reason', () => {
  const read = dossierOf({ code: 'A1', state: 'Đang xử lý', due_at: '31/02/2026', channel: '9' }, 'igate')
  expect(read.ok ? [] : read.faults.map(({ column, reason }) => `${column} ${reason}`)).toEqual([
    'procedure missing',
    'source_time missing',
    'channel channel',
    'due_at date'
  ])
})

test('states are understood by number and by name, and what is left out stays unknown', () => {
  const cells = { code: 'A1', procedure: '1.001193', source_time: '23/11/2026' }
  const states = ['4', 'Đang xử lý', 'đã trả kết quả', '10'].map(state => dossierOf({ ...cells, state }, 'igate'))
  expect(states.map(read => read.ok && read.dossier.state)).toEqual([4, 4, 10, 10])
  expect(states[0]).toMatchObject({ dossier: { dueAt: null, finishedAt: null, channel: null } })
})
