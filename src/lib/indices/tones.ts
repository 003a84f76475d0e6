import type { IconName } from '#lib/components/icons.ts'
import type { Tone } from '#lib/components/tones.ts'

type Look = { readonly tone: Tone; readonly icon: IconName }
/** How evidence, verdicts and findings look; words are beside them, never colour alone. */
export const READY = {
  present: { tone: 'success', icon: 'check' },
  stale: { tone: 'warning', icon: 'hourglass' },
  missing: { tone: 'danger', icon: 'warning' }
} as const satisfies Record<string, Look>
export const VERDICT = {
  mended: { tone: 'success', icon: 'check' },
  partly: { tone: 'warning', icon: 'hourglass' },
  'lost-again': { tone: 'danger', icon: 'warning' },
  'cannot-compare': { tone: 'neutral', icon: 'info' }
} as const satisfies Record<string, Look>
export const FINDING = {
  mended: { tone: 'success', icon: 'check' },
  'mended-late': { tone: 'warning', icon: 'check' },
  open: { tone: 'info', icon: 'hourglass' },
  late: { tone: 'danger', icon: 'warning' }
} as const satisfies Record<string, Look>
