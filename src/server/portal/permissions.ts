import type { PermissionTable } from '#server/identity/index.ts'

/** Beside it stands what the decider knows: nobody passes what they wrote. */
export const permissions = {
  'portal.desk': ['clerk', 'control-office', 'reform-office', 'administrator'],
  'portal.write': ['clerk', 'control-office', 'reform-office'],
  'portal.review': ['control-office', 'reform-office'],
  'portal.moderate': ['control-office', 'reform-office'],
  'portal.arrange': ['control-office', 'administrator']
} as const satisfies PermissionTable
