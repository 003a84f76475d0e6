import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { SignerKind } from '../model.ts'
import { fitsSigner } from './device.ts'
import type { Device, Request, Signer, SignerAnswer, SignerRefusal } from './device.ts'
import { keyFile } from './pkcs12.ts'
import { securityModule } from './pkcs11.ts'
import { remoteService } from './remote.ts'
import { localToken } from './token.ts'

const DEVICES = {
  pkcs12: keyFile,
  pkcs11: securityModule,
  remote: remoteService,
  token: localToken
} as const satisfies Record<SignerKind, Device>

type Answer = Promise<Result<SignerAnswer, SignerRefusal | { readonly code: 'signature-does-not-fit' }>>

/** Asks for a signature by whatever way the signer has; one that does not fit the certificate is refused. */
export const askToSign = async (ctx: Ctx, signer: Signer, request: Request): Answer =>
  fitting(signer, request, await DEVICES[signer.kind].sign(ctx, signer, request))

/** Asks again for a signature that was waiting; for a token, `transaction` is what the page brought. */
export const collect = async (ctx: Ctx, signer: Signer, transaction: string, request: Request): Answer =>
  fitting(signer, request, await DEVICES[signer.kind].collect(ctx, signer, transaction, request))

function fitting(signer: Signer, { attributes }: Request, got: Result<SignerAnswer, SignerRefusal>): Awaited<Answer> {
  if (!got.ok || got.value.kind === 'waiting') return got
  return fitsSigner(signer, attributes, got.value.signature) ? ok(got.value) : err({ code: 'signature-does-not-fit' })
}
