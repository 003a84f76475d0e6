import { evaluate } from '@bpmn-io/feelin'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Example } from './model.ts'

/** The points between which a criterion moves. */
export type Room = { readonly minimum: number; readonly maximum: number }
export type Facts = Readonly<Record<string, unknown>>
export type RuleFault =
  | { readonly code: 'rule-broken'; readonly detail: string }
  | { readonly code: 'rule-function-unknown'; readonly detail: string }
  | { readonly code: 'rule-example-missing' }
  | { readonly code: 'rule-example-broken'; readonly detail: string }
  | { readonly code: 'rule-example-differs'; readonly detail: string; readonly stated: number; readonly found: number }

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const round = (value: number) => Math.round(value * 1e6) / 1e6
type Part = (room: Room) => (...args: never[]) => number | null
const known = (...values: unknown[]) => values.every(value => typeof value === 'number' && Number.isFinite(value))

/**
 * The words of the scoring language: each gives points for one criterion. A rule is one FEEL expression made of them,
 * e.g. `gate(plan_on_time, share(done / due, 0.8))`. A fact that is missing gives no points and no nought: null.
 */
const LIBRARY: Readonly<Record<string, { readonly takes: readonly string[]; readonly does: Part }>> = {
  /** Reached share over the target; nothing up to the floor, all from the target on. */
  share: {
    takes: ['value', 'target', 'floor'],
    does:
      ({ maximum }) =>
      (value: number, target: number, floor: number | null) =>
        known(value, target) && target > (floor ?? 0)
          ? maximum * clamp((value - (floor ?? 0)) / (target - (floor ?? 0)), 0, 1)
          : null
  },
  /** All or nothing. */
  pass: {
    takes: ['holds'],
    does:
      ({ maximum }) =>
      (holds: unknown) =>
        typeof holds === 'boolean' ? (holds ? maximum : 0) : null
  },
  /** So many points for each, up to the maximum. */
  items: {
    takes: ['number', 'each'],
    does:
      ({ maximum }) =>
      (number: number, each: number) =>
        known(number, each) ? clamp(number * each, 0, maximum) : null
  },
  /** Steps `[[from, share], ...]`: the share of the highest step reached. */
  bands: {
    takes: ['value', 'steps'],
    does:
      ({ maximum }) =>
      (value: number, steps: [number, number][]) =>
        known(value)
          ? maximum *
            [...steps].sort((a, b) => a[0] - b[0]).reduce((at, [from, part]) => (value >= from ? part : at), 0)
          : null
  },
  /** A base with bonus and deduction, never outside the range. */
  plusMinus: {
    takes: ['base', 'plus', 'minus'],
    does:
      ({ minimum, maximum }) =>
      (base: number, plus: number, minus: number) =>
        known(base, plus, minus) ? clamp(base + plus - minus, minimum, maximum) : null
  },
  /** On time gives all, late the stated share, never done nothing. Days are `2026-01-20`. */
  deadline: {
    takes: ['done', 'due', 'late'],
    does:
      ({ maximum }) =>
      (done: unknown, due: unknown, late: number | null) =>
        typeof due !== 'string' ? null : typeof done !== 'string' ? 0 : done <= due ? maximum : maximum * (late ?? 0)
  },
  /** A legal duty that failed takes everything. */
  gate: {
    takes: ['condition', 'points'],
    does: () => (condition: unknown, points: number | null) =>
      typeof condition !== 'boolean' ? null : condition ? points : 0
  },
  /** A mean of answers between two ends, scaled to the range of the criterion. */
  surveyMean: {
    takes: ['mean', 'from', 'to'],
    does:
      ({ minimum, maximum }) =>
      (mean: number, from: number, to: number) =>
        known(mean, from, to) && to > from
          ? minimum + (maximum - minimum) * clamp((mean - from) / (to - from), 0, 1)
          : null
  }
}

const FEEL_FUNCTIONS = ['abs', 'floor', 'ceiling', 'not', 'min', 'max', 'sum', 'count'] as const
const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'and',
  'or',
  'true',
  'false',
  'null',
  'in',
  'between',
  'minimum',
  'maximum'
])
/** Rules of a group; everything else is a rule of one criterion. */
export const groupRule = (text: string): { kind: 'sum' } | { kind: 'weighted'; factor: number } | null => {
  if (text === '' || text === 'allOf()') return { kind: 'sum' }
  const weighted = /^weighted\(\s*([\d.]+)\s*\)$/.exec(text)
  return weighted ? { kind: 'weighted', factor: Number(weighted[1]) } : null
}

