import type { Draft, OutcomeDraft, StepDraft, TogetherDraft } from './draft.ts'

/** What a drawing holds: shapes with places, edges with corners. Left to right, returns below, branches under each other. */
export type Shape = {
  readonly id: string
  readonly kind: 'start' | 'end' | 'step' | 'choice' | 'parallel'
  readonly step: StepDraft | null
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export type Edge = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly name: string
  readonly condition: string | null
  readonly otherwise: boolean
  readonly points: readonly (readonly [number, number])[]
}
export type Drawing = { readonly shapes: readonly Shape[]; readonly edges: readonly Edge[] }

const SIZE = { start: [36, 36], end: [36, 36], step: [120, 80], choice: [50, 50], parallel: [50, 50] } as const
const GAP = 50
const LANE = 130

type Pen = { readonly shapes: Map<string, Shape>; readonly edges: Edge[]; x: number; lane: number }

/** Places the steps of a process on paper. */
export function draw(drafts: readonly Draft[]): Drawing {
  const pen: Pen = { shapes: new Map(), edges: [], x: 60, lane: 0 }
  let last = place(pen, 'start', 'start', 0, null)
  for (const draft of drafts)
    last = 'together' in draft ? drawTogether(pen, draft, last) : drawStep(pen, draft, last, 0)
  connect(pen, last, place(pen, 'end', 'end', 0, null))
  return { shapes: [...pen.shapes.values()], edges: pen.edges }
}

function place(pen: Pen, kind: Shape['kind'], id: string, lane: number, step: StepDraft | null): Shape {
  const [width, height] = SIZE[kind]
  const shape = { id, kind, step, x: pen.x, y: 120 + lane * LANE - height / 2, width, height }
  pen.shapes.set(id, shape)
  pen.x += width + GAP
  return shape
}

/** A step, and behind it the choice of the outcomes that lead back. */
function drawStep(pen: Pen, draft: StepDraft, last: Shape, lane: number): Shape {
  const shape = place(pen, 'step', draft.id, lane, draft)
  connect(pen, last, shape)
  const returning = (draft.outcomes ?? []).filter(outcome => outcome.returnTo)
  if (returning.length === 0) return shape
  const choice = place(pen, 'choice', `${draft.id}-choice`, lane, null)
  connect(pen, shape, choice)
  returning.forEach((outcome, index) => drawReturn(pen, choice, outcome, lane, index))
  return choice
}

function drawReturn(pen: Pen, choice: Shape, outcome: OutcomeDraft, lane: number, index: number) {
  const to = pen.shapes.get(outcome.returnTo!)
  if (!to) throw new Error(`a return leads to an earlier step: ${outcome.returnTo}`)
  const condition = `outcome = "${outcome.code}"`
  const depth = 65 + index * 22
  if (!outcome.by) return below(pen, choice, to, depth, outcome.name.vi, condition)
  const x = pen.x
  pen.x = choice.x + choice.width / 2 - SIZE.step[0] / 2
  const wait = place(pen, 'step', outcome.by.id, lane + 1 + index, outcome.by)
  pen.x = Math.max(x, wait.x + wait.width + GAP)
  pen.edges.push({
    ...edge(choice, wait),
    name: outcome.name.vi,
    condition,
    points: [
      [centre(choice), choice.y + choice.height],
      [centre(choice), wait.y]
    ]
  })
  pen.edges.push({
    ...edge(wait, to),
    points: [
      [wait.x, middle(wait)],
      [centre(to), middle(wait)],
      [centre(to), to.y + to.height]
    ]
  })
}

function below(pen: Pen, from: Shape, to: Shape, depth: number, name: string, condition: string) {
  const y = Math.max(middle(from), middle(to)) + depth
  pen.edges.push({
    ...edge(from, to),
    name,
    condition,
    points: [
      [centre(from), from.y + from.height],
      [centre(from), y],
      [centre(to) + 20, y],
      [centre(to) + 20, to.y + to.height]
    ]
  })
}

/** Parallel branches between a split and a join, one under the other, with a free lane for ways back between them. */
function drawTogether(pen: Pen, { id, together }: TogetherDraft, last: Shape): Shape {
  const split = place(pen, 'parallel', `${id}-split`, 0, null)
  connect(pen, last, split)
  const from = pen.x
  const ends: Shape[] = []
  let widest = from
  let lane = 0
  for (const branch of together) {
    pen.x = from
    ends.push(branch.reduce((before, draft) => drawStep(pen, draft, before, lane), split))
    widest = Math.max(widest, pen.x)
    lane += 1 + Math.max(0, ...branch.map(draft => (draft.outcomes ?? []).filter(outcome => outcome.by).length))
  }
  pen.x = widest
  const join = place(pen, 'parallel', `${id}-join`, 0, null)
  for (const end of ends) connect(pen, end, join)
  return join
}

/** The usual way on: straight in one lane, with one corner between lanes. */
function connect(pen: Pen, from: Shape, to: Shape) {
  const level = middle(from) === middle(to)
  const up = middle(from) > middle(to)
  const points: [number, number][] = level
    ? [
        [from.x + from.width, middle(from)],
        [to.x, middle(to)]
      ]
    : up
      ? [
          [from.x + from.width, middle(from)],
          [centre(to), middle(from)],
          [centre(to), to.y + to.height]
        ]
      : [
          [centre(from), from.y + from.height],
          [centre(from), middle(to)],
          [to.x, middle(to)]
        ]
  pen.edges.push({ ...edge(from, to), otherwise: from.kind === 'choice', points })
}

const edge = (from: Shape, to: Shape) => ({
  id: `${from.id}-to-${to.id}`,
  from: from.id,
  to: to.id,
  name: '',
  condition: null,
  otherwise: false
})
const centre = (shape: Shape) => shape.x + shape.width / 2
const middle = (shape: Shape) => shape.y + shape.height / 2
