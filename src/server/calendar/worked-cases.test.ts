import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { usualHours } from './conventions.ts'
import { PreviewInput, previewDeadline } from './preview.ts'
import { shippedCalendar } from './testing.ts'

type WorkedCase = Record<string, unknown> & { id: string; reason: string; dueAt: string | null }

const file = join(process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'), 'domain', 'deadline-faults.md')
const cases = existsSync(file)
  ? (JSON.parse(/```json\n(\[[\s\S]*?\n\])\n```/.exec(readFileSync(file, 'utf8'))?.[1] ?? '[]') as WorkedCase[])
  : []

describe.skipIf(!existsSync(file))('the worked cases of the domain (skipped where ../shared is absent)', () => {
  test('there are more than a hundred of them', () => expect(cases.length).toBeGreaterThan(100))

  test.for(cases)('$id: $reason', expected => {
    const answer = previewDeadline(PreviewInput.parse(expected), ruleSetOn('2026-11-23'), usualHours, shippedCalendar)
    const told = ['dueAt', 'error', 'late', 'remindAt', 'state'].filter(field => field in expected)
    expect(Object.fromEntries(told.map(field => [field, answer[field as keyof typeof answer]]))).toEqual(
      Object.fromEntries(told.map(field => [field, expected[field]]))
    )
    for (const words of Object.values(answer.explanation)) expect(words).not.toMatch(/undefined|NaN|\{|\}/)
  })
})
