import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create as createQr } from 'qrcode'
import { afterAll, describe, expect, test } from 'vitest'
import { qrPicture } from '#server/platform/index.ts'
import { formFor, formsOf, printForm, trackingAddress } from './forms.ts'
import type { FormData } from './forms.ts'
import {
  aControlSlip,
  anApology,
  aReceipt,
  aRefusal,
  aRegister,
  aStopNotice,
  aSupplementRequest,
  everyForm
} from './forms.testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-forms-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const missing = ['pdfinfo', 'pdftotext', 'pdffonts', 'qpdf'].filter(name => spawnSync(name, ['--version']).error)
const reader = missing.length === 0 ? test : test.skip
const unread = missing.length === 0 ? '' : ` (not read: ${missing.join(', ')} not installed)`

let printed = 0
async function onDisk(form: FormData): Promise<string> {
  const file = join(folder, `${form.kind}-${++printed}.pdf`)
  writeFileSync(file, await printForm(form))
  return file
}
const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' })
const flat = (text: string) => text.replace(/\s+/g, ' ')
const textOf = (file: string) => flat(run('pdftotext', '-layout', file, '-'))
const pagesOf = (file: string) => Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', file))![1])

/** Words whose box leaves the page's print area; on an official paper there is none. */
function wordsOutside(file: string, margin: number): string[] {
  const outside: string[] = []
  let width = 0
  for (const line of run('pdftotext', '-bbox', file, '-').split('\n')) {
    width = Number(/<page width="([\d.]+)"/.exec(line)?.[1] ?? width)
    const word = /xMin="([\d.-]+)".*xMax="([\d.-]+)".*>(.*)<\/word>/.exec(line)
    if (word && (Number(word[1]) < margin || Number(word[2]) > width - margin)) outside.push(word[3]!)
  }
  return outside
}

describe('the sets of forms', () => {
  test('the 2018 rules have six, the 2025 rules seven', () => {
    expect(formsOf('vn-2018').map(form => form.no)).toEqual(['01', '02', '03', '04', '05', '06'])
    expect(formsOf('vn-2025').map(form => form.no)).toEqual(['01', '02', '03', '04', '05', '06', '07'])
    expect(formsOf('vn-2018').map(form => form.kind)).not.toContain('stop-notice')
  })

  test('the sign after the number is the rule set’s, and for a receipt that of the centre or the desk', () => {
    const signs = (id: 'vn-2018' | 'vn-2025', centre: boolean) =>
      (['receipt', 'supplement-request', 'refusal', 'apology', 'stop-notice', 'control-slip', 'register'] as const).map(
        kind => formFor(id, kind, { centre }).sign
      )
    expect(signs('vn-2025', true)).toEqual(['TTPVHCC', 'PBS', 'PTC', 'PXL', 'TBD', 'PKS', 'STD'])
    expect(signs('vn-2025', false)).toEqual(['BPTNTKQ', 'PBS', 'PTC', 'PXL', 'TBD', 'PKS', 'STD'])
    expect(signs('vn-2018', true)).toEqual(signs('vn-2018', false))
    expect(signs('vn-2018', true)).toEqual(['TNHS', 'PBS', 'PTC', 'PXL', 'TB', 'PKS', 'STD'])
  })

  reader(`the number of a receipt on paper carries that sign${unread}`, async () => {
    const desk = { ...aReceipt().office, centre: false }
    expect(textOf(await onDisk(aReceipt({ office: desk })))).toContain('Số: 0153/BPTNTKQ')
    expect(textOf(await onDisk(aReceipt({ ruleSet: 'vn-2018' })))).toContain('Số: 0153/TNHS')
  })

  reader(`a form says under which circular it was issued${unread}`, async () => {
    const before = textOf(await onDisk(aControlSlip({ ruleSet: 'vn-2018' })))
    const after = textOf(await onDisk(aControlSlip()))
    expect(before).toContain('Mẫu số 05')
    expect(before).toContain('Thông tư số 01/2018/TT-VPCP')
    expect(after).toContain('Mẫu số 06')
    expect(after).toContain('Thông tư số 03/2025/TT-VPCP')
  })

  reader(`before 2025 a stop notice goes out without a form number${unread}`, async () => {
    const text = textOf(await onDisk(aStopNotice({ ruleSet: 'vn-2018' })))
    expect(text).toContain('THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ')
    expect(text).not.toContain('Mẫu số')
  })
})

