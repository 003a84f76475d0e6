import type { IconName } from '#lib/components/icons.ts'
import type { Tone } from '#lib/components/tones.ts'
import type { ListState, PaperForm, PaperState } from '#server/papers/index.ts'

type Look = { readonly tone: Tone; readonly icon: IconName }

/** How the worth of a paper looks; its words are `papers.form.<name>`. */
export const PAPER_FORMS = {
  electronic: { tone: 'success', icon: 'file' },
  'certified-copy': { tone: 'success', icon: 'check-circle' },
  scan: { tone: 'warning', icon: 'warning' }
} as const satisfies Record<PaperForm, Look>

export const PAPER_STATES = {
  'in-force': { tone: 'success', icon: 'check' },
  replaced: { tone: 'neutral', icon: 'return' },
  withdrawn: { tone: 'danger', icon: 'close' },
  destroyed: { tone: 'neutral', icon: 'stop' }
} as const satisfies Record<PaperState, Look>

export const LIST_STATES = {
  proposed: { tone: 'info', icon: 'list' },
  made: { tone: 'warning', icon: 'hourglass' },
  approved: { tone: 'accent', icon: 'hourglass' },
  done: { tone: 'success', icon: 'check-circle' }
} as const satisfies Record<ListState, Look>
