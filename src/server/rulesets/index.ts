import type { Day } from '#server/platform/index.ts'
import { vn2018 } from './2018.ts'
import { vn2025 } from './2025.ts'
import type { RuleSet, RuleSetId } from './model.ts'

export * from './model.ts'

const RULE_SETS = { 'vn-2018': vn2018, 'vn-2025': vn2025 } as const satisfies Record<RuleSetId, RuleSet>
const byDate = Object.values(RULE_SETS).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))

export const ruleSet = (id: RuleSetId): RuleSet => RULE_SETS[id]

/** The rules in force on a day; before the first set, the first. */
export const ruleSetOn = (day: Day): RuleSet => byDate.find(set => set.validFrom <= day) ?? vn2018
