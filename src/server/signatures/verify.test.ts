import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFName, PDFString } from 'pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Authority, Keyed } from './authority.ts'
import type { Fault, Trust } from './model.ts'
import { appendRevision } from './pdf/append.ts'
import { aLeader, anAuthority, aPdf, days, signedBy } from './testing.ts'
import { verifyPdf } from './verify.ts'
import { explainFile } from './words.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
let authority: Authority, stamper: Keyed, trust: Trust, leader: Keyed

beforeAll(async () => {
  ;({ authority, stamper, trust } = await anAuthority(NOW))
  leader = await aLeader(authority, NOW)
})

const faultsOf = async (bytes: Uint8Array, by: Trust = trust, now = NOW): Promise<(Fault | null)[]> =>
  (await verifyPdf(bytes, by, now)).signatures.map(one => one.fault)

/** The PDF of somebody who adds a revision without asking, e.g. a page's words changed. */
async function meddled(bytes: Uint8Array): Promise<Uint8Array> {
  const { bytes: after } = await appendRevision(bytes, async ({ doc, touch }) => {
    const page = doc.getPage(0)
    page.node.set(PDFName.of('Rotate'), doc.context.obj(180))
    touch(page.ref)
  })
  return after
}

describe('a signed result', () => {
  test('says who signed, for which office, when, and that nothing changed', async () => {
    const signed = await signedBy(await aPdf(), leader, { at: NOW, stamper })
    const verdict = await verifyPdf(signed, trust, NOW)
    expect(verdict).toMatchObject({
      good: true,
      fault: null,
      signatures: [{ fault: null, stamped: true, signedAt: NOW, revocation: 'good', coversWholeFile: true }]
    })
    const told = explainFile('vi', verdict)
    expect(told.sentence).toBe('Tệp có chữ ký số hợp lệ và không bị sửa đổi sau khi ký.')
    expect(told.signatures[0]).toMatchObject({
      who: 'Phạm Thị Hoài Thương – Ủy ban nhân dân phường Mơ Giang',
      when: 'Ký lúc 23/11/2026 09:00:00 +07:00, có dấu thời gian',
      notes: ['Nội dung tệp không thay đổi sau chữ ký này.']
    })
  })

  test.each([
    ['with a table of objects', { useObjectStreams: false }],
    ['with its objects in streams', { useObjectStreams: true }]
  ])('%s is signed by two in order, and both signatures hold', async (_, options) => {
    const second = await aLeader(authority, NOW, { name: 'Lê Minh Quân', key: 'rsa' })
    const once = await signedBy(await aPdf(2, options), leader, { at: NOW, stamper })
    const twice = await signedBy(once, second, { at: NOW, stamper })
    const { good, signatures } = await verifyPdf(twice, trust, NOW)
    expect(good).toBe(true)
    expect(signatures.map(one => [one.holder?.name, one.coversWholeFile])).toEqual([
      ['Phạm Thị Hoài Thương', false],
      ['Lê Minh Quân', true]
    ])
  })

  test('is told from a changed one, whichever byte was changed', async () => {
    const signed = await signedBy(await aPdf(), leader, { at: NOW, stamper })
    for (const place of [30, 200, signed.length - 60]) {
      const changed = Uint8Array.from(signed)
      changed[place]! ^= 1
      const verdict = await verifyPdf(changed, trust, NOW)
      expect(verdict.good, `byte ${place}`).toBe(false)
    }
  })

  test('to which something was added afterwards is not confirmed, nor one that is then signed by another', async () => {
    const signed = await signedBy(await aPdf(), leader, { at: NOW, stamper })
    const changed = await meddled(signed)
    expect(await faultsOf(changed)).toEqual(['changed-later'])
    const again = await signedBy(changed, leader, { at: NOW, stamper })
    expect(await faultsOf(again)).toEqual(['changed-later', null])
    expect((await verifyPdf(again, trust, NOW)).good).toBe(false)
  })

  test('whose signature was copied from another file is told', async () => {
    const signed = Buffer.from(await signedBy(await aPdf(), leader, { at: NOW, stamper }))
    const other = Buffer.from(await signedBy(await aPdf(2), leader, { at: NOW, stamper }))
    const place = (file: Buffer) => file.indexOf('/Contents <') + 11
    signed.copy(other, place(other), place(signed), place(signed) + 32_768)
    expect(await faultsOf(new Uint8Array(other))).toEqual(['changed'])
  })

  test.each<[string, Fault | null, { from: number; until: number; signed: number; stamp: boolean }]>([
    [
      'expired, and no stamp proves that it was used in time',
      'expired',
      { from: -200, until: -1, signed: -50, stamp: false }
    ],
    [
      'expired since, but a stamp proves that it was used in time',
      null,
      { from: -200, until: -1, signed: -50, stamp: true }
    ],
    ['not valid yet', 'not-yet-valid', { from: 10, until: 100, signed: 0, stamp: true }]
  ])('by a certificate that is %s', async (_, fault, { from, until, signed, stamp }) => {
    const by = await aLeader(authority, NOW, { from: days(NOW, from), until: days(NOW, until) })
    const file = await signedBy(await aPdf(), by, { at: days(NOW, signed), stamper: stamp ? stamper : null })
    expect(await faultsOf(file)).toEqual([fault])
  })

  test('by a revoked certificate is refused, unless a stamp proves that it was signed before', async () => {
    const by = await aLeader(authority, NOW)
    const crl = await authority.revoke([{ certificate: by.certificate, since: days(NOW, -10) }], NOW, days(NOW, 7))
    const knowing = { ...trust, crls: [crl] }
    const file = await aPdf()
    const at = (day: number) => ({ at: days(NOW, day), stamper })
    expect(await faultsOf(await signedBy(file, by, at(-5)), knowing)).toEqual(['revoked'])
    expect(await faultsOf(await signedBy(file, by, at(-20)), knowing)).toEqual([null])
    expect(await faultsOf(await signedBy(file, by, { at: days(NOW, -20) }), knowing)).toEqual(['revoked'])
  })

  test('by somebody whose issuer we do not know, or by a certificate not made for signing, is refused', async () => {
    const strange = await anAuthority(NOW, 'CA lạ')
    const by = await aLeader(strange.authority, NOW)
    expect(await faultsOf(await signedBy(await aPdf(), by, { at: NOW, stamper }))).toEqual(['unknown-issuer'])
    expect(await faultsOf(await signedBy(await aPdf(), stamper, { at: NOW }), trust)).toEqual(['not-for-signing'])
    // A stamp of an authority that is not believed proves nothing.
    const stamped = await signedBy(await aPdf(), leader, { at: NOW, stamper: strange.stamper })
    expect((await verifyPdf(stamped, trust, NOW)).signatures[0]).toMatchObject({ stamped: false, fault: null })
  })
})

