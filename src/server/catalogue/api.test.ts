import { describe, expect } from 'vitest'
import { OpenAPIHono } from '#server/platform/index.ts'
import type { Api, Ctx } from '#server/platform/index.ts'
import { test, testCtx } from '#server/platform/testing.ts'
import { routes } from './api.ts'
import { publishDemonstration } from './demonstration/index.ts'
import { FormSchema } from './form.model.ts'

const apiFor = (ctx: Ctx): Api => {
  const api: Api = new OpenAPIHono()
  api.use(async (c, next) => {
    c.set('ctx', ctx)
    return next()
  })
  routes(api)
  return api
}

describe('the public API of procedures', () => {
  test.beforeAll(async ({ sql }) => void (await publishDemonstration(testCtx(sql))))

  test('answers a search with the limit in the words of the language asked for', async ({ ctx }) => {
    const answer = await apiFor({ ...ctx, language: 'en' }).request('/api/v1/procedures?q=khia%20sinh&limit=1')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      items: [{ code: '1.001193', limit: { value: 1, unit: 'working-day' }, limitText: '1 working day' }],
      next: expect.any(String)
    })
  })

  test('follows a cursor to the next page', async ({ ctx }) => {
    const api = apiFor(ctx)
    const first: { next: string; items: { code: string }[] } = await (
      await api.request('/api/v1/procedures?limit=5')
    ).json()
    const second: typeof first = await (await api.request(`/api/v1/procedures?limit=5&after=${first.next}`)).json()
    expect(second.items).toHaveLength(5)
    expect(second.items.some(item => first.items.some(before => before.code === item.code))).toBe(false)
  })

  test('gives a procedure with its form, its own or the general one', async ({ ctx }) => {
    for (const code of ['1.001193', '2.000815']) {
      const answer = await apiFor(ctx).request(`/api/v1/procedures/${code}`)
      const body: { content: { code: string }; form: unknown } = await answer.json()
      expect(body.content.code).toBe(code)
      expect(FormSchema.parse(body.form)).toEqual(body.form)
    }
  })

  test('tells as a problem document that there is no such procedure', async ({ ctx }) => {
    const answer = await apiFor(ctx).request('/api/v1/procedures/1.999999')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'not-found', title: 'Không có thủ tục mã 1.999999.' })
  })

  test('refuses a cursor that is not its own', async ({ ctx }) => {
    expect((await apiFor(ctx).request('/api/v1/procedures?after=xyz')).status).toBe(422)
  })
})
