import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#server/platform/index.ts'
import { docxOf, pdfOf } from '#server/reform/index.ts'
import type { OfficialDocument } from '#server/reform/index.ts'
import { outcome } from './programs.ts'

const run = promisify(execFile)
const has = (program: string): boolean => {
  try {
    return execFileSync('which', [program]).length > 0
  } catch {
    return false
  }
}
const office = has('soffice') && has('pdftotext')

const REPORT: OfficialDocument = {
  form: 'named',
  typeName: 'BÁO CÁO',
  parent: 'Ủy ban nhân dân tỉnh Sông Mơ',
  agency: 'Sở Nội vụ',
  number: 8,
  symbol: 'BC-SNV',
  place: 'Sông Mơ',
  issuedOn: '2026-09-18',
  subject: 'Công tác cải cách hành chính quý III năm 2026',
  addressees: ['Ủy ban nhân dân tỉnh'],
  grounds: [],
  body: [
    { kind: 'section', text: 'I. Công tác chỉ đạo, điều hành' },
    { kind: 'text', text: 'Các cơ quan đã hoàn thành 12 trong 15 nhiệm vụ được giao trong kỳ báo cáo.' },
    {
      kind: 'table',
      title: 'Biểu số 1. Nhiệm vụ theo cơ quan chủ trì',
      head: ['TT', 'Cơ quan', 'Được giao', 'Đúng hạn', 'Hoàn thành quá hạn', 'Trong hạn', 'Quá hạn'],
      rows: [
        ['1', 'Sở Y tế', '12', '9', '1', '1', '1'],
        ['2', 'Sở Tư pháp', '3', '3', '0', '0', '0']
      ],
      figures: [2, 3, 4, 5, 6]
    },
    { kind: 'text', text: 'Trên đây là công tác cải cách hành chính quý III năm 2026./.' }
  ],
  signer: { authority: ['GIÁM ĐỐC'], name: 'Trương Công Lập' },
  recipients: ['Như trên', 'Lãnh đạo Sở'],
  archive: 'VT, CCHC'
}

let folder: string
const at = (name: string) => join(folder, name)
const check = (path: string) =>
  outcome([process.execPath, join(projectRoot, 'src/server/cli.ts'), 'check', 'document', path])

const textOf = async (path: string): Promise<string> => {
  const zip = await JSZip.loadAsync(readFileSync(path))
  return (await zip.file('word/document.xml')!.async('string')).replaceAll('</w:p>', ' ').replace(/<[^>]+>/g, '')
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-document-'))
  writeFileSync(at('report.docx'), await docxOf(REPORT))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('check document', () => {
  test('finds nothing in a report as it was written, and ends well', async () => {
    const { code, words } = await check(at('report.docx'))
    expect([code, words]).toEqual([0, expect.stringContaining('report.docx')])
  })

  test('names each broken article of the decree and fails', async () => {
    const zip = await JSZip.loadAsync(readFileSync(at('report.docx')))
    const xml = await zip.file('word/document.xml')!.async('string')
    zip.file(
      'word/document.xml',
      xml
        .replace(/(<w:pgMar[^>]*w:left=)"\d+"/, '$1"567"')
        .replace('./.', '.')
        .replace('Số: 08/', 'Số: 8/')
    )
    writeFileSync(at('broken.docx'), await zip.generateAsync({ type: 'nodebuffer' }))
    const { code, words } = await check(at('broken.docx'))
    expect(code).toBe(1)
    const lines = words.split('\n')
    expect(lines.length).toBeGreaterThanOrEqual(3)
    for (const line of lines) expect(line).toMatch(/Phụ lục I|Điều/)
  })
})

if (!office) test.skip('LibreOffice or pdftotext is absent: DOCX and PDF are not opened by another program', () => {})

describe.runIf(office)('a report in LibreOffice', () => {
  test('opens as DOCX and as PDF, and saved again it still passes', { timeout: 120_000 }, async () => {
    writeFileSync(at('printed.pdf'), await pdfOf(REPORT))
    const soffice = (to: string, into: string, name: string, ...more: string[]) =>
      run('soffice', [
        `-env:UserInstallation=file://${at('profile')}`,
        '--headless',
        ...more,
        '--convert-to',
        to,
        '--outdir',
        at(into),
        at(name)
      ])
    await soffice('docx', 'again', 'report.docx')
    await soffice('pdf', 'shown', 'report.docx')
    // Writer alone reads a PDF too, and keeps it as a document of text frames.
    await soffice('docx', 'read', 'printed.pdf', '--infilter=writer_pdf_import')
    expect(await check(at('again/report.docx'))).toMatchObject({ code: 0 })
    const texts = {
      'the DOCX as LibreOffice prints it': (await run('pdftotext', ['-layout', at('shown/report.pdf'), '-'])).stdout,
      'the PDF': (await run('pdftotext', ['-layout', at('printed.pdf'), '-'])).stdout,
      'the PDF as LibreOffice reads it': await textOf(at('read/printed.docx'))
    }
    for (const [name, text] of Object.entries(texts))
      for (const words of ['08/BC-SNV', 'quý III năm 2026./.', 'Trương Công Lập'])
        expect(text.normalize('NFC').replace(/\s+/g, ' '), name).toContain(words)
  })
})
