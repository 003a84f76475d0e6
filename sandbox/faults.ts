import type { ServerResponse } from 'node:http'

/** What can be made to go wrong on demand. */
export const FAULTS = [
  'latency',
  'error-500',
  'hang',
  'half-answer',
  'wrong-schema',
  'duplicate',
  'out-of-order',
  'expired-certificate',
  'quota',
  'locked'
] as const
export type Fault = (typeof FAULTS)[number]
export const isFault = (name: unknown): name is Fault => (FAULTS as readonly unknown[]).includes(name)

export type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** The faults of one system: the same trouble for so many answers, or until it is healed. */
export function createFaults() {
  let fault: Fault | null = null
  let left = 0
  let milliseconds = 0
  let last: Answer | null = null
  let waiting: { answer: Answer; give: (answer: Answer) => void } | null = null

  const now = (): Fault | null => (fault && left > 0 ? fault : null)
  return {
    now,
    set(name: Fault | null, times = Infinity, ms = 1_000) {
      fault = name
      left = times
      milliseconds = ms
      if (waiting) waiting.give(waiting.answer)
      waiting = null
    },
    /** Gives an answer with the fault of the moment. */
    async send(response: ServerResponse, answer: Answer): Promise<void> {
      const current = now()
      if (current) left--
      const before = last
      if (current !== 'duplicate') last = answer
      switch (current) {
        case 'latency':
          await new Promise(resolve => setTimeout(resolve, milliseconds))
          return give(response, answer)
        case 'error-500':
          return give(response, { status: 500, type: 'text/plain', body: 'internal error' })
        case 'hang':
          return
        case 'half-answer': {
          const bytes = Buffer.from(answer.body)
          response.writeHead(answer.status, headersOf(answer, bytes))
          response.write(bytes.subarray(0, bytes.length >> 1))
          setTimeout(() => response.destroy(), 20)
          return
        }
        case 'wrong-schema':
          return give(response, {
            ...answer,
            body: String(answer.body).replaceAll(
              /\b(TonTai|CongDan|DungQuanHe|Loi|error_code)\b|(?<=")data(?=":)/g,
              'KhongCo'
            )
          })
        case 'duplicate':
          return give(response, before ?? answer)
        case 'out-of-order':
          return give(response, await crossed(answer))
        case 'expired-certificate':
        case 'quota':
        case 'locked':
        case null:
          return give(response, answer)
        default:
          return current satisfies never
      }
    }
  }

  /** Two answers change places; one alone gets its own after a moment. */
  function crossed(answer: Answer): Promise<Answer> {
    if (waiting) {
      const other = waiting
      waiting = null
      other.give(answer)
      return Promise.resolve(other.answer)
    }
    return new Promise(resolve => {
      const own = { answer, give: resolve }
      waiting = own
      setTimeout(() => {
        if (waiting !== own) return
        waiting = null
        resolve(answer)
      }, 3_000).unref()
    })
  }
}

const headersOf = ({ type, headers }: Answer, bytes: Buffer) => ({
  'content-type': type,
  'content-length': bytes.length,
  ...headers
})

function give(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body)
  response.writeHead(answer.status, headersOf(answer, bytes))
  response.end(bytes)
}
