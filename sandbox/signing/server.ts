import '../reflect.ts'
import { constants, createPrivateKey, privateEncrypt, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { answerJson } from '../json.ts'
import { jsonSettings, runProgram } from '../program.ts'

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048
} as const
/** What PKCS#1 puts before a SHA-256 hash. */
const SHA256 = Buffer.from('3031300d060960864801650304020105000420', 'hex')
const DAY_MS = 86_400_000
x509.cryptoProvider.set(webcrypto as unknown as Crypto)

/** Signers with the serial numbers of their certificates; what a signer does with a request is in the last column. */
const SIGNERS = [
  { signer: 'chutich.mogiang', serial: '5401', name: 'CN=Chủ tịch UBND phường Mơ Giang', does: 'sign' },
  { signer: 'giamdoc.tuphap', serial: '5402', name: 'CN=Giám đốc Sở Tư pháp', does: 'sign' },
  { signer: 'tu-choi', serial: '5403', name: 'CN=Người từ chối ký', does: 'refuse' },
  { signer: 'het-han', serial: '5404', name: 'CN=Chứng thư hết hạn', does: 'expired' }
] as const

const made = await Promise.all(
  SIGNERS.map(async signer => {
    const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: signer.serial,
      name: signer.name,
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + 365 * DAY_MS),
      keys,
      signingAlgorithm: ALGORITHM
    })
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    return { ...signer, certificate: certificate.toString('base64'), key }
  })
)

type Request = { readonly transaction: string; readonly by: (typeof made)[number]; readonly hash: string }
const requests = new Map<string, Request>()

/** Remote signing: a request waits until it is asked about, as if the signer had confirmed on a telephone. */
const operations = {
  sign({ reference, signer, certificate, hash }: Record<'reference' | 'signer' | 'certificate' | 'hash', string>) {
    const by = made.find(one => one.signer === signer && one.serial === certificate)
    if (!by) return { kind: 'unknown-signer' }
    if (by.does === 'expired') return { kind: 'certificate-unusable', reason: 'expired' }
    const request = requests.get(reference) ?? { transaction: `KS${requests.size + 1}`, by, hash }
    requests.set(reference, request)
    return { kind: 'waiting', transaction: request.transaction }
  },
  state({ transaction }: { transaction: string }) {
    const request = [...requests.values()].find(one => one.transaction === transaction)
    if (!request) return { kind: 'not-found' }
    if (request.by.does === 'refuse') return { kind: 'refused' }
    // The hash is signed as it came: the signature verifies against the document, which never left the house.
    const padded = { key: request.by.key, padding: constants.RSA_PKCS1_PADDING }
    const signature = privateEncrypt(padded, Buffer.concat([SHA256, Buffer.from(request.hash, 'base64')])).toString(
      'base64'
    )
    return { kind: 'signed', signature, certificate: request.by.certificate }
  }
}

if (import.meta.main)
  await runProgram('signing', answerJson(operations), (at, files) => jsonSettings('SIGNING', at, files))
