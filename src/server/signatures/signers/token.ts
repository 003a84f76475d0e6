import { err, ok } from '#server/platform/index.ts'
import type { Device } from './device.ts'

/** Where the helper program of a token listens in the officer's own machine, as the operator set it; null: nowhere. */
export function tokenHelper(environment: NodeJS.ProcessEnv = process.env): string | null {
  const given = environment.TOKEN_HELPER ?? ''
  return /^https?:\/\/(127\.0\.0\.1|localhost):\d{2,5}$/.test(given) ? given : null
}

/**
 * A token in the officer's own machine. The server only prepares: the page hands the hash to the helper program there
 * (`static/token.js`; contract in this slice's README) and brings the signature back.
 */
export const localToken: Device = {
  sign: async (_, __, { reference }) => ok({ kind: 'waiting', transaction: reference }),
  /** `transaction` is the signature as the page brought it, base64; the caller checks that it fits. */
  async collect(_, __, transaction) {
    const signature = new Uint8Array(Buffer.from(transaction, 'base64'))
    return signature.length > 0 ? ok({ kind: 'signed', signature }) : err({ code: 'signer-refused' })
  }
}
