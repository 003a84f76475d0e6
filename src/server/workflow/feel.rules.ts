import { evaluate } from '@bpmn-io/feelin'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { CaseData } from './model.ts'

/** Conditions are FEEL; the leading `=` some tools write is taken off. */
export const conditionOf = (text: string): string => text.trim().replace(/^=\s*/, '')

/** Functions that answer differently each time: a replay of the same completions must reach the same steps. */
const CHANGING = /\b(now|today|random number)\s*\(/

/** Why an expression cannot be a condition, or null. */
export function conditionFault(
  expression: string
): { code: 'condition-broken' | 'condition-not-repeatable'; detail: string } | null {
  const changing = CHANGING.exec(expression)
  if (changing) return { code: 'condition-not-repeatable', detail: changing[0].replace(/\s*\($/, '') }
  const tried = holds(expression, {})
  return tried.ok ? null : { code: 'condition-broken', detail: tried.error.why }
}

type Held = Result<boolean, { code: 'feel-failed'; why: string }>

/** Whether a condition holds. Only `true` holds: data that is missing decides nothing, so the default flow is taken. */
export function holds(expression: string, data: CaseData): Held {
  const read = readBy(expression, data)
  const question = `${expression} ${JSON.stringify(read)}`
  const known = answers.get(question)
  if (known) return known
  const answer = evaluated(expression, read)
  if (answers.size >= MOST_ANSWERS) answers.clear()
  if (question.length <= LONGEST_QUESTION && !CHANGING.test(expression)) answers.set(question, answer)
  return answer
}

/** Nearly every question is one that was asked before, and reading an expression takes far longer than looking it up. */
const answers = new Map<string, Held>()
const MOST_ANSWERS = 1_000
const LONGEST_QUESTION = 500

/** The part of the data that an expression can speak of: FEEL knows a value by its name only, spaces or none. */
function readBy(expression: string, data: CaseData): CaseData {
  const text = bare(expression)
  const named = Object.keys(data).filter(key => text.includes(bare(key)))
  return Object.fromEntries(named.map(key => [key, data[key]]))
}
const bare = (text: string): string => text.replace(/\s+/g, '')

function evaluated(expression: string, data: CaseData): Held {
  try {
    return ok(evaluate(expression, data).value === true)
  } catch (error) {
    return err({ code: 'feel-failed', why: error instanceof Error ? error.message : String(error) })
  }
}
