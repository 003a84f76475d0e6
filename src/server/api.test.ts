import { describe, expect } from 'vitest'
import { projectRoot, SYSTEM } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { join } from 'node:path'
import { buildApi } from './api.ts'
import { documentOf } from './api.document.ts'
import { settle } from './demonstration/index.ts'
import { storeUpload } from './documents/index.ts'
import { arriving, PDF } from './documents/testing.ts'
import { addToken } from './identity/index.ts'
import { enterPaper, PaperInput } from './papers/index.ts'

let made: Promise<string> | undefined
/** The API over this file's database, with a token that may do everything with dossiers. */
async function ready(ctx: TestCtx) {
  made ??= settle(ctx).then(async () => {
    const added = await addToken(ctx, { client: 'Cổng thử', unit: 'H99', scopes: ['dossier.*'] })
    if (!added.ok) throw new Error(added.error.code)
    return added.value.token
  })
  const token = await made
  const api = buildApi((actor, language) => ({ ...ctx, actor, language }))
  const ask = (path: string, init: RequestInit = {}, bearer: string | null = token) =>
    api.request(`http://127.0.0.1${path}`, {
      ...init,
      headers: { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...(init.headers as Record<string, string>) }
    })
  const send = (path: string, body: object, more: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...more } })
  return { api, ask, send }
}
const receipt = {
  procedure: '1.001193',
  applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912 345 678' },
  receivingUnit: 'H99.31'
}

describe('the document of the API', () => {
  test('is what docs/openapi.json says (vitest -u writes it anew)', async () => {
    const document = documentOf(buildApi(() => undefined as never))
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
      join(projectRoot, 'docs', 'openapi.json')
    )
  })
  test('names every operation once, describes every answer, and refers only to what it holds', () => {
    const document = documentOf(buildApi(() => undefined as never))
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation: operation as Operation }))
    )
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(operations.length).toBeGreaterThan(30)
    for (const { path, operation } of operations) {
      expect([path, operation.summary]).toEqual([path, expect.stringMatching(/\w/)])
      expect([path, operation.tags]).toEqual([path, [expect.any(String)]])
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      const given = (operation.parameters ?? []).filter(each => each.in === 'path').map(each => each.name)
      expect([path, given]).toEqual([path, named])
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect([path, status, answer.description]).toEqual([path, status, expect.stringMatching(/\w/)])
        expect([path, status, Object.keys(answer.content ?? {}).length]).toEqual([path, status, 1])
      }
    }
    const held = new Set(Object.keys(document.components.schemas).map(name => `#/components/schemas/${name}`))
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(match => match[1]!)
    expect(referred.filter(ref => !held.has(ref))).toEqual([])
  })
})
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  parameters?: { in: string; name: string }[]
  responses: Record<string, { description: string; content?: object }>
}

describe('what the API refuses', () => {
  test('a body that is no JSON is a problem with status 400', async ({ ctx }) => {
    const { ask } = await ready(ctx)
    const answer = await ask('/api/v1/dossiers', {
      method: 'POST',
      body: '{"procedure":',
      headers: { 'content-type': 'application/json' }
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, expect.stringContaining('problem+json')])
    expect(await answer.json()).toMatchObject({ code: 'request-malformed', status: 400 })
  })
  test('a character that no text may hold is told as such, in an address and in a body', async ({ ctx }) => {
    const { ask, send } = await ready(ctx)
    for (const answer of [
      await ask('/api/v1/procedures/%00'),
      await ask('/api/v1/tracking/%00'),
      await send('/api/v1/dossiers', { ...receipt, content: 'Khai\u0000 sinh' })
    ])
      expect([answer.status, (await answer.json()).code]).toEqual([400, 'character-unusable'])
  })
  test('a body larger than two mebibytes is a problem with status 413', async ({ ctx }) => {
    const { send } = await ready(ctx)
    const answer = await send('/api/v1/dossiers', { ...receipt, content: 'a'.repeat(3 * 1024 * 1024) })
    expect([answer.status, (await answer.json()).code]).toEqual([413, 'too-large'])
  })
  test('a known address with another method is told which it takes', async ({ ctx }) => {
    const { ask } = await ready(ctx)
    const answer = await ask('/api/v1/dossiers', { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, expect.stringMatching(/GET.*POST|POST.*GET/)])
    expect((await ask('/api/v1/nothing')).status).toBe(404)
    expect((await ask('/api/v1/units', { method: 'HEAD' })).status).toBe(200)
  })
  test('a field that is wrong is named in the language asked for', async ({ ctx }) => {
    const { send } = await ready(ctx)
    const answer = await send(
      '/api/v1/dossiers',
      { ...receipt, applicant: { name: '', number: 'x' } },
      { 'accept-language': 'en' }
    )
    const { errors } = (await answer.json()) as { errors: { field: string; message: string }[] }
    expect([answer.status, errors.map(each => each.field)]).toEqual([
      422,
      expect.arrayContaining(['applicant.name', 'applicant.number'])
    ])
  })
  test('a cookie is no token, and a bad token is not a visitor', async ({ ctx }) => {
    const { ask } = await ready(ctx)
    expect((await ask('/api/v1/dossiers', { headers: { cookie: 'session=abc' } }, null)).status).toBe(401)
    expect((await ask('/api/v1/units', {}, 'mc_wrong')).status).toBe(401)
    expect((await ask('/api/v1/units', {}, null)).status).toBe(200)
  })
  test('guessing the second factor is stopped after a few tries, with the time to wait', async ({ ctx }) => {
    const { send } = await ready(ctx)
    const from = { 'x-forwarded-for': '203.0.113.9' }
    const tries = []
    for (let n = 0; n < 6; n++) tries.push(await send('/api/v1/tracking/H99.31-1', { factor: `09${n}` }, from))
    expect(tries.map(answer => answer.status)).toEqual([404, 404, 404, 404, 404, 429])
    expect(Number(tries.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0)
  })
  test('every answer forbids everything to a browser', async ({ ctx }) => {
    const { ask } = await ready(ctx)
    const paths = ['/healthz', '/api/openapi.json', '/api/v1/units', '/api/v1/nothing', '/api/v1/dossiers?limit=x']
    for (const path of paths) {
      const { headers } = await ask(path)
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'none'")
      ])
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff'])
    }
  })
})

