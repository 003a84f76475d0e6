import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailSettings } from './door.ts'
import { headOf } from './head.ts'
import { bodyOf, boxAddress, codesIn, mayAnswer, quoted } from './mail.rules.ts'

const answered = (sender: string | null, headers: Record<string, string> = {}) =>
  mayAnswer(sender, { headers: new Map(Object.entries(headers)) })

test('a person is answered, a machine and a list never', () => {
  expect(answered('an@thu.example')).toBe(true)
  expect(answered('an@thu.example', { 'auto-submitted': 'no', precedence: 'first-class' })).toBe(true)
  for (const sender of [
    null,
    '',
    'MAILER-DAEMON@x',
    'no-reply@x',
    'noreply-2@x',
    'bounces+7=a@x',
    'owner-tin@x',
    'tin-request@x'
  ])
    expect(answered(sender), String(sender)).toBe(false)
  for (const headers of [
    { 'auto-submitted': 'auto-generated' },
    { precedence: 'Bulk' },
    { 'list-id': 'tin' },
    { 'x-auto-response-suppress': 'OOF' },
    { 'content-type': 'multipart/report; report-type=delivery-status' }
  ])
    expect(answered('an@thu.example', headers as never), JSON.stringify(headers)).toBe(false)
})

test('codes of dossiers are found in a subject however it is written', () => {
  expect(codesIn('Bổ sung hồ sơ H99.31-261123-0001.')).toEqual(['H99.31-261123-0001'])
  expect(codesIn('h99.31.02-261123-12345; H99-261123-0007')).toEqual(['H99.31.02-261123-12345', 'H99-261123-0007'])
  expect(codesIn('Số 12/TB-UBND, 0912-345-678, XH99.31-261123-0001')).toEqual([])
})

test('an address is known however it is written; what is none is none', () => {
  expect(boxAddress(' Motcua+hoso@SongMo.example ')).toBe('motcua@songmo.example')
  for (const odd of ['', 'a', '@b', 'a@', 'a b@c', '<a@b>', `${'a'.repeat(300)}@b`]) expect(boxAddress(odd)).toBeNull()
})

test('what a stranger wrote is short, of one line, and leads nowhere', () => {
  expect(quoted('Xem\r\nhttps://xau.example/?a=b ngay\u202e')).toBe('Xem … ngay')
  expect(bodyOf('a\r\n\u0000b\r\n\r\n\r\n\r\nc  ', 100)).toBe('a\nb\n\nc')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.integer({ min: 1, max: 120 }), (text, most) => {
      expect([...quoted(text, most)].length).toBeLessThanOrEqual(most)
      expect(quoted(text, most)).not.toMatch(/[\p{Cc}]|:\/\//u)
      expect([...bodyOf(text, most)].length).toBeLessThanOrEqual(most)
    })
  )
})

test('no beginning of a letter makes the reading of its head fail', async () => {
  const head = (text: string) => headOf(Buffer.from(text))
  expect(
    await head('Subject: =?utf-8?B?VOG7nSBraGFp?=\r\nFrom: "An" <a@b.example>\r\nMessage-ID: <7@x>\r\n\r\nthân')
  ).toMatchObject({
    subject: 'Tờ khai',
    fromName: 'An',
    fromAddress: 'a@b.example',
    messageId: '<7@x>'
  })
  const line = fc.constantFrom(
    'Subject: x',
    'From: ,;<',
    'Content-Type: multipart/mixed; boundary=',
    'Message-ID:',
    ' x',
    '',
    'Date: no'
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 12 }),
      async lines => {
        expect(await head(lines.join('\r\n'))).toMatchObject({
          subject: expect.any(String),
          fromAddress: expect.any(String)
        })
      }
    ),
    { numRuns: 60 }
  )
})

test('the door stands where its setting says, or nowhere', () => {
  expect(mailSettings({})).toBeNull()
  expect(mailSettings({ MAIL_IN: 'lmtp://[::1]:2424' })).toMatchObject({
    lmtp: true,
    host: '::1',
    port: 2424,
    bytes: 36 << 20,
    tls: null
  })
  for (const odd of ['127.0.0.1:25', 'http://a:1', 'smtp://127.0.0.1', 'smtps://127.0.0.1:465'])
    expect(() => mailSettings({ MAIL_IN: odd }), odd).toThrow('MAIL_IN')
  expect(() => mailSettings({ MAIL_IN: 'smtp://127.0.0.1:2525', MAIL_IN_PEERS: 'mail' })).toThrow('MAIL_IN_PEERS')
})
