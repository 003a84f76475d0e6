import type { Permission } from '#server/platform/index.ts'

const AGENCY = ['handler', 'clerk', 'division-head', 'agency-head', 'chair'] as const
const WATCH = ['reform-office', 'control-office', 'administrator'] as const

/** Which post may do what in steering. Beside it stands the reach: an agency sees and reports its own. */
export const permissions = {
  'reform.read': [...AGENCY, ...WATCH],
  'reform.read-all': WATCH,
  /** Documents, tasks, acceptance, extensions, urging, plans, reports: the reform office. */
  'reform.give': ['reform-office'],
  'reform.report': [...AGENCY, 'reform-office'],
  /** Letters and decisions of the meeting. */
  'reform.decide': ['chair', 'agency-head'],
  'reform.dispute': ['agency-head', 'chair']
} as const satisfies Record<Permission, readonly string[]>
