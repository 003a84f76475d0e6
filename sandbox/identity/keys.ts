import { randomUUID } from 'node:crypto'
import { decodeJwt, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import type { JWK } from 'jose'
import type { Fault } from './faults.ts'

/** A fresh signing key. */
export async function newKey(alg: 'RS256' | 'ES256'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: randomUUID() }
}

/** The part of a key that everybody may see. */
export const publicOf = ({ kty, n, e, crv, x, y, alg, use, kid }: JWK): JWK =>
  JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, alg, use, kid })) as JWK

/** The identity token as the fault wants it, signed anew; untouched when the fault is another. */
export async function tampered(token: string, fault: Fault, key: JWK): Promise<string> {
  if (fault.kind !== 'unknown-key' && fault.kind !== 'clock' && fault.kind !== 'claims') return token
  const claims = decodeJwt(token)
  const shift = fault.kind === 'clock' ? fault.seconds : 0
  const signing = fault.kind === 'unknown-key' ? await newKey('RS256') : key
  const changed = {
    ...claims,
    iat: claims.iat! + shift,
    exp: claims.exp! + shift,
    ...(fault.kind === 'claims' ? fault.claims : {})
  }
  return new SignJWT(changed)
    .setProtectedHeader({ alg: 'RS256', kid: signing.kid!, typ: 'JWT' })
    .sign(await importJWK(signing, 'RS256'))
}

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout'
/** The provider's word that a person's sessions are over (OpenID Connect Back-Channel Logout 1.0). */
export const logoutToken = async (
  key: JWK,
  to: { issuer: string; audience: string; subject: string }
): Promise<string> =>
  new SignJWT({ events: { [LOGOUT]: {} } })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid!, typ: 'logout+jwt' })
    .setIssuer(to.issuer)
    .setAudience(to.audience)
    .setSubject(to.subject)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(await importJWK(key, 'RS256'))
