import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { KEY_PURPOSE, readKeyFile } from './signers/pkcs12.ts'
import type { KeyFileRefusal } from './signers/pkcs12.ts'
import { PIN_PURPOSE } from './signers/pkcs11.ts'
import * as store from './store.ts'
import { holderOf } from './trust/chain.ts'

/** Whose certificate it is: an officer's own, or the seal of an office. */
export type Owner =
  | { readonly purpose: 'person'; readonly officer: string }
  | { readonly purpose: 'office'; readonly unit: string }
  | { readonly purpose: 'time-stamps' }

const belonging = (owner: Owner) => ({
  purpose: owner.purpose,
  officer: owner.purpose === 'person' ? owner.officer : null,
  unit: owner.purpose === 'office' ? owner.unit : null
})
const named = (chain: readonly Uint8Array[]) => {
  const { name, organisation } = holderOf(chain[0]!)
  return { name, organisation, chain }
}

/** Takes in a `.p12` file: its key is kept sealed, its password is not kept at all. */
export async function addKeyFile(
  ctx: Ctx,
  owner: Owner,
  file: { readonly bytes: Uint8Array; readonly password: string }
): Promise<Result<string, KeyFileRefusal>> {
  const read = await readKeyFile(file.bytes, file.password)
  return read.ok ? ok(await addKey(ctx, owner, read.value)) : err(read.error)
}

/** Registers a key that is already open, e.g. one just made for a demonstration. */
export const addKey = (
  ctx: Ctx,
  owner: Owner,
  { pkcs8, chain }: { readonly pkcs8: Buffer; readonly chain: readonly Uint8Array[] }
): Promise<string> =>
  store.registerSigner(ctx, {
    kind: 'pkcs12',
    ...belonging(owner),
    ...named(chain),
    settings: {},
    secret: ctx.sealing.seal(KEY_PURPOSE, pkcs8.toString('base64'))
  })

/** Registers a key that lies in a security module: the token's label, the key's id as hex, and the PIN, sealed. */
export const addSecurityModuleKey = (
  ctx: Ctx,
  owner: Owner,
  of: { readonly token: string; readonly key: string; readonly pin: string; readonly chain: readonly Uint8Array[] }
): Promise<string> =>
  store.registerSigner(ctx, {
    kind: 'pkcs11',
    ...belonging(owner),
    ...named(of.chain),
    settings: { token: of.token, key: of.key },
    secret: ctx.sealing.seal(PIN_PURPOSE, of.pin)
  })

/** Registers a certificate at a trust service, by the service's own name for its holder and the certificate's number. */
export const addRemoteSigner = (
  ctx: Ctx,
  owner: Owner,
  of: { readonly account: string; readonly certificate: string; readonly chain: readonly Uint8Array[] }
): Promise<string> =>
  store.registerSigner(ctx, {
    kind: 'remote',
    ...belonging(owner),
    ...named(of.chain),
    settings: { account: of.account, certificate: of.certificate },
    secret: null
  })

/** Registers the certificate of a token in the officer's own machine. */
export const addToken = (ctx: Ctx, owner: Owner, chain: readonly Uint8Array[]): Promise<string> =>
  store.registerSigner(ctx, { kind: 'token', ...belonging(owner), ...named(chain), settings: {}, secret: null })
