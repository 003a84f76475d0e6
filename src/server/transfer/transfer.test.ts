import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { openDatabase, prepareJobs, projectRoot } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { createTestDatabase, test as base, testCtx, TEST_SCHEMA } from '#server/platform/testing.ts'
import { FORMATS } from './columns.ts'
import type { Format } from './columns.ts'
import { exported } from './export.ts'
import { takeInbox } from './inbox.ts'
import { importDossiers } from './import.ts'
import { applyImport, importRuns, rehearseImport, startImport } from './runs.ts'

const test = base
  .extend('folder', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-transfer-'))
    onCleanup(() => rm(folder, { recursive: true, force: true }))
    return folder
  })
  .extend('jobs', { scope: 'file', auto: true }, async ({ databaseUrl }) => prepareJobs(databaseUrl))

async function exportOf(ctx: Ctx, format: Format): Promise<Buffer> {
  const file = exported(ctx, 'dossiers', format)
  if (!file.ok) throw new Error(file.error.code)
  return Buffer.concat(await Array.fromAsync(file.value))
}
const HEAD = 'source,code,procedure,state,source_time,due_at,applicant_name'
async function importText(ctx: Ctx, folder: string, text: string, rehearse = false) {
  const path = join(folder, crypto.randomUUID())
  await writeFile(path, text)
  const done = await importDossiers(ctx, path, { source: null, rehearse })
  if (!done.ok) throw new Error(done.error.code)
  return done.value
}

test('what is exported and imported into an empty province is exported as the same rows', async ({ ctx, folder }) => {
  await settle(ctx)
  for (const name of ['Nguyễn Văn An', 'Trần Thị Sửu']) {
    const applicant = { name, number: '999090000001', phone: '0912345678' }
    const input = ReceiveInput.parse({ procedure: '1.001193', applicant, receivingUnit: 'H99.31' })
    const received = await receiveDossier(ctx, input)
    expect(received.ok).toBe(true)
  }
  await importText(
    ctx,
    folder,
    `${HEAD}\nigate,G-1,1.001193,Đang xử lý,23/11/2026 08:00\n`.replace('08:00,', '08:00,,"=Lê ""Bê""; Thị"')
  )
  for (const format of FORMATS) {
    const database = await createTestDatabase()
    const sql = openDatabase(database.url, { schema: TEST_SCHEMA, max: 2 })
    const empty = testCtx(sql)
    try {
      const path = join(folder, `export.${format}`)
      await writeFile(path, await exportOf(ctx, format))
      const done = await importDossiers(empty, path, { source: null, rehearse: false })
      expect(done).toMatchObject({ value: { lines: 3, faults: [], counts: { added: 3 } } })
      expect((await exportOf(empty, 'jsonl')).toString()).toBe((await exportOf(ctx, 'jsonl')).toString())
    } finally {
      await sql.end()
      await database.drop()
    }
  }
})

test('the same file twice changes nothing, and news from the source changes only what it is about', async ({
  ctx,
  folder
}) => {
  const at = (state: number, time: string) =>
    `${HEAD}\nigate,B-1,1.001193,${state},${time},,\nigate,B-2,1.001193,4,23/11/2026,,\n`
  expect(await importText(ctx, folder, at(4, '23/11/2026'))).toMatchObject({ counts: { added: 2 } })
  expect(await importText(ctx, folder, at(4, '23/11/2026'))).toMatchObject({ counts: { added: 0, unchanged: 2 } })
  expect(await importText(ctx, folder, at(10, '24/11/2026'))).toMatchObject({ counts: { changed: 1, unchanged: 1 } })
  expect(await importText(ctx, folder, at(5, '22/11/2026'))).toMatchObject({ counts: { older: 1, unchanged: 1 } })
  const [row] = await ctx.sql<{ state: number }[]>`select state as "state" from foreign_dossier where code = 'B-1'`
  expect(row!.state).toBe(10)
})

