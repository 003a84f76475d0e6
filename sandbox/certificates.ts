import './reflect.ts'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** A certificate with its key, as PEM. */
export type Pem = { readonly cert: string; readonly key: string }
/** What a sandbox makes anew at each start: an authority, its own certificate (and an expired one), and the client's. */
export type Certificates = { readonly ca: string; readonly server: Pem; readonly expired: Pem; readonly client: Pem }

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000
x509.cryptoProvider.set(webcrypto as unknown as Crypto)

export async function makeCertificates(): Promise<Certificates> {
  const authority = await keys()
  const now = Date.now()
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Motcua sandbox authority',
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + 30 * DAY_MS),
    keys: authority,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true)
    ]
  })
  const issue = (name: string, serial: string, notAfter: Date): Promise<Pem> =>
    issued({ name, serial, notAfter, authority, issuer: ca.subject })
  const [server, expired, client] = await Promise.all([
    issue('CN=127.0.0.1', '02', new Date(now + 29 * DAY_MS)),
    issue('CN=127.0.0.1', '03', new Date(now - DAY_MS / 2)),
    issue('CN=province', '04', new Date(now + 29 * DAY_MS))
  ])
  return { ca: ca.toString('pem'), server, expired, client }
}

const keys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

async function issued(of: {
  name: string
  serial: string
  notAfter: Date
  authority: CryptoKeyPair
  issuer: string
}): Promise<Pem> {
  const own = await keys()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: of.serial,
    subject: of.name,
    issuer: of.issuer,
    notBefore: new Date(Date.now() - 2 * DAY_MS),
    notAfter: of.notAfter,
    publicKey: own.publicKey,
    signingKey: of.authority.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'ip', value: '127.0.0.1' },
        { type: 'dns', value: 'localhost' }
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth])
    ]
  })
  const exported = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', own.privateKey)).toString('base64')
  const key = `-----BEGIN PRIVATE KEY-----\n${exported.match(/.{1,64}/g)!.join('\n')}\n-----END PRIVATE KEY-----\n`
  return { cert: certificate.toString('pem'), key }
}
