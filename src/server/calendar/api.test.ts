import { OpenAPIHono } from '@hono/zod-openapi'
import { describe, expect } from 'vitest'
import { test as base } from '#server/platform/testing.ts'
import type { Api } from '#server/platform/index.ts'
import { installCalendar, routes } from './index.ts'

const test = base.extend('ask', async ({ ctx }) => {
  await installCalendar(ctx)
  const api: Api = new OpenAPIHono()
  api.use(async (c, next) => {
    c.set('ctx', ctx)
    await next()
  })
  routes(api)
  return async (body: object, language = 'vi') => {
    const headers = { 'content-type': 'application/json', 'accept-language': language }
    const answer = await api.request('/api/v1/deadlines/preview', {
      method: 'POST',
      headers,
      body: JSON.stringify(body)
    })
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() }
  }
})
const five = { unit: 'working-day', value: 5 }

describe('POST /api/v1/deadlines/preview', () => {
  test('needs only unit, value and receipt, and answers in Vietnamese time', async ({ ask }) => {
    const { status, body } = await ask({ rules: five, receivedAt: '2026-11-18T09:00:00+07:00' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ dueAt: '2026-11-26T17:30:00+07:00', state: 'running' })
    expect(body.explanation.vi).toContain('24/11 (Ngày Văn hóa Việt Nam)')
    expect(body.explanation.vi).toContain('Bộ luật Dân sự 2015, Điều 147')
    expect(body.entries.map((entry: { what: string }) => entry.what)).toEqual(['received', 'term', 'counted', 'due'])
    expect(body.entries[0].at).toBe('2026-11-18T09:00:00+07:00')
  })

  test('restarts after a supplement where the rule set says so and the caller does not', async ({ ask }) => {
    const pauses = [{ from: '2026-11-04T10:00:00+07:00', to: '2026-11-06T09:00:00+07:00' }]
    const { body } = await ask({ rules: five, receivedAt: '2026-11-02T09:00:00+07:00', pauses })
    expect(body.dueAt).toBe('2026-11-13T17:30:00+07:00')
  })

  test('changes the calendar for one call only', async ({ ask }) => {
    const asked = { rules: five, receivedAt: '2026-11-18T09:00:00+07:00' }
    const patched = await ask({
      ...asked,
      calendarPatch: { addOff: ['2026-11-19'], addWork: ['2026-11-21'], removeOff: ['2026-11-24'] }
    })
    expect(patched.body.dueAt).toBe('2026-11-25T17:30:00+07:00')
    expect((await ask(asked)).body.dueAt).toBe('2026-11-26T17:30:00+07:00')
  })

  test('names a date that does not exist instead of moving it', async ({ ask }) => {
    const { status, body } = await ask({ rules: five, receivedAt: '2026-02-30T09:00:00+07:00' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ dueAt: null, error: 'date-impossible', entries: [] })
    const patched = await ask({
      rules: five,
      receivedAt: '2026-02-10T09:00:00+07:00',
      calendarPatch: { addOff: ['2026-02-30'] }
    })
    expect(patched.body).toMatchObject({ dueAt: null, error: 'date-impossible' })
  })

  test('answers bad input with a problem that names each field, in the reader’s language', async ({ ask }) => {
    const bad = { rules: { unit: 'week', hours: [['11:30', '07:30']] }, receivedAt: 'hôm nay' }
    const { status, type, body } = await ask(bad)
    expect([status, type]).toEqual([422, 'application/problem+json; charset=utf-8'])
    expect(body).toMatchObject({ code: 'input-invalid', title: 'Nội dung gửi lên chưa đúng' })
    expect(
      Object.fromEntries(body.errors.map(({ field, message }: { field: string; message: string }) => [field, message]))
    ).toEqual({
      'rules.unit': 'Đơn vị phải là working-day, working-hour, calendar-day hoặc month.',
      'rules.value': 'Cần điền mục này.',
      'rules.hours.0': 'Giờ mở cửa phải trước giờ đóng cửa.',
      receivedAt: 'Thời điểm phải viết dạng 2026-11-23T09:00:00+07:00.'
    })
    expect((await ask(bad, 'en')).body.title).toBe('The input is not valid')
    const half = await ask({ rules: { unit: 'month', value: 1.5 }, receivedAt: '2026-11-18T09:00:00+07:00' }, 'en')
    expect(half.body.errors).toEqual([
      { field: 'rules.value', message: 'Calendar days and months must be whole numbers.' }
    ])
  })
})
