import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildProcess } from './build.ts'
import type { Draft, StepDraft } from './draft.ts'
import { returnTargets } from './graph.rules.ts'
import { complete, sendBack, start } from './interpreter.ts'
import type { Marking, ProcessModel, Transition } from './model.ts'
import { aModel, finish, moved } from './testing.ts'

/** Any process our drafts can say: rows of steps, ways back with and without a wait, parallel branches with loops inside. */
const step = (id: string): StepDraft => ({ id, name: { vi: `Bước ${id}` }, role: 'handler', norm: null })
type Shape = {
  readonly kind: 'step' | 'loop' | 'wait' | 'together'
  readonly back: number
  readonly branches: readonly number[]
}
const shape = fc.record<Shape>({
  kind: fc.constantFrom('step', 'loop', 'wait', 'together'),
  back: fc.nat(5),
  branches: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 })
})

function drafts(shapes: readonly Shape[]): Draft[] {
  const main: string[] = []
  return shapes.map((each, index): Draft => {
    const id = `n${index}`
    if (each.kind === 'together')
      return { id, together: each.branches.map((length, branch) => rowOf(`${id}b${branch}`, length)) }
    main.push(id)
    return each.kind === 'step' ? step(id) : looping(id, main[each.back % main.length]!, each.kind === 'wait')
  })
}
const rowOf = (prefix: string, length: number) =>
  Array.from({ length }, (_, at) =>
    at % 2 === 1 ? looping(`${prefix}s${at}`, `${prefix}s${at - 1}`, false) : step(`${prefix}s${at}`)
  )
const looping = (id: string, to: string, wait: boolean): StepDraft => ({
  ...step(id),
  outcomes: [
    { code: 'done', name: { vi: 'Xong' } },
    {
      code: 'back',
      name: { vi: 'Trả lại' },
      returnTo: to,
      ...(wait ? { by: { ...step(`${id}w`), kind: 'wait-applicant', role: 'applicant' } } : {})
    }
  ]
})

const processes = fc.array(shape, { minLength: 1, maxLength: 6 }).map(drafts)
const choices = fc.array(fc.record({ which: fc.nat(9), how: fc.nat(9) }), { maxLength: 40 })
type Choice = { readonly which: number; readonly how: number }
const compiled = (row: readonly Draft[]) => aModel(buildProcess({ id: 'p', name: 'Thử' }, row))

/** One random act on a marking: an outcome of an open step, or sending it back. */
function act(model: ProcessModel, marking: Marking, { which, how }: Choice): Transition | null {
  const open = marking.tokens.filter(token => model.steps[token.node])
  const token = open[which % Math.max(1, open.length)]
  if (!token) return null
  const outcomes = model.steps[token.node]!.outcomes
  const targets = returnTargets(model, token.node)
  const target = how === 9 ? targets[which % Math.max(1, targets.length)] : undefined
  if (target) return moved(sendBack(model, marking, token.id, target.id))
  return moved(complete(model, marking, token.id, outcomes[how % outcomes.length]!.code, {}))
}

function walkAt(
  model: ProcessModel,
  row: readonly Choice[],
  look: (before: Marking, change: Transition) => void
): Marking {
  let marking = moved(start(model)).marking
  for (const choice of row) {
    const change = act(model, marking, choice)
    if (!change) break
    look(marking, change)
    marking = change.marking
  }
  return marking
}

const stepsOpen = (model: ProcessModel, marking: Marking) =>
  marking.tokens.filter(token => model.steps[token.node]).map(token => token.id)

describe('whatever officers do in whatever order', () => {
  test('tokens are neither lost nor doubled: what was open, less what was left, plus what was entered, is open', async () => {
    await fc.assert(
      fc.asyncProperty(processes, choices, async (row, acts) => {
        const model = await compiled(row)
        walkAt(model, acts, (before, { marking, left, entered }) => {
          const gone = new Set(left.map(each => each.token))
          const expected = [...stepsOpen(model, before).filter(id => !gone.has(id)), ...entered.map(each => each.token)]
          expect(stepsOpen(model, marking).sort()).toEqual(expected.sort())
          expect(new Set(marking.tokens.map(token => token.id)).size).toBe(marking.tokens.length)
          for (const token of marking.tokens) expect(token.forks).toHaveLength(model.nodes[token.node]!.scope.length)
        })
      }),
      { numRuns: 150 }
    )
  })

  test('no number of a token is given twice', async () => {
    await fc.assert(
      fc.asyncProperty(processes, choices, async (row, acts) => {
        const model = await compiled(row)
        const used = new Set<string>()
        walkAt(model, acts, (_before, { entered }) => {
          for (const { token } of entered) expect(used.has(token)).toBe(false)
          for (const { token } of entered) used.add(token)
        })
      }),
      { numRuns: 100 }
    )
  })

  test('a dossier can always still be finished, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(processes, choices, async (row, acts) => {
        const model = await compiled(row)
        const marking = walkAt(model, acts, () => {})
        const done = finish(model, marking)
        expect(done.length > 0 || marking.tokens.length === 0).toBe(true)
      }),
      { numRuns: 150 }
    )
  })

  test('a step behind a join is entered only when no branch of its split is open', async () => {
    await fc.assert(
      fc.asyncProperty(processes, choices, async (row, acts) => {
        const model = await compiled(row)
        walkAt(model, acts, (_before, { marking }) => {
          const outside = marking.tokens.filter(token => model.nodes[token.node]!.scope.length === 0)
          if (outside.length > 0) expect(marking.tokens).toHaveLength(1)
        })
      }),
      { numRuns: 150 }
    )
  })

  test('replaying the same acts gives the same marking', async () => {
    await fc.assert(
      fc.asyncProperty(processes, choices, async (row, acts) => {
        const model = await compiled(row)
        const stored = JSON.parse(JSON.stringify(model)) as ProcessModel
        expect(walkAt(stored, acts, () => {})).toEqual(walkAt(model, acts, () => {}))
      }),
      { numRuns: 100 }
    )
  })
})
