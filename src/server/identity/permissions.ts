import type { PermissionTable } from './policy.ts'

/** Who may do what in this slice. */
export const permissions = {
  'identity.sign-in': ['anyone'],
  'identity.register': ['anyone'],
  'identity.own-account': ['signed-in'],
  'identity.confirm-person': ['one-stop-officer'],
  'identity.see-officers': ['administrator', 'agency-head', 'chair', 'control-office', 'reform-office'],
  'identity.change-officers': ['administrator'],
  'identity.change-tokens': ['administrator'],
  'identity.change-sign-on': ['administrator'],
  'identity.see-record': ['administrator']
} as const satisfies PermissionTable
