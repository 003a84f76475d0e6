import { createPrivateKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import * as asn1 from 'asn1js'
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  ExtKeyUsage,
  Extension,
  RevokedCertificate,
  Time
} from 'pkijs'
import { buffer } from './cms/build.ts'
import { OID } from './cms/oids.ts'

const ALGORITHMS = {
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
} as const

export type Keyed = { readonly certificate: Uint8Array; readonly key: KeyObject; readonly chain: readonly Uint8Array[] }
export type Wanted = {
  readonly name: string
  readonly organisation?: string
  readonly from: Date
  readonly until: Date
  readonly for: 'authority' | 'signing' | 'time-stamps'
  readonly key?: 'ec' | 'rsa'
}
export type Authority = Keyed & {
  issue(wanted: Wanted): Promise<Keyed>
  /** The list of what it has revoked, by certificate and day. */
  revoke(revoked: readonly { certificate: Uint8Array; since: Date }[], at: Date, until: Date): Promise<Uint8Array>
}

/**
 * An invented certificate authority, for the demonstration, the sandbox and the tests. Whoever believes it believes
 * nobody real: its name says so, and only a demonstration trusts it.
 */
export async function inventAuthority(of: { name: string; from: Date; until: Date }): Promise<Authority> {
  const pair = await keyPair('ec')
  const wanted: Wanted = { ...of, for: 'authority' }
  const certificate = await certified(wanted, pair.publicKey, pair.privateKey, null)
  const own: Keyed = { certificate, key: await keyObject(pair.privateKey), chain: [certificate] }
  return authorityOf(own, pair.privateKey)
}

function authorityOf(own: Keyed, privateKey: CryptoKey): Authority {
  const root = Certificate.fromBER(buffer(own.certificate))
  return {
    ...own,
    async issue(wanted) {
      const pair = await keyPair(wanted.key ?? 'ec')
      const certificate = await certified(wanted, pair.publicKey, privateKey, root)
      return { certificate, key: await keyObject(pair.privateKey), chain: [certificate, own.certificate] }
    },
    async revoke(revoked, at, until) {
      const list = new CertificateRevocationList({
        version: 1,
        issuer: root.subject,
        thisUpdate: new Time({ type: 0, value: at }),
        nextUpdate: new Time({ type: 0, value: until })
      })
      if (revoked.length > 0) list.revokedCertificates = revoked.map(entry)
      await list.sign(privateKey, 'SHA-256')
      return new Uint8Array(list.toSchema(true).toBER())
    }
  }
}

const entry = ({ certificate, since }: { certificate: Uint8Array; since: Date }) =>
  new RevokedCertificate({
    userCertificate: Certificate.fromBER(buffer(certificate)).serialNumber,
    revocationDate: new Time({ type: 0, value: since })
  })

const keyPair = (kind: 'ec' | 'rsa') =>
  crypto.subtle.generateKey(ALGORITHMS[kind], true, ['sign', 'verify']) as Promise<CryptoKeyPair>

async function keyObject(key: CryptoKey): Promise<KeyObject> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

async function certified(wanted: Wanted, publicKey: CryptoKey, by: CryptoKey, issuer: Certificate | null) {
  const made = new Certificate({
    version: 2,
    serialNumber: new asn1.Integer({ valueHex: buffer(Uint8Array.of(1, ...randomBytes(9))) }),
    notBefore: new Time({ type: 0, value: wanted.from }),
    notAfter: new Time({ type: 0, value: wanted.until }),
    extensions: extensionsFor(wanted.for)
  })
  const named = (type: string, value: string) =>
    new AttributeTypeAndValue({ type, value: new asn1.Utf8String({ value }) })
  if (wanted.organisation) made.subject.typesAndValues.push(named(OID.organisation, wanted.organisation))
  made.subject.typesAndValues.push(named(OID.commonName, wanted.name))
  made.issuer.typesAndValues.push(...(issuer ?? made).subject.typesAndValues)
  await made.subjectPublicKeyInfo.importKey(publicKey)
  await made.sign(by, 'SHA-256')
  return new Uint8Array(made.toSchema(true).toBER())
}

function extensionsFor(use: Wanted['for']): Extension[] {
  const extension = (extnID: string, value: { toBER(): ArrayBuffer }, parsedValue?: unknown) =>
    new Extension({ extnID, critical: true, extnValue: value.toBER(), parsedValue })
  const bits = use === 'authority' ? 0b0000_0110 : use === 'signing' ? 0b1100_0000 : 0b1000_0000
  const usage = new asn1.BitString({
    valueHex: buffer(Uint8Array.of(bits)),
    unusedBits: use === 'authority' ? 1 : use === 'signing' ? 6 : 7
  })
  const constraints = new BasicConstraints({ cA: use === 'authority' })
  return [
    extension(OID.basicConstraints, constraints.toSchema(), constraints),
    extension(OID.keyUsage, usage, usage),
    ...(use === 'time-stamps'
      ? [extension(OID.extendedKeyUsage, new ExtKeyUsage({ keyPurposes: [OID.timeStamping] }).toSchema())]
      : [])
  ]
}
