import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import {
  act,
  COMMAND_INPUTS,
  load,
  permissions as dossiers,
  ReceiveInput,
  receiveDossier
} from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { createPolicy, permissions as identity, sayAway } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { verifyChains } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { explainFile, verifyFile } from '#server/signatures/index.ts'
import { actOnCase, caseScreen, sendBackMany, signMany, signScreen } from './index.ts'

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
type Office = Record<'desk' | 'head' | 'handler' | 'leader' | 'deputy' | 'clerk', Ctx>
const LOGINS = {
  desk: 'motcua.trungtam',
  head: 'truongphong.tuphap',
  handler: 'chuyenvien.tuphap',
  leader: 'giamdoc.tuphap',
  deputy: 'phogiamdoc.tuphap',
  clerk: 'vanthu.tuphap'
}
const office = async (ctx: TestCtx): Promise<Office> => {
  const who = (login: string): Promise<Ctx> => as(ctx, login, policy)
  const { desk, head, handler, leader, deputy, clerk } = LOGINS
  return {
    ...{ desk: await who(desk), head: await who(head), handler: await who(handler) },
    ...{ leader: await who(leader), deputy: await who(deputy), clerk: await who(clerk) }
  }
}

/** A request to the department of justice that these have finished their step of. */
async function workedOn(people: Office, name: string, ...by: (keyof Office)[]): Promise<DossierId> {
  const input = { procedure: '2.002516', applicant: { name, number: '999090000001' } }
  const { id } = must(await receiveDossier(people.desk, ReceiveInput.parse(input)))
  for (const who of by) {
    const { token } = (await load(people[who], { id }))!.steps[0]!
    const done = { kind: 'complete', token, outcome: 'done', note: '', files: [], data: {}, result: null } as const
    must(await act(people[who], { id }, done))
  }
  return id
}

/** The same, appraised: it waits for the first of three who sign. */
const appraised = (people: Office, name: string) => workedOn(people, name, 'desk', 'head', 'handler')

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

/** Signs what waits for this officer of one dossier. */
async function signed(ctx: Ctx, id: DossierId) {
  const report = await signMany(ctx, await picked(ctx, [id]))
  return report.done === 1
    ? ({ ok: true, value: report } as const)
    : ({ ok: false, error: { code: JSON.stringify(report) } } as const)
}

async function bytes(ctx: Ctx, id: string): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  for await (const piece of ctx.blobs.open(id)) pieces.push(piece as Buffer)
  return new Uint8Array(Buffer.concat(pieces))
}

/** What another program says of a file. */
function saidBy(program: string, file: Uint8Array, before: readonly string[], after: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'signed-'))
  try {
    writeFileSync(join(folder, 'file.pdf'), file)
    return execFileSync(program, [...before, join(folder, 'file.pdf'), ...after], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What it says of each signature, in its order. */
const saidByPdfsig = (file: Uint8Array): string[] =>
  [...saidBy('pdfsig', file, ['-nocert']).matchAll(/Signature Validation: (.+)/g)].map(found => found[1]!)

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

describe('who signs is chosen when the result is handed in', () => {
  test('a deputy signs in the head’s place, an officer more initials, and the paper names who really signs', async ({
    told: ctx
  }) => {
    const people = await office(ctx)
    const id = await workedOn(people, 'Vi Văn Chọn', 'desk', 'head')
    const { code } = (await load(ctx, { id }))!
    must(await sayAway(people.leader, { from: '2026-01-01', to: '2027-12-31' }))
    const screen = (await caseScreen(people.handler, code, new URLSearchParams()))!
    const rows = screen.panel!.signers
    expect(rows.map(({ as, added, proposal }) => [as, added, proposal])).toEqual([
      ['initial', false, 'Trưởng phòng Hành chính tư pháp: Trần Thị Minh Châu'],
      ['initial', true, ''],
      ['signature', false, 'Giám đốc: Nguyễn Hữu Tâm (vắng mặt đến hết 31/12/2027)'],
      ['seal', false, 'Đóng dấu cơ quan']
    ])
    const offered = (at: number, words: string) => rows[at]!.choices.find(({ label }) => label.includes(words))!
    expect(offered(0, 'Phan Văn Đức').label).toMatch(/\(chưa có chứng thư số\)$/)
    expect(offered(2, 'TL. Giám đốc').label).toBe('TL. Giám đốc, Trưởng phòng Hành chính tư pháp: Trần Thị Minh Châu')
    const handIn = (fields: Record<string, string>) => {
      const data = new FormData()
      const { version, panel } = screen
      const all = { version: String(version), token: panel!.token!, outcome: 'done', note: 'Đủ điều kiện', ...fields }
      for (const [name, value] of Object.entries(all)) data.append(name, value)
      return actOnCase(people.handler, code, 'complete', data)
    }
    const [review, , sign] = rows.map(row => row.name) as [string, string, string]
    expect(await handIn({ [review]: 'none', [sign]: offered(2, 'TL. Giám đốc').value })).toMatchObject({
      error: { code: 'signer-basis-missing', errors: { signers: expect.stringContaining('Nghị định 30/2020') } }
    })
    // The same rules at the door of other systems: an id is believed, a post is not.
    const { token } = (await load(ctx, { id }))!.steps[0]!
    const done = { kind: 'complete', token, outcome: 'done', note: '', files: [], data: {}, result: null } as const
    const own = COMMAND_INPUTS.complete.shape.signers.parse([
      { step: 'review', as: 'initial' },
      { step: 'sign', as: 'signature', officer: people.clerk.actor.id },
      { step: 'seal', as: 'seal' }
    ])
    expect(await act(people.handler, { id }, { ...done, signers: own as never })).toMatchObject({
      error: { code: 'signer-unfit', name: 'Lý Thị Hồng Nhung' }
    })
    must(await handIn({ [sign]: offered(2, 'Lương Thị Hạnh').value }))
    expect(await rowsOf(people.deputy, [id])).toEqual([])
    must(await signed(people.head, id))

    // The number, the initial and the name of the one who will sign: the head of the department has no part in it.
    expect(await rowsOf(people.leader, [id])).toEqual([])
    const [row] = await rowsOf(people.deputy, [id])
    expect(row).toMatchObject({ as: 'signature', authority: 'KT. Giám đốc', after: [expect.any(String)] })
    const { signers } = (await caseScreen(people.handler, code, new URLSearchParams()))!
    expect(signers.map(({ who, state }) => [who, state])).toEqual([
      ['Trần Thị Minh Châu', 'done'],
      ['KT. Giám đốc, Phó Giám đốc: Lương Thị Hạnh', 'current'],
      ['Đóng dấu cơ quan', 'waiting']
    ])
    must(await signed(people.deputy, id))
    must(await signed(people.clerk, id))
    const { result } = (await load(ctx, { id }))!
    expect(result).toMatchObject({ signedBy: 'Lương Thị Hạnh', signedAs: 'KT. Giám đốc, Phó Giám đốc' })
    const file = await bytes(ctx, result!.files[0]!.id)
    expect(saidByPdfsig(file)).toEqual(Array(3).fill('Signature is Valid.'))
    const words = saidBy('pdftotext', file, ['-layout'], ['-'])
    expect(words).toMatch(/KT\. GIÁM ĐỐC\s[^]*PHÓ GIÁM ĐỐC\s[^]*Lương Thị Hạnh/)
    expect(words).not.toContain('Nguyễn Hữu Tâm')
    if (process.env.KEEP_CHOSEN) writeFileSync(process.env.KEEP_CHOSEN, file)
  })
})
