import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JPEG, PDF, PNG, bytes, zipOf } from './testing.ts'
import { recognise } from './type.rules.ts'

const kindOf = (content: Uint8Array) =>
  recognise({ bytes: content.length, peek: async (position, length) => content.subarray(position, position + length) })
const ftyp = (...brands: string[]) =>
  bytes(`\0\0\0${String.fromCharCode(12 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`)

describe('a file is what its content says', () => {
  test.each([
    ['a PDF', PDF, 'application/pdf'],
    ['a JPEG photograph', JPEG, 'image/jpeg'],
    ['a PNG picture', PNG, 'image/png'],
    ['a scan as TIFF', Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0), 'image/tiff'],
    ['a telephone photograph', ftyp('mif1', 'mif1', 'heic'), 'image/heic'],
    [
      'a Word document',
      zipOf('[Content_Types].xml', '_rels/.rels', 'word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    ],
    ['plain Vietnamese text', bytes('Kính gửi: Ủy ban nhân dân xã\r\n\tTôi tên là…'), 'text/plain']
  ])('%s is taken', async (_, content, type) => {
    expect(await kindOf(content)).toBe(type)
  })

  test('a workbook written by a real program is taken', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('Hộ').addRow(['Nguyễn Văn A'])
    expect(await kindOf(new Uint8Array(await book.xlsx.writeBuffer()))).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    )
  })

  test.each([
    ['a Windows program', bytes('MZ\x90\0\x03')],
    ['a Linux program', bytes('\x7fELF\x02\x01')],
    ['a shell script', bytes('#!/bin/sh\nrm -rf /\n')],
    ['a page', bytes('<!DOCTYPE html><title>x</title>')],
    ['a page behind some words', bytes('Xin chào <script>alert(1)</script>')],
    ['a drawing that can run scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an XML file', bytes('\uFEFF<?xml version="1.0"?><a/>')],
    ['a Word document with macros', zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
    ['any other zip', zipOf('a.exe')],
    ['a broken zip', zipOf('[Content_Types].xml', 'word/document.xml').slice(0, 60)],
    ['a film', ftyp('isom', 'mp42')],
    ['text in an old encoding', Uint8Array.of(0x4b, 0xed, 0x6e, 0x68, 0x20, 0x67, 0xf7, 0x69)]
  ])('%s is refused', async (_, content) => {
    expect(await kindOf(content)).toBeNull()
  })

  test('no content at all makes the reading fail', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom([], [...zipOf('x')], [...ftyp('heic')]),
        async (noise, head) => {
          const type = await kindOf(Uint8Array.from([...head, ...noise]))
          expect(type === null || typeof type === 'string').toBe(true)
        }
      )
    )
  })

  test('letters cut between two readings are still letters', async () => {
    expect(await kindOf(bytes('ệ'.repeat(60_000)))).toBe('text/plain')
  })
})
