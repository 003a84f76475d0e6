import { createHash, randomBytes, randomUUID, sign } from 'node:crypto'
import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer as whole } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib'
import { Certificate, ContentInfo, SignedData } from 'pkijs'
import { printForm } from '#server/dossiers/forms.ts'
import { aResultDocument } from '#server/dossiers/forms.testing.ts'
import type { Ctx } from '#server/platform/index.ts'
import { keyInHand } from '#server/platform/blobs.keys.ts'
import { openBlobs } from '#server/platform/blobs.ts'
import { inventAuthority } from '#server/signatures/authority.ts'
import type { Keyed } from '#server/signatures/authority.ts'
import { buffer, signatureContainer, signedAttributes } from '#server/signatures/cms/build.ts'
import { printLook } from '#server/signatures/look.ts'
import { PLACES } from '#server/signatures/index.ts'
import { boxOn } from '#server/signatures/pdf/place.ts'
import { fieldsOf } from '#server/signatures/pdf/read.ts'
import { begin, finish } from '#server/signatures/sign.ts'
import type { Signer } from '#server/signatures/signers/device.ts'
import { verifyPdf } from '#server/signatures/verify.ts'
import { corpus } from './lib/corpus.ts'
import { readingSpeed } from './lib/reading-speed.ts'
import { median } from './lib/record.ts'

const ROUNDS = 8
const PER_ROUND = 6
const NAME = 'Phạm Thị Hoài Thương'

/**
 * Pages read a second, against the bare calls of the same (`reading-speed.ts`); results signed and verified a second, against the libraries called bare for the same: pdf-lib opens and writes, Typst
 * draws the stamp, pdf.js finds the place, Node signs and pkijs packs and judges. Once in memory, and once from the disk
 * to the disk: ours in the encrypted store, bare in plain files that are synced and renamed. The worst ratio counts.
 */
