import { z } from 'zod'
import { readSettings } from '#server/platform/config.ts'
import type { FileLimits } from './model.ts'

const whole = (most: number) => z.coerce.number('must be a number').int().min(1).max(most)
const Settings = z.object({
  FILE_PAGES: whole(5000).default(500),
  FILE_MEGAPIXELS: whole(250).default(120)
})

let limits: FileLimits | undefined
/** The operator's limits, read once. */
export function fileLimits(environment: NodeJS.ProcessEnv = process.env): FileLimits {
  if (limits) return limits
  const { FILE_PAGES, FILE_MEGAPIXELS } = readSettings(Settings, environment)
  return (limits = { pages: FILE_PAGES, pixels: FILE_MEGAPIXELS * 1_000_000 })
}
