import type { Permission } from '#server/platform/index.ts'

/** Who sees and who changes the rule set a province works under. */
export const permissions = {
  'rules.see': ['control-office', 'administrator'],
  'rules.choose': ['administrator']
} as const satisfies Record<Permission, readonly string[]>
