import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { heicPixels } from '../intake/heic.rules.ts'

/** As much of `libheif-js` as is used; its own types speak of the library beneath. */
type HeicImage = {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(into: Pixels, done: (shown: Pixels | null) => void): void
  free(): void
}
type Pixels = { data: Uint8ClampedArray; width: number; height: number }
type Library = { HeifDecoder: new () => { decode(bytes: Uint8Array): HeicImage[] } }

/** The decoder, loaded with the first picture; null where the installation left it out. */
let library: Promise<Library | null> | undefined
const decoder = (): Promise<Library | null> =>
  (library ??= import('libheif-js/wasm-bundle.js').then(
    module => module.default as Library,
    () => null
  ))

/** The head of the file tells its size; its decoder is asked only then. */
export const sizeOfHeic = (bytes: Uint8Array): number | null => heicPixels(bytes.subarray(0, 1 << 18))

/**
 * The main picture of a telephone's photograph, turned as the telephone says; null where there is no decoder. Throws for
 * what is broken, and for a picture larger than its head had said.
 */
export async function openHeic(bytes: Uint8Array, pixels: number): Promise<(() => Sharp) | null> {
  const found = await decoder()
  if (!found) return null
  const images = new found.HeifDecoder().decode(bytes)
  const image = images.find(each => each.is_primary()) ?? images[0]
  try {
    if (!image) throw new Error('no picture')
    const [width, height] = [image.get_width(), image.get_height()]
    if (width * height > pixels) throw new Error('larger than it said')
    const into = { data: new Uint8ClampedArray(width * height * 4), width, height }
    const shown = await new Promise<Pixels | null>(resolve => image.display(into, resolve))
    if (!shown) throw new Error('not to be decoded')
    const { data } = shown
    return () => sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: pixels })
  } finally {
    for (const each of images) each.free()
  }
}
