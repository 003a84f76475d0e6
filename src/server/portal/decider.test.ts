import { describe, expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { ArticleContent, Publication } from './model.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const ARTICLE: ArticleContent = {
  kind: 'article',
  language: 'vi',
  category: 'tin-tuc',
  title: 'Mở điểm trực',
  summary: 'Điểm trực mở sáng thứ Bảy.',
  body: 'Từ tháng 12.',
  author: 'Vi Thị Mai',
  picture: null,
  files: [],
  comments: true
}
const NOON = new Date('2026-11-23T05:00:00Z')

/** What the story leaves, or the code of its first refusal. */
function told(story: readonly (readonly [string | null, Command, Date?])[]): Publication | string {
  let now: Publication | null = null
  for (const [by, command, at = NOON] of story) {
    const decided = decide(now, command, { by, now: at })
    if (!decided.ok) return decided.error.code
    now = decided.value.reduce<Publication | null>((before, event) => evolve(before, event, ID), now)
  }
  return now!
}
const written = ['author', { kind: 'write', content: ARTICLE }] as const
const submitted = ['author', { kind: 'submit' }] as const
const approved = ['reviewer', { kind: 'approve' }] as const
const published = ['reviewer', { kind: 'publish', slug: 'mo-diem-truc-1' }] as const
const out = [written, submitted, approved, published] as const

describe('four eyes', () => {
  test('nobody passes what they wrote, not even a part of it, and neither does the system', () => {
    expect(told([written, submitted, ['author', { kind: 'approve' }]])).toBe('news-own-work')
    const helped = ['reviewer', { kind: 'write', content: { ...ARTICLE, title: 'Khác' } }] as const
    expect(told([written, helped, submitted, approved])).toBe('news-own-work')
    expect(told([written, submitted, [null, { kind: 'approve' }]])).toBe('news-own-work')
    expect(told(out)).toMatchObject({ phase: 'published', shown: { revision: 1, content: ARTICLE } })
  })
  test('nothing is changed or published between writing and passing', () => {
    expect(told([written, published])).toBe('news-phase')
    expect(told([written, submitted, written])).toBe('news-phase')
    expect(told([written, submitted, approved, written])).toBe('news-phase')
  })
  test('what is sent back says why and can be written again', () => {
    expect(told([written, submitted, ['reviewer', { kind: 'return', because: ' ' }]])).toBe('news-words-missing')
    const back = ['reviewer', { kind: 'return', because: 'Thiếu số điện thoại' }] as const
    expect(told([written, submitted, back])).toMatchObject({
      phase: 'returned',
      returnedBecause: 'Thiếu số điện thoại'
    })
    expect(told([written, submitted, back, written, submitted, approved])).toMatchObject({ phase: 'approved' })
  })
})

describe('an embargo', () => {
  const at = '2026-11-24T01:00:00.000Z'
  const scheduled = [written, submitted, approved, ['reviewer', { kind: 'schedule', at }]] as const
  test('holds until its time, whoever asks', () => {
    expect(told([...scheduled, published])).toBe('news-embargo')
    expect(told([...scheduled, [null, published[1], new Date('2026-11-24T00:59:59Z')]])).toBe('news-embargo')
    expect(told([...scheduled, [null, published[1], new Date(at)]])).toMatchObject({
      phase: 'published',
      publishAt: null
    })
  })
  test('begins in the future and can be lifted by hand', () => {
    expect(told([written, submitted, approved, ['x', { kind: 'schedule', at: NOON.toISOString() }]])).toBe(
      'news-not-later'
    )
    expect(told([...scheduled, ['x', { kind: 'unschedule' }], published])).toMatchObject({ phase: 'published' })
  })
})

describe('a correction', () => {
  const because = 'Sửa giờ mở cửa'
  const begun = ['author', { kind: 'correct', because }] as const
  const mended = ['author', { kind: 'write', content: { ...ARTICLE, body: 'Từ tháng 1.' } }] as const
  test('is written and passed beside the published text, and comes out as a new revision with its note', () => {
    const open = told([...out, begun, mended]) as Publication
    expect(open.shown?.content).toEqual(ARTICLE)
    expect(told([...out, begun, mended, submitted, ['author', { kind: 'approve' }]])).toBe('news-own-work')
    expect(told([...out, begun, mended, submitted, approved, published])).toMatchObject({
      slug: 'mo-diem-truc-1',
      shown: {
        revision: 2,
        firstAt: NOON.toISOString(),
        notes: [{ revision: 2, words: because }],
        content: { body: 'Từ tháng 1.' }
      }
    })
  })
  test('dropped leaves what was out', () => {
    expect(told([...out, begun, mended, ['author', { kind: 'drop-correction' }]])).toMatchObject({
      phase: 'published',
      content: ARTICLE,
      correction: null
    })
  })
  test('a withdrawn article is gone at once and comes back only through a second reader', () => {
    const gone = [...out, ['reviewer', { kind: 'withdraw', because: 'Nhầm' }]] as const
    expect(told(gone)).toMatchObject({ phase: 'withdrawn', shown: null })
    expect(told([...gone, published])).toBe('news-phase')
    expect(told([...gone, begun, submitted, approved, published])).toMatchObject({ shown: { revision: 2 } })
  })
})

test('a picture without words for who cannot see it, and a directive without its file, are not passed on', () => {
  const file = { id: 'a'.repeat(64), name: 'a.png', bytes: 1, type: 'image/png' }
  const picture = { file, width: 2, height: 1, caption: 'Sông', source: '', alt: ' ' }
  expect(told([['a', { kind: 'write', content: { ...ARTICLE, picture } }], submitted])).toBe('news-alt-missing')
  const directive = {
    kind: 'directive',
    documentKind: 'directive',
    number: '05/CT-UBND',
    issuedOn: '2026-11-02',
    issuer: 'UBND tỉnh',
    signer: '',
    title: 'Về tiếp công dân',
    summary: '',
    files: []
  } as const
  expect(told([['a', { kind: 'write', content: directive }], submitted])).toBe('news-file-missing')
})
