import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { render } from './index.ts'
import type { Message, Template } from './index.ts'
import { aboutDossier, addressee, office } from './testing.ts'

const due = '2026-11-30T09:30:00Z'
const points = [{ about: 'Giấy chứng sinh', note: 'Bản chụp bị mờ, xin chụp lại.' }]
const dossier = aboutDossier()
const EXAMPLES = {
  filed: { ...dossier, at: due },
  received: { ...dossier, at: due, dueAt: due },
  'supplement-requested': { ...dossier, missing: points, accepted: true },
  'fee-due': { ...dossier, amount: 15000, reason: 'Lệ phí đăng ký' },
  'due-changed': {
    ...dossier,
    from: due,
    dueAt: '2026-12-04T09:30:00Z',
    because: { reason: 'Cần xác minh thêm' },
    article: 'Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9',
    sorry: true
  },
  'answer-changed': { ...dossier, from: due, answerBy: '2026-12-04T09:30:00Z', because: 'QĐ 9441/TB-BNV' },
  'result-ready': { ...dossier, number: '12/TLKS', collect: 'counter', where: 'quầy 3, 12 đường Trần Phú' },
  refused: { ...dossier, reasons: points, number: '', where: 'quầy 3' },
  'not-accepted': { ...dossier, reasons: points },
  stopped: { ...dossier, reason: 'Người nộp đã qua đời' },
  withdrawn: dossier,
  'steering-note': {
    addressee,
    office,
    title: 'Sắp đến hạn',
    lead: 'Nhiệm vụ sắp đến hạn:',
    lines: ['NV-2026-00001'],
    link: dossier.link
  },
  'webhook-paused': {
    addressee,
    office,
    name: 'Sở Tư pháp',
    address: 'https://nhan.example/su-kien',
    failures: 10,
    link: 'http://127.0.0.1:3000/desk/admin/webhooks/1'
  },
  'letter-refused': { addressee, office, subject: 'Nộp giấy tờ', at: due, points },
  'letter-dismissed': { addressee, office, subject: 'Nộp giấy tờ', at: due, reason: 'Thuộc thẩm quyền của xã khác' },
  'number-taken': { addressee, office, login: '099085000102', link: 'http://127.0.0.1:3000/sign-in' },
  'password-code': { addressee, office, passcode: '493817', minutes: 10 }
} as const satisfies { [T in Template]: Extract<Message, { template: T }>['facts'] }
const messages = Object.entries(EXAMPLES).map(([template, facts]) => ({ template, facts }) as Message)

describe.each(['vi', 'en'] as const)('in %s', language => {
  test.each(messages)('$template says everything it knows, and leaves no gap', message => {
    const { subject, text, html } = render(message, language)
    for (const written of [subject, text, html]) {
      expect(written).not.toMatch(/\{\w+\}|undefined|null|\[object/)
      expect(written).toBe(written.normalize('NFC'))
    }
    if ('code' in message.facts) for (const written of [subject, text, html]) expect(written).toContain(dossier.code)
    expect(text).toContain(addressee.name)
    expect(text).toContain(office.phone)
  })

  test.each(messages)('the page of $template carries no style, script or picture', message => {
    const { html } = render(message, language)
    expect(html).not.toMatch(/style=|<style|<script|<img|class=/)
    expect(html.match(/<(\w+)[ >]/g)!.map(tag => tag.slice(1, -1))).toEqual(
      expect.arrayContaining(['html', 'body', 'p'])
    )
  })
})

test('a changed due date reads as a good office would write it', () => {
  expect(render({ template: 'due-changed', facts: EXAMPLES['due-changed'] }, 'vi').text)
    .toBe(`Kính gửi Ông/Bà Nguyễn Thị Ánh Đào,

Ngày hẹn trả kết quả hồ sơ của Ông/Bà đã thay đổi như sau:

Mã hồ sơ: H99.19-261123-0001
Thủ tục: Đăng ký khai sinh
Ngày hẹn trước đây: 16:30 ngày 30/11/2026
Ngày hẹn mới: 16:30 ngày 04/12/2026
Lý do: Cần xác minh thêm
Căn cứ: Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9

Trung tâm Phục vụ hành chính công tỉnh Sông Mơ xin lỗi Ông/Bà vì không trả được kết quả theo ngày đã hẹn và mong Ông/Bà thông cảm.

Theo dõi hồ sơ: http://127.0.0.1:3000/track/H99.19-261123-0001

Trân trọng,
Trung tâm Phục vụ hành chính công tỉnh Sông Mơ
Điện thoại: 0299 3888 999

Thư này được gửi tự động, xin không trả lời thư này.
`)
})

test('a company is addressed as one', () => {
  const { text } = render(
    { template: 'withdrawn', facts: aboutDossier({ addressee: { name: 'Công ty TNHH Hạt Sen', organisation: true } }) },
    'vi'
  )
  expect(text).toMatch(/^Kính gửi Công ty TNHH Hạt Sen,\n/)
  expect(text).toContain('Theo đề nghị của Quý đơn vị,')
})

test('nothing an applicant typed becomes markup or a second line of the subject', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', '&', '\r\n', 'b', '{', '}', 'c', '$') }), typed => {
      const { subject, html } = render(
        { template: 'stopped', facts: { ...aboutDossier({ addressee: { name: typed }, code: typed }), reason: typed } },
        'vi'
      )
      expect(subject).not.toMatch(/[\r\n]/)
      expect(html.match(/<(?!\/?(!doctype html|html|head|meta|title|body|p|br|strong|a)\b)/)).toBeNull()
    })
  )
})
