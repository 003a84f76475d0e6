import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type * as asn1 from 'asn1js'
import { PFX } from 'pkijs'
import type { CertBag, PKCS8ShroudedKeyBag, PrivateKeyInfo, Certificate } from 'pkijs'
import { err, ok } from '#server/platform/index.ts'
import type { Result } from '#server/platform/index.ts'
import { buffer } from '../cms/build.ts'
import type { Device, Signer } from './device.ts'

/** Sealed under this purpose; what is sealed for another does not open. */
export const KEY_PURPOSE = 'signatures.key'

/** A key that lies on the server, sealed. It is opened for one signature and kept for those that follow at once. */
export const keyFile: Device = {
  async sign(ctx, signer, { attributes }) {
    const key = opened(signer, sealed => ctx.sealing.open(KEY_PURPOSE, sealed))
    return key
      ? ok({ kind: 'signed', signature: new Uint8Array(sign('sha256', attributes, key)) })
      : err({ code: 'signer-secret-lost' })
  },
  collect: async () => err({ code: 'signer-refused' })
}

const held = new WeakMap<Signer, KeyObject>()

function opened(signer: Signer, open: (sealed: Buffer) => string | null): KeyObject | null {
  const known = held.get(signer)
  if (known) return known
  const pkcs8 = signer.secret && open(signer.secret)
  if (!pkcs8) return null
  const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' })
  held.set(signer, key)
  return key
}

export type KeyFile = { readonly pkcs8: Buffer; readonly chain: readonly Uint8Array[] }
export type KeyFileRefusal = { readonly code: 'key-file-unreadable' | 'key-file-password' | 'key-file-without-key' }

/** Opens a `.p12` file by its password: the key and its certificates, the key's own first. */
export async function readKeyFile(bytes: Uint8Array, password: string): Promise<Result<KeyFile, KeyFileRefusal>> {
  let pfx: PFX
  try {
    pfx = PFX.fromBER(buffer(bytes))
  } catch {
    return err({ code: 'key-file-unreadable' })
  }
  try {
    const secret = buffer(Buffer.from(password))
    await pfx.parseInternalValues({ password: secret, checkIntegrity: false })
    const safe = pfx.parsedValue!.authenticatedSafe!
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret })) })
    const bags = safe.parsedValue!.safeContents.flatMap(
      (content: { value: { safeBags: { bagValue: unknown }[] } }) => content.value.safeBags
    )
    return await keyAndChain(
      bags.map(({ bagValue }: { bagValue: unknown }) => bagValue),
      secret
    )
  } catch {
    return err({ code: 'key-file-password' })
  }
}

async function keyAndChain(bags: readonly unknown[], secret: ArrayBuffer): Promise<Result<KeyFile, KeyFileRefusal>> {
  const shrouded = bags.find((bag): bag is PKCS8ShroudedKeyBag => 'encryptedData' in (bag as object))
  const plain = bags.find((bag): bag is PrivateKeyInfo => 'privateKeyAlgorithm' in (bag as object))
  if (shrouded)
    await (
      shrouded as unknown as { parseInternalValues(of: { password: ArrayBuffer }): Promise<void> }
    ).parseInternalValues({
      password: secret
    })
  const info = shrouded?.parsedValue ?? plain
  if (!info) return err({ code: 'key-file-without-key' })
  const pkcs8 = Buffer.from((info.toSchema() as asn1.Sequence).toBER())
  const certificates = bags
    .filter((bag): bag is CertBag => 'certValue' in (bag as object))
    .map(bag => bag.parsedValue as Certificate)
    .map(certificate => new Uint8Array(certificate.toSchema(false).toBER()))
  const own = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
  const { X509Certificate } = await import('node:crypto')
  const isOwn = (der: Uint8Array) => new X509Certificate(der).publicKey.equals(own)
  const leaf = certificates.find(isOwn)
  if (!leaf) return err({ code: 'key-file-without-key' })
  return ok({ pkcs8, chain: [leaf, ...certificates.filter(der => der !== leaf)] })
}
