import type { Worker } from 'tesseract.js'
import { fold } from '#server/platform/language.ts'
import { around, rounded, turnedPoint } from './boxes.rules.ts'
import { decodeCodes, openDecoder } from './codes.ts'
import type { Decoded } from './codes.ts'
import { understand } from './codes.rules.ts'
import { fieldsOf } from './fields.rules.ts'
import { kindOf } from './kind.rules.ts'
import type { Box, Code, Line, Page, Reading, Zone } from './model.ts'
import { openEngine, recognise, recogniseZone } from './ocr.ts'
import type { Recognised } from './ocr.ts'
import { carriesText } from './own-text.rules.ts'
import { cut, lit, small, turned, turnedGrey, without } from './picture.ts'
import type { Colour, Grey } from './picture.ts'
import { lieOf } from './skew.rules.ts'
import type { Lie } from './skew.rules.ts'
import type { Leaf } from './leaves.ts'
import { readZone } from './zone.rules.ts'

/** What reading needs, opened once: the QR decoder, and the OCR engine with the first page that has to be read by eye. */
export type Tools = { engine(): Promise<Worker>; close(): Promise<unknown> }

export async function openTools(): Promise<Tools> {
  let opened: Promise<Worker> | undefined
  await openDecoder()
  return { engine: () => (opened ??= openEngine()), close: async () => (await opened)?.terminate() }
}

/** Reads a file leaf by leaf; `told` hears of every finished page. */
export async function readLeaves(
  tools: Tools,
  leaves: AsyncIterable<Leaf>,
  told: (done: number) => void = () => {}
): Promise<Reading> {
  const pages: Page[] = []
  const codes: Code[] = []
  let zone: Zone | null = null
  for await (const leaf of ahead(leaves, looked)) {
    const read = await readLeaf(tools, leaf, pages.length + 1)
    pages.push(read.page)
    codes.push(...read.codes)
    zone ??= read.zone
    told(pages.length)
  }
  const text = pages.map(textOf).join('\n\f')
  const fields = fieldsOf(pages, codes, zone)
  return { kind: kindOf({ codes, zone, text, fields }), pages, codes, zone, fields, text }
}

const textOf = (page: Page): string => page.lines.map(line => line.words.map(word => word.text).join(' ')).join('\n')

/** Each page is made ready while the engine, which has a thread of its own, reads the one before it. */
async function* ahead<Raw, Ready>(
  source: AsyncIterable<Raw>,
  ready: (raw: Raw) => Promise<Ready>
): AsyncGenerator<Ready> {
  const from = source[Symbol.asyncIterator]()
  const take = async () => {
    const { done, value } = await from.next()
    return done ? null : { ready: await ready(value) }
  }
  for (let now = await take(); now;) {
    const next = take()
    // What goes wrong is told when its page's turn comes.
    next.catch(() => {})
    yield now.ready
    now = await next
  }
}

/** A page before its words are read: its codes, and the picture with even light and how it lies. */
type Looked = {
  readonly leaf: Leaf
  readonly codes: readonly Decoded[]
  readonly bright: Grey
  readonly lie: Lie
}

async function looked(leaf: Leaf): Promise<Looked> {
  const { grey } = leaf
  if (carriesText(leaf.lines)) return { leaf, codes: await decodeCodes(grey), bright: grey, lie: STRAIGHT }
  // The decoder works here, the making small beside it.
  const [codes, whole] = await Promise.all([decodeCodes(grey), small(grey)])
  const places = codes.map(code => rounded(code.box))
  const bare = without(grey, places)
  const little = bare === grey ? whole : await small(bare)
  const bright = await lit(bare, little)
  return { leaf, codes, bright, lie: lieOf(bright === bare ? little : await small(bright)) }
}
const STRAIGHT: Lie = { side: false, skew: 0 }

type ReadLeaf = { readonly page: Page; readonly codes: readonly Code[]; readonly zone: Zone | null }

/** One page: its words on the straightened picture, its codes, then the zone of a card. */
async function readLeaf(tools: Tools, page: Looked, number: number): Promise<ReadLeaf> {
  if (carriesText(page.leaf.lines)) return ofText(page, number)
  const engine = await tools.engine()
  const straight = await straightened(engine, page)
  const { codes: first } = page
  const expected = first.length === 0 && expectsCode(straight.read.lines)
  const { level } = straight
  const onPage = expected
    ? (await decodeCodes(level, true)).map(({ text, box }) => ({ text, box: rounded(box) }))
    : first.map(({ text, box }) => ({ text, box: straight.place(box) }))
  const codes = onPage.map(({ text, box }): Code => ({ ...understand(text), text, page: number, place: box }))
  const zone = looksLikeZone(straight.read.lines) ? await zoneOf(engine, level, straight.read.lines, number) : null
  return { page: straight.page, codes, zone }
}

/** A PDF that carries its own text is not read again by eye. */
function ofText({ leaf: { grey, lines }, codes: found }: Looked, number: number): ReadLeaf {
  const tidy = lines.map(line => ({
    words: line.words.map(word => ({ ...word, box: rounded(word.box) })),
    box: rounded(line.box)
  }))
  const page: Page = { width: grey.width, height: grey.height, turned: 0, skew: 0, lines: tidy }
  const codes = found.map(({ text, box }): Code => ({ ...understand(text), text, page: number, place: rounded(box) }))
  const zone = readZone(tidy.map(line => line.words.map(word => word.text).join('')))
  return { page, codes, zone: zone && { ...zone, page: number, place: around(tidy.map(line => line.box)) } }
}

