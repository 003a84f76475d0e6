import { createHash } from 'node:crypto'
import { call, signing } from '#server/exchange/index.ts'
import type { SigningAnswer, SigningState } from '#server/exchange/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Result } from '#server/platform/index.ts'
import type { Device, SignerAnswer, SignerRefusal } from './device.ts'

const ABOUT = { purpose: 'Ký số kết quả giải quyết thủ tục hành chính', legalGround: 'Luật Giao dịch điện tử 2023' }

/** A certificate at a trust service: the hash goes there, and its holder confirms on an own device. */
export const remoteService: Device = {
  async sign(ctx, signer, { reference, attributes, document }) {
    const hash = createHash('sha256').update(attributes).digest('base64')
    const { account = '', certificate = '' } = signer.settings
    const request = { reference, signer: account, certificate, hash, document }
    const got = await call(ctx, signing, 'sign', request, ABOUT, { key: reference })
    return got.ok ? answerOf(got.value.answer) : err({ code: 'signer-unreachable', why: got.error.code })
  },
  async collect(ctx, _, transaction) {
    const got = await call(ctx, signing, 'state', { transaction }, ABOUT)
    return got.ok ? answerOf(got.value.answer) : err({ code: 'signer-unreachable', why: got.error.code })
  }
}

function answerOf(answer: SigningAnswer | SigningState): Result<SignerAnswer, SignerRefusal> {
  switch (answer.kind) {
    case 'signed':
      return ok({ kind: 'signed', signature: new Uint8Array(Buffer.from(answer.signature, 'base64')) })
    case 'waiting':
      return ok({ kind: 'waiting', transaction: answer.transaction })
    case 'unknown-signer':
      return err({ code: 'signer-unknown' })
    case 'certificate-unusable':
      return err({ code: 'certificate-unusable', why: answer.reason })
    case 'refused':
      return err({ code: 'signer-refused' })
    case 'expired':
    case 'not-found':
      return err({ code: 'signing-expired' })
    default:
      return answer satisfies never
  }
}
