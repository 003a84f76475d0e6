import type { PermissionTable } from '#server/identity/index.ts'

const NAMED = ['one-stop-officer', 'handler', 'clerk', 'division-head', 'agency-head', 'chair'] as const
const WATCH = ['control-office', 'reform-office', 'administrator'] as const

/** Beside it stands the reach: an officer sees own entries, a head those of the own agency, who watches sees all. */
export const lateListPermissions = {
  'late-list.read': [...NAMED, ...WATCH],
  'late-list.read-all': WATCH,
  'late-list.answer': NAMED,
  'late-list.decide': ['agency-head', 'chair'],
  'late-list.watch': ['control-office', 'administrator'],
  'late-list.set': ['administrator']
} as const satisfies PermissionTable
