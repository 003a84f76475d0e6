import { createHash, randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/**
 * argon2id with the library's default algorithm and OWASP's first recommendation (19 MiB, two passes). Tests may ask for
 * less work by `fast`; a hash carries its own parameters, so old ones stay valid when these grow.
 */
const STRONG = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const FAST = { memoryCost: 1024, timeCost: 1, parallelism: 1 }

export const hashPassword = (password: string, cost: 'strong' | 'fast' = 'strong'): Promise<string> =>
  hash(password.normalize('NFC'), cost === 'fast' ? FAST : STRONG)

/** A hash nobody has the password of: unknown logins are verified against it, at the same cost as real ones. */
const nobody = hashPassword(randomBytes(32).toString('base64url'))
nobody.catch(() => {})

/** Whether the password fits. With no account there is still the same work, and the answer is no. */
export async function passwordFits(storedHash: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(storedHash ?? (await nobody), password.normalize('NFC')).catch(() => false)
  return storedHash !== undefined && fits
}

/** A secret to hand out once; only its hash is kept. 32 random bytes need no slow hash. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

const SYLLABLES = (
  'ba ca da ga ha la ma na pa ra sa ta va xa be de he le me ne te ve bi di hi li mi ni ti vi bo co do go ho lo ' +
  'mo no so to bu cu du hu lu mu nu su tu vu'
).split(' ')

/** A first password to read out: pronounceable, five groups, changed at the first sign-in. */
export const firstPassword = (): string =>
  Array.from(
    { length: 5 },
    () => SYLLABLES[randomInt(SYLLABLES.length)]! + SYLLABLES[randomInt(SYLLABLES.length)]!
  ).join('-')
