import type { Permission } from '#server/platform/index.ts'

/** Which post may do what with processes. Reading needs nothing: internal processes are public (Circular 01/2018 art. 8). */
export const permissions = {
  'workflow.publish': ['control-office', 'administrator'],
  'workflow.import': ['control-office', 'administrator']
} as const satisfies Record<Permission, readonly string[]>
