import { execFileSync, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect } from 'vitest'
import { call, closeSystems, putSystem, signing, signingOffer } from '#server/exchange/index.ts'
import { projectRoot } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { startSandbox } from '../../../../sandbox/start.ts'
import { aLeader, anAuthority } from '../testing.ts'
import { askToSign, collect } from './devices.ts'
import { fitsSigner } from './device.ts'
import type { Request, Signer } from './device.ts'
import { PIN_PURPOSE } from './pkcs11.ts'
import { KEY_PURPOSE, readKeyFile } from './pkcs12.ts'

/** A way to sign that is set up, with what plays the part of the person who confirms. */
type Ready = {
  readonly signer: Signer
  /** What the page or the telephone brings back, for a request that waits. */
  confirm?(request: Request, transaction: string): Promise<string>
  stop?(): Promise<void> | void
}

const has = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const MODULE = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm.so'].find(existsSync)
const module =
  MODULE && has('softhsm2-util') && existsSync(join(projectRoot, 'node_modules', 'pkcs11js')) ? MODULE : null

const aSigner = (chain: readonly Uint8Array[], changes: Partial<Signer>): Signer => ({
  id: 'x',
  kind: 'pkcs12',
  purpose: 'person',
  officer: null,
  unit: null,
  name: 'Phạm Thị Hoài Thương',
  organisation: null,
  chain,
  settings: {},
  secret: null,
  ...changes
})

const folder = mkdtempSync(join(tmpdir(), 'motcua-devices-'))
const pemOf = (der: Uint8Array) => new X509Certificate(der).toString()

async function keyFile(ctx: Ctx): Promise<Ready> {
  const { authority } = await anAuthority(ctx.now())
  const leader = await aLeader(authority, ctx.now(), { key: 'rsa' })
  const [key, chain, out] = ['key.pem', 'chain.pem', 'leader.p12'].map(name => join(folder, name)) as [
    string,
    string,
    string
  ]
  writeFileSync(key, leader.key.export({ format: 'pem', type: 'pkcs8' }))
  writeFileSync(chain, leader.chain.map(pemOf).join(''))
  execFileSync('openssl', ['pkcs12', '-export', '-inkey', key, '-in', chain, '-out', out, '-passout', 'pass:mật khẩu'])
  const file = new Uint8Array(readFileSync(out))
  expect(await readKeyFile(file, 'sai')).toMatchObject({ ok: false, error: { code: 'key-file-password' } })
  const read = await readKeyFile(file, 'mật khẩu')
  if (!read.ok) throw new Error(read.error.code)
  expect(read.value.chain).toHaveLength(2)
  return {
    signer: aSigner(read.value.chain, { secret: ctx.sealing.seal(KEY_PURPOSE, read.value.pkcs8.toString('base64')) })
  }
}

