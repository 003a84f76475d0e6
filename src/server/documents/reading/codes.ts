import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { ReaderOptions } from 'zxing-wasm/reader'
import { projectRoot } from '#server/platform/project.ts'
import { around, moved } from './boxes.rules.ts'
import type { Box } from './model.ts'
import { asMap, blurred, scaled, sharpened, stretched } from './picture.ts'
import type { Grey } from './picture.ts'

/** The decoder from the package: nothing is fetched. */
export async function openDecoder(): Promise<void> {
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  const wasm = readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm'))
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

export type Decoded = { readonly text: string; readonly box: Box }

type Attempt = {
  readonly prepare: (grey: Grey) => Promise<Grey> | Grey
  readonly scale: number
  readonly options?: ReaderOptions
}

/** Preparations, cheapest first. All but the first are tried only where something looks like a code. */
const ATTEMPTS: readonly Attempt[] = [
  { prepare: grey => grey, scale: 1 },
  { prepare: grey => scaled(grey, 2), scale: 2 },
  { prepare: grey => scaled(grey, 0.5), scale: 0.5 },
  { prepare: grey => blurred(grey, 1.2), scale: 1 },
  { prepare: grey => sharpened(grey, 1.5), scale: 1 },
  { prepare: async grey => sharpened(await scaled(grey, 2), 2), scale: 2 },
  { prepare: grey => stretched(grey), scale: 1, options: { binarizer: 'GlobalHistogram' } },
  { prepare: async grey => blurred(await scaled(grey, 2), 2), scale: 2, options: { binarizer: 'GlobalHistogram' } },
  { prepare: grey => scaled(grey, 0.7), scale: 0.7 },
  { prepare: grey => grey, scale: 1, options: { tryDenoise: true } },
  { prepare: grey => scaled(grey, 3), scale: 3 }
]

/** More than this is not enlarged: memory. */
const MOST_PIXELS = 20_000_000

/** The QR codes on a page. `expected`: the paper is of a kind that carries one, so nothing is left untried. */
export async function decodeCodes(grey: Grey, expected = false): Promise<readonly Decoded[]> {
  let looksLike = expected
  for (const [at, { prepare, scale, options }] of ATTEMPTS.entries()) {
    if (at > 0 && !looksLike) return []
    if (grey.width * grey.height * scale * scale > MOST_PIXELS) continue
    const { found, broken } = await decodeOnce(await prepare(grey), options)
    if (found.length > 0) return found.map(({ text, box }) => ({ text, box: moved(box, 0, 0, 1 / scale) }))
    looksLike ||= broken
  }
  return []
}

async function decodeOnce(grey: Grey, options: ReaderOptions = {}) {
  const read = await readBarcodes(asMap(grey), {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: true,
    returnErrors: true,
    maxNumberOfSymbols: 8,
    textMode: 'Plain',
    characterSet: 'UTF8',
    ...options
  })
  const found = read.flatMap(
    ({ isValid, text, position: { topLeft, topRight, bottomLeft, bottomRight } }): Decoded[] => {
      if (!isValid || text === '') return []
      const corners = [topLeft, topRight, bottomLeft, bottomRight].map(({ x, y }): Box => [x, y, x, y])
      return [{ text: text.normalize('NFC'), box: around(corners) }]
    }
  )
  return { found, broken: read.some(each => !each.isValid) }
}
