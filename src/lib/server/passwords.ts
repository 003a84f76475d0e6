import type { PasswordFault } from '#server/identity/index.ts'
import type { Translate } from '../translate.ts'

/** Everything that is wrong with a new password, in sentences. */
export const explainPassword = (faults: readonly PasswordFault[], t: Translate): string =>
  faults.map(fault => t(`password.${fault}`)).join(' ')
