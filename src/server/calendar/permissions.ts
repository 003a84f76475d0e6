import type { Permission } from '#server/platform/index.ts'

/** Who may change the calendar. Reading it and asking for a deadline needs nothing: it is public. */
export const permissions = {
  'calendar.change': ['control-office', 'administrator']
} as const satisfies Record<Permission, readonly string[]>