/** The facts an expression asks for and the functions it calls, by name. */
export function namesIn(rule: string): { facts: string[]; functions: string[] } {
  const bare = rule.replace(/"[^"]*"/g, '')
  const facts = new Set<string>()
  const functions = new Set<string>()
  for (const [, name, call] of bare.matchAll(/(?<![\w.])([a-zA-Z_]\w*)\s*(\()?/g)) {
    if (KEYWORDS.has(name!)) continue
    if (call) functions.add(name!)
    else facts.add(name!)
  }
  return { facts: [...facts], functions: [...functions] }
}

/** The first word of the language a rule uses, to name its shape. */
export const shapeOf = (rule: string): string => namesIn(rule).functions.find(name => name in LIBRARY) ?? 'allOf'

/** Why a text cannot be a rule, without any facts. */
export function ruleFault(rule: string): RuleFault | null {
  const unknown = namesIn(rule).functions.find(
    name => !(name in LIBRARY) && !(FEEL_FUNCTIONS as readonly string[]).includes(name)
  )
  if (unknown) return { code: 'rule-function-unknown', detail: unknown }
  try {
    evaluate(rule, contextOf({ minimum: 0, maximum: 1 }, {}))
    return null
  } catch (error) {
    return { code: 'rule-broken', detail: error instanceof Error ? error.message : String(error) }
  }
}

/** The points a rule gives for these facts; refused where facts are missing. */
export function pointsOf(
  rule: string,
  room: Room,
  facts: Facts
): Result<number, { code: 'facts-missing'; facts: string[] } | { code: 'rule-broken'; detail: string }> {
  const missing = namesIn(rule).facts.filter(name => facts[name] === undefined)
  if (missing.length > 0) return err({ code: 'facts-missing', facts: missing })
  try {
    const { value } = evaluate(rule, contextOf(room, facts)) as { value: unknown }
    if (typeof value !== 'number' || !Number.isFinite(value)) return err({ code: 'facts-missing', facts: [] })
    return ok(round(clamp(value, Math.min(0, room.minimum), room.maximum)))
  } catch (error) {
    return err({ code: 'rule-broken', detail: error instanceof Error ? error.message : String(error) })
  }
}

/** FEEL reads parameter names from `$args`; without it from the source text, which a build may rewrite. */
function contextOf(room: Room, facts: Facts): Facts {
  const functions = Object.entries(LIBRARY).map(([name, { takes, does }]) => [
    name,
    Object.assign(does(room), { $args: takes })
  ])
  return { ...facts, ...room, ...(Object.fromEntries(functions) as Facts) }
}

/** Reads `{done: 8, due: 10} -> 1.5 | {done: 10, due: 10} -> 2`. */
export function examplesIn(text: string): Result<Example[], { code: 'rule-example-broken'; detail: string }> {
  const examples: Example[] = []
  for (const part of text.split('|').map(one => one.trim())) {
    if (part === '') continue
    const [facts, points] = part.split('->').map(one => one.trim())
    const number = Number(points?.replace(',', '.'))
    if (!facts || !points || Number.isNaN(number) || !factsIn(facts))
      return err({ code: 'rule-example-broken', detail: part })
    examples.push({ facts, points: number })
  }
  return ok(examples)
}

/** Facts written as a FEEL context; null when they are none. */
export function factsIn(text: string): Facts | null {
  try {
    const { value } = evaluate(text, {}) as { value: unknown }
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Facts) : null
  } catch {
    return null
  }
}

/** Runs every worked example: a rule that disagrees with what its author says of it is refused. */
export function exampleFaults(rule: string, room: Room, examples: readonly Example[]): RuleFault[] {
  if (examples.length === 0) return [{ code: 'rule-example-missing' }]
  return examples.flatMap(({ facts, points }): RuleFault[] => {
    const found = pointsOf(rule, room, factsIn(facts) ?? {})
    if (!found.ok) return [{ code: 'rule-example-broken', detail: facts }]
    return Math.abs(found.value - points) < 0.005
      ? []
      : [{ code: 'rule-example-differs', detail: facts, stated: points, found: found.value }]
  })
}
