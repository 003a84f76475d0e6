import { createHash, randomBytes, sign } from 'node:crypto'
import * as asn1 from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo
} from 'pkijs'
import type { Keyed } from '../authority.ts'
import { buffer } from './build.ts'
import { EC_SHA256, HASH_OF, OID, RSA_SHA256, SHA256 } from './oids.ts'

/** An invented policy: what our own test authority promises, which is nothing. */
const POLICY = '1.3.6.1.4.1.99999.1'

/** Answers a question for a time stamp as an authority does (RFC 3161): the time, and whose digest was shown then. */
export function answerStamp(request: Uint8Array, by: Keyed, now: Date): Uint8Array {
  const asked = TimeStampReq.fromBER(buffer(request))
  const refused = (): Uint8Array => coded(new TimeStampResp({ status: new PKIStatusInfo({ status: 2 }) }))
  if (!HASH_OF[asked.messageImprint.hashAlgorithm.algorithmId]) return refused()
  const info = new TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint: asked.messageImprint,
    serialNumber: new asn1.Integer({ valueHex: buffer(Uint8Array.of(1, ...randomBytes(8))) }),
    genTime: now,
    ...(asked.nonce ? { nonce: asked.nonce } : {})
  })
  const token = tokenOver(new Uint8Array(info.toSchema().toBER()), by)
  return coded(new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken: token }))
}

const coded = (answer: TimeStampResp): Uint8Array => new Uint8Array(answer.toSchema().toBER())

function tokenOver(content: Uint8Array, by: Keyed): ContentInfo {
  const certificate = Certificate.fromBER(buffer(by.certificate))
  const attributes = attributesFor(content, by.certificate)
  const set = new Uint8Array(attributes.toSchema().toBER())
  set[0] = 0x31
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
    signedAttrs: attributes,
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithmId: by.key.asymmetricKeyType === 'ec' ? EC_SHA256 : RSA_SHA256
    }),
    signature: new asn1.OctetString({ valueHex: buffer(sign('sha256', set, by.key)) })
  })
  const signed = new SignedData({
    version: 3,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: SHA256 })],
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: OID.tstInfo,
      eContent: new asn1.OctetString({ valueHex: buffer(content) })
    }),
    certificates: by.chain.map(der => Certificate.fromBER(buffer(der))),
    signerInfos: [info]
  })
  return new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) })
}

function attributesFor(content: Uint8Array, certificate: Uint8Array): SignedAndUnsignedAttributes {
  const hashed = (bytes: Uint8Array) =>
    new asn1.OctetString({ valueHex: buffer(createHash('sha256').update(bytes).digest()) })
  const id = new asn1.Sequence({ value: [new asn1.Sequence({ value: [hashed(certificate)] })] })
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: OID.tstInfo })] }),
    new Attribute({ type: OID.messageDigest, values: [hashed(content)] }),
    new Attribute({ type: OID.signingCertificateV2, values: [new asn1.Sequence({ value: [id] })] })
  ]
  const size = (one: Attribute) => Buffer.from(one.toSchema().toBER())
  return new SignedAndUnsignedAttributes({
    type: 0,
    attributes: attributes.sort((a, b) => Buffer.compare(size(a), size(b)))
  })
}
