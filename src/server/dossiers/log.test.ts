import { describe, expect, test } from 'vitest'
import { logEntries, xesTrace } from './log.rules.ts'
import type { LoggedEvent } from './log.rules.ts'

const told = (version: number, more: Partial<LoggedEvent>): LoggedEvent => ({
  caseId: 'c',
  code: 'H99.31-261123-0001',
  version,
  type: 'dossier.received',
  at: new Date('2026-11-23T02:00:00Z'),
  actorKind: 'officer',
  actorName: 'Phan Văn Đức',
  actorUnit: 'H99.31',
  data: {},
  ...more
})
const applicant = { kind: 'person', name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' }

describe('the log for mining', () => {
  const entries = logEntries([
    told(1, {
      type: 'dossier.filed',
      actorKind: 'citizen',
      actorName: 'Nguyễn Văn An',
      actorUnit: null,
      data: {
        applicant,
        channel: 'online',
        procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
        content: 'cho con'
      }
    }),
    told(2, { data: { entered: [{ token: 't1', name: 'Thẩm định "nhanh" & kỹ' }], dueAt: '2026-11-30T10:30:00Z' } }),
    told(3, { type: 'step.claimed', data: { token: 't1', officer: 'o', officerName: 'Phan Văn Đức' } }),
    told(4, { type: 'dossier.returned', data: { to: 'Nguyễn Văn An', how: 'counter' } })
  ])

  test('never names an applicant, a receiver or what they wrote', () => {
    expect(JSON.stringify(entries)).not.toMatch(/Nguyễn Văn An|999090000001|0912345678|cho con/)
    expect(entries[0]).toMatchObject({ resource: 'applicant', data: { procedure: '1.001193', channel: 'online' } })
    expect(entries[3]!.data).toEqual({ how: 'counter' })
  })

  test('calls a step by its name wherever only its token was told', () => {
    expect(entries[2]).toMatchObject({
      activity: 'Thẩm định "nhanh" & kỹ',
      transition: 'start',
      resource: 'Phan Văn Đức'
    })
  })

  test('writes a trace whose words are escaped', () => {
    const trace = xesTrace(entries)
    expect(trace).toContain('<string key="concept:name" value="Thẩm định &quot;nhanh&quot; &amp; kỹ"/>')
    expect(trace).toContain('<date key="time:timestamp" value="2026-11-23T02:00:00.000Z"/>')
    expect(trace.match(/<event>/g)).toHaveLength(4)
    expect(xesTrace([])).toBe('')
  })
})
