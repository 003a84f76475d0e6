import type { PermissionTable } from '#server/identity/index.ts'

/** `foreign.put` is for the tokens of other systems; importing files is administration. */
export const permissions = {
  'foreign.put': [],
  'foreign.read': [
    'one-stop-officer',
    'handler',
    'division-head',
    'agency-head',
    'chair',
    'control-office',
    'administrator'
  ],
  'transfer.import': ['administrator'],
  'transfer.export': ['administrator', 'control-office']
} as const satisfies PermissionTable