const SIZE = { a5: '419.528 x 595.276', a4: '595.276 x 841.89', flat: '841.89 x 595.276' }
const sizeOf = ({ kind }: FormData) =>
  kind === 'register' ? SIZE.flat : kind === 'procedure-sheet' || kind === 'result-document' ? SIZE.a4 : SIZE.a5

describe.each(everyForm().map(form => ({ kind: form.kind, form })))('$kind', ({ form }) => {
  test('is the same to the byte when printed again', async () => {
    const first = await printForm(form)
    await printForm(aReceipt({ code: 'H99.19-260203-0999' }))
    expect(Buffer.compare(await printForm(form), first)).toBe(0)
  })

  test('claims PDF/A-2a and would pass as PDF/UA-1', async () => {
    const text = Buffer.from(await printForm(form)).toString('latin1')
    expect(text).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</)
    expect(text).toMatch(/\/Lang\s*\(vi/)
    expect((await printForm(form, { standard: 'ua-1' })).length).toBeGreaterThan(1000)
  })

  reader(`has the right size, a title, only embedded Tinos, and nothing over the edge${unread}`, async () => {
    const file = await onDisk(form)
    const info = run('pdfinfo', file)
    expect(info).toContain(sizeOf(form))
    expect(info).toMatch(/Title:\s+\S/)
    expect(info).toMatch(/Tagged:\s+yes/)
    const fonts = run('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/\+Tinos-\w+ .* yes yes yes /)
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors')
    expect(wordsOutside(file, 28)).toEqual([])
    expect(pagesOf(file)).toBe(1)
    const text = textOf(file)
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(text).toContain('Độc lập - Tự do - Hạnh phúc')
    expect(text).toContain('Hoa Sen, ngày 03 tháng 02 năm 2026')
  })
})

describe('what an official paper says', () => {
  reader(`a receipt names the dossier, the person, the papers and both times${unread}`, async () => {
    const text = textOf(await onDisk(aReceipt({ book: { volume: '02', line: '118' } })))
    for (const words of [
      'Số: 0153/TTPVHCC',
      'Mã hồ sơ: H99.19-260203-0001',
      'Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Tuyết',
      'Tờ khai thay đổi thông tin cư trú (Mẫu CT01) 1',
      'Thời gian giải quyết theo quy định: 07 ngày làm việc',
      'Thời gian nhận hồ sơ: 09:05 03/02/2026',
      'Thời gian trả kết quả: 17:00 12/02/2026',
      'quyển số: 02, số thứ tự: 118',
      'Tra cứu tại https://motcua.hoasen.example.vn/track/H99.19-260203-0001'
    ])
      expect(text).toContain(words)
  })

  reader(`each slip carries its own sign and its reasons${unread}`, async () => {
    const supplement = textOf(await onDisk(aSupplementRequest()))
    expect(supplement).toContain('Số: 0153/PBS')
    expect(supplement).toContain('Lý do: tờ khai để trống')
    const refusal = textOf(await onDisk(aRefusal()))
    expect(refusal).toContain('Số: 0153/PTC')
    expect(refusal).toContain('khoản 4 Điều 23 Luật Cư trú')
    const apology = textOf(await onDisk(anApology()))
    expect(apology).toContain('Số: 0153/PXL')
    expect(apology).toContain('17:00 11/02/2026')
    expect(textOf(await onDisk(aControlSlip()))).toContain('Số: 0153/PKS')
    expect(textOf(await onDisk(aRegister()))).toContain('Số: 0153/STD')
  })

  reader(`a place without a known value stays open for the pen${unread}`, async () => {
    const text = textOf(
      await onDisk(aSupplementRequest({ applicant: { name: 'Lò Văn Pín' }, code: undefined, number: undefined }))
    )
    expect(text).toContain('Số: ………/PBS')
    expect(text).toMatch(/Số điện thoại: Email:/)
    expect(text).not.toMatch(/none|null|undefined|Mã hồ sơ/)
  })

  reader(`what people type is text, even where it looks like markup${unread}`, async () => {
    const odd = '#set text(red) *đậm* _nghiêng_ $x^2$ @ai <b> \\ // /* `mã` "A" = - + ~ --'
    const text = textOf(await onDisk(aRefusal({ reasons: [{ text: odd }], request: '#panic("x")' })))
    expect(text).toContain(odd)
    expect(text).toContain('#panic("x")')
  })

  reader(`every Vietnamese letter prints, and a smiley becomes a box${unread}`, async () => {
    const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
    const letters = vowels.flatMap(v => ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map(tone => v + tone))
    const all = (letters.join('') + 'đ').normalize('NFC')
    const words = `${all} ${all.toUpperCase()} \u{1f600}`
    const file = await onDisk(aRefusal({ request: words.normalize('NFD') }))
    expect(textOf(file).replaceAll(' ', '')).toContain(`${all}${all.toUpperCase()}\u25a1`)
    expect(wordsOutside(file, 28)).toEqual([])
  })
})

describe('a paper that must hold much', () => {
  const name = 'Công ty trách nhiệm hữu hạn một thành viên Thương mại Dịch vụ Xuất nhập khẩu Nguyễn Phước Bảo Quỳnh '
  const word = 'ktdt.phongketoan.chinhanhmienbacvatrungdulonghonnua@congtythuongmaidichvu.example.vn'

  reader(`forty papers run over several pages with the head repeated and the code below${unread}`, async () => {
    const papers = Array.from({ length: 40 }, (_, i) => ({
      name: `Giấy tờ thứ ${i + 1}: ${name}`,
      original: 1,
      copy: i
    }))
    const file = await onDisk(aReceipt({ papers, owner: { name: name.repeat(3) } }))
    const text = textOf(file)
    const pages = pagesOf(file)
    expect(pages).toBeGreaterThan(2)
    expect(text.split('Tên giấy tờ').length - 1).toBeGreaterThanOrEqual(pages - 1)
    expect(text).toContain('Giấy tờ thứ 40')
    expect(text).toContain(`Trang ${pages}/${pages}`)
    expect(text).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ')
    expect(wordsOutside(file, 28)).toEqual([])
  })

  reader(`long names and words without a space stay inside every form${unread}`, async () => {
    const applicant = {
      name: name.repeat(2),
      idNumber: '0'.repeat(60),
      address: name.repeat(3),
      phone: '0912345678',
      email: word
    }
    const office = { superior: name, name: name.repeat(2), centre: true, place: 'Hoa Sen' }
    for (const form of everyForm()) {
      const file = await onDisk({
        ...form,
        applicant,
        office,
        request: word.repeat(3),
        reason: word,
        note: word
      } as unknown as FormData)
      expect(wordsOutside(file, 28), form.kind).toEqual([])
    }
  })

  reader(`a register of two hundred dossiers keeps its columns${unread}`, async () => {
    const file = await onDisk(aRegister(200))
    expect(textOf(file)).toContain('H99.19-260203-0200')
    expect(wordsOutside(file, 28)).toEqual([])
    expect(pagesOf(file)).toBeGreaterThan(5)
  })
})

test('the QR of a receipt holds every module of its tracking address and nothing else', () => {
  const address = trackingAddress('https://motcua.example.vn', 'H99.19-260203-0001')
  expect(address).toBe('https://motcua.example.vn/track/H99.19-260203-0001')
  const { side, path } = qrPicture(address)
  const { size, data } = createQr(address, { errorCorrectionLevel: 'M' }).modules
  const drawn = new Uint8Array(size * size)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    drawn.fill(1, (Number(y) - 4) * size + Number(x) - 4, (Number(y) - 4) * size + Number(x) - 4 + Number(width))
  expect(side).toBe(size + 8)
  expect([...drawn]).toEqual([...data].map(Number))
})
