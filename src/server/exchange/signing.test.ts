import { createHash, verify, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { call, closeSystems, putSystem, signing, signingOffer } from './index.ts'

const about = { purpose: 'Ký giấy khai sinh', legalGround: 'Luật Giao dịch điện tử 2023' }
const document = Buffer.from('Giấy khai sinh số 12/2026')
const hash = createHash('sha256').update(document).digest('base64')

describe('remote signing', () => {
  let sandbox: Running
  beforeAll(async () => {
    sandbox = await startSandbox('signing')
    putSystem(signingOffer.connect(sandbox.env)!)
  })
  afterAll(async () => {
    closeSystems()
    await sandbox.stop()
  })
  async function sign(ctx: Ctx, signer: string, certificate: string) {
    const request = { reference: `giay-${signer}`, signer, certificate, hash, document: 'Giấy khai sinh' }
    const got = await call(ctx, signing, 'sign', request, about, { account: signer })
    return got.ok ? got.value.answer : got.error
  }

  test('signs the hash, and the signature fits the document that never left the house', async ({ ctx }) => {
    const asked = await sign(ctx, 'chutich.mogiang', '5401')
    const transaction = 'transaction' in asked ? asked.transaction : ''
    const got = await call(ctx, signing, 'state', { transaction }, about)
    const answer = got.ok ? got.value.answer : got.error
    if (!('kind' in answer) || answer.kind !== 'signed') throw new Error(JSON.stringify(answer))
    const certificate = new X509Certificate(Buffer.from(answer.certificate, 'base64'))
    expect(certificate.subject).toBe('CN=Chủ tịch UBND phường Mơ Giang')
    const signature = Buffer.from(answer.signature, 'base64')
    expect(verify('sha256', document, certificate.publicKey, signature)).toBe(true)
    expect(verify('sha256', Buffer.from('khác'), certificate.publicKey, signature)).toBe(false)
  })

  test('a signer who refuses, one unknown and a certificate past its time are answers, not errors', async ({ ctx }) => {
    const refused = await sign(ctx, 'tu-choi', '5403')
    const transaction = 'transaction' in refused ? refused.transaction : ''
    expect(await call(ctx, signing, 'state', { transaction }, about)).toMatchObject({
      value: { answer: { kind: 'refused' } }
    })
    expect(await sign(ctx, 'chutich.mogiang', '9999')).toEqual({ kind: 'unknown-signer' })
    expect(await sign(ctx, 'het-han', '5404')).toEqual({ kind: 'certificate-unusable', reason: 'expired' })
  })
})
