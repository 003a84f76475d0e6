import type { TroubleCode } from './model.ts'

/** Thrown by connectors: there is no usable answer. `detail` is for administrators and holds no personal data. */
export class Trouble extends Error {
  readonly code: TroubleCode
  constructor(code: TroubleCode, detail: string) {
    super(detail)
    this.name = 'Trouble'
    this.code = code
  }
}

const CERTIFICATE = /^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/** Any error of the network as a trouble. */
export function troubleFrom(error: unknown): Trouble {
  if (error instanceof Trouble) return error
  const { name = '', code = '', message = '' } = (error ?? {}) as { name?: string; code?: string; message?: string }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT')
    return new Trouble('timeout', 'no answer in time')
  if (CERTIFICATE.test(code)) return new Trouble('certificate', code)
  if (code === 'ECONNRESET' || message === 'aborted') return new Trouble('half-answer', 'the connection broke off')
  return new Trouble('unreachable', code || name || 'no connection')
}
