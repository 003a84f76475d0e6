import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test as pure } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { aPdf, scripted } from '#server/documents/intake/testing.ts'
import { pdfText } from '#server/documents/testing.ts'
import { load, permissions as dossiers, ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { permissions as calendar } from '#server/calendar/index.ts'
import { permissions as catalogue } from '#server/catalogue/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { attachScan, dismissScan, likelyDossiers, newScan, newScans, newScansRead, papersFor } from './index.ts'
import { readNew } from './actions.ts'
import { takeFolder } from './folder.ts'
import { portionsOf } from './sort.rules.ts'
import { sortScans } from './sort.ts'

const policy = createPolicy([identity, calendar, catalogue, dossiers])
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'motcua-scans-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

let settled: Promise<void> | undefined
async function person(ctx: TestCtx, login: string): Promise<Ctx> {
  // Files are as old as the machine's clock says, so the office's clock is set a minute after it.
  ctx.clock.set(new Date(Date.now() + 60_000).toISOString())
  await (settled ??= settle(ctx))
  return as(ctx, login, policy)
}
async function lay(unit: string, name: string, content: Uint8Array | string): Promise<void> {
  await mkdir(join(folder, unit, name, '..'), { recursive: true })
  await writeFile(join(folder, unit, name), content)
}
const names = async (ctx: Ctx) => (await newScans(ctx)).map(scan => scan.name).sort()
const named = async (ctx: Ctx, name: string) => (await newScans(ctx)).find(scan => scan.name === name)!.id
async function received(desk: Ctx) {
  const input = ReceiveInput.parse({
    procedure: '1.004873',
    applicant: { name: 'Nguyễn Văn An', number: '999090000001' }
  })
  const done = await receiveDossier(desk, input)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value
}

describe('a watched folder', () => {
  test('is taken in once for its unit, refused with the reason beside it, and goes on where it was broken off', async ({
    ctx,
    databaseUrl
  }) => {
    await prepareJobs(databaseUrl)
    const desk = await person(ctx, 'motcua.mogiang')
    const unit = desk.actor.unit!
    await lay(unit, 'to-khai.pdf', pdfText('một'))
    await lay(unit, 'motcua.mogiang/rieng.pdf', pdfText('hai'))
    await lay(unit, 'co-ma-lenh.pdf', await aPdf(1, scripted))
    await lay(unit, '.dang-ghi.pdf', '%PDF-1.7')
    await lay('khong-co-don-vi', 'x.pdf', pdfText('ba'))
    expect(await takeFolder(ctx, folder, 3_600_000)).toEqual([])
    expect((await takeFolder(ctx, folder)).map(({ name, into }) => [name, into]).sort()).toEqual([
      ['co-ma-lenh.pdf', 'refused'],
      ['rieng.pdf', 'done'],
      ['to-khai.pdf', 'done']
    ])
    expect(await names(desk)).toEqual(['rieng.pdf', 'to-khai.pdf'])
    expect(await names(await person(ctx, 'motcua.caumay'))).toEqual([])
    const refused = await readdir(join(folder, unit, 'refused'))
    const reason = refused.find(name => name.endsWith('.txt'))!
    expect(await readFile(join(folder, unit, 'refused', reason), 'utf8')).toContain('mã lệnh (JavaScript)')
    expect(refused).toHaveLength(2)

    // Killed after it was entered and before it was moved: it lies where it was taken to.
    const done = (await readdir(join(folder, unit, 'done'))).find(name => name.includes('to-khai'))!
    const key = done.replace('  ', '~~')
    await rename(join(folder, unit, 'done', done), join(folder, unit, '.taking', key))
    await takeFolder(ctx, folder)
    expect(await names(desk)).toEqual(['rieng.pdf', 'to-khai.pdf'])
    expect(await readdir(join(folder, unit, '.taking'))).toEqual([])
  })

  test('gives scans that are put to a paper of a dossier, or set aside', async ({ ctx }) => {
    const desk = await person(ctx, 'motcua.mogiang')
    const unit = desk.actor.unit!
    for (const name of ['a', 'c']) await lay(unit, `${name}.pdf`, pdfText(name))
    await takeFolder(ctx, folder)
    const [one, three] = await Promise.all(['a.pdf', 'c.pdf'].map(name => named(desk, name)))
    const dossier = await received(desk)
    const to = { code: dossier.code, paper: (await papersFor(desk, dossier))[0]!.code }
    expect(await attachScan(await person(ctx, 'motcua.caumay'), one!, to)).toMatchObject({
      error: { code: 'not-found' }
    })
    expect(await attachScan(desk, one!, { ...to, code: 'H99-1' })).toMatchObject({ error: { code: 'dossier-unknown' } })
    expect(await attachScan(desk, one!, { ...to, paper: 'x' })).toMatchObject({ error: { code: 'paper-unknown' } })
    expect(await attachScan(desk, one!, to)).toEqual({ ok: true, value: dossier.code })
    expect(await attachScan(desk, one!, to)).toMatchObject({ error: { code: 'not-found' } })
    const after = (await load(desk, { code: dossier.code }))!
    expect(after.papers.find(each => each.code === to.paper)!.files.map(file => file.name)).toEqual(['a.pdf'])
    expect(await dismissScan(desk, three!)).toMatchObject({ ok: true })
    expect(await newScan(desk, three!)).toBeNull()
    expect((await names(desk)).filter(name => /^[ac]\.pdf/.test(name))).toEqual([])
  })

  test('sends the pages behind a sheet with a dossier’s code to that dossier, and keeps the others', async ({
    ctx,
    sql
  }) => {
    const desk = await person(ctx, 'motcua.mogiang')
    const dossier = await received(desk)
    await lay(desk.actor.unit!, 'chong-giay.pdf', await aPdf(4))
    await takeFolder(ctx, folder)
    const [scan] = (await newScans(desk)).filter(each => each.name === 'chong-giay.pdf')
    const codes = [
      { page: 2, text: `https://motcua.example/track/${dossier.code}`, kind: 'receipt', place: [0, 0, 1, 1], says: {} }
    ]
    const read = { kind: 'form', pages: [1, 2, 3, 4], codes, zone: null, fields: {}, text: '' }
    await sql`
      update reading set state = 'done', pages = 4, pages_done = 4, finished_at = ${ctx.now()}, result = ${sql.json(read)}
      where blob = ${scan!.blob}`
    await sortScans(ctx)
    await sortScans(ctx)
    const after = (await load(desk, { code: dossier.code }))!
    expect(after.papers.at(-1)).toMatchObject({ code: 'ban-quet', files: [{ name: 'chong-giay (2-4).pdf' }] })
    expect((await names(desk)).filter(name => name.startsWith('chong-giay'))).toEqual(['chong-giay (1-1).pdf'])

    // The rest is a file of its own, which is read as every scan that waits.
    const rest = async () => (await newScansRead(desk)).find(({ name }) => name === 'chong-giay (1-1).pdf')!.read
    expect(await rest()).toBeNull()
    await readNew(ctx)
    expect(await rest()).toMatchObject({ state: 'waiting', kind: null })
  })
})

test('a scan is proposed to the dossier its code names and to those of the person whose number it says', async ({
  ctx
}) => {
  const desk = await person(ctx, 'motcua.mogiang')
  const dossier = await received(desk)
  const says = (value: string) => ({ value, confidence: 0.9, source: 'text', page: 1, place: [0, 0, 1, 1] }) as const
  const likely = async (fields: Parameters<typeof likelyDossiers>[1]['fields'], by = desk) =>
    (await likelyDossiers(by, { codes: [], fields })).map(({ code, because }) => [code, because])
  expect(await likely({ code: says(dossier.code) })).toEqual([[dossier.code, 'code']])
  expect(await likely({ number: says(dossier.applicant.number) })).toContainEqual([dossier.code, 'number'])
  expect(await likely({ number: says('099199999999') })).toEqual([])
  expect(await likely({ code: says(dossier.code) }, await person(ctx, 'motcua.caumay'))).toEqual([])
})

pure('no page of a sorted scan is lost or given twice', () => {
  const code = fc.record({ page: fc.integer({ min: 1, max: 12 }), code: fc.constantFrom('A', 'B', 'C') })
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 20 }), fc.array(code, { maxLength: 6 }), (pages, codes) => {
      const portions = portionsOf(pages, codes)
      const given = portions.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
      expect(given).toEqual(Array.from({ length: pages }, (_, at) => at + 1))
    })
  )
  expect(portionsOf(4, [{ page: 2, code: 'A' }])).toEqual([
    { code: null, from: 1, to: 1 },
    { code: 'A', from: 2, to: 4 }
  ])
})
