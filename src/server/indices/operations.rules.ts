import { pointsOf } from './rule.rules.ts'

/** What our own data can answer, by the criteria that ask it. `level` narrows to departments or communes. */
export const QUESTIONS = {
  on_time: { asks: 'on-time', level: null },
  on_time_province: { asks: 'on-time', level: 'province' },
  on_time_commune: { asks: 'on-time', level: 'commune' },
  own_on_time: { asks: 'on-time', level: null },
  online_dossiers: { asks: 'online', level: null },
  own_online: { asks: 'online', level: null },
  digitised: { asks: 'digitised', level: null },
  papers_digitised: { asks: 'digitised', level: null },
  own_digitised: { asks: 'digitised', level: null },
  online_used: { asks: 'online-used', level: null },
  tasks_done: { asks: 'tasks', level: null },
  own_tasks: { asks: 'tasks', level: null },
  apologies: { asks: 'apologies', level: null },
  own_apologies: { asks: 'apologies', level: null },
  paid_online: { asks: 'paid-online', level: null },
  plan_done: { asks: 'plan', level: null },
  own_plan: { asks: 'plan', level: null },
  units_inspected: { asks: 'inspected', level: null },
  findings_mended: { asks: 'findings', level: null },
  petitions_answered: { asks: 'petitions', level: null },
  feedback_on_time: { asks: 'petitions', level: null },
  own_satisfied: { asks: 'ratings', level: null }
} as const satisfies Record<string, { asks: Asked; level: 'province' | 'commune' | null }>
export const ASKED = [
  'on-time',
  'online',
  'digitised',
  'paid-online',
  'online-used',
  'tasks',
  'plan',
  'apologies',
  'petitions',
  'ratings',
  'inspected',
  'findings'
] as const
export type Asked = (typeof ASKED)[number]
export const isQuestion = (key: string): key is keyof typeof QUESTIONS => key in QUESTIONS

/** A share that our own operations give: so many of so many. Of ratings: the sum of their stars over their number. */
export type Count = { readonly done: number; readonly due: number }
/** The count of one unit; `unit` is null for what only the whole province has. */
export type UnitCount = Count & { readonly unit: string | null; readonly level?: string }

/** The count of a question: of the whole province (null), or of one unit with what lies below it. */
export function countOf(
  told: Readonly<Record<Asked, readonly UnitCount[]>>,
  { asks, level }: { readonly asks: Asked; readonly level: string | null },
  unit: string | null
): Count {
  const below = (code: string | null) => unit === null || code === unit || code?.startsWith(`${unit}.`) === true
  const rows = told[asks].filter(row => below(row.unit) && (level === null || row.level === level))
  return { done: rows.reduce((all, row) => all + row.done, 0), due: rows.reduce((all, row) => all + row.due, 0) }
}

type Rule = { readonly rule: string; readonly minimum: number; readonly maximum: number }

/** The points of a share; null where the rule asks for other facts or there is nothing to count. */
export function pointsFor({ rule, minimum, maximum }: Rule, { done, due }: Count): number | null {
  if (due === 0) return null
  const found = pointsOf(rule, { minimum, maximum }, { done, due, mean: done / due })
  return found.ok ? found.value : null
}

/** What `more` dossiers that turn out well in place of badly would bring. */
export function whatIf(rule: Rule, count: Count, more: number): number | null {
  const [now, then] = [
    pointsFor(rule, count),
    pointsFor(rule, { ...count, done: Math.min(count.due, count.done + more) })
  ]
  return now === null || then === null ? null : Math.round((then - now) * 1e4) / 1e4
}

export type Step = { readonly more: number; readonly gain: number }
/** The fewest further dossiers that bring a noticeable step (a tenth of a point, or all that is left), and what they bring. */
export function nextStep(rule: Rule, count: Count): Step | null {
  const all = whatIf(rule, count, count.due - count.done)
  if (all === null || all <= 0) return null
  const wanted = Math.min(0.1, all)
  let [low, high] = [1, count.due - count.done]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((whatIf(rule, count, middle) ?? 0) >= wanted - 1e-9) high = middle
    else low = middle + 1
  }
  return { more: low, gain: whatIf(rule, count, low)! }
}
