import { describe, expect, test } from 'vitest'
import { differences } from './differences.rules.ts'
import { bodyOf, envelope } from './xml.ts'

const NS = 'http://www.mic.gov.vn/dancu/1.0'
const soap = (inside: string, before = '') =>
  `<?xml version="1.0"?>${before}<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inside}</s:Body></s:Envelope>`

describe('an answer in XML', () => {
  test('is read whatever prefixes it uses', () => {
    expect(bodyOf(soap(`<A xmlns="${NS}"><B>1 &amp; 2</B><C/></A>`), NS)).toEqual({
      name: 'A',
      content: { B: '1 & 2', C: '' }
    })
    expect(bodyOf(soap(`<x:A xmlns:x="${NS}"><x:B>007</x:B></x:A>`), NS)).toEqual({ name: 'A', content: { B: '007' } })
  })

  test.for([
    [
      'an outside entity',
      soap(`<A xmlns="${NS}"><B>&e;</B></A>`, '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    ],
    [
      'an entity bomb',
      soap(`<A xmlns="${NS}"><B>&b;</B></A>`, '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>')
    ],
    ['another namespace', soap('<A xmlns="http://example.org/"><B>1</B></A>')],
    ['two answers', soap(`<A xmlns="${NS}"><B>1</B></A><A xmlns="${NS}"><B>2</B></A>`)],
    ['half of it', soap(`<A xmlns="${NS}"><B>1</B></A>`).slice(0, 150)],
    ['no SOAP', '<html><body>Bad gateway</body></html>'],
    ['no XML', 'busy']
  ])('with %s is refused', ([, text]) => {
    expect(() => bodyOf(text!, NS)).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  test('and a question cannot be broken by what is typed', () => {
    const text = envelope('Q', 'urn:q', { HoVaTen: '</dan:HoVaTen><dan:X>"&\'' })
    expect(bodyOf(text, 'urn:q').content).toEqual({ HoVaTen: '</dan:HoVaTen><dan:X>"&\'' })
  })
})

describe('what was typed beside what is known', () => {
  test('is compared field by field, without regard to case and commas, and empty fields are left out', () => {
    const residence = { province: '', district: '', ward: '', detail: 'Tổ 5, phường Mơ Giang', country: 'VN' }
    expect(
      differences(
        { name: 'NGUYỄN VĂN AN', birth: '1988-04-12', address: 'tổ 3 phường Mơ Giang', sex: '' },
        { name: 'Nguyễn Văn An', birth: '1988-04-12', sex: 'male', residence }
      ).map(({ field, same }) => [field, same])
    ).toEqual([
      ['name', true],
      ['birth', true],
      ['address', false]
    ])
  })
})
