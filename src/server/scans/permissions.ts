import type { PermissionTable } from '#server/identity/index.ts'

/** Who says which address leads to which desk. */
export const permissions = { 'mailbox.change': ['administrator'] } as const satisfies PermissionTable
