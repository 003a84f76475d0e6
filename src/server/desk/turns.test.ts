import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { act, load, permissions as dossiers, ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { verifyChains } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { explainFile, verifyFile } from '#server/signatures/index.ts'
import { sendBackMany, signMany, signScreen } from './index.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  return ctx
})
const policy = createPolicy([identity, dossiers])
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
type Office = Record<'desk' | 'head' | 'handler' | 'leader' | 'clerk', Ctx>
const LOGINS = {
  desk: 'motcua.trungtam',
  head: 'truongphong.tuphap',
  handler: 'chuyenvien.tuphap',
  leader: 'giamdoc.tuphap',
  clerk: 'vanthu.tuphap'
}
const office = async (ctx: TestCtx): Promise<Office> => {
  const who = (login: string): Promise<Ctx> => as(ctx, login, policy)
  const { desk, head, handler, leader, clerk } = LOGINS
  return {
    ...{ desk: await who(desk), head: await who(head), handler: await who(handler) },
    ...{ leader: await who(leader), clerk: await who(clerk) }
  }
}

/** A request to the department of justice that is appraised and waits for the first of three who sign. */
async function appraised(people: Office, name: string): Promise<DossierId> {
  const input = { procedure: '2.002516', applicant: { name, number: '999090000001' } }
  const { id } = must(await receiveDossier(people.desk, ReceiveInput.parse(input)))
  for (const by of [people.desk, people.head, people.handler]) {
    const { token } = (await load(by, { id }))!.steps[0]!
    const done = { kind: 'complete', token, outcome: 'done', note: '', files: [], data: {}, result: null } as const
    must(await act(by, { id }, done))
  }
  return id
}

const rowsOf = async (ctx: Ctx, ids: readonly DossierId[]) =>
  (await signScreen(ctx)).rows.filter(row => ids.some(id => row.pick.startsWith(id)))

/** Picks what waits for this officer among these, and signs it or sends it back. */
async function picked(ctx: Ctx, ids: readonly DossierId[], reason = '') {
  const data = new FormData()
  for (const row of await rowsOf(ctx, ids)) {
    data.append('pick', row.pick)
    data.append(`number ${row.pick}`, row.number)
  }
  if (reason) data.append('reason', reason)
  return data
}

async function bytes(ctx: Ctx, id: string): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  for await (const piece of ctx.blobs.open(id)) pieces.push(piece as Buffer)
  return new Uint8Array(Buffer.concat(pieces))
}

/** What another program says of each signature of a file, in its order. */
function saidByPdfsig(file: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'signed-'))
  try {
    writeFileSync(join(folder, 'file.pdf'), file)
    const run = () => execFileSync('pdfsig', ['-nocert', join(folder, 'file.pdf')], { encoding: 'utf8' })
    return [...run().matchAll(/Signature Validation: (.+)/g)].map(found => found[1]!)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a result that three sign: the head of division, the leader, the office', () => {
  test('goes from one to the next, back with a reason, and bears all signatures in the end', async ({ told: ctx }) => {
    const people = await office(ctx)
    const ids = [await appraised(people, 'Nguyễn Văn An'), await appraised(people, 'Lò Thị Bình')]
    expect(await rowsOf(people.leader, ids)).toEqual([])
    const [row] = await rowsOf(people.head, ids)
    expect(row).toMatchObject({ as: 'initial', before: [], numbered: false, sentBack: null })
    expect(await signMany(people.head, await picked(people.head, ids))).toEqual({ done: 2, waiting: 0, refused: [] })
    expect(await rowsOf(people.head, ids)).toEqual([])

    // The leader sees who signed before, and that the number is given; one paper he does not sign.
    const seen = await rowsOf(people.leader, ids)
    expect(seen.map(({ as, before, numbered }) => [as, before.map(one => [one.as, one.by]), numbered])).toEqual(
      Array(2).fill(['signature', [['initial', 'Trần Thị Minh Châu']], true])
    )
    const first = ids.slice(0, 1)
    const { number } = seen.find(({ pick }) => pick.startsWith(ids[0]!))!
    expect(await sendBackMany(people.leader, await picked(people.leader, first))).toMatchObject({
      done: 0,
      refused: [{ why: 'Hãy ghi lý do.' }]
    })
    const why = 'Sai họ đệm của mẹ'
    expect(await sendBackMany(people.leader, await picked(people.leader, first, why))).toEqual({ done: 1, refused: [] })
    const [again] = await rowsOf(people.head, ids)
    expect(again).toMatchObject({ sentBack: { by: 'Nguyễn Hữu Tâm', reason: why }, number })
    expect((await load(ctx, { id: ids[0]! }))!.signings).toEqual([])
    expect(await signMany(people.head, await picked(people.head, first))).toMatchObject({ done: 1 })

    expect(await signMany(people.leader, await picked(people.leader, ids))).toEqual({
      done: 2,
      waiting: 0,
      refused: []
    })
    expect((await load(ctx, { id: ids[0]! }))!.result).toBeNull()
    expect(await signMany(people.clerk, await picked(people.clerk, ids))).toEqual({ done: 2, waiting: 0, refused: [] })
    const { result } = (await load(ctx, { id: ids[0]! }))!
    expect(result).toMatchObject({ number, signedBy: 'Nguyễn Hữu Tâm' })

    const file = await bytes(ctx, result!.files[0]!.id)
    const verdict = await verifyFile(ctx, file)
    expect(verdict.good).toBe(true)
    expect(verdict.signatures.map(({ holder, covers }) => [holder?.name, covers < file.length])).toEqual([
      ['Trần Thị Minh Châu', true],
      ['Nguyễn Hữu Tâm', true],
      ['Sở Tư pháp', false]
    ])
    expect(explainFile('vi', verdict).signatures[1]!.notes[1]).toMatch(/^Chữ ký thứ 2 trong 3: bảo vệ văn bản cùng 1 /)
    expect(saidByPdfsig(file)).toEqual(Array(3).fill('Signature is Valid.'))
    expect((await verifyChains(ctx)).filter(one => one.broken > 0)).toEqual([])
    if (process.env.KEEP) writeFileSync(process.env.KEEP, file)

    // A word changed between the first two signatures: every one from there on falls, the one before does not stand alone.
    const changed = Uint8Array.from(file)
    changed[verdict.signatures[1]!.covers - 20_000]! ^= 1
    const judged = await verifyFile(ctx, changed)
    expect(judged.good).toBe(false)
    expect(judged.signatures.slice(1).every(one => one.fault !== null)).toBe(true)
    expect(saidByPdfsig(changed)).not.toEqual(Array(3).fill('Signature is Valid.'))
  })
})
