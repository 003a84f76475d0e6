import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test as pure } from 'vitest'
import type { Peekable } from '#server/documents/index.ts'
import { arriving, PDF } from '#server/documents/testing.ts'
import { ok, verifyChains } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { batchTemplate } from './batch.template.ts'
import { dayIn, paperOfLine } from './batch.rules.ts'
import { SHIPPED } from './kinds.shipped.ts'
import { filesInZip, PIECE, unpacked } from './batch.zip.ts'
import { MOST_BYTES, takeForBatch, waitingForBatch } from './batch.files.ts'
import { batchScreen, ownBatches, rehearseBatch, runBatch, startBatch } from './batch.ts'
import { papersOf } from './index.ts'

/** A zip as tools write it: local headers, then the directory. */
function zipOf(files: Readonly<Record<string, Buffer>>, { more = 0, flags = 0 } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const [packed, named] = [deflateRawSync(content), Buffer.from(name)]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(named.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(content), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(Math.max(0, content.length + more), 24)
    entry.writeUInt16LE(named.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, named, packed)
    directory.push(entry, named)
    at += 30 + named.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}
/** A zip that gives so much at once and no more. */
function guarded(zip: Buffer): Peekable & { asked(): number } {
  let asked = 0
  return {
    bytes: zip.length,
    asked: () => asked,
    async peek(at, length) {
      if (length > PIECE) throw new Error(`${length} bytes asked at once`)
      asked++
      return zip.subarray(at, at + length)
    }
  }
}
async function contentOf(zip: Peekable, name: string): Promise<Buffer> {
  const files = await filesInZip(zip, MOST_BYTES)
  if (!files.ok) throw new Error(files.error.code)
  const pieces: Uint8Array[] = []
  for await (const piece of unpacked(
    zip,
    files.value.find(each => each.name === name)!
  ))
    pieces.push(piece)
  return Buffer.concat(pieces)
}
const file = (text: string, more: Buffer = Buffer.alloc(0)) => Buffer.concat([PDF, Buffer.from(`% ${text}\n%`), more])
const HEAD = 'holder,holder_name,kind,name,number,issued_on,issuer,file'
const OK = '099188000310,Nguyễn Thị Hoa,khai-sinh,Giấy khai sinh,12/1990,03/02/1990,Xã A,'
const table = (...rows: string[]) => ({ name: 'cu.csv', bytes: Buffer.from([HEAD, ...rows].join('\n')) })

describe('a line of old results', () => {
  const cells = {
    holder: '099188000310',
    holder_name: 'Hoa',
    kind: '',
    name: 'Giấy',
    number: '1',
    issuer: '',
    file: 'a'
  }
  pure.each([
    [{ holder: '12' }, 'holder-odd'],
    [{ number: '' }, 'number-missing'],
    [{ name: '' }, 'name-missing'],
    [{ issued_on: '31/02/1990' }, 'day-odd']
  ])('%j is not entered: %s', (more, fault) => {
    expect(paperOfLine({ ...cells, issued_on: '', ...more }, 'H99', SHIPPED)).toEqual({ fault })
  })
  pure('is a scan of a person’s or an organisation’s paper', () => {
    expect(paperOfLine({ ...cells, issued_on: '3/2/1990' }, 'H99', SHIPPED)).toMatchObject({
      issuedOn: '1990-02-03',
      form: 'scan'
    })
    expect(paperOfLine({ ...cells, holder: '0100109106', issued_on: '' }, 'H99', SHIPPED)).toMatchObject({
      holder: { kind: 'organisation' }
    })
    expect(dayIn('1990-02-30')).toBeNull()
  })
  pure.each([
    ['birth-certificate', 'Giấy', 'birth-certificate'],
    ['KQ.G15.000031', 'Giấy', 'birth-certificate'],
    ['Lý lịch tư pháp', 'Phiếu số 1', 'judicial-record'],
    ['khai-sinh', 'Giấy khai sinh', 'birth-certificate'],
    ['', 'Giấy phép xây dựng nhà ở', 'building-permit'],
    ['', 'Giấy', 'other']
  ])('of the kind "%s" called "%s" is a %s: it is kept and holds as papers of that kind do', (kind, name, code) => {
    const read = paperOfLine({ ...cells, issued_on: '2019-02-03', kind, name }, 'H99', SHIPPED)
    const months = SHIPPED.find(one => one.code === code)!.validMonths
    const until = { 6: '2019-08-03', 12: '2020-02-03' }[months ?? 0] ?? null
    expect(read).toMatchObject({ kind: code, validTo: until })
  })
})

describe('a zip of old results', () => {
  const big = randomBytes(5 * PIECE)
  const zip = zipOf({
    'a/': Buffer.alloc(0),
    'a/b.pdf': file('b'),
    'lớn.pdf': big,
    'số không.pdf': Buffer.alloc(8 * PIECE)
  })
  pure('is read a piece at a time, and gives each file as it was', async () => {
    const read = guarded(zip)
    expect(await contentOf(read, 'a/b.pdf')).toEqual(file('b'))
    expect((await contentOf(read, 'lớn.pdf')).equals(big)).toBe(true)
    expect(await contentOf(read, 'số không.pdf')).toHaveLength(8 * PIECE)
    expect(read.asked()).toBeGreaterThan(5)
    const all = await filesInZip(read, MOST_BYTES)
    expect(all.ok && all.value.map(({ name }) => name)).toEqual(['a/b.pdf', 'lớn.pdf', 'số không.pdf'])
  })
  const bomb = (more: number) => zipOf({ 'a.pdf': Buffer.alloc(1 << 20) }, { more })
  pure.each([
    ['has no directory', zip.subarray(0, zip.length - 30), { code: 'batch-zip-odd' }],
    ['is empty', zipOf({}), { code: 'batch-zip-odd' }],
    ['is locked', zipOf({ 'a.pdf': file('a') }, { flags: 1 }), { code: 'batch-zip-locked' }],
    ['says it is too large', bomb(MOST_BYTES), { code: 'batch-zip-large', most: 200 }],
    [
      'holds too many files',
      zipOf(Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}.pdf`, Buffer.alloc(0)]))),
      { code: 'batch-zip-many', most: 2000 }
    ]
  ])('that %s is refused before anything is taken', async (_, odd, error) => {
    expect(await filesInZip(guarded(odd), MOST_BYTES)).toEqual({ ok: false, error })
  })
  pure.each([
    ['unpacks to more than it says', bomb(-1)],
    ['unpacks to less than it says', bomb(1)],
    ['is cut short', Buffer.concat([zip.subarray(30, 60), bomb(0).subarray(30)])]
  ])('gives no file that %s', async (_, odd) => {
    await expect(contentOf(guarded(odd), 'a.pdf')).rejects.toThrow()
  })
})

test('a batch is rehearsed, entered once however often it runs, and goes on where it was killed', async ({
  ctx,
  sql
}) => {
  await sql`
    insert into unit (code, kind, level, name_vi, valid_from, folded)
    values ('H99', 'province', 'province', 'Tỉnh', '2020-07-01', 'tinh') on conflict do nothing`
  const actor = { ...ctx.actor, kind: 'officer' as const, id: '00000000-0000-4000-8000-0000000000b1', unit: 'H99' }
  // A store that gives nothing of more than a mebibyte at once: what is larger was held whole somewhere.
  const receive: Ctx['blobs']['receive'] = async (stream, limit) => {
    const received = await ctx.blobs.receive(stream, limit)
    if (!received.ok) return received
    const peek = (at: number, length: number) =>
      Math.min(length, received.value.bytes) > 1 << 20
        ? Promise.reject(new Error(`${length} bytes asked at once`))
        : received.value.peek(at, length)
    return ok({ ...received.value, peek })
  }
  const blobs = { ...ctx.blobs, receive }
  const officer = { ...ctx, blobs, actor: { ...actor, name: 'Phan Văn Đức', may: () => true } }
  const given = table(`${OK}a.pdf`, `${OK}a.pdf`, `${OK}thieu.pdf`, `${OK.replace('12/1990', '13/1990')}b.pdf`)
  const zip = zipOf({
    'a.pdf': file('a'),
    'trong.zip': zipOf({ 'c.pdf': file('c') }),
    'b.pdf': file('b', Buffer.from(randomBytes(3 << 19).toString('base64')))
  })
  const files = [{ name: 'cu.zip', stream: arriving(zip) }]
  const batch = await rehearseBatch(officer, given, files)
  if (!batch.ok) throw new Error(batch.error.code)
  const screen = await batchScreen(officer, batch.value.id, null)
  expect(screen!.lines.map(({ fault }) => fault)).toEqual([null, 'twice-in-table', 'file-missing', null])
  expect(await sql`select from paper`).toHaveLength(0)
  await sql`update paper_batch set state = 'running' where id = ${batch.value.id}`
  expect(await runBatch(officer, batch.value.id)).toBe(2)
  // Killed before a line was noted: the paper is there, and running again makes no second one.
  await sql`update paper_batch_line set paper = null where line = 2`
  await sql`update paper_batch set state = 'running' where id = ${batch.value.id}`
  expect(await runBatch(officer, batch.value.id)).toBe(0)
  const held = await papersOf(ctx, { kind: 'person', number: '099188000310' })
  expect(held.map(({ number, source }) => [number, source]).toSorted()).toEqual([
    ['12/1990', 'batch'],
    ['13/1990', 'batch']
  ])
  expect(await ownBatches(officer)).toMatchObject([{ state: 'done', lines: 4, entered: 2, faults: 2 }])
  // Files that went ahead of the form, one alone and one in a zip.
  expect(
    await takeForBatch(officer, { name: 'cu.zip', stream: arriving(zipOf({ 'A.pdf': file('a') })) })
  ).toMatchObject({
    ok: true
  })
  expect(await takeForBatch(officer, { name: 'hong.zip', stream: arriving(file('x')) })).toMatchObject({
    error: { code: 'batch-zip-odd' }
  })
  // One broken file takes nothing else with it; alone, it is told why.
  const broken = zipOf({ 'c.pdf': file('c'), 'hong.pdf': file('hong') })
  broken.writeUInt32LE(7, broken.length - 22 - 54 + 16)
  expect(await takeForBatch(officer, { name: 'cu.zip', stream: arriving(broken) })).toMatchObject({ ok: true })
  expect(
    await takeForBatch(officer, {
      name: 'hong.zip',
      stream: arriving(zipOf({ 'hong.pdf': file('hong') }, { more: -1 }))
    })
  ).toMatchObject({ error: { code: 'broken' } })
  const large = zipOf({ 'to.pdf': file('to', Buffer.alloc(21 << 20)) })
  expect(await takeForBatch(officer, { name: 'to.zip', stream: arriving(large) })).toMatchObject({
    error: { code: 'too-large' }
  })
  expect((await waitingForBatch(officer)).map(({ name }) => name)).toEqual(['A.pdf', 'c.pdf'])
  const again = await rehearseBatch(officer, table(`${OK}a.pdf`), [])
  expect(await waitingForBatch(officer)).toEqual([])
  if (!again.ok) throw new Error(again.error.code)
  expect((await batchScreen(officer, again.value.id, null))!.lines).toMatchObject([{ fault: 'there-already' }])
  expect(await verifyChains(ctx)).toEqual([{ kind: 'paper', cases: 2, broken: 0 }])
  const elsewhere = { ...officer, actor: { ...officer.actor, unit: 'H98' } }
  expect(await startBatch(elsewhere, batch.value.id)).toMatchObject({ error: { code: 'not-found' } })
  expect(await rehearseBatch(officer, { name: 'x', bytes: Buffer.from('a,b\n1,2') }, [])).toMatchObject({
    error: {
      code: 'batch-table-odd',
      faults: expect.stringContaining('thiếu cột “Số định danh hoặc mã số doanh nghiệp”')
    }
  })
})

test('the table to fill in, filled in, is read without a fault', async ({ ctx, sql }) => {
  await sql`
    insert into unit (code, kind, level, name_vi, valid_from, folded)
    values ('H99', 'province', 'province', 'Tỉnh', '2020-07-01', 'tinh') on conflict do nothing`
  const actor = { ...ctx.actor, kind: 'officer' as const, id: '00000000-0000-4000-8000-0000000000b2', unit: 'H99' }
  const officer = { ...ctx, actor: { ...actor, name: 'Phan Văn Đức', may: () => true } }
  const filled = { name: 'ket-qua-cu.xlsx', bytes: Buffer.from(await batchTemplate(ctx)) }
  const files = [1, 2].map(at => ({ name: `000${at}.pdf`, stream: arriving(file(`template ${at}`)) }))
  const rehearsed = await rehearseBatch(officer, filled, files)
  if (!rehearsed.ok) throw new Error(rehearsed.error.code)
  const { lines } = (await batchScreen(officer, rehearsed.value.id, null))!
  expect(lines.map(({ fault }) => fault)).toEqual([null, null])
})
