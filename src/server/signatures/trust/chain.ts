import { X509Certificate } from 'node:crypto'
import type { ExtKeyUsage } from 'pkijs'
import { Certificate } from 'pkijs'
import type * as asn1 from 'asn1js'
import { buffer } from '../cms/build.ts'
import { OID } from '../cms/oids.ts'
import type { Holder } from '../model.ts'

/** From the signer up to one of our anchors, both included. */
export type Chain = readonly X509Certificate[]

const DEEPEST = 6

/**
 * The way from a certificate to an anchor through the certificates at hand; null when there is none. Signatures and the
 * right to issue are checked here, days and revocation elsewhere: they depend on when.
 */
export function chainTo(
  signer: Uint8Array,
  others: readonly Uint8Array[],
  anchors: readonly Uint8Array[]
): Chain | null {
  const trusted = anchors.map(der => new X509Certificate(der))
  const known = others.map(der => new X509Certificate(der))
  const climb = (chain: X509Certificate[]): X509Certificate[] | null => {
    const last = chain.at(-1)!
    if (trusted.some(anchor => anchor.raw.equals(last.raw))) return chain
    if (chain.length >= DEEPEST) return null
    for (const issuer of [...trusted, ...known]) {
      if (!issuer.ca || !last.checkIssued(issuer) || !last.verify(issuer.publicKey)) continue
      if (chain.some(one => one.raw.equals(issuer.raw))) continue
      const found = climb([...chain, issuer])
      if (found) return found
    }
    return null
  }
  return climb([new X509Certificate(signer)])
}

/** Whether every certificate of the chain was valid then. */
export function validAt(chain: Chain, at: Date): 'valid' | 'expired' | 'not-yet-valid' {
  for (const { validFromDate, validToDate } of chain) {
    if (at < validFromDate) return 'not-yet-valid'
    if (at > validToDate) return 'expired'
  }
  return 'valid'
}

/** The certificate may sign documents; for time stamps it must say so and nothing else (RFC 3161, 2.3). */
export function mayDo(certificate: Uint8Array, what: 'signature' | 'time-stamp'): boolean {
  const read = Certificate.fromBER(buffer(certificate))
  const extension = (id: string) => read.extensions?.find(one => one.extnID === id)
  const extended = extension(OID.extendedKeyUsage)?.parsedValue as ExtKeyUsage | undefined
  if (what === 'time-stamp') return extended?.keyPurposes.includes(OID.timeStamping) === true
  // A certificate made for something else only, e.g. for time stamps or a web server, signs no papers.
  if (extended && extended.keyPurposes.every(purpose => OTHER_PURPOSES.has(purpose))) return false
  const usage = extension(OID.keyUsage)?.parsedValue as asn1.BitString | undefined
  if (!usage) return true
  const bits = new Uint8Array(usage.valueBlock.valueHexView)[0] ?? 0
  // digitalSignature or nonRepudiation (RFC 5280, 4.2.1.3)
  return (bits & 0b1100_0000) !== 0
}

/** Time stamps, OCSP answers, web servers and clients of them. */
const OTHER_PURPOSES = new Set<string>([OID.timeStamping, ...['1', '2', '9'].map(last => `1.3.6.1.5.5.7.3.${last}`)])

/** Whom a certificate names, and who gave it out. */
export function holderOf(certificate: Uint8Array): Holder {
  const read = Certificate.fromBER(buffer(certificate))
  const part = (name: typeof read.subject, type: string): string | null => {
    const found = name.typesAndValues.find(one => one.type === type)
    return found ? String(found.value.valueBlock.value).normalize('NFC') : null
  }
  return {
    name: part(read.subject, OID.commonName) ?? '',
    organisation: part(read.subject, OID.organisation),
    issuer: part(read.issuer, OID.commonName) ?? ''
  }
}
