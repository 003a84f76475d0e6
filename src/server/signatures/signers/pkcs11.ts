import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as asn1 from 'asn1js'
import type * as Pkcs11 from 'pkcs11js'
import { err, ok, projectRoot } from '#server/platform/index.ts'
import type { Result } from '#server/platform/index.ts'
import { keyKindOf } from './device.ts'
import type { Device, SignerAnswer, SignerRefusal } from './device.ts'

export const PIN_PURPOSE = 'signatures.pin'

type Library = typeof Pkcs11
type Module = { readonly library: Library; readonly module: InstanceType<Library['PKCS11']> }
let loaded: { readonly path: string; readonly module: Module } | undefined

/**
 * A key in a security module, which never leaves it. Which library speaks to the module is a setting of the server
 * (`PKCS11_MODULE`), never a row of the database: whoever could change that row could run any program.
 */
export const securityModule: Device = {
  async sign(ctx, signer, { attributes }) {
    const path = process.env.PKCS11_MODULE
    if (!path) return err({ code: 'signer-unreachable', why: 'PKCS11_MODULE' })
    const pin = signer.secret && ctx.sealing.open(PIN_PURPOSE, signer.secret)
    if (pin === null) return err({ code: 'signer-secret-lost' })
    try {
      const module = open(path)
      return withSession(module, signer.settings.token ?? '', pin, session =>
        signIn(module, session, { id: signer.settings.key ?? '', attributes, kind: keyKindOf(signer) })
      )
    } catch (error) {
      return err({ code: 'signer-unreachable', why: String((error as Error).message ?? error) })
    }
  },
  collect: async () => err({ code: 'signer-refused' })
}

function open(path: string): Module {
  if (loaded?.path === path) return loaded.module
  // Optional and native: looked for when it is used, and never part of the build.
  const library = createRequire(join(projectRoot, 'package.json'))('pkcs11js') as Library
  const module = new library.PKCS11()
  module.load(path)
  module.C_Initialize()
  loaded = { path, module: { library, module } }
  return loaded.module
}

type Session = Buffer
type Answer = Result<SignerAnswer, SignerRefusal>

/** Opens the token by its label, signs in, and leaves it again. */
function withSession(
  { library, module }: Module,
  token: string,
  pin: string,
  act: (session: Session) => Answer
): Answer {
  const slot = module.C_GetSlotList(true).find(each => module.C_GetTokenInfo(each).label.trim() === token)
  if (!slot) return err({ code: 'signer-unknown' })
  const session = module.C_OpenSession(slot, library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION)
  try {
    try {
      module.C_Login(session, library.CKU_USER, pin)
    } catch (error) {
      const { code } = error as { code?: number }
      if (code !== library.CKR_USER_ALREADY_LOGGED_IN) return err({ code: 'signer-locked' })
    }
    return act(session)
  } finally {
    module.C_CloseSession(session)
  }
}

type Task = { readonly id: string; readonly attributes: Uint8Array; readonly kind: 'rsa' | 'ec' }

function signIn({ library, module }: Module, session: Session, { id, attributes, kind }: Task): Answer {
  module.C_FindObjectsInit(session, [
    { type: library.CKA_CLASS, value: library.CKO_PRIVATE_KEY },
    { type: library.CKA_ID, value: Buffer.from(id, 'hex') }
  ])
  const [key] = module.C_FindObjects(session, 1)
  module.C_FindObjectsFinal(session)
  if (!key) return err({ code: 'signer-unknown' })
  const mechanism = kind === 'rsa' ? library.CKM_SHA256_RSA_PKCS : library.CKM_ECDSA
  const data = kind === 'rsa' ? Buffer.from(attributes) : createHash('sha256').update(attributes).digest()
  module.C_SignInit(session, { mechanism }, key)
  const made = module.C_Sign(session, data, Buffer.alloc(1024))
  return ok({ kind: 'signed', signature: kind === 'rsa' ? new Uint8Array(made) : derOf(made) })
}

/** A module gives r and s side by side; CMS wants them as a sequence. */
function derOf(raw: Buffer): Uint8Array {
  const half = raw.length / 2
  const number = (bytes: Buffer) => {
    const positive = (bytes[0]! & 0x80) !== 0 ? Buffer.concat([Buffer.of(0), bytes]) : bytes
    let start = 0
    while (start < positive.length - 1 && positive[start] === 0 && (positive[start + 1]! & 0x80) === 0) start++
    return new asn1.Integer({ valueHex: Uint8Array.from(positive.subarray(start)).buffer })
  }
  const pair = new asn1.Sequence({ value: [number(raw.subarray(0, half)), number(raw.subarray(half))] })
  return new Uint8Array(pair.toBER())
}
