import { describe, expect, test } from 'vitest'
import type { Actor } from '#server/platform/index.ts'
import { decide } from './decider.ts'
import { replay } from './evolve.ts'
import { NEEDS, permissions } from './permissions.ts'
import { mayActOn, mayDo, reaches, stepRolesOf, unitsAbove } from './reach.rules.ts'
import { workItems } from './row.ts'
import { aFiling, anId, aProcess, factsAt, officer } from './testing.ts'
import type { Dossier, OpenStep } from './model.ts'

const table: Readonly<Record<string, readonly string[]>> = permissions
const at = (unit: string, ...roles: string[]): Actor => ({
  kind: 'officer',
  id: officer.id,
  name: officer.name,
  unit,
  roles,
  may: permission => roles.some(role => table[permission]?.includes(role))
})
const step = (more: Partial<OpenStep> = {}): OpenStep => ({
  token: 't1',
  step: 'sign',
  name: 'Ký duyệt',
  kind: 'sign',
  role: 'chair',
  unit: 'H99.07',
  officer: null,
  officerName: null,
  enteredAt: '2026-11-09T02:00:00Z',
  claimedAt: null,
  dueAt: null,
  ...more
})
async function received(more: Partial<Dossier> = {}): Promise<Dossier> {
  const decided = decide(null, { kind: 'receive', code: 'c', filing: aFiling() }, factsAt(await aProcess()))
  if (!decided.ok) throw new Error(decided.error.code)
  return { ...replay(decided.value, anId)!, ...more }
}

describe('whose work a dossier is', () => {
  test('a division works for its agency, and no agency works for the province', () => {
    expect(reaches({ kind: 'officer', unit: 'H99.07.02' }, 'H99.07')).toBe(true)
    expect(reaches({ kind: 'officer', unit: 'H99.07' }, 'H99.07.02')).toBe(true)
    expect(reaches({ kind: 'officer', unit: 'H99.07' }, 'H99')).toBe(false)
    expect(reaches({ kind: 'officer', unit: 'H99' }, 'H99.07')).toBe(true)
    expect(reaches({ kind: 'officer', unit: 'H99.1' }, 'H99.10')).toBe(false)
  })

  test("a department's head is not offered what waits for the province's chair", () => {
    expect(unitsAbove('H99.07')).toEqual(['H99.07'])
    expect(unitsAbove('H99.07.02')).toEqual(['H99.07.02', 'H99.07'])
    expect(unitsAbove('H99')).toEqual(['H99'])
  })

  test('who watches over all dossiers may not sign them', async () => {
    const dossier = await received({ steps: [step()] })
    const control = at('H99.01.05', 'control-office', 'division-head')
    expect(mayActOn(control, dossier, { kind: 'complete', token: 't1' })).toBe(false)
    expect(mayDo(control, dossier, { kind: 'stop' })).toBe(false)
    expect(mayDo(control, dossier, { kind: 'recompute' })).toBe(true)
  })

  test('a step belongs to its role, or to whom it was assigned', async () => {
    const dossier = await received({ steps: [step()] })
    const given = await received({ steps: [step({ officer: officer.id })] })
    expect(mayDo(at('H99.07', 'chair'), dossier, { kind: 'complete', token: 't1' })).toBe(true)
    expect(mayDo(at('H99.07', 'handler'), dossier, { kind: 'complete', token: 't1' })).toBe(false)
    expect(mayDo(at('H99.07', 'handler'), given, { kind: 'complete', token: 't1' })).toBe(true)
  })

  test('the unit that is asked can give its opinion', async () => {
    const dossier = await received({ steps: [step({ role: 'consulted', kind: 'user', unit: 'H99.01' })] })
    expect(mayDo(at('H99.01', 'agency-head'), dossier, { kind: 'complete', token: 't1' })).toBe(true)
    expect(mayDo(at('H99.01', 'clerk'), dossier, { kind: 'complete', token: 't1' })).toBe(false)
    expect(stepRolesOf(['handler'])).toEqual(expect.arrayContaining(['handler', 'consulted']))
  })

  test('every command names a permission of the table', () => {
    expect(Object.values(NEEDS).filter(permission => !(permission in permissions))).toEqual([])
  })
})

describe('what is due in the queue', () => {
  test('a result that waits to be fetched is not late work', async () => {
    const open = { ...step({ kind: 'return-result', role: 'one-stop-officer' }) }
    const ready = await received({ phase: 'settled', finishedAt: '2026-11-10T02:00:00Z', steps: [open] })
    const working = await received({ steps: [open] })
    expect(workItems(ready)[0]?.due_at).toBeNull()
    expect(workItems(working)[0]?.due_at).toBe(working.dueAt)
  })
})
