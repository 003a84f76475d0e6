import type { PermissionTable } from '#server/identity/index.ts'

/** Who may set up webhooks and read the feed. A token needs the scope of the same name. */
export const permissions = {
  'webhook.read': ['administrator'],
  'webhook.change': ['administrator'],
  'feed.read': ['administrator']
} as const satisfies PermissionTable
