import type { IconName } from '../components/icons.ts'
import type { Tone } from '../components/tones.ts'

/** How each phase of a petition looks; its words are `petition.phase.<name>`. */
export const PETITION_PHASES = {
  received: { tone: 'info', icon: 'inbox' },
  asked: { tone: 'warning', icon: 'pause' },
  'in-hand': { tone: 'accent', icon: 'hourglass' },
  drafted: { tone: 'accent', icon: 'edit' },
  answered: { tone: 'success', icon: 'check-circle' },
  closed: { tone: 'neutral', icon: 'check' },
  refused: { tone: 'neutral', icon: 'close' }
} as const satisfies Record<string, { tone: Tone; icon: IconName }>
