import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { holdFiles, storeUpload } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { closeSystems, putSystem } from '#server/exchange/index.ts'
import type { System } from '#server/exchange/index.ts'
import { verifyChains } from '#server/platform/index.ts'
import type { Actor, Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { stampRequest, tokenIn } from './cms/stamp.ts'
import { answerStamp } from './cms/stamping.ts'
import {
  believe,
  collectSignature,
  currentFile,
  formersOf,
  officerSigner,
  PLACES,
  signFirst,
  signNext,
  stampLate,
  verifyFile
} from './index.ts'
import type { Errand, Made } from './index.ts'
import { addKey } from './register.ts'
import { wholeFile } from '#server/documents/index.ts'
import type { Keyed } from './authority.ts'
import type { Signer } from './signers/device.ts'
import { aLeader, anAuthority, aPdf } from './testing.ts'
import { timeStamping } from './timestamp.contract.ts'

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** A file that lies in the house, as an officer handed it in. */
async function aFile(ctx: Ctx, bytes: Uint8Array): Promise<FileRef> {
  const stored = await storeUpload(ctx, once(bytes), { name: 'Ket qua.pdf', limit: 1 << 24, owner: 'test' })
  if (!stored.ok) throw new Error(stored.error.code)
  return stored.value
}

/** An officer who exists, with the actor that speaks for them. */
async function anOfficer(ctx: Ctx, name: string): Promise<{ id: string; actor: Actor }> {
  const [row] = await ctx.sql<{ id: string }[]>`
    insert into account (login, kind, full_name, password_hash, created_at, folded) values (${`ld.${crypto.randomUUID()}`}, 'officer', ${name}, 'x', now(), '')
    returning id as "id"`
  return { id: row!.id, actor: { ...ctx.actor, kind: 'officer', id: row!.id, name } }
}

const pkcs8 = ({ key }: Keyed) => key.export({ format: 'der', type: 'pkcs8' })

/** A leader with a certificate whose key lies on the server. */
async function aSigner(ctx: TestCtx, house: Awaited<ReturnType<typeof anAuthority>>, name: string) {
  const { id, actor } = await anOfficer(ctx, name)
  const keyed = await aLeader(house.authority, ctx.now(), { name })
  await addKey(ctx, { purpose: 'person', officer: id }, { pkcs8: pkcs8(keyed), chain: keyed.chain })
  const acting: TestCtx = { ...ctx, actor }
  return { ctx: acting, signer: (await officerSigner(ctx, id))!, keyed }
}

async function believed(ctx: Ctx) {
  const house = await anAuthority(ctx.now())
  for (const content of house.trust.anchors) await believe(ctx, { kind: 'anchor', content, source: 'test' })
  for (const content of house.trust.crls) await believe(ctx, { kind: 'crl', content, source: 'test' })
  return house
}

const errand = (file: FileRef, signers: readonly Signer[]): Errand => ({
  subject: { kind: 'test', ref: crypto.randomUUID(), title: 'Giấy xác nhận' },
  file,
  signers,
  marks: { place: PLACES.signature }
})

/** What `signFirst` made, written down. */
async function recorded(ctx: Ctx, made: { ok: true; value: Made } | { ok: false; error: { code: string } }) {
  if (!made.ok) throw new Error(made.error.code)
  const order = await made.value.record(ctx)
  if (!order.ok) throw new Error(order.error.code)
  return order.value
}

const read = async (ctx: Ctx, id: string): Promise<Uint8Array> => {
  const bytes = await wholeFile(ctx, id)
  if (!bytes.ok) throw new Error('gone')
  return bytes.value
}

/** A time stamping authority that answers, or does not. */
function aStampService(stamper: Keyed, now: () => Date) {
  const state = { up: true }
  const system: System = {
    contract: timeStamping,
    limits: {
      concurrent: { direct: 4, background: 2 },
      breaker: { failures: 100, firstPauseMs: 1, longestPauseMs: 1 }
    },
    connector: {
      kind: 'test',
      address: 'test:',
      send: async (_, request) => {
        if (!state.up) throw new Error('down')
        const hash = Buffer.from((request as { hash: string }).hash, 'base64')
        return {
          kind: 'stamped',
          token: Buffer.from(tokenIn(answerStamp(stampRequest(hash), stamper, now()))!).toString('base64')
        }
      },
      ping: async () => {},
      close: () => {}
    }
  }
  putSystem(system)
  return state
}

describe('an order to sign', () => {
  test('two leaders sign one after the other; the signed file replaces the former and knows it', async ({ ctx }) => {
    const house = await believed(ctx)
    const [first, second] = [
      await aSigner(ctx, house, 'Phạm Thị Hoài Thương'),
      await aSigner(ctx, house, 'Lê Minh Quân')
    ]
    const file = await aFile(ctx, await aPdf())
    const order = await recorded(first.ctx, await signFirst(first.ctx, errand(file, [first.signer, second.signer])))
    expect(order).toMatchObject({ phase: 'open', original: { id: file.id }, placed: [{ signer: first.signer.id }] })
    expect(await signNext(first.ctx, order.id, first.signer)).toEqual({ ok: false, error: { code: 'not-your-turn' } })
    const done = await recorded(second.ctx, await signNext(second.ctx, order.id, second.signer))
    expect(done.phase).toBe('complete')
    expect(await formersOf(ctx, done.file.id)).toEqual([order.file.id, file.id])
    const verdict = await verifyFile(ctx, await read(ctx, done.file.id))
    expect(verdict).toMatchObject({ good: true, original: file.id })
    expect(verdict.signatures.map(one => one.holder?.name)).toEqual(['Phạm Thị Hoài Thương', 'Lê Minh Quân'])
    expect((await verifyChains(ctx)).find(one => one.kind === 'signature-order')).toEqual({
      kind: 'signature-order',
      cases: 1,
      broken: 0
    })
  })

  test('nobody signs with the certificate of another, and what is no PDF is not signed', async ({ ctx }) => {
    const house = await believed(ctx)
    const [first, second] = [await aSigner(ctx, house, 'A'), await aSigner(ctx, house, 'B')]
    const file = await aFile(ctx, await aPdf())
    expect(await signFirst(second.ctx, errand(file, [first.signer]))).toMatchObject({ error: { code: 'forbidden' } })
    const text = await aFile(ctx, new Uint8Array(Buffer.from('chữ')))
    expect(await signFirst(first.ctx, errand(text, [first.signer]))).toMatchObject({ error: { code: 'not-a-pdf' } })
    expect(await holdFiles(ctx, { kind: 'x', ref: 'x', blobs: [file.id] })).toMatchObject({ ok: true })
  })

  test('no key lies in the database in clear', async ({ ctx, sql }) => {
    const { keyed } = await aSigner(ctx, await believed(ctx), 'A')
    const rows = await sql<{ secret: Buffer }[]>`select secret as "secret" from signer where secret is not null`
    expect(rows.length).toBeGreaterThan(0)
    for (const { secret } of rows) expect(secret.includes(pkcs8(keyed).subarray(20, 60))).toBe(false)
  })
})

describe('a time stamp', () => {
  test('that could not be had is marked, and put in later; the signature holds before and after', async ({ ctx }) => {
    const house = await believed(ctx)
    const service = aStampService(house.stamper, ctx.now)
    try {
      const leader = await aSigner(ctx, house, 'Phạm Thị Hoài Thương')
      service.up = false
      const file = await aFile(ctx, await aPdf())
      const order = await recorded(leader.ctx, await signFirst(leader.ctx, errand(file, [leader.signer])))
      expect(order.placed[0]!.stamped).toBe(false)
      const before = await verifyFile(ctx, await read(ctx, order.file.id))
      expect(before).toMatchObject({ good: true, signatures: [{ stamped: false }] })
      expect(await stampLate(ctx)).toBe(0)
      service.up = true
      expect(await stampLate(ctx)).toBeGreaterThan(0)
      const later = await currentFile(ctx, order.file)
      expect(later.id).not.toBe(order.file.id)
      const after = await verifyFile(ctx, await read(ctx, later.id))
      expect(after).toMatchObject({ good: true, signatures: [{ stamped: true }] })
      expect(await stampLate(ctx)).toBe(0)
    } finally {
      closeSystems()
    }
  })
})

test('a signature from the officer’s own token is put in when the page brings it, and only if it fits', async ({
  ctx
}) => {
  const house = await believed(ctx)
  const leader = await aSigner(ctx, house, 'Phạm Thị Hoài Thương')
  const token: Signer = { ...leader.signer, kind: 'token' }
  await ctx.sql`update signer set kind = 'token' where id = ${token.id}`
  const file = await aFile(ctx, await aPdf())
  const order = await recorded(leader.ctx, await signFirst(leader.ctx, errand(file, [token])))
  const attributes = Buffer.from(order.asked!.attributes, 'base64')
  const { sign } = await import('node:crypto')
  const wrong = sign('sha256', createHash('sha256').update('khác').digest(), leader.keyed.key).toString('base64')
  expect(await collectSignature(leader.ctx, order.id, wrong)).toMatchObject({
    error: { code: 'signature-does-not-fit' }
  })
  const brought = sign('sha256', attributes, leader.keyed.key).toString('base64')
  const got = await collectSignature(leader.ctx, order.id, brought)
  const done = await recorded(leader.ctx, got.ok ? { ok: true, value: got.value.made } : got)
  expect(await verifyFile(ctx, await read(ctx, done.file.id))).toMatchObject({ good: true })
})
