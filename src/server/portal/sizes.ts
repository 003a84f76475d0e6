import sharp from 'sharp'
import { MOST_PIXELS } from './picture.rules.ts'

sharp.cache(false)
sharp.concurrency(1)

/** A telephone held upright, and the column of an article on a desk or a sharp telephone. */
const WIDTHS = [480, 960] as const

/**
 * The same picture in smaller sizes, each in its own format, so that an article stays light on a slow telephone. A size
 * that would save nothing is left out; a picture that cannot be drawn smaller is shown as it is.
 */
export async function smallerSizes(
  bytes: Uint8Array,
  { width, type }: { width: number; type: string }
): Promise<{ width: number; bytes: Uint8Array<ArrayBuffer> }[]> {
  const sizes: { width: number; bytes: Uint8Array<ArrayBuffer> }[] = []
  for (const size of WIDTHS.filter(each => each < width)) {
    const drawn = sharp(bytes, { limitInputPixels: MOST_PIXELS ** 2, sequentialRead: true })
      .autoOrient()
      .resize({ width: size })
    const made = await (
      type === 'image/png' ? drawn.png({ palette: true, quality: 80 }) : drawn.jpeg({ quality: 72, progressive: true })
    )
      .toBuffer()
      .catch(() => null)
    if (made && made.length < bytes.length * 0.8) sizes.push({ width: size, bytes: new Uint8Array(made) })
  }
  return sizes
}