describe('dossiers by the API', () => {
  test('lists page by page with a cursor that says nothing', async ({ ctx }) => {
    const { send, ask } = await ready(ctx)
    for (let n = 0; n < 3; n++) {
      ctx.clock.advance(1000)
      expect((await send('/api/v1/dossiers', receipt)).status).toBe(201)
    }
    const codes: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = (await (await ask(`/api/v1/dossiers?limit=2${next && `&after=${next}`}`)).json()) as {
        items: { code: string }[]
        next: string | null
      }
      codes.push(...page.items.map(({ code }) => code))
      next = page.next
      if (next) expect(next).toMatch(/^[\w-]+$/)
    }
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThanOrEqual(3)
    expect((await ask('/api/v1/dossiers?after=2026')).status).toBe(422)
  })
  test('a receipt sent twice gives the same dossier, though the paper has come into the store meanwhile', async ({
    ctx
  }) => {
    const { send } = await ready(ctx)
    const applicant = { name: 'Lê Thị Lại', number: '099088000077' }
    const papers = [{ code: 'ban-sao-cu', copies: 1 }]
    const sent = (key: string) =>
      send('/api/v1/dossiers', { ...receipt, procedure: '1.004884', applicant, papers }, { 'idempotency-key': key })
    const first = (await (await sent('a')).json()) as { code: string }
    const desk = { ...ctx, actor: { ...SYSTEM, unit: 'H99.31' } }
    const file = await storeUpload(desk, arriving(PDF), { name: 'Giấy.pdf', limit: 1 << 20, owner: 'draft:1' })
    if (!file.ok) throw new Error(file.error.code)
    const paper = PaperInput.parse({
      ...{ kind: 'KQ.G15.000031', name: 'Giấy khai sinh', holder: { kind: 'person', ...applicant }, number: '12/2020' },
      ...{ source: 'result', form: 'electronic', unit: 'H99.31' }
    })
    expect(await enterPaper(desk, paper, file.value)).toMatchObject({ ok: true })
    const again = await sent('a')
    expect([again.status, await again.json()]).toEqual([201, expect.objectContaining({ code: first.code })])
    const other = await sent('b')
    expect([other.status, await other.json()]).toEqual([409, expect.objectContaining({ code: 'paper-is-there' })])
  })
  test('tells everything that happened to a dossier, to those who may see it', async ({ ctx }) => {
    const { send, ask } = await ready(ctx)
    const { code } = (await (await send('/api/v1/dossiers', receipt)).json()) as { code: string }
    const told = await ask(`/api/v1/dossiers/${code}/events`)
    const { items } = (await told.json()) as { items: object[] }
    expect([told.status, code]).toEqual([200, expect.any(String)])
    expect(items).toEqual([expect.objectContaining({ version: 1, type: 'dossier.received', actorName: 'Cổng thử' })])
    expect((await ask(`/api/v1/dossiers/${code}/events`, {}, null)).status).toBe(401)
    expect((await ask('/api/v1/dossiers/H99.31-260101-9999/events')).status).toBe(404)
  })
  test('tells a client who it is and what it may do', async ({ ctx }) => {
    const { ask } = await ready(ctx)
    expect(await (await ask('/api/v1/me')).json()).toMatchObject({
      kind: 'client',
      name: 'Cổng thử',
      permissions: expect.arrayContaining(['dossier.receive'])
    })
  })
})