export async function run() {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-documents-'))
  try {
    return await measure(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string) {
  const now = new Date()
  const keys = await invent(now)
  const signer = {
    kind: 'pkcs12',
    purpose: 'person',
    name: NAME,
    organisation: null,
    chain: keys.leader.chain
  } as unknown as Signer
  const ctx = { now: () => now, province: { demonstration: false } } as unknown as Ctx
  const original = await printForm(aResultDocument())
  const marks = { place: { ...PLACES.signature, above: NAME } }
  const ours = async (original: Uint8Array) => {
    const begun = await begin(ctx, original, signer, marks)
    const signature = new Uint8Array(sign('sha256', begun.attributes, keys.leader.key))
    return (await finish(ctx, begun, signer, signature)).bytes
  }
  const signed = await ours(original)
  const trust = { anchors: [keys.root], crls: [], ocsps: [] }
  const store = encryptedStore(folder)
  const files = plainFiles(folder)
  const [blob, file] = [await store.keep(original), await files.keep(original)]
  const [signedBlob, signedFile] = [await store.keep(signed), await files.keep(signed)]
  const pairs = {
    signing: [() => ours(original), () => bareSign(original, keys.leader, now)],
    verifying: [() => verifyPdf(signed, trust, now), () => bareVerify(signed, keys.root, now)],
    'signing from and to the store': [
      async () => store.keep(await ours(await store.fetch(blob))),
      async () => files.keep(await bareSign(await files.fetch(file), keys.leader, now))
    ],
    'verifying from the store': [
      async () => verifyPdf(await store.fetch(signedBlob), trust, now),
      async () => bareVerify(await files.fetch(signedFile), keys.root, now)
    ]
  } as const
  const compared: Compared[] = []
  const ratios: Record<string, number> = {}
  for (const [name, [ours, bare]] of Object.entries(pairs)) {
    const found = await compare(ours, bare)
    console.log(`  ${name.padEnd(30)} ${told(found)}`)
    compared.push(found)
    ratios[name] = found.ratio
  }
  const read = await readingSpeed(await corpus())
  console.log(`  ${'reading a page'.padEnd(30)} ${told(read)}`)
  compared.push(read)
  ratios['reading a page'] = read.ratio
  const worst = compared.reduce((one, other) => (other.ratio < one.ratio ? other : one))
  return {
    name: 'documents read, signed and verified',
    ...worst,
    ratios,
    unit: 'files/s (the worst of five)',
    target: { ratio: 1 / 1.15 }
  }
}

type Kept = { keep(bytes: Uint8Array): Promise<string>; fetch(name: string): Promise<Uint8Array> }

/** Our store: hashed and encrypted on the way in, proved on the way out. */
function encryptedStore(folder: string): Kept {
  const blobs = openBlobs(join(folder, 'blobs'), keyInHand(randomBytes(32)))
  const once = async function* (bytes: Uint8Array) {
    yield bytes
  }
  return {
    async keep(bytes) {
      const received = await blobs.receive(once(bytes), 1 << 24)
      if (!received.ok) throw new Error(received.error.code)
      await received.value.keep()
      return received.value.sha256
    },
    fetch: async name => new Uint8Array(await whole(blobs.open(name)))
  }
}

/** What a plain script does for a file that has to survive a power cut: written aside, synced, renamed, the folder synced. */
const plainFiles = (folder: string): Kept => ({
  async keep(bytes) {
    const name = randomUUID()
    const synced = async (path: string, flags: string, content?: Uint8Array) => {
      const file = await open(path, flags)
      try {
        if (content) await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
    }
    await synced(join(folder, `.${name}`), 'wx', bytes)
    await rename(join(folder, `.${name}`), join(folder, name))
    await synced(folder, 'r')
    return name
  },
  fetch: name => readFile(join(folder, name))
})

type Compared = { readonly ours: number; readonly baseline: number; readonly ratio: number }
const told = ({ ours, baseline, ratio }: Compared) =>
  `${ours.toFixed(1)}/s, bare ${baseline.toFixed(1)}/s, ratio ${ratio.toFixed(2)}`

/** In short turns, so that a busy machine slows both alike; the first round only warms up. */
async function compare(ours: () => Promise<unknown>, bare: () => Promise<unknown>): Promise<Compared> {
  const rounds: { ours: number; bare: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) rounds.push({ ours: await timed(ours), bare: await timed(bare) })
  const kept = rounds.slice(1)
  const perSecond = (ms: number) => (PER_ROUND * 1000) / ms
  return {
    ours: perSecond(median(kept.map(each => each.ours))),
    baseline: perSecond(median(kept.map(each => each.bare))),
    ratio: median(kept.map(each => each.bare / each.ours))
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  for (let turn = 0; turn < PER_ROUND; turn++) {
    await nextTurn()
    await work()
  }
  return performance.now() - start
}

async function invent(now: Date): Promise<{ root: Uint8Array; leader: Keyed }> {
  const [from, until] = [-10, 300].map(days => new Date(now.getTime() + days * 86_400_000)) as [Date, Date]
  const authority = await inventAuthority({ name: 'CA', from, until })
  const leader = await authority.issue({ name: NAME, from, until, for: 'signing', key: 'rsa' })
  return { root: authority.certificate, leader }
}

const ROOM = 16_384

/** The same paper, with the libraries alone: the whole file is written anew, since none of them appends. */
async function bareSign(original: Uint8Array, leader: Keyed, at: Date): Promise<Uint8Array> {
  const box = await boxOn(original, { ...PLACES.signature, above: NAME })
  const stamp = await printLook({ name: NAME, organisation: null, at, ink: 'person' }, PLACES.signature)
  const doc = await PDFDocument.load(original, { updateMetadata: false })
  const [look] = await doc.embedPdf(stamp)
  await look!.embed()
  const { context } = doc
  const value = context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached' })
  value.set(PDFName.of('ByteRange'), context.obj([0, 1_000_000_000, 1_000_000_000, 1_000_000_000]))
  value.set(PDFName.of('Contents'), PDFHexString.of('0'.repeat(ROOM * 2)))
  value.set(PDFName.of('M'), PDFString.fromDate(at))
  const page = doc.getPage(box.page)
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    F: 132,
    T: 'S1',
    V: context.register(value)
  })
  widget.set(PDFName.of('Rect'), context.obj([box.x, box.y, box.x + box.width, box.y + box.height]))
  widget.set(PDFName.of('AP'), context.obj({ N: look!.ref }))
  const field = context.register(widget)
  page.node.set(PDFName.of('Annots'), context.obj([field]))
  const form = context.obj({ Fields: [field] })
  form.set(PDFName.of('SigFlags'), PDFNumber.of(3))
  doc.catalog.set(PDFName.of('AcroForm'), context.register(form))
  const bytes = Buffer.from(await doc.save({ useObjectStreams: false }))
  const from = bytes.indexOf('/Contents <') + 10
  const to = from + ROOM * 2 + 2
  const digest = createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest()
  const attributes = signedAttributes(digest, leader.certificate)
  const signature = new Uint8Array(sign('sha256', attributes, leader.key))
  const container = signatureContainer({ attributes, signature, key: 'rsa', chain: leader.chain })
  bytes.write(Buffer.from(container).toString('hex'), from + 1, 'latin1')
  return bytes
}

/** Opened by pdf-lib, judged by pkijs: digest, signature and chain; nothing of later changes, seals or words. */
async function bareVerify(signed: Uint8Array, root: Uint8Array, at: Date): Promise<void> {
  const [field] = await fieldsOf(signed)
  const [, first, next, rest] = field!.ranges
  const data = Buffer.concat([signed.subarray(0, first), signed.subarray(next, next + rest)])
  const cms = new SignedData({ schema: ContentInfo.fromBER(buffer(field!.container)).content })
  const trustedCerts = [Certificate.fromBER(buffer(root))]
  const good = await cms.verify({ signer: 0, data: buffer(data), checkChain: true, trustedCerts, checkDate: at })
  if (!good) throw new Error('the bare libraries do not believe the file')
}
