import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlOf, plainOf, safeAddress } from './markdown.rules.ts'
import { cleaned } from './picture.rules.ts'
import { dateline, isRobot, ratingOf, slugOf } from './words.rules.ts'

describe('the text of an article', () => {
  test('has headings below the title, lists, tables and links', () => {
    expect(htmlOf('# Giờ làm việc\n\nMở cửa **sáng** thứ Bảy.\n\n- một\n- hai')).toBe(
      '<h2>Giờ làm việc</h2>\n<p>Mở cửa <strong>sáng</strong> thứ Bảy.</p>\n<ul><li>một</li><li>hai</li></ul>'
    )
    expect(htmlOf('## a\n\n#### b\n\n## c')).toBe('<h2>a</h2>\n<h3>b</h3>\n<h2>c</h2>')
    expect(htmlOf('| Ngày | Số |\n|---|---:|\n| Thứ Hai | 12 |')).not.toContain('style')
    expect(htmlOf('[thủ tục](/procedures)')).toBe('<p><a href="/procedures">thủ tục</a></p>')
  })

  test('brings no HTML of its own, and no link that runs', () => {
    const told = htmlOf(
      '<script>alert(1)</script>\n\nChữ <img src=x onerror=alert(1)> [bấm](javascript:alert(1)) ![ảnh](https://x.vn/a.png)'
    )
    expect(told).not.toMatch(/<(script|img|a)\b/)
    expect(told).toContain('&lt;script&gt;')
    expect(safeAddress('https://a.vn/x?y=1')).toBe('https://a.vn/x?y=1')
    for (const odd of ['javascript:alert(1)', 'JaVaScRiPt:x', '//a.vn', 'data:text/html,x', 'vbscript:x', '/\\a.vn'])
      expect(safeAddress(odd)).toBeNull()
  })

  test('whatever is typed, only our own tags come out, without attributes that act', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '[',
      '](',
      ')',
      'javascript:',
      '<b onclick=x>',
      '\n',
      '*',
      '#',
      '| a |',
      '<!--',
      'đ',
      '- ',
      '    ',
      '&lt;'
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), parts => {
        const tags = htmlOf(parts.join('')).match(/<[^>]*>?/g) ?? []
        const ours =
          /^<\/?(h[2-4]|p|ul|ol|li|blockquote|pre|code|hr|strong|em|del|br|a|div|table|thead|tbody|tr|th|td)\b[^<]*>$/
        return tags.every(tag => ours.test(tag) && !/\son\w+=|javascript:|style=/i.test(tag))
      })
    )
  })

  test('is searched as plain words', () => {
    expect(plainOf('## Lịch\n\n*Sáng* & chiều')).toBe('Lịch Sáng & chiều')
  })
})

test('the line over an article names weekday, day, time and zone', () => {
  expect(dateline('2026-11-23T07:05:00Z', 'vi')).toBe('Thứ Hai, 23/11/2026, 14:05 (GMT+7)')
  expect(dateline('2026-11-22T17:00:00Z', 'en')).toBe('Monday, 23/11/2026, 00:00 (GMT+7)')
  expect(dateline('2026-11-22T16:59:00Z', 'vi')).toBe('Chủ Nhật, 22/11/2026, 23:59 (GMT+7)')
})

test('an address has the words without marks and ends in a number', () => {
  expect(slugOf('Đổi giờ mở cửa từ 01/12', 7)).toBe('doi-gio-mo-cua-tu-01-12-7')
  expect(slugOf('!!!', 8)).toBe('tin-8')
  fc.assert(
    fc.property(fc.string(), fc.nat(), (title, number) => /^[a-z0-9]+(-[a-z0-9]+)*-\d+$/.test(slugOf(title, number)))
  )
})

test('stars are told as total, number and average', () => {
  expect(ratingOf(25, 5)).toEqual({ points: 25, votes: 5, average: 5 })
  expect(ratingOf(13, 3)).toEqual({ points: 13, votes: 3, average: 4.3 })
  expect(ratingOf(0, 0)).toEqual({ points: 0, votes: 0, average: 0 })
})

test('programs that read by themselves are no readers', () => {
  for (const robot of [
    '',
    'curl/8.5.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'coccocbot-web/1.0'
  ])
    expect(isRobot(robot)).toBe(true)
  for (const person of [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/1'
  ])
    expect(isRobot(person)).toBe(false)
})

describe('a picture', () => {
  const ascii = (words: string) => [...words].map(letter => letter.charCodeAt(0))
  const chunk = (name: string, data: readonly number[]) => [0, 0, 0, data.length, ...ascii(name), ...data, 0, 0, 0, 0]
  const png = [
    ...[0x89, ...ascii('PNG'), 13, 10, 26, 10],
    ...chunk('IHDR', [0, 0, 4, 176, 0, 0, 2, 163, 8, 2, 0, 0, 0]),
    ...chunk('tEXt', ascii('Author An')),
    ...chunk('IEND', [])
  ]
  const exif = (turned: number) => [
    ...[0xff, 0xe1, 0, 46, ...ascii('Exif'), 0, 0, ...ascii('MM'), 0, 42, 0, 0, 0, 8],
    ...[0, 2, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, ...ascii('GPS!'), 0, 0, 0, 0]
  ]
  const jpeg = (turned: number) => [
    ...[0xff, 0xd8, ...exif(turned), 0xff, 0xc2, 0, 8, 8, 2, 0xa3, 4, 0xb0, 3],
    ...[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]
  ]
  const said = (bytes: readonly number[]) => {
    const picture = cleaned(Uint8Array.from(bytes))
    return picture && [picture.width, picture.height, Buffer.from(picture.bytes).toString('latin1')]
  }

  test('has its size as it is drawn, turned or not', () => {
    expect(said(png)?.slice(0, 2)).toEqual([1200, 675])
    expect(said(jpeg(1))?.slice(0, 2)).toEqual([1200, 675])
    expect(said(jpeg(6))?.slice(0, 2)).toEqual([675, 1200])
  })
  test('loses what the camera noted of place and owner, and stays a picture', () => {
    expect(said(png)?.[2]).not.toMatch(/Author/)
    expect(said(png)?.[2]).toMatch(/IHDR.*IEND/s)
    for (const turned of [1, 6]) {
      const whole = String(said(jpeg(turned))?.[2])
      expect(whole).not.toMatch(/GPS/)
      expect(whole.endsWith('\xff\xda\0\x02\x01\x02\x03\xff\xd9')).toBe(true)
      expect(said([...Buffer.from(whole, 'latin1')])).toEqual(said(jpeg(turned)))
    }
  })
  test('broken or of another kind is none', () => {
    fc.assert(fc.property(fc.uint8Array(), bytes => cleaned(bytes) === null || bytes.length > 20))
    fc.assert(
      fc.property(fc.nat(60), fc.nat(255), (at, value) => {
        const broken = Uint8Array.from(jpeg(6))
        broken[at] = value
        const picture = cleaned(broken)
        return picture === null || picture.width > 0
      })
    )
  })
})
