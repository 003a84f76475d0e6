import assert from 'node:assert/strict'

/** What a clause is tried with: the API under test, and a receiver for webhooks that it can reach. */
export type Trial = {
  readonly url: string
  readonly token: string
  /** A unit in the token's reach, and a procedure that is published there. */
  readonly unit: string
  readonly procedure: string
  readonly receiver: { readonly address: string; next(milliseconds: number): Promise<Received> }
}
export type Received = { readonly headers: Headers; readonly body: string }
export type Clause = { readonly id: string; readonly says: string; try(trial: Trial): Promise<void> }

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }
/** Asks the API; `token` null asks as nobody. */
export async function ask(
  { url, token }: Pick<Trial, 'url' | 'token'>,
  path: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string>; token?: string | null } = {}
): Promise<Answer> {
  const bearer = init.token === undefined ? token : init.token
  const response = await fetch(new URL(path, url), {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...init.headers
    },
    ...(init.body === undefined ? {} : { body: typeof init.body === 'string' ? init.body : JSON.stringify(init.body) })
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
}

/** RFC 9457: the media type, the status again, a title for people and our code. */
export function isProblem(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(answer.body.status, status)
  assert.equal(answer.body.code, code)
  assert.match(String(answer.body.title), /\S/)
}

/** Tries each clause and says how it went; one that fails does not stop the next. */
export async function runClauses(
  clauses: readonly Clause[],
  trial: Trial,
  say: (line: string) => void
): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 }
  for (const { id, says, try: attempt } of clauses) {
    try {
      await attempt(trial)
      count.passed++
      say(`pass  ${id}  ${says}`)
    } catch (error) {
      count.failed++
      say(
        `FAIL  ${id}  ${says}\n      ${String((error as Error).message)
          .split('\n')
          .slice(0, 6)
          .join('\n      ')}`
      )
    }
  }
  return count
}
