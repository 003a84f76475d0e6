import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { projectRoot } from '#server/platform/project.ts'
import type { Page } from './harness.ts'

const FRAME = { width: 1200, height: 750 }
const SECONDS_A_PICTURE = 2

/** A test as people can watch it: numbered pictures in `.tmp/film/<name>/`, and `film.webp`, which shows one after the other. */
export type Film = { take(page: Page, words: string): Promise<void>; close(): Promise<void> }

export async function openFilm(name: string): Promise<Film> {
  const folder = join(projectRoot, '.tmp', 'film', name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const pictures: Buffer[] = []
  return {
    async take(page, words) {
      // To hide the caret a style would be put into the page, which its CSP forbids.
      const picture = await page.screenshot({ type: 'jpeg', quality: 75, caret: 'initial' })
      pictures.push(picture)
      await writeFile(join(folder, `${String(pictures.length).padStart(2, '0')}-${words}.jpg`), picture)
    },
    async close() {
      const frame = (picture: Buffer) => sharp(picture).resize({ ...FRAME, fit: 'contain', background: '#404040' })
      const frames = await Promise.all(pictures.map(picture => frame(picture).toBuffer()))
      const delay = frames.map(() => SECONDS_A_PICTURE * 1000)
      await sharp(frames, { join: { animated: true } })
        .webp({ delay, loop: 0, quality: 60, effort: 0 })
        .toFile(join(folder, 'film.webp'))
    }
  }
}
