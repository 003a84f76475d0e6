import type { Permission } from '#server/platform/index.ts'

/** Who may do what with the link to the national portal. `national.tell` and `national.fetch` are scopes for the portal's
 * own token. */
export const permissions = {
  'national.see': ['administrator', 'control-office'],
  'national.repair': ['administrator'],
  'national.tell': [],
  'national.fetch': []
} as const satisfies Record<Permission, readonly string[]>
