import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { dayOf, VIETNAM_OFFSET_MS } from './day.ts'
import { coverageOf, printable } from './glyphs.ts'
import { projectRoot } from './project.ts'

/**
 * Archival and accessible at once: PDF/A-2a is PDF/A-2b plus tags, language and Unicode for every glyph. The compiler
 * takes one standard at a time; the tests also run every form through its PDF/UA-1 validator.
 */
export const PDF_STANDARD = 'a-2a'

/** Every so many prints, results not used since the last round are dropped from the compiler's cache. */
const EVICT_EVERY = 32

/** Not on the disk: shown to the compiler for one print, in one uninterrupted turn, and taken away again. */
const DATA_FILE = join(projectRoot, 'print-data.json')

const pictureFile = (number: number) => join(projectRoot, `print-picture-${number}.jpg`)

type Printing = { readonly at?: Date; readonly standard?: string; readonly pictures?: readonly Uint8Array[] }

const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

type Press = { compiler: NodeCompiler; covered: ReadonlySet<number>; prints: number }
let press: Promise<Press> | undefined

/** Loaded at the first print: the compiler and its fonts take about 0.3 s, which start-up should not pay. */
async function openPress(): Promise<Press> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  const fonts = FACES.map(face => readFileSync(resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)))
  const [first, ...others] = fonts.map(coverageOf)
  return {
    compiler: NodeCompiler.create({ workspace: projectRoot, fontArgs: [{ fontBlobs: fonts }] }),
    covered: new Set([...first!].filter(code => others.every(face => face.has(code)))),
    prints: 0
  }
}

/**
 * Prints a Typst template (path from the project's folder) with data as PDF/A, the same bytes for the same input.
 * Data reaches the template as the virtual file `/print-data.json`, never as source; see `forTemplate` for its shape.
 * `at` is the document's date; `standard` is another than the official forms need. Pictures (JPEG) reach the template
 * the same way, as `/print-picture-1.jpg` and so on.
 */
export async function print(
  template: string,
  data: unknown,
  { at = new Date(0), standard = PDF_STANDARD, pictures = [] }: Printing = {}
): Promise<Uint8Array> {
  const opened = await (press ??= openPress())
  const { compiler, covered } = opened
  // A run of prints lets requests through between two, and the compiler's memory is only given back in such pauses.
  await nextTurn()
  compiler.mapShadow(DATA_FILE, Buffer.from(JSON.stringify(forTemplate(data, covered))))
  const shown = pictures.map((picture, at) => ({ path: pictureFile(at + 1), picture }))
  for (const { path, picture } of shown) compiler.mapShadow(path, Buffer.from(picture))
  const compiled = compiler.compile({ mainFilePath: join(projectRoot, template) })
  for (const path of [DATA_FILE, ...shown.map(each => each.path)]) compiler.unmapShadow(path)
  if (!compiled.result) throw new Error(`${template} does not print: ${complaints(compiled.takeDiagnostics())}`)
  const pdf = compiler.pdf(compiled.result, {
    pdfStandard: standard,
    creationTimestamp: Math.floor(at.getTime() / 1000)
  })
  if (++opened.prints % EVICT_EVERY === 0) compiler.evictCache(0)
  return pdf
}

const complaints = (error: { shortDiagnostics: unknown[] } | null): string =>
  JSON.stringify(error?.shortDiagnostics ?? 'no reason given')

/**
 * Data as templates see it: strings printable in our font, nothing undefined, and each instant as words in Vietnamese
 * time: `at` 14:05 03/02/2026, `until` the same but 24:00 for midnight (Civil Code art. 148), `day`, `clock`, and
 * `long` with the leading zeros of Decree 30/2020 (days under 10, months 1 and 2).
 */
export function forTemplate(value: unknown, covered: ReadonlySet<number>): unknown {
  if (typeof value === 'string') return printable(value, covered)
  if (value instanceof Date) return inWords(value)
  if (Array.isArray(value)) return value.map(item => forTemplate(item, covered))
  if (value === null || typeof value !== 'object') return value ?? null
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]) => [key, forTemplate(item, covered)]))
}

export function inWords(instant: Date) {
  const [year, month, date] = dayOf(instant).split('-') as [string, string, string]
  const clock = new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(11, 16)
  const day = `${date}/${month}/${year}`
  const at = `${clock} ${day}`
  const until: string = clock === '00:00' ? `24:00 ${inWords(new Date(instant.getTime() - 60_000)).day}` : at
  const long = `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
  return { at, until, day, clock, long }
}
