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

/** Whether a condition holds. Only `true` holds: data that is missing decides nothing, so the default flow is taken. */
export function holds(expression: string, data: CaseData): Result<boolean, { code: 'feel-failed'; why: string }> {
  try {
    return ok(evaluate(expression, { ...data }).value === true)
  } catch (error) {
    return err({ code: 'feel-failed', why: error instanceof Error ? error.message : String(error) })
  }
}
