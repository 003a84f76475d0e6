import type { PermissionTable } from '#server/identity/index.ts'

/** Who may do what with the register of papers. The unit is checked beside it (`reach.rules.ts` of dossiers). */
export const permissions = {
  'paper.read': ['one-stop-officer', 'handler', 'division-head', 'agency-head', 'chair', 'clerk', 'control-office'],
  'paper.read-all': ['control-office'],
  /** The desk digitises what was handed in to it, and answers for the copy. */
  'paper.scan': ['one-stop-officer'],
  'paper.withdraw': ['one-stop-officer', 'agency-head', 'chair'],
  /** Lists of what is past its period: one makes them, a leader approves. */
  'paper.make-list': ['one-stop-officer', 'clerk', 'agency-head'],
  'paper.approve-list': ['agency-head', 'chair'],
  'paper-kind.change': ['administrator']
} as const satisfies PermissionTable
