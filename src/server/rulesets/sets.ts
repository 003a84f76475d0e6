import type { Day } from '#server/platform/index.ts'
import { vn2018 } from './2018.ts'
import { vn2025 } from './2025.ts'
import type { FormKind, RuleSet, RuleSetId } from './model.ts'

const RULE_SETS = { 'vn-2018': vn2018, 'vn-2025': vn2025 } as const satisfies Record<RuleSetId, RuleSet>
/** Every rule set there is, the newest first. */
export const byDate: readonly RuleSet[] = Object.values(RULE_SETS).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))

export const ruleSet = (id: RuleSetId): RuleSet => RULE_SETS[id]

/** The rules in force on a day; before the first set, the first. */
export const ruleSetOn = (day: Day): RuleSet => byDate.find(set => set.validFrom <= day) ?? vn2018

/** The sign in the number of a paper: by the rule set, and for a receipt by whether a service centre or a desk issues it. */
export function signOf(id: RuleSetId, kind: FormKind, office: { readonly centre: boolean }): string {
  const { forms, noticeSign } = ruleSet(id)
  const sign = forms[kind]?.sign ?? noticeSign
  return typeof sign === 'string' ? sign : sign[office.centre ? 'centre' : 'desk']
}
