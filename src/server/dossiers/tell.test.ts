import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { mailServer } from '#server/notices/testing.ts'
import { noticesOf, noticeTasks } from '#server/notices/index.ts'
import { openMailer, prepareJobs, startWorker } from '#server/platform/index.ts'
import type { Mailer } from '#server/platform/index.ts'
import { TEST_SCHEMA, test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { act } from './actions.ts'
import { ReceiveInput } from './inputs.ts'
import { receiveDossier } from './intake.ts'
import { reactions, tasks } from './jobs.ts'
import type { Dossier } from './model.ts'
import { papersWith } from './tell.papers.ts'
import { tellApplicant } from './tell.ts'

const test = base.extend('office', { scope: 'file', auto: true }, async ({ databaseUrl }) => prepareJobs(databaseUrl))
let settled: Promise<void> | undefined
const ready = (ctx: TestCtx) => (settled ??= settle(ctx))
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const receive = async (ctx: TestCtx, applicant: object = {}): Promise<Dossier> =>
  must(
    await receiveDossier(
      ctx,
      ReceiveInput.parse({
        procedure: '1.001193',
        receivingUnit: 'H99.31',
        applicant: { name: 'Nguyễn Văn An', number: '999090000001', email: 'an@example.vn', ...applicant }
      })
    )
  )
const reasons = [
  {
    code: 'missing' as const,
    about: { kind: 'paper' as const, ref: 'p', name: 'Giấy chứng sinh' },
    note: 'Còn thiếu bản chính'
  }
]

/** The house's own relay and worker around a test, with the way to a mail server. */
async function whileWorking(ctx: TestCtx, url: string, mailer: Mailer | null, work: () => Promise<void>) {
  const { sql, log } = ctx
  const worker = await startWorker({
    url,
    sql,
    schema: TEST_SCHEMA,
    reactions,
    tasks: { ...tasks, ...noticeTasks(mailer, papersWith) },
    timetable: [],
    contextOf: () => ctx,
    log
  })
  try {
    await work()
  } finally {
    await worker.stop()
    mailer?.close()
  }
}

describe('what happens to a dossier reaches its applicant by mail', () => {
  test('receipt, supplement, new due date and result, one mail each', async ({ ctx, databaseUrl }) => {
    await ready(ctx)
    const server = await mailServer()
    const mailer = openMailer({ smtpUrl: server.url, from: 'motcua@example.vn' })
    const subjects = () => server.received.map(mail => mail.headers.get('subject'))
    await whileWorking(ctx, databaseUrl, mailer, async () => {
      const { id, code } = await receive(ctx)
      await expect.poll(() => server.received.length).toBe(1)
      expect(server.received[0]!.to).toEqual(['an@example.vn'])
      const body = server.received[0]!.parts[0]!.body.toString()
      expect(body).toContain(code)
      expect(body).toMatch(/Hẹn trả kết quả: \d\d:\d\d ngày \d\d\/\d\d\/2026/)
      expect(body).toContain(`/track/${code}`)
      const paper = server.received[0]!.parts.at(-1)!
      expect(paper.type).toContain('application/pdf')
      expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-')

      must(await act(ctx, { id }, { kind: 'ask-supplement', reasons }))
      await expect.poll(() => server.received.length).toBe(2)
      ctx.clock.set('2026-11-26T02:00:00Z')
      must(await act(ctx, { id }, { kind: 'supplement', papers: [], note: '' }))
      await expect.poll(() => server.received.length).toBe(3)
      ctx.clock.set('2026-11-26T03:00:00Z')
      must(await act(ctx, { id }, { kind: 'refuse', reasons, number: '12/UBND', files: [] }))
      await expect.poll(() => server.received.length).toBe(4)

      expect(subjects().every(subject => subject?.includes(code))).toBe(true)
      expect(new Set(subjects()).size).toBe(4)
      // Two jobs run side by side, so the order of what happened within a moment is not theirs to keep.
      const told = (await noticesOf(ctx, { kind: 'dossier', id })).map(notice => [notice.template, notice.state])
      expect(told.sort()).toEqual([
        ['due-changed', 'sent'],
        ['received', 'sent'],
        ['refused', 'sent'],
        ['supplement-requested', 'sent']
      ])
    })
    await server.stop()
  })

  test('a mail server that is down is asked again later, and one mail arrives', async ({ ctx, sql, databaseUrl }) => {
    await ready(ctx)
    const answers = [421, null]
    const server = await mailServer({ recipient: () => answers.shift() ?? null })
    const mailer = openMailer({ smtpUrl: server.url, from: 'motcua@example.vn' })
    await whileWorking(ctx, databaseUrl, mailer, async () => {
      const { id } = await receive(ctx)
      await expect.poll(async () => (await noticesOf(ctx, { kind: 'dossier', id }))[0]?.lastError).toContain('421')
      expect(server.received).toEqual([])
      await sql`update graphile_worker._private_jobs set run_at = now() where attempts > 0`
      await expect
        .poll(async () => (await noticesOf(ctx, { kind: 'dossier', id }))[0])
        .toMatchObject({ state: 'sent', lastError: null })
      expect(server.received).toHaveLength(1)
    })
    await server.stop()
  })
})

describe('telling', () => {
  test('the same event twice is one notice; nobody to write to is known, not forgotten', async ({ ctx }) => {
    await ready(ctx)
    const { id } = await receive(ctx, { email: undefined })
    expect(await tellApplicant(ctx, { dossier: id, version: 1 })).toBe(true)
    await tellApplicant(ctx, { dossier: id, version: 1 })
    expect(await noticesOf(ctx, { kind: 'dossier', id })).toMatchObject([{ state: 'no-address' }])
  })

  test('leaves alone what happened before the installation', async ({ ctx }) => {
    await ready(ctx)
    ctx.clock.set('2026-11-20T02:00:00Z')
    const { id } = await receive(ctx)
    expect(await tellApplicant(ctx, { dossier: id, version: 1 })).toBe(false)
    expect(await noticesOf(ctx, { kind: 'dossier', id })).toEqual([])
  })

  test('a history that is loaded makes no jobs', () => {
    const at = new Date('2026-11-01T02:00:00Z')
    const read = (readAt: string) =>
      reactions['dossier.received']!({
        position: 1,
        caseKind: 'dossier',
        caseId: 'c',
        version: 1,
        type: 'dossier.received',
        at,
        readAt: new Date(readAt),
        data: {}
      })
    expect(read('2026-11-01T02:00:01Z')).toHaveLength(1)
    expect(read('2026-11-23T02:00:00Z')).toEqual([])
  })
})
