import { createHash, verify as verifies, X509Certificate } from 'node:crypto'
import { BasicOCSPResponse, Certificate, CertificateRevocationList } from 'pkijs'
import { buffer } from '../cms/build.ts'
import { HASH_OF, SIGNED_WITH } from '../cms/oids.ts'
import type { Trust } from '../model.ts'
import type { Chain } from './chain.ts'

export type Revocation = { readonly state: 'good' | 'unknown' } | { readonly state: 'revoked'; readonly since: Date }

/**
 * What the lists and answers at hand say of a chain: revoked since when, good, or that they say nothing. Only what the
 * issuer itself signed counts; a list that has run out may still tell of a revocation, but not that all is well.
 */
export function revocationOf(chain: Chain, { crls, ocsps }: Trust, now: Date): Revocation {
  let told = true
  for (const [place, certificate] of chain.entries()) {
    const issuer = chain[place + 1]
    if (!issuer) break
    const said = [byLists(certificate, issuer, crls, now), byAnswers(certificate, issuer, ocsps, now)]
    const revoked = said.find(one => one.state === 'revoked')
    if (revoked) return revoked
    if (!said.some(one => one.state === 'good')) told = false
  }
  return { state: told && chain.length > 1 ? 'good' : 'unknown' }
}

function byLists(
  certificate: X509Certificate,
  issuer: X509Certificate,
  lists: readonly Uint8Array[],
  now: Date
): Revocation {
  for (const der of lists) {
    const list = CertificateRevocationList.fromBER(buffer(der))
    if (
      !signedBy(issuer, list.tbsView, list.signatureAlgorithm.algorithmId, list.signatureValue.valueBlock.valueHexView)
    )
      continue
    const entry = list.revokedCertificates?.find(one =>
      sameSerial(certificate, one.userCertificate.valueBlock.valueHexView)
    )
    if (entry) return { state: 'revoked', since: entry.revocationDate.value }
    if (list.nextUpdate && list.nextUpdate.value >= now) return { state: 'good' }
  }
  return { state: 'unknown' }
}

function byAnswers(
  certificate: X509Certificate,
  issuer: X509Certificate,
  answers: readonly Uint8Array[],
  now: Date
): Revocation {
  for (const der of answers) {
    const answer = BasicOCSPResponse.fromBER(buffer(der))
    const signers = [
      issuer,
      ...(answer.certs ?? []).map(one => new X509Certificate(Buffer.from(one.toSchema(false).toBER())))
    ]
    const value = answer.signature.valueBlock.valueHexView
    const by = signers.find(
      one =>
        (one === issuer || mayAnswerFor(one, issuer)) &&
        signedBy(one, answer.tbsResponseData.tbsView, answer.signatureAlgorithm.algorithmId, value)
    )
    if (!by) continue
    for (const single of answer.tbsResponseData.responses) {
      const { serialNumber, issuerKeyHash, hashAlgorithm } = single.certID
      if (!sameSerial(certificate, serialNumber.valueBlock.valueHexView)) continue
      if (!sameKey(issuer, issuerKeyHash.valueBlock.valueHexView, hashAlgorithm.algorithmId)) continue
      const { tagNumber } = single.certStatus.idBlock
      if (tagNumber === 1) return { state: 'revoked', since: revokedSince(single.certStatus) ?? single.thisUpdate }
      if (tagNumber === 0 && (!single.nextUpdate || single.nextUpdate >= now)) return { state: 'good' }
    }
  }
  return { state: 'unknown' }
}

/** The issuer may let another answer for it; the certificate must say so (RFC 6960, 4.2.2.2). */
const mayAnswerFor = (one: X509Certificate, issuer: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey) && one.keyUsage?.includes(OCSP_SIGNING) === true
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'

function revokedSince(status: { valueBlock: { value?: { toDate?: () => Date }[] } }): Date | null {
  return status.valueBlock.value?.[0]?.toDate?.() ?? null
}

function sameKey(issuer: X509Certificate, hash: Uint8Array, algorithm: string): boolean {
  const key = Certificate.fromBER(buffer(issuer.raw)).subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  // OCSP names the issuer by SHA-1 of its key (RFC 6960): a name only, the answer itself is signed by a hash of today.
  return createHash(HASH_OF[algorithm] ?? 'sha1')
    .update(key)
    .digest()
    .equals(hash)
}

const sameSerial = (certificate: X509Certificate, serial: Uint8Array): boolean =>
  BigInt(`0x${Buffer.from(serial).toString('hex') || '0'}`) === BigInt(`0x${certificate.serialNumber}`)

function signedBy(issuer: X509Certificate, data: Uint8Array, algorithm: string, signature: Uint8Array): boolean {
  const { key, hash } = SIGNED_WITH[algorithm] ?? {}
  return key !== undefined && key !== 'pss' && hash !== undefined && verifies(hash, data, issuer.publicKey, signature)
}
