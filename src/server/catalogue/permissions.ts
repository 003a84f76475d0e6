import type { Permission } from '#server/platform/index.ts'

/** Which post may do what with the catalogue. Reading needs nothing: procedures are public (Decree 61/2018 art. 8). */
export const permissions = {
  'catalogue.publish': ['control-office', 'administrator'],
  'catalogue.import': ['control-office', 'administrator'],
  'catalogue.withdraw': ['control-office', 'administrator']
} as const satisfies Record<Permission, readonly string[]>
