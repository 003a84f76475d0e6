import type { Day } from '#server/platform/day.ts'
import type { RuleSet } from '#server/rulesets/index.ts'

/**
 * The fixed part of a dossier code and the counter that numbers it: `<unit>-<yymmdd>-<running number, at least four
 * digits>` (Circular 01/2018 art. 19, Circular 03/2025 art. 13). Codes are compared whole, never parsed by width.
 */
export const codePlace = (_rules: RuleSet, unit: string, day: Day) => ({
  unit,
  day,
  prefix: `${unit}-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}-`
})
