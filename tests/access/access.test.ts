import { describe, expect, test as base } from 'vitest'
import { formActions, postEmpty } from './actions.ts'
import { ACTIONS, POSTS, CALLERS, OPERATIONS, PAGES } from './expected.ts'
import type { Expected } from './expected.ts'
import { openAccess, OFFICERS, RECEIPT, VISITORS } from './house.ts'
import type { Access, Visitor } from './house.ts'
import { filled, formRoutes, pageRoutes } from './routes.ts'

const test = base.extend('access', { scope: 'file' }, async ({}, { onCleanup }): Promise<Access> => {
  const access = await openAccess()
  onCleanup(access.close)
  return access
})

/** The table's words unfolded: who gets which status. */
function statuses(expected: Expected): Record<string, number> {
  const who = (words: string): readonly string[] =>
    words
      .split(' ')
      .flatMap(word => (word === 'everyone' ? VISITORS : word === 'officers' ? OFFICERS : [word as Visitor]))
  return Object.fromEntries(
    Object.entries(expected).flatMap(([status, words]) => who(words).map(each => [each, Number(status)]))
  )
}

/** A page's policy: no inline script or style, nothing from elsewhere. */
function strict(headers: Headers): boolean {
  const policy = headers.get('content-security-policy') ?? ''
  return /default-src '(none|self)'/.test(policy) && !/unsafe-|\*|https?:/.test(policy)
}

describe('every page for every role', () => {
  test('the table names every page, and no page that is gone', () => {
    expect(Object.keys(PAGES).sort()).toEqual(pageRoutes())
  })
  for (const [route, expected] of Object.entries(PAGES))
    test(`${route} opens for those it is for`, async ({ access }) => {
      const found: Record<string, number> = {}
      const loose: string[] = []
      for (const who of VISITORS) {
        const answer = await fetch(access.origin + filled(route, access.code), {
          redirect: 'manual',
          headers: { cookie: access.cookies[who], accept: 'text/html' }
        })
        await answer.body?.cancel()
        found[who] = answer.status
        if (!strict(answer.headers)) loose.push(who)
      }
      expect(found).toEqual(statuses(expected))
      expect(loose).toEqual([])
    })
  test('no form is taken from another site, whoever is signed in', async ({ access }) => {
    expect(formRoutes().length).toBeGreaterThan(20)
    for (const route of formRoutes()) {
      const answer = await fetch(access.origin + filled(route, access.code), {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'https://elsewhere.example', cookie: access.cookies.administrator },
        body: new URLSearchParams({ any: 'thing' })
      })
      expect([route, answer.status, strict(answer.headers)]).toEqual([route, 403, true])
    }
  })
  test('a page that does not exist, a picture and a script carry the policy too', async ({ access }) => {
    for (const path of [
      '/nothing-here',
      '/track/%00',
      '/favicon.svg',
      '/session.js',
      '/robots.txt',
      '/healthz',
      '/api/openapi.json'
    ]) {
      const answer = await fetch(access.origin + path)
      await answer.body?.cancel()
      expect([path, strict(answer.headers)]).toEqual([path, true])
    }
  })
})

describe('every operation of the API for every caller', () => {
  test('the table names every operation of the document', async ({ access }) => {
    const document = (await (await fetch(`${access.origin}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, object>>
    }
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`)
    )
    expect(Object.keys(OPERATIONS).sort()).toEqual(operations.sort())
  })
  for (const [operation, expected] of Object.entries(OPERATIONS))
    test(`${operation} answers those it is for`, async ({ access }) => {
      const [method, path] = operation.split(' ') as [string, string]
      const form = expected.form && new URLSearchParams(expected.form)
      const body = form ? undefined : (expected.body ?? (method === 'POST' ? RECEIPT : undefined))
      const found: Record<string, number> = {}
      for (const caller of CALLERS) {
        const answer = await fetch(access.origin + (expected.path ?? path).replace('{code}', access.code), {
          method,
          headers: { ...credentials(access, caller), ...(body ? { 'content-type': 'application/json' } : {}) },
          ...(form ? { body: form } : body ? { body: JSON.stringify(body) } : {})
        })
        await answer.body?.cancel()
        found[caller] = answer.status
        expect(strict(answer.headers)).toBe(true)
      }
      expect(found).toEqual(Object.fromEntries(CALLERS.map(caller => [caller, expected[caller]])))
    })
})

// After the API: the guesses posted here use up what is left of them for an hour.
describe('every form action for every role', () => {
  test('the table names every action of the build, and none that is gone', () => {
    expect(Object.keys(ACTIONS).sort()).toEqual(formActions())
  })
  for (const [action, expected] of Object.entries({ ...POSTS, ...ACTIONS }))
    test(`${action} does its work for those it is for`, async ({ access }) => {
      const [route = '', name] = action.split('?')
      const found: Record<string, number> = {}
      for (const who of VISITORS) {
        const address = access.origin + filled(route, access.code) + (name ? `?/${name}` : '')
        const status = await postEmpty(address, access.cookies[who])
        // Guessing what an applicant knows is limited by code: whoever comes late is refused all the same.
        found[who] = status === 429 ? 403 : status
      }
      expect(found).toEqual(statuses(expected))
    })
})

function credentials({ cookies, tokens }: Access, caller: (typeof CALLERS)[number]): Record<string, string> {
  switch (caller) {
    case 'nobody':
      return {}
    case 'cookie':
      return { cookie: cookies.administrator }
    case 'bad-token':
      return { authorization: `Bearer mc_${'x'.repeat(43)}` }
    default:
      return { authorization: `Bearer ${tokens[caller]}` }
  }
}
