import type { Tone } from '#lib/components/tones.ts'
import type { Phase } from '#server/portal/index.ts'

/** How each state of a publication looks; its words are `news-desk.phase.<name>`. */
export const PHASE_TONES = {
  draft: 'neutral',
  review: 'warning',
  returned: 'danger',
  approved: 'info',
  scheduled: 'info',
  published: 'success',
  withdrawn: 'neutral'
} as const satisfies Record<Phase, Tone>
