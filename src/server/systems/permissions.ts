import type { PermissionTable } from '#server/identity/index.ts'

export const permissions = {
  'systems.change': ['administrator', 'control-office']
} as const satisfies PermissionTable
