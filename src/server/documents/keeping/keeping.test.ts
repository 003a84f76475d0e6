import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect } from 'vitest'
import { openBlobKeys, openBlobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base, testFiles } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { holdFiles, storeUpload } from '../actions.ts'
import { arriving, bytes } from '../testing.ts'
import { resealFiles, rotateKey, tendKeys } from './rotation.ts'
import { scrubFiles } from './scrub.ts'
import { damagedFiles } from './store.ts'

/** An office whose keys are in its database, as in an installation. */
const test = base.extend('office', async ({ ctx }): Promise<TestCtx> => ({
  ...ctx,
  blobs: openBlobs(testFiles, openBlobKeys(ctx.sql, ctx.sealing))
}))
const put = async (ctx: Ctx, text: string): Promise<string> => {
  const stored = await storeUpload(ctx, arriving(bytes(text)), { name: 'a.txt', limit: 1e6, owner: 'draft:1' })
  if (!stored.ok) throw new Error(stored.error.code)
  return stored.value.id
}
const pathOf = (id: string) => join(testFiles, id.slice(0, 2), id.slice(2))
/** Another process: it has read no key yet. */
const elsewhere = (ctx: Ctx): Ctx => ({ ...ctx, blobs: openBlobs(testFiles, openBlobKeys(ctx.sql, ctx.sealing)) })
const reads = async (ctx: Ctx, id: string) => (await buffer(ctx.blobs.open(id))).toString()

describe('the keys of the files', () => {
  test('change without a file being written anew, and files that lay open are sealed', async ({ office, sql }) => {
    const id = await put(office, 'giấy phép xây dựng')
    const open = createHash('sha256').update('từ trước').digest('hex')
    await mkdir(join(testFiles, open.slice(0, 2)), { recursive: true })
    await writeFile(pathOf(open), 'từ trước')
    const before = await office.blobs.keyOf(id)
    await rotateKey(office)
    const walk = await resealFiles(office)
    expect(walk).toMatchObject({ files: 2, rewrapped: 1, sealed: 1, damaged: 0, finishedAt: office.now() })
    const [inUse] = await sql<{ id: string }[]>`select id as "id" from blob_key where retired_at is null`
    expect([await office.blobs.keyOf(id), await office.blobs.keyOf(open)]).toEqual([inUse!.id, inUse!.id])
    expect(before).not.toBe(inUse!.id)
    expect([await reads(office, id), await reads(elsewhere(office), open)]).toEqual(['giấy phép xây dựng', 'từ trước'])
  })

  test('a walk that was broken off goes on at its shelf', async ({ office, sql }) => {
    await rotateKey(office)
    await expect(
      resealFiles(office, walk => {
        if (walk.shelf === 200) throw new Error('killed')
      })
    ).rejects.toThrow('killed')
    const shelves: number[] = []
    const walk = await resealFiles(office, ({ shelf }) => shelves.push(shelf))
    expect([shelves[0], walk?.files, walk?.rewrapped]).toEqual([200, 2, 2])
    expect(await sql`select key from blob_reseal where finished_at is null`).toHaveLength(0)
  })

  test('are new after a year, and the old one is destroyed a month later when nothing lies under it', async ({
    office,
    sql
  }) => {
    const keys = () => sql`select id from blob_key`.then(rows => rows.length)
    await sql`delete from blob_key where retired_at is not null`
    office.clock.advance(360 * 86_400_000)
    await sql`update blob_key set made_at = ${office.now()}`
    office.clock.advance(366 * 86_400_000)
    await tendKeys(office)
    expect(await keys()).toBe(2)
    office.clock.advance(20 * 86_400_000)
    expect(await tendKeys(office)).toEqual({ destroyed: 0 })
    // A node that did not know yet put a file under the old key after its shelf was passed.
    const old = (await sql<{ id: string }[]>`select id as "id" from blob_key where retired_at is not null`)[0]!.id
    const late = await put(office, 'đến muộn')
    await office.blobs.reseal(late, old)
    office.clock.advance(11 * 86_400_000)
    expect(await tendKeys(office)).toEqual({ destroyed: 1 })
    expect([await keys(), await reads(elsewhere(office), late)]).toEqual([1, 'đến muộn'])
  })
})

describe('the scrub', () => {
  test('finds a flipped bit, a file cut short and a missing one, and says what refers to them', async ({ office }) => {
    const [whole, flipped, cut, missing] = (await Promise.all(
      ['nguyên vẹn', 'bị lật một bit', 'bị cắt', 'bị mất'].map(text => put(office, text))
    )) as [string, string, string, string]
    await holdFiles(office, { kind: 'dossier', ref: 'D7', blobs: [flipped, whole] })
    const spoilt = await readFile(pathOf(flipped))
    spoilt[spoilt.length - 20]! ^= 1
    await writeFile(pathOf(flipped), spoilt)
    await writeFile(pathOf(cut), (await readFile(pathOf(cut))).subarray(0, 1024))
    await rm(pathOf(missing))
    expect(await scrubFiles(office, { whole: true })).toMatchObject({ damaged: 2, missing: 1 })
    const found = Object.fromEntries((await damagedFiles(office, 10)).map(file => [file.id, file]))
    expect(Object.keys(found)).toHaveLength(3)
    expect(found[flipped]).toMatchObject({ damage: 'cut-short', uses: [{ kind: 'dossier', ref: 'D7' }] })
    expect([found[cut]?.damage, found[missing]?.damage]).toEqual(['cut-short', 'missing'])
  })

  test('reads what is damaged again each night, and a paper handed in again is whole', async ({ office }) => {
    office.clock.advance(86_400_000)
    expect(await scrubFiles(office)).toEqual({ checked: 3, damaged: 2, missing: 1 })
    await put(office, 'bị mất')
    office.clock.advance(86_400_000)
    expect(await scrubFiles(office)).toEqual({ checked: 2, damaged: 2, missing: 0 })
  })

  test('leaves alone for a month what it found whole', async ({ office, sql }) => {
    office.clock.advance(3 * 86_400_000)
    await sql`update blob set damage = null, checked_at = ${office.now()}`
    office.clock.advance(29 * 86_400_000)
    expect((await scrubFiles(office)).checked).toBe(0)
    office.clock.advance(2 * 86_400_000)
    expect((await scrubFiles(office)).checked).toBeGreaterThan(3)
  })
})
