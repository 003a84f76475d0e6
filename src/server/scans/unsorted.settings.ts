import { z } from 'zod'
import { readSettings } from '#server/platform/config.ts'
import { TELL_DAYS } from './unsorted.rules.ts'

const Settings = z.object({
  UNSORTED_DAYS: z.coerce
    .number('must be a number')
    .int()
    .min(2 * TELL_DAYS)
    .max(3650)
    .default(30)
})

let days: number | undefined
/** After how many days letters and scans that nobody sorted are let go; read once. */
export const unsortedDays = (environment: NodeJS.ProcessEnv = process.env): number =>
  (days ??= readSettings(Settings, environment).UNSORTED_DAYS)