test('what is no signed PDF is told in a sentence', async () => {
  const broken = Buffer.from('%PDF-1.7 nothing')
  expect((await verifyPdf(new Uint8Array(Buffer.from('MZ')), trust, NOW)).fault).toBe('not-a-pdf')
  expect((await verifyPdf(new Uint8Array(broken), trust, NOW)).good).toBe(false)
  const plain = await verifyPdf(await aPdf(), trust, NOW)
  expect(explainFile('en', plain)).toMatchObject({
    good: false,
    sentence: 'The file has no electronic signature.'
  })
})

test('a field that only pretends to be a signature is not believed', async () => {
  const { bytes } = await appendRevision(await aPdf(), async ({ doc }) => {
    const ranges = doc.context.obj([0, 100, 200, 300])
    const dict = doc.context.obj({ Type: 'Sig' })
    dict.set(PDFName.of('ByteRange'), ranges)
    dict.set(PDFName.of('Contents'), PDFString.of('x'))
    doc.context.register(dict)
  })
  expect((await verifyPdf(bytes, trust, NOW)).good).toBe(false)
})

const pdfsig = (() => {
  try {
    execFileSync('pdfsig', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test.skipIf(!pdfsig)(
  `another program sees the same${pdfsig ? '' : ' (pdfsig of poppler-utils is not installed)'}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-pdfsig-'))
    const ask = (bytes: Uint8Array): string => {
      const path = join(folder, 'signed.pdf')
      writeFileSync(path, bytes)
      return execFileSync('pdfsig', [path], { encoding: 'utf8' })
    }
    try {
      const second = await aLeader(authority, NOW, { key: 'rsa' })
      const once = await signedBy(await aPdf(), leader, { at: NOW, stamper })
      const twice = await signedBy(once, second, { at: NOW, stamper })
      const said = ask(twice)
      expect(said.match(/Signature is Valid/g)).toHaveLength(2)
      expect(said).toContain('Total document signed')
      expect(said).toContain('ETSI.CAdES.detached')
      const changed = Uint8Array.from(twice)
      changed[30]! ^= 1
      expect(ask(changed)).not.toContain('Signature is Valid')
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
)
