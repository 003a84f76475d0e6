import sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { Box } from './model.ts'
import { evenLight, isUneven, paperLight } from './light.rules.ts'
import type { Grey } from './skew.rules.ts'

// One picture at a time and nothing kept: this process has a limit of memory.
sharp.cache(false)
sharp.concurrency(1)

export type { Grey } from './skew.rules.ts'

/** A picture in memory, three bytes a pixel. */
export type Colour = { readonly width: number; readonly height: number; readonly data: Uint8Array }

const three = ({ width, height }: { width: number; height: number }) => ({
  raw: { width, height, channels: 3 as const }
})
const one = ({ width, height }: { width: number; height: number }) => ({ raw: { width, height, channels: 1 as const } })

/** The longest side worth working on (A4 at about 250 dpi), and the shortest long side that is: smaller is enlarged. */
const LONGEST = 3000
const SHORTEST = 1500

/** A picture opened for its decoder: anew for its size and for its pixels. */
export type Open = () => Sharp

/** One page of a picture file. */
export const pageOf =
  (bytes: Uint8Array, page: number, pixels: number): Open =>
  () =>
    sharp(bytes, { page, limitInputPixels: pixels, failOn: 'error', sequentialRead: true })

/** Upright as its camera says, on white, at a size worth working on. */
async function upright(open: Open): Promise<Sharp> {
  const { width, height } = await open().metadata()
  const long = Math.max(width, height)
  const size = long > LONGEST ? LONGEST : long < SHORTEST ? Math.min(SHORTEST, long * 2) : long
  return open()
    .autoOrient()
    .flatten({ background: 'white' })
    .removeAlpha()
    .resize({ width: size, height: size, fit: 'inside', kernel: long < size ? 'cubic' : 'lanczos3' })
}

/** Decoded to be shown. */
export async function decode(open: Open): Promise<Colour> {
  const pipeline = (await upright(open)).toColourspace('srgb')
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true })
  return colour(data, info)
}

/** Decoded to be read: the colours are not even made. */
export const decodeGrey = async (open: Open): Promise<Grey> => greyed(await upright(open))

/** Grey pictures have one channel even in a coloured space. */
async function colour(data: Buffer, info: { width: number; height: number; channels: number }): Promise<Colour> {
  const { width, height } = info
  if (info.channels === 3) return { width, height, data }
  const spread = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++) spread.fill(data[at * info.channels]!, at * 3, at * 3 + 3)
  return { width, height, data: spread }
}

const greyed = async (pipeline: Sharp): Promise<Grey> => {
  const { data, info } = await pipeline.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

export const greyOf = (picture: Colour): Promise<Grey> => greyed(sharp(picture.data, three(picture)))

/** The page so small that its lines are just lines. */
export const small = (grey: Grey, longest = 900): Promise<Grey> =>
  greyed(
    sharp(grey.data, one(grey)).resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
  )

/** Turned by degrees (clockwise), the canvas widened and filled with white. */
export async function turned(picture: Colour, degrees: number): Promise<Colour> {
  const { data, info } = await sharp(picture.data, three(picture))
    .rotate(degrees, { background: 'white' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return colour(data, info)
}
export const turnedGrey = (grey: Grey, degrees: number): Promise<Grey> =>
  greyed(sharp(grey.data, one(grey)).rotate(degrees, { background: 'white' }))

/** Paper white and evenly lit, when it was not. Whether it was is told from the page made small, which is there anyway. */
export async function lit(grey: Grey, little: Grey): Promise<Grey> {
  const step = 24
  const sized = {
    width: Math.max(2, Math.round(grey.width / step)),
    height: Math.max(2, Math.round(grey.height / step))
  }
  const lightOf = async (page: Grey) =>
    paperLight(await greyed(sharp(page.data, one(page)).resize({ ...sized, fit: 'fill', kernel: 'cubic' })))
  if (!isUneven(await lightOf(little))) return grey
  return evenLight(grey, await lightOf(grey), grey.width / sized.width)
}

/** A part of the page, enlarged. */
export function cut(grey: Grey, box: Box, scale = 1): Promise<Grey> {
  const [left, top, right, bottom] = box
  const size = { width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
  const part = sharp(grey.data, one(grey)).extract({ left, top, ...size })
  return greyed(scale === 1 ? part : part.resize({ width: Math.round(size.width * scale), kernel: 'cubic' }))
}

export const scaled = (grey: Grey, scale: number): Promise<Grey> =>
  greyed(
    sharp(grey.data, one(grey)).resize({
      width: Math.max(1, Math.round(grey.width * scale)),
      kernel: scale > 1 ? 'cubic' : 'lanczos3'
    })
  )
export const blurred = (grey: Grey, sigma: number): Promise<Grey> => greyed(sharp(grey.data, one(grey)).blur(sigma))
export const sharpened = (grey: Grey, sigma: number): Promise<Grey> =>
  greyed(sharp(grey.data, one(grey)).sharpen({ sigma, m1: 2, m2: 4 }))
export const stretched = (grey: Grey): Promise<Grey> =>
  greyed(sharp(grey.data, one(grey)).normalise({ lower: 5, upper: 95 }))

/** The page with these places painted white: a QR code is no text. */
export function without(grey: Grey, boxes: readonly Box[]): Grey {
  if (boxes.length === 0) return grey
  const data = Uint8Array.from(grey.data)
  for (const [left, top, right, bottom] of boxes)
    for (let y = top; y < Math.min(bottom, grey.height); y++)
      data.fill(255, y * grey.width + left, y * grey.width + Math.min(right, grey.width))
  return { ...grey, data }
}

/** For the browser: at most so wide, as JPEG. */
export const asJpeg = (picture: Colour, longest = 1600): Promise<Buffer> =>
  sharp(picture.data, three(picture))
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer()

/** What the OCR engine takes without decoding: a grey map with a three-line head. */
export const asMap = (grey: Grey): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${grey.width} ${grey.height}\n255\n`), grey.data])