async function securityModule(ctx: Ctx): Promise<Ready> {
  const { authority } = await anAuthority(ctx.now())
  const leader = await aLeader(authority, ctx.now())
  const [tokens, conf, key] = [join(folder, 'tokens'), join(folder, 'softhsm2.conf'), join(folder, 'hsm.pem')]
  mkdirSync(tokens)
  writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`)
  writeFileSync(key, leader.key.export({ format: 'pem', type: 'pkcs8' }))
  process.env.SOFTHSM2_CONF = conf
  process.env.PKCS11_MODULE = module!
  const util = (...words: string[]) => execFileSync('softhsm2-util', words, { stdio: 'ignore' })
  util('--init-token', '--free', '--label', 'motcua', '--pin', '1234', '--so-pin', '123456')
  util('--import', key, '--token', 'motcua', '--label', 'leader', '--id', 'a1', '--pin', '1234')
  const settings = { token: 'motcua', key: 'a1' }
  return { signer: aSigner(leader.chain, { kind: 'pkcs11', settings, secret: ctx.sealing.seal(PIN_PURPOSE, '1234') }) }
}

async function remote(ctx: Ctx): Promise<Ready> {
  const sandbox = await startSandbox('signing')
  putSystem(signingOffer.connect(sandbox.env)!)
  const about = { purpose: 'x', legalGround: 'x' }
  // The certificate is registered once, as an operator gets it from the trust service.
  const request = {
    reference: 'register',
    signer: 'chutich.mogiang',
    certificate: '5401',
    hash: 'A'.repeat(43) + '=',
    document: 'x'
  }
  const asked = await call(ctx, signing, 'sign', request, about)
  const transaction = asked.ok && asked.value.answer.kind === 'waiting' ? asked.value.answer.transaction : ''
  const state = await call(ctx, signing, 'state', { transaction }, about)
  if (!state.ok || state.value.answer.kind !== 'signed') throw new Error('no certificate')
  const chain = [new Uint8Array(Buffer.from(state.value.answer.certificate, 'base64'))]
  return {
    signer: aSigner(chain, { kind: 'remote', settings: { account: 'chutich.mogiang', certificate: '5401' } }),
    confirm: async (_, waiting) => waiting,
    async stop() {
      closeSystems()
      await sandbox.stop()
    }
  }
}

async function token(): Promise<Ready> {
  const child = spawn(process.execPath, [join(projectRoot, 'sandbox', 'token', 'program.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc']
  })
  let url = ''
  for await (const line of createInterface({ input: child.stdout! })) {
    url = (JSON.parse(line) as { url: string }).url
    break
  }
  const { chain } = (await (await fetch(`${url}/certificate`)).json()) as { chain: string[] }
  return {
    signer: aSigner(
      chain.map(one => new Uint8Array(Buffer.from(one, 'base64'))),
      { kind: 'token' }
    ),
    async confirm({ attributes }) {
      const body = JSON.stringify({ attributes: Buffer.from(attributes).toString('base64') })
      return ((await (await fetch(`${url}/sign`, { method: 'POST', body })).json()) as { signature: string }).signature
    },
    stop: () => void child.kill('SIGTERM')
  }
}

const WAYS = [
  { name: 'a key file on the server', ready: keyFile, can: has('openssl'), lack: 'openssl is not installed' },
  {
    name: 'a security module',
    ready: securityModule,
    can: module !== null,
    lack: 'SoftHSM or pkcs11js is not installed'
  },
  { name: 'a trust service', ready: remote, can: true, lack: '' },
  { name: 'a token in the officer’s own machine', ready: token, can: true, lack: '' }
]

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(WAYS)('$name', ({ ready, can, lack }) => {
  test.skipIf(!can)(
    `signs what it is asked to, and what it signs fits the certificate${can ? '' : ` (${lack})`}`,
    async ({ ctx }) => {
      const { signer, confirm, stop } = await ready(ctx)
      try {
        const request = {
          reference: `giay-${signer.kind}`,
          attributes: new Uint8Array(Buffer.from('kết quả')),
          document: 'x'
        }
        const asked = await askToSign(ctx, signer, request)
        if (!asked.ok) throw new Error(JSON.stringify(asked.error))
        const answer =
          asked.value.kind === 'waiting'
            ? await collect(ctx, signer, await confirm!(request, asked.value.transaction), request)
            : asked
        if (!answer.ok || answer.value.kind !== 'signed') throw new Error(JSON.stringify(answer))
        expect(fitsSigner(signer, request.attributes, answer.value.signature)).toBe(true)
        expect(fitsSigner(signer, new Uint8Array(Buffer.from('khác')), answer.value.signature)).toBe(false)
        // The same way with the certificate of another is refused, whatever comes back.
        const { authority } = await anAuthority(ctx.now(), 'CA khác')
        const strange = { ...signer, chain: (await aLeader(authority, ctx.now())).chain }
        const other = await askToSign(ctx, strange, { ...request, reference: 'x' })
        const taken =
          other.ok && other.value.kind === 'waiting'
            ? await collect(ctx, strange, await confirm!(request, other.value.transaction), request)
            : other
        expect(taken.ok).toBe(false)
      } finally {
        await stop?.()
      }
    }
  )
})
