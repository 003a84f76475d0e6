import type { PermissionTable } from '#server/identity/index.ts'

/** Beside the permission stands the reach: heads read their own unit, leaders and the offices that watch read all. */
export const permissions = {
  'figures.read': ['division-head', 'agency-head', 'chair', 'control-office', 'reform-office', 'administrator'],
  'figures.read-all': ['chair', 'control-office', 'reform-office', 'administrator'],
  'figures.send': ['agency-head', 'chair', 'control-office'],
  'figures.confirm': ['control-office'],
  'figures.load': ['control-office', 'administrator'],
  'figures.set': ['administrator']
} as const satisfies PermissionTable
