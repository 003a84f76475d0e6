import sharp from 'sharp'
import { BOUNDS } from './model.ts'
import { tiffPages } from './tiff.rules.ts'
import type { FileLimits, IntakeRefusal, Looked } from './model.ts'

sharp.cache(false)
sharp.concurrency(1)

/** Looks at a picture file: its size from the head, before anything is decoded; then whether it is whole. */
export async function lookAtPicture(
  bytes: Uint8Array,
  limits: FileLimits
): Promise<{ refusal: IntakeRefusal } | Looked> {
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  const pages = head?.format === 'tiff' ? tiffPages(bytes) : 1
  if (!head || !pages) return { refusal: { code: 'broken' } }
  if (pages > limits.pages) return { refusal: { code: 'too-many-pages', pages, limit: limits.pages } }
  let decoded = 0
  for (let page = 0; page < pages; page++) {
    const open = () => sharp(bytes, { page, limitInputPixels: false, sequentialRead: true, failOn: 'truncated' })
    const size = page === 0 ? head : await open().metadata().catch(() => null) // prettier-ignore
    if (!size) return { refusal: { code: 'broken' } }
    const pixels = size.width * size.height
    if (pixels > limits.pixels) return { refusal: { code: 'too-many-pixels', pixels, limit: limits.pixels } }
    if ((decoded += pixels) > BOUNDS.decoded) continue
    const whole = await open().resize({ width: 64 }).raw().toBuffer().catch(() => null) // prettier-ignore
    if (!whole) return { refusal: { code: 'broken' } }
  }
  return { pages }
}
