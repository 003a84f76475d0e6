import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { STEP_SECONDS, WINDOW } from './rules.ts'

/** Telephones know SHA-1, six digits and thirty seconds; several ignore anything else (RFC 6238 leaves it open). */
const totp = (secret: string, login = '', issuer = 'Một Cửa') =>
  new TOTP({
    issuer,
    label: login || issuer,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret)
  })

/** 160 random bits, as RFC 4226 asks. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code holds. */
export const addressOf = (secret: string, login: string, issuer: string): string =>
  totp(secret, login, issuer).toString()

/** The thirty-second step a code belongs to, or null when it fits none near now. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** Ten codes of eighty random bits: each opens the account once when the telephone is lost. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () => [...randomBytes(16)].map(byte => LETTERS[byte % 32]).join(''))
