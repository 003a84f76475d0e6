import type { Answer } from './faults.ts'
import type { Answering, Question } from './system.ts'

export type Asked = { readonly requestId: string; readonly idempotencyKey: string; readonly data: unknown }
/** What a system answers to each operation; undefined: there is no such operation. */
export type Operations = Readonly<Record<string, (data: never, asked: Asked) => object>>

const json = (status: number, told: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(told)
})

/** A system that speaks JSON: `POST /<operation>` with `requestId` and `data`, `GET /health`, both behind a token. */
export const answerJson =
  (operations: Operations): Answering =>
  ({ method, path, body, authorised }: Question) => {
    if (!authorised) return json(401, { error: 'a token is needed' })
    if (path === '/health') return json(200, { status: 'ok' })
    const operation = operations[path.slice(1)]
    if (method !== 'POST' || !operation) return json(404, { error: 'no such operation' })
    const asked = parsed(body)
    if (!asked) return json(400, { error: 'the question is no JSON with requestId, idempotencyKey and data' })
    return json(200, { requestId: asked.requestId, data: operation(asked.data as never, asked) })
  }

function parsed(body: string): Asked | null {
  try {
    const { requestId, idempotencyKey, data } = JSON.parse(body) as Partial<Asked>
    return requestId && idempotencyKey && data ? { requestId, idempotencyKey, data } : null
  } catch {
    return null
  }
}
