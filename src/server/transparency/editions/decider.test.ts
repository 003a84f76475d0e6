import { describe, expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { decide } from './decider.ts'
import { documentOf } from './edition.rules.ts'
import { evolve } from './evolve.ts'
import type { Entry, LateList } from './model.ts'

const entry = (no: number, more: Partial<Entry> = {}): Entry => ({
  ...{ no, kind: 'late', about: `H99.31-261109-000${no}`, unit: 'H99.31', officer: 'o1', officerName: 'Phan Văn Đức' },
  ...{
    post: 'Công chức',
    dueAt: null,
    finishedAt: '2026-11-20T00:00:00Z',
    late: 960,
    minutes: 480,
    steps: ['Thẩm định']
  },
  ...more
})
const facts = (today: string, by = 'Chủ tịch') => ({ now: new Date(`${today}T03:00:00Z`), today, by })

class Story {
  list: LateList | null = null
  do(command: Command, today = '2026-12-02', by?: string) {
    const decision = decide(this.list, command, facts(today, by))
    if (decision.ok) for (const event of decision.value) this.list = evolve(this.list, event, 'l')
    return decision.ok ? 'ok' : decision.error.code
  }
}
const aDraft = (...entries: Entry[]) => {
  const story = new Story()
  const base = { handled: 100, late: 2, outside: 0 }
  story.do({ kind: 'draft', agency: 'H99.31', month: '2026-11', base, entries }, '2026-12-01', '')
  story.do({ kind: 'notify', answerBy: '2026-12-08', decideBy: '2026-12-11' }, '2026-12-01', '')
  return story
}
const keep = (no: number): Command => ({ kind: 'decide', no, verdict: { kind: 'keep' }, reason: 'Đúng là chậm.' })
const strike = (no: number): Command => ({
  ...{ kind: 'decide', no, reason: 'Hệ thống dân cư gián đoạn.' },
  verdict: { kind: 'strike', ground: 'outside-system' }
})
const publish: Command = { kind: 'publish', hash: 'h', shownUntil: '2027-11-30' }
const answer: Command = { kind: 'answer', no: 1, side: 'officer', words: 'Tôi nhận hồ sơ khi đã quá hạn.' }
const about = { edition: 1, at: new Date('2026-12-10T00:00:00Z') }

describe('a list of late work', () => {
  test('keeps nobody named before an answer or the end of the time for one', () => {
    const story = aDraft(entry(1), entry(2))
    expect(story.do(keep(1))).toBe('late-list-not-heard')
    expect(story.do(answer)).toBe('ok')
    expect(story.do(keep(1))).toBe('ok')
    expect(story.do(keep(2), '2026-12-08')).toBe('late-list-not-heard')
    expect(story.do(keep(2), '2026-12-09')).toBe('ok')
  })

  test('takes no answer after its day, and no words that say nothing', () => {
    const story = aDraft(entry(1))
    expect(story.do({ ...answer, words: ' ' })).toBe('late-list-words-missing')
    expect(story.do(answer, '2026-12-09')).toBe('late-list-answer-over')
  })

  test('strikes nobody off without a reason', () => {
    expect(aDraft(entry(1)).do({ ...strike(1), reason: '' } as Command)).toBe('late-list-words-missing')
  })

  test('waits for every decision until the set day, then goes out with counts of units', () => {
    const story = aDraft(entry(1), entry(2, { unit: 'H99.31.01' }), entry(3))
    story.do(strike(3))
    expect(story.do({ kind: 'approve' }, '2026-12-11')).toBe('late-list-undecided')
    expect(story.do({ kind: 'approve' }, '2026-12-12', '')).toBe('ok')
    const shown = documentOf(story.list!, 'name', about)
    expect(shown).toMatchObject({
      lines: [],
      undecided: [
        { unit: 'H99.31', entries: 1 },
        { unit: 'H99.31.01', entries: 1 }
      ],
      struck: [{ ground: 'outside-system', entries: 1 }]
    })
    expect(JSON.stringify(shown)).not.toContain('Phan Văn Đức')
  })

  test('without an entry is published as such', () => {
    const story = aDraft()
    expect(story.do({ kind: 'approve' })).toBe('ok')
    expect(story.do(publish)).toBe('ok')
    expect(documentOf(story.list!, 'unit', about)).toMatchObject({ lines: [], undecided: [], struck: [] })
  })

  test('is corrected by a new edition, and taken down after its time', () => {
    const story = aDraft(entry(1))
    expect(story.do({ kind: 'correct', hash: 'h2', because: 'Đính chính' })).toBe('late-list-phase')
    story.do(keep(1), '2026-12-09')
    story.do({ kind: 'approve' })
    story.do(publish)
    expect(story.do(strike(1), '2026-12-20')).toBe('ok')
    expect(story.do({ kind: 'correct', hash: 'h2', because: 'Đính chính' }, '2026-12-20')).toBe('ok')
    expect(story.list).toMatchObject({ edition: 2, phase: 'published' })
    expect(story.do({ kind: 'take-down' }, '2027-11-30')).toBe('late-list-still-shown')
    expect(story.do({ kind: 'take-down' }, '2027-12-01')).toBe('ok')
  })
})

describe('an edition', () => {
  const listed = () => {
    const story = aDraft(entry(1), entry(2, { officer: 'o2', officerName: 'Trần Thị Minh Châu', post: '' }))
    story.do(keep(1), '2026-12-09')
    story.do(keep(2), '2026-12-09')
    return story.list!
  }
  test('shows units, posts or names, as the policy says, and sums what falls together', () => {
    const seen = (depth: 'unit' | 'post' | 'name') =>
      documentOf(listed(), depth, about).lines.map(({ post, name, minutes }) => [post, name, minutes])
    expect(seen('unit')).toEqual([[null, null, 960]])
    expect(seen('post')).toEqual([
      [null, null, 480],
      ['Công chức', null, 480]
    ])
    expect(seen('name')).toEqual([
      ['Công chức', 'Phan Văn Đức', 480],
      [null, 'Trần Thị Minh Châu', 480]
    ])
  })
})
