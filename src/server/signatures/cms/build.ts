import { createHash } from 'node:crypto'
import * as asn1 from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo
} from 'pkijs'
import { EC_SHA256, OID, RSA_SHA256, SHA256 } from './oids.ts'

export const buffer = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer

/**
 * What is really signed (CAdES, ETSI EN 319 122-1): the digest of the document and which certificate signs it, so that
 * no other certificate with the same key can be put in its place. PAdES keeps the time out of here. DER of the SET.
 */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  const certHash = createHash('sha256').update(certificate).digest()
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new asn1.OctetString({ valueHex: buffer(digest) })] }),
    new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate(certHash)] })
  ]
  const coded = attributes.map(one => new Uint8Array(one.toSchema().toBER())).sort(Buffer.compare)
  const set = new asn1.Set({ value: coded.map(one => asn1.fromBER(buffer(one)).result) as asn1.Sequence[] })
  return new Uint8Array(set.toBER())
}

/** ESSCertIDv2 with its default hash, SHA-256, left out as DER wants. */
const signingCertificate = (hash: Uint8Array) =>
  new asn1.Sequence({
    value: [
      new asn1.Sequence({
        value: [new asn1.Sequence({ value: [new asn1.OctetString({ valueHex: buffer(hash) })] })]
      })
    ]
  })

export type KeyKind = 'rsa' | 'ec'

/** Puts a signature over `attributes` into a CMS container with the signer's chain, as a PDF carries it. */
export function signatureContainer(of: {
  readonly attributes: Uint8Array
  readonly signature: Uint8Array
  readonly key: KeyKind
  readonly chain: readonly Uint8Array[]
  readonly timeStamp?: Uint8Array | null
}): Uint8Array {
  const [signer] = of.chain
  if (!signer) throw new Error('a signature needs its certificate')
  const certificate = Certificate.fromBER(buffer(signer))
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
    signedAttrs: attributesOf(of.attributes),
    signatureAlgorithm: new AlgorithmIdentifier(
      of.key === 'rsa' ? { algorithmId: RSA_SHA256, algorithmParams: new asn1.Null() } : { algorithmId: EC_SHA256 }
    ),
    signature: new asn1.OctetString({ valueHex: buffer(of.signature) }),
    ...(of.timeStamp ? { unsignedAttrs: stampAttribute(of.timeStamp) } : {})
  })
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: SHA256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: of.chain.map(der => Certificate.fromBER(buffer(der))),
    signerInfos: [info]
  })
  return container(signed)
}

/** The same container with a time stamp over its signature (CAdES-T); what was signed stays as it is. */
export function withTimeStamp(cms: Uint8Array, timeStamp: Uint8Array): Uint8Array {
  const signed = new SignedData({ schema: ContentInfo.fromBER(buffer(cms)).content })
  signed.signerInfos[0]!.unsignedAttrs = stampAttribute(timeStamp)
  return container(signed)
}

const container = (signed: SignedData): Uint8Array =>
  new Uint8Array(new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) }).toSchema().toBER())

function attributesOf(set: Uint8Array): SignedAndUnsignedAttributes {
  const coded = Uint8Array.from(set)
  coded[0] = 0xa0
  return new SignedAndUnsignedAttributes({ type: 0, schema: asn1.fromBER(buffer(coded)).result })
}

const stampAttribute = (token: Uint8Array) =>
  new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new Attribute({ type: OID.timeStampToken, values: [asn1.fromBER(buffer(token)).result] })]
  })
