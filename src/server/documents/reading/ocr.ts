import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, OEM, PSM } from 'tesseract.js'
import type { Worker } from 'tesseract.js'
import { projectRoot } from '#server/platform/project.ts'
import type { Line } from './model.ts'
import { asMap } from './picture.ts'
import type { Grey } from './picture.ts'

/** The engine with the Vietnamese data from the package: nothing is fetched and nothing written. */
export async function openEngine(): Promise<Worker> {
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  const langPath = join(dirname(resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int')
  return createWorker('vie', OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true })
}

export type Recognised = { readonly lines: readonly Line[]; /** Mean of the words, 0 to 1. */ readonly sure: number }

/** The words of a straight page with their boxes. */
export async function recognise(engine: Worker, page: Grey): Promise<Recognised> {
  await engine.setParameters({ tessedit_pageseg_mode: PSM.AUTO, tessedit_char_whitelist: '', user_defined_dpi: '200' })
  return wordsOf(await engine.recognize(asMap(page), {}, { text: false, blocks: true }))
}

/** A block of capitals, digits and `<` only. */
export async function recogniseZone(engine: Worker, part: Grey): Promise<Recognised> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'
  await engine.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_BLOCK, tessedit_char_whitelist: letters })
  return wordsOf(await engine.recognize(asMap(part), {}, { text: false, blocks: true }))
}

type Answer = Awaited<ReturnType<Worker['recognize']>>

function wordsOf({ data }: Answer): Recognised {
  const lines = (data.blocks ?? []).flatMap(block =>
    block.paragraphs.flatMap(paragraph =>
      paragraph.lines.map((line): Line => ({
        words: line.words.map(({ text, confidence, bbox }) => ({
          text: text.normalize('NFC'),
          sure: Math.round(confidence) / 100,
          box: [bbox.x0, bbox.y0, bbox.x1, bbox.y1]
        })),
        box: [line.bbox.x0, line.bbox.y0, line.bbox.x1, line.bbox.y1]
      }))
    )
  )
  const words = lines.flatMap(line => line.words)
  return { lines, sure: words.length === 0 ? 0 : words.reduce((sum, word) => sum + word.sure, 0) / words.length }
}
