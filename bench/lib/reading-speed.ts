import sharp from 'sharp'
import { PSM } from 'tesseract.js'
import { readBarcodes } from 'zxing-wasm/reader'
import { leavesOf, openFile } from '#server/documents/reading/leaves.ts'
import type { Leaf } from '#server/documents/reading/leaves.ts'
import { openEngine } from '#server/documents/reading/ocr.ts'
import { asMap } from '#server/documents/reading/picture.ts'
import { openTools, readLeaves } from '#server/documents/reading/read.ts'
import type { Sample } from './corpus.ts'
import { median } from './record.ts'

/** How many upright scans the throughput is taken on, in turns with the bare libraries, and how often. */
const TIMED = 6
const ROUNDS = 3

/**
 * Our reading beside the bare calls that the same result needs, each once and one after the other: the picture decoded,
 * its QR code looked for, its words recognised with the same segmentation. In turns, page by page; the first pair only
 * warms up. Processor time is told beside: a busy machine stretches the time of many small waits more than of one long.
 */
export async function readingSpeed(corpus: readonly Sample[]) {
  const samples = corpus.filter(({ kind, state }) => kind === 'form' && state === 'clean').slice(0, TIMED)
  const tools = await openTools()
  const bare = await openEngine()
  await bare.setParameters({ tessedit_pageseg_mode: PSM.AUTO })
  const ours = (asked: readonly Sample[]) => spentOn(() => readLeaves(tools, stackOf(asked)))
  const theirs = (asked: readonly Sample[]) =>
    spentOn(async () => {
      for (const { bytes } of asked) await bareRead(bare, bytes)
    })
  const pairs: { ours: Spent; bare: Spent; words: Spent }[] = []
  for (let round = 0; round <= ROUNDS; round++)
    for (const sample of round === 0 ? samples.slice(0, 1) : samples) {
      const pair = { ours: await ours([sample]), bare: await theirs([sample]) }
      const words = await spentOn(() => bareWords(bare, sample.bytes))
      if (round > 0) pairs.push({ ...pair, words })
    }
  const stack = { ours: await ours(samples), bare: await theirs(samples) }
  await Promise.all([tools.close(), bare.terminate()])
  const ratio = (by: keyof Spent, than: 'bare' | 'words') =>
    rounded(median(pairs.map(pair => pair[than][by] / pair.ours[by])))
  const perSecond = (which: 'ours' | 'bare') => rounded(1000 / median(pairs.map(pair => pair[which].ms)))
  const figures = {
    processorRatio: ratio('processor', 'bare'),
    ratioToWordsAlone: ratio('ms', 'words'),
    processorRatioToWordsAlone: ratio('processor', 'words'),
    stackOfPagesRatio: rounded(stack.bare.ms / stack.ours.ms)
  }
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name}: ${value}`)
  return { ours: perSecond('ours'), baseline: perSecond('bare'), ratio: ratio('ms', 'bare'), ...figures }
}

const rounded = (value: number) => Math.round(value * 1000) / 1000

async function* stackOf(samples: readonly Sample[]): AsyncGenerator<Leaf> {
  for (const { bytes, type } of samples) yield* leavesOf(await openFile(bytes, type))
}

/** The plainest script: one call of each library. */
async function bareRead(engine: Engine, bytes: Uint8Array): Promise<void> {
  const { data, info } = await bareGrey(bytes)
  const pixels = new Uint32Array(data.length)
  for (let at = 0; at < data.length; at++) pixels[at] = (data[at]! * 0x10101) | 0xff000000
  const picture = { ...info, data: new Uint8ClampedArray(pixels.buffer), colorSpace: 'srgb' } as unknown as ImageData
  await readBarcodes(picture, { formats: ['QRCode'] })
  await engine.recognize(asMap({ ...info, data }), {}, { text: false, blocks: true })
}

/** Harder: words alone, with no look for a code. */
async function bareWords(engine: Engine, bytes: Uint8Array): Promise<void> {
  const { data, info } = await bareGrey(bytes)
  await engine.recognize(asMap({ ...info, data }), {}, { text: false, blocks: true })
}

const bareGrey = (bytes: Uint8Array) => sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true })

type Engine = Awaited<ReturnType<typeof openEngine>>
type Spent = { readonly ms: number; readonly processor: number }

async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const before = process.cpuUsage()
  const start = performance.now()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { ms: performance.now() - start, processor: (user + system) / 1000 }
}