test('a rehearsal writes nothing and names each row that is not understood', async ({ ctx, folder }) => {
  const text = `\uFEFF${HEAD.replaceAll(',', ';')}\r\nigate;C-1;1.001193;4;23/11/2026;;\r\nigate;C-2;1.001193;44;23/11/2026;32/01/2026;\r\nigate;C-1;1.001193;4;23/11/2026;;\r\n`
  const report = await importText(ctx, folder, text, true)
  expect(report).toMatchObject({ lines: 3, counts: { added: 1, refused: 2 } })
  expect(report.faults).toEqual([
    { line: 3, column: 'state', reason: 'state', value: '44' },
    { line: 3, column: 'due_at', reason: 'date', value: '32/01/2026' },
    { line: 4, column: 'code', reason: 'twice', value: 'C-1' }
  ])
  expect(await ctx.sql`select from foreign_dossier where code = 'C-1'`).toHaveLength(0)
})

test('a run that was killed in the middle goes on and ends with every dossier once', async ({ ctx }) => {
  const lines = Array.from({ length: 1200 }, (_, at) => `igate,D-${at},1.001193,4,23/11/2026,,`)
  const bytes = new TextEncoder().encode(`${HEAD}\n${lines.join('\n')}\n`)
  const rehearsed = await rehearseImport(ctx, { name: 'hồ sơ.csv', bytes, source: null })
  if (!rehearsed.ok) throw new Error(rehearsed.error.code)
  const { id } = rehearsed.value
  await startImport(ctx, id)
  const killed = new Error('killed')
  let batches = 0
  const info = () => {
    // In the middle of the second batch.
    if (++batches === 2) throw killed
  }
  const dying = { ...ctx, log: { ...ctx.log, info } } as unknown as Ctx
  await expect(applyImport(dying, id)).rejects.toThrow('killed')
  await applyImport(ctx, id)
  await applyImport(ctx, id)
  const [run] = await importRuns(ctx, id)
  expect(run).toMatchObject({ state: 'done', linesDone: 1200, counts: { added: 1200, unchanged: 0, refused: 0 } })
  const [count] = await ctx.sql<{ count: number }[]>`
    select count(*)::int as "count" from foreign_dossier where code like 'D-%'`
  expect(count!.count).toBe(1200)
})

test('a watched folder takes each file in once, and puts what it did not understand aside with the reasons', async ({
  ctx,
  folder
}) => {
  const inbox = join(folder, 'inbox')
  await mkdir(join(inbox, 'bo'), { recursive: true })
  const head = HEAD.replace('source,', '')
  await writeFile(join(inbox, 'dung.csv'), `${HEAD}\nigate,W-1,1.001193,4,23/11/2026,,\n`)
  await writeFile(join(inbox, 'bo', 'sai.csv'), `${head}\nW-2,1.001193,4,23/11/2026,,\nW-3,1.001193,44,23/11/2026,,\n`)
  await writeFile(join(inbox, 'bo', 'ghi-chu.txt'), 'không phải hồ sơ')
  const fresh = { ...ctx, now: () => new Date(Date.now()) }
  expect(await takeInbox(fresh, inbox)).toEqual([])
  const later = { ...ctx, now: () => new Date(Date.now() + 60_000) }
  expect(await takeInbox(later, inbox)).toMatchObject([
    { into: 'failed', counts: { added: 1, refused: 1 } },
    { into: 'done', counts: { added: 1 } }
  ])
  expect(await takeInbox(later, inbox)).toEqual([])
  expect(await readdir(join(inbox, 'done'))).toMatchObject([expect.stringMatching(/^\d{8}T\d{6}Z-dung\.csv$/)])
  const [file, report] = (await readdir(join(inbox, 'failed'))).sort()
  expect(file).toMatch(/-bo-sai\.csv$/)
  expect(JSON.parse(await readFile(join(inbox, 'failed', report!), 'utf8'))).toMatchObject({ line: 3, reason: 'state' })
  const rows = await ctx.sql`select source, code from foreign_dossier where code like 'W-%' order by code`
  expect(rows).toEqual([
    { source: 'igate', code: 'W-1' },
    { source: 'bo', code: 'W-2' }
  ])
})

test('the examples of the documentation are understood, every row', async ({ ctx }) => {
  for (const name of ['dossiers.csv', 'dossiers.jsonl']) {
    const path = join(projectRoot, 'docs', 'import', name)
    const done = await importDossiers(ctx, path, { source: null, rehearse: true })
    expect(done).toMatchObject({ value: { lines: 3, faults: [] } })
  }
})
