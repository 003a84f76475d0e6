import { describe, expect, test } from 'vitest'
import type { ProcessModel, StepNode } from '#server/workflow/index.ts'
import { decide } from './decider.ts'
import { evolve, replay } from './evolve.ts'
import { aFiling, anId, aProcess, factsAt } from './testing.ts'
import type { Command, CommandOf } from './commands.ts'
import type { Dossier } from './model.ts'

const completing = (token: string, more: Partial<CommandOf<'complete'>> = {}): Command => ({
  kind: 'complete',
  token,
  outcome: 'done',
  note: '',
  files: [],
  data: {},
  result: null,
  ...more
})
const file = { id: 'a'.repeat(64), name: 'du-thao.pdf', bytes: 1, type: 'application/pdf' }
const number = { kind: 'granted', number: '1/KQ', files: [], note: '' } as const
const asking = (model: ProcessModel, step: string, more: Partial<StepNode>): ProcessModel => ({
  ...model,
  steps: { ...model.steps, [step]: { ...model.steps[step]!, ...more } }
})

function through(model: ProcessModel, until: string): Dossier {
  const opened = decide(null, { kind: 'receive', code: 'c', filing: aFiling() }, factsAt(model))
  if (!opened.ok) throw new Error(opened.error.code)
  let dossier = replay(opened.value, anId)!
  while (dossier.steps[0]!.step !== until) {
    const done = decide(dossier, completing(dossier.steps[0]!.token), factsAt(model))
    if (!done.ok) throw new Error(done.error.code)
    dossier = done.value.reduce((state, event) => evolve(state, event, anId), dossier)
  }
  return dossier
}

describe('finishing a step', () => {
  test('that asks for a file is refused without one', async () => {
    const model = asking(await aProcess(), 'handle', { fileRequired: true })
    const dossier = through(model, 'handle')
    const { token } = dossier.steps[0]!
    expect(decide(dossier, completing(token), factsAt(model))).toMatchObject({ error: { code: 'files-missing' } })
    expect(decide(dossier, completing(token, { files: [file] }), factsAt(model)).ok).toBe(true)
  })

  test('that asks for data names what is missing; zero and no are answers', async () => {
    const label = { vi: 'Diện tích', en: 'Area' }
    const fields = [{ key: 'area', type: 'number', label, required: true }] as const
    const model = asking(await aProcess(), 'handle', { fields })
    const dossier = through(model, 'handle')
    const { token } = dossier.steps[0]!
    expect(decide(dossier, completing(token), factsAt(model))).toMatchObject({
      error: { code: 'fields-missing', fields: ['Diện tích'] }
    })
    expect(decide(dossier, completing(token, { data: { area: 0 } }), factsAt(model)).ok).toBe(true)
  })

  test('by anybody but the signer signs nothing, whatever number is sent along', async () => {
    const model = await aProcess('department')
    const dossier = through(model, 'review')
    const command = completing(dossier.steps[0]!.token, { outcome: 'approve', result: number })
    const decided = decide(dossier, command, factsAt(model))
    expect(decided.ok && decided.value.map(event => event.type)).toEqual(['step.claimed', 'step.completed'])
  })

  test('in a process without a signer gives the result', async () => {
    const drawn = await aProcess()
    const model = asking(drawn, 'sign', { kind: 'user' })
    const dossier = through(model, 'sign')
    const command = completing(dossier.steps[0]!.token, { outcome: 'approve', result: number })
    const decided = decide(dossier, command, factsAt(model))
    expect(decided.ok && decided.value.map(event => event.type)).toContain('result.signed')
  })

  test('for signing needs its number, and sending it back does not', async () => {
    const model = await aProcess()
    const dossier = through(model, 'sign')
    const { token } = dossier.steps[0]!
    const approved = decide(dossier, completing(token, { outcome: 'approve' }), factsAt(model))
    expect(approved).toMatchObject({ error: { code: 'result-number-missing' } })
    expect(decide(dossier, completing(token, { outcome: 'return' }), factsAt(model)).ok).toBe(true)
  })
})
