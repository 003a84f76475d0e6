import { constants, createHash, verify as verifies, X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import { Certificate, ContentInfo, IssuerAndSerialNumber, RSASSAPSSParams, SignedData } from 'pkijs'
import type { AlgorithmIdentifier, SignerInfo } from 'pkijs'
import { buffer } from './build.ts'
import { HASH_OF, OID, SIGNED_WITH } from './oids.ts'

/** What a CMS container says, taken apart; nothing of it is believed yet. */
export type Container = {
  readonly signer: Uint8Array
  readonly certificates: readonly Uint8Array[]
  readonly content: Uint8Array | null
  readonly contentType: string
  readonly hash: string
  readonly messageDigest: Uint8Array | null
  readonly signature: Uint8Array
  readonly timeStamp: Uint8Array | null
  /** The signature fits the certificate's key, and the attributes name that certificate. */
  readonly signatureFits: boolean
  readonly certificateBound: boolean
}

/** Null when it is none that can be read; a container with several signers is read by its first. */
export function readContainer(bytes: Uint8Array): Container | null {
  try {
    const info = ContentInfo.fromBER(buffer(bytes))
    if (info.contentType !== OID.signedData) return null
    const signed = new SignedData({ schema: info.content })
    const by = signed.signerInfos[0]
    if (!by) return null
    const certificates = (signed.certificates ?? [])
      .filter(one => one instanceof Certificate)
      .map(one => ({ one, der: new Uint8Array(one.toSchema(false).toBER()) }))
    const signer = certificates.find(({ one }) => isBy(by, one))
    const hash = HASH_OF[by.digestAlgorithm.algorithmId]
    if (!signer || !hash) return null
    return {
      signer: signer.der,
      certificates: certificates.map(({ der }) => der),
      content: contentOf(signed),
      contentType: signed.encapContentInfo.eContentType,
      hash,
      messageDigest: attribute(by, OID.messageDigest),
      signature: octets(by.signature),
      timeStamp: stampOf(by),
      signatureFits: fits(by, signer.der, hash),
      certificateBound: bound(by, signer.der)
    }
  } catch {
    return null
  }
}

const octets = (value: asn1.OctetString): Uint8Array => new Uint8Array(value.getValue())

function isBy(by: SignerInfo, certificate: Certificate): boolean {
  const { sid } = by
  return (
    sid instanceof IssuerAndSerialNumber &&
    sid.issuer.isEqual(certificate.issuer) &&
    sid.serialNumber.isEqual(certificate.serialNumber)
  )
}

function contentOf(signed: SignedData): Uint8Array | null {
  const content = signed.encapContentInfo.eContent
  return content ? octets(content) : null
}

const valueOf = (by: SignerInfo, type: string): unknown =>
  by.signedAttrs?.attributes.find(one => one.type === type)?.values[0]

function attribute(by: SignerInfo, type: string): Uint8Array | null {
  const value = valueOf(by, type)
  return value instanceof asn1.OctetString ? octets(value) : null
}

function stampOf(by: SignerInfo): Uint8Array | null {
  const value = by.unsignedAttrs?.attributes.find(one => one.type === OID.timeStampToken)?.values[0]
  return value ? new Uint8Array((value as asn1.Sequence).toBER()) : null
}

function fits(by: SignerInfo, certificate: Uint8Array, digestHash: string): boolean {
  const attributes = by.signedAttrs
  const algorithm = SIGNED_WITH[by.signatureAlgorithm.algorithmId]
  // Without signed attributes the certificate is not bound, and we ask for that anyway.
  if (!attributes || !algorithm) return false
  const key = new X509Certificate(certificate).publicKey
  const data = Buffer.from(attributes.encodedValue)
  const signature = octets(by.signature)
  if (algorithm.key === 'pss') {
    const { hash, salt } = pssOf(by.signatureAlgorithm)
    const padding = constants.RSA_PKCS1_PSS_PADDING
    return hash !== null && verifies(hash, data, { key, padding, saltLength: salt }, signature)
  }
  const type = algorithm.key === 'rsa' ? 'rsa' : 'ec'
  return key.asymmetricKeyType === type && verifies(algorithm.hash ?? digestHash, data, key, signature)
}

function pssOf(algorithm: AlgorithmIdentifier): { hash: string | null; salt: number } {
  const parameters = new RSASSAPSSParams({ schema: algorithm.algorithmParams })
  return { hash: HASH_OF[parameters.hashAlgorithm.algorithmId] ?? null, salt: parameters.saltLength }
}

/** The certificate's own hash stands among the signed attributes (ESSCertIDv2; RFC 5035). */
function bound(by: SignerInfo, certificate: Uint8Array): boolean {
  const value = valueOf(by, OID.signingCertificateV2)
  const first = value instanceof asn1.Sequence ? value.valueBlock.value[0] : null
  const id = first instanceof asn1.Sequence ? first.valueBlock.value[0] : null
  if (!(id instanceof asn1.Sequence)) return false
  const parts = id.valueBlock.value
  const named = parts[0] instanceof asn1.Sequence ? parts[0].valueBlock.value[0] : null
  const hash = named instanceof asn1.ObjectIdentifier ? HASH_OF[named.getValue()] : 'sha256'
  const told = parts.find(part => part instanceof asn1.OctetString)
  if (!hash || !(told instanceof asn1.OctetString)) return false
  return createHash(hash).update(certificate).digest().equals(octets(told))
}
