import type { Permission } from '#server/platform/index.ts'

/** Who may do what with outside systems. */
export const permissions = {
  'exchange.see-health': ['administrator', 'control-office'],
  'exchange.try': ['administrator'],
  'exchange.map-accounts': ['administrator'],
  'exchange.see-lookups': ['administrator', 'control-office'],
  /** Asking the population database about an applicant: those who receive and those who settle. */
  'population.look-up': ['one-stop-officer', 'handler', 'division-head']
} as const satisfies Record<Permission, readonly string[]>
