import type { PermissionTable } from '#server/identity/index.ts'

/** Who may do what with the rules of what is asked for once, with batches of old results and with questions about uses. */
export const oncePermissions = {
  'papers.once-only': ['administrator', 'control-office'],
  'papers.batch': ['one-stop-officer', 'clerk', 'administrator'],
  'papers.questions': ['administrator', 'control-office']
} as const satisfies PermissionTable
