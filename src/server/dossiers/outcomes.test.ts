import { expect, test } from 'vitest'
import { buildProcess, threeStep } from '#server/workflow/index.ts'
import type { Command } from './commands.ts'
import type { Facts } from './facts.ts'
import { outcomesAhead } from './outcomes.rules.ts'
import { aFiling, Case, compiled, factsAt } from './testing.ts'

const total = { value: 5, unit: 'working-day' } as const
const at = '2026-11-09T02:00:00Z'
const opened = (process: Facts['process']) => {
  const dossier = new Case(process)
  dossier.must({ kind: 'receive', code: 'H99.31-261109-0001', filing: aFiling() }, at)
  return dossier
}
const finishing = ({ state }: Case, consultBy?: string): Command => ({
  ...{ kind: 'complete', token: state!.steps[0]!.token, outcome: 'done', note: 'Xin ý kiến về quy hoạch' },
  ...{ files: [], data: {}, result: null, consult: 'H99.07' },
  ...(consultBy ? { consultBy } : {})
})

const ask = { id: 'ask', name: { vi: 'Hỏi ý kiến' }, role: 'handler', norm: null } as const
const wait = { id: 'wait', name: { vi: 'Chờ ý kiến' }, kind: 'wait-agency', role: 'consulted', norm: total } as const
const asking = await compiled(buildProcess({ id: 'p', name: 'Hỏi' }, [ask, wait, { ...ask, id: 'conclude' }]))
const supplementing = await compiled(threeStep({ id: 'p', name: 'Bổ sung', total, supplement: true, signer: 'chair' }))

test('the form of a step knows which outcome asks the applicant, and which another unit', () => {
  const consulting = opened(asking)
  const [done] = outcomesAhead(consulting.state!, consulting.state!.steps[0]!, factsAt(asking, at))
  expect(done).toEqual({ code: 'done', asks: false, consults: true, signs: false })
  const dossier = opened(supplementing)
  dossier.must(finishing(dossier), at)
  const ahead = outcomesAhead(dossier.state!, dossier.state!.steps[0]!, factsAt(supplementing, at))
  expect(ahead.filter(({ asks }) => asks).map(({ code }) => code)).toEqual(['supplement'])
})

test('an opinion is due at the end of the day that was named; a day gone by is refused', () => {
  const dossier = opened(asking)
  expect(dossier.do(finishing(dossier, '2026-11-08'), at)).toMatchObject({ error: { code: 'consult-day-past' } })
  expect(dossier.must(finishing(dossier, '2026-11-12'), at).steps[0]).toMatchObject({
    unit: 'H99.07',
    dueAt: '2026-11-12T17:00:00.000Z'
  })
})