type Straight = {
  readonly page: Page
  readonly level: Grey
  readonly read: Recognised
  readonly place: (box: Box) => Box
}

/** Undoes quarter turns and lean, and reads; a page that reads badly is tried upside down. */
async function straightened(engine: Worker, { leaf, bright, lie: { side, skew } }: Looked): Promise<Straight> {
  // Lines that run down the page lean against the page turned by a quarter.
  const turns = side ? ([90, 270, 0, 180] as const) : ([0, 180, 90, 270] as const)
  let best: Attempted | undefined
  for (const turn of turns) {
    const tried = await attempt(engine, bright, turn, skew)
    if (!best || worth(tried.read) > worth(best.read)) best = tried
    if (isUpright(best.read)) break
  }
  return finished(best!, leaf.grey)
}

type Attempted = {
  readonly turn: 0 | 90 | 180 | 270
  readonly skew: number
  readonly level: Grey
  readonly read: Recognised
}

async function attempt(engine: Worker, bright: Grey, turn: 0 | 90 | 180 | 270, skew: number): Promise<Attempted> {
  const upright = turn === 0 ? bright : await turnedGrey(bright, turn)
  const level = skew === 0 ? upright : await turnedGrey(upright, -skew)
  return { turn, skew, level, read: await recognise(engine, level) }
}

/** Read with certainty, in words that are wider than tall: the engine can read lying lines, but a person should not. */
function isUpright({ lines, sure }: Recognised): boolean {
  const long = lines.flatMap(line => line.words).filter(word => word.text.length >= 4)
  const standing = long.filter(({ box }) => box[3] - box[1] > box[2] - box[0]).length
  return lines.length === 0 || (sure >= 0.75 && standing <= long.length / 2)
}

/** Sure words count, guessed ones do not. */
const worth = ({ lines }: Recognised): number =>
  lines
    .flatMap(line => line.words)
    .filter(({ sure, box }) => sure > 0.6 && box[2] - box[0] >= (box[3] - box[1]) * 0.8)
    .reduce((sum, word) => sum + word.sure * word.text.length, 0)

function finished({ turn, skew, level, read }: Attempted, from: Grey): Straight {
  const lines = read.lines.filter(line => line.words.some(word => /[\p{L}\p{N}<]/u.test(word.text)))
  const page: Page = { width: level.width, height: level.height, turned: turn, skew, lines }
  const between = turn % 180 === 0 ? from : { width: from.height, height: from.width }
  const place = ([left, top, right, bottom]: Box): Box => {
    const corners = [
      [left, top],
      [right, top],
      [left, bottom],
      [right, bottom]
    ] as const
    const there = corners.map(corner => turnedPoint(turnedPoint(corner, from, turn, between), between, -skew, level))
    return rounded(around(there.map(([x, y]): Box => [x, y, x, y])))
  }
  return { page, level, read, place }
}

/** Papers of ours and cards carry a code: there every preparation is tried. */
const expectsCode = (lines: readonly Line[]): boolean =>
  /can cuoc|identity card|giay tiep nhan|quet ma|vietqr|napas/.test(
    fold(lines.map(line => line.words.map(word => word.text).join(' ')).join(' '))
  )

const looksLikeZone = (lines: readonly Line[]): boolean =>
  lines.some(line => /<<|«|IDVN|[A-Z0-9<]{18,}/.test(line.words.map(word => word.text).join('')))

/** The zone once more, with the letters it may have, from the lines that looked like it. */
async function zoneOf(engine: Worker, level: Grey, lines: readonly Line[], number: number): Promise<Zone | null> {
  const from = lines.findIndex(line => /<<|«|IDVN|[A-Z0-9<]{18,}/.test(line.words.map(word => word.text).join('')))
  const part = lines.slice(from)
  const here = around(part.map(line => line.box))
  const margin = Math.round((part[0]!.box[3] - part[0]!.box[1]) * 0.8)
  const place = rounded([
    here[0] - margin,
    here[1] - margin,
    Math.min(level.width, here[2] + margin),
    Math.min(level.height, here[3] + margin)
  ])
  const tall = part[0]!.box[3] - part[0]!.box[1]
  const scale = Math.min(2.5, Math.max(0.6, 36 / Math.max(8, tall)))
  const again = await recogniseZone(engine, await cut(level, place, scale))
  const readings = [again.lines, part].map(found =>
    readZone(found.map(line => line.words.map(word => word.text).join('')))
  )
  const zone = readings.find(each => each?.valid) ?? readings.find(Boolean)
  return zone ? { ...zone, page: number, place } : null
}

/** The picture as the officer sees it and as the places of a page speak of it. */
export async function straightPicture(picture: Colour, page: Pick<Page, 'turned' | 'skew'>): Promise<Colour> {
  const upright = page.turned === 0 ? picture : await turned(picture, page.turned)
  return page.skew === 0 ? upright : turned(upright, -page.skew)
}
