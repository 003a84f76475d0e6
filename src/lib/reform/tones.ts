import type { IconName } from '../components/icons.ts'
import type { Tone } from '../components/tones.ts'
import type { Status } from '#server/reform/index.ts'

/** How each status of a task looks; its words are `reform.status.<name>`. Never colour alone. */
export const STATUS_LOOK = {
  late: { tone: 'danger', icon: 'warning' },
  'at-risk': { tone: 'warning', icon: 'clock' },
  extended: { tone: 'warning', icon: 'hourglass' },
  'in-time': { tone: 'accent', icon: 'clock' },
  'not-yet-due': { tone: 'neutral', icon: 'clock' },
  standing: { tone: 'info', icon: 'return' },
  'done-on-time': { tone: 'success', icon: 'check-circle' },
  'done-late': { tone: 'success', icon: 'warning' },
  withdrawn: { tone: 'neutral', icon: 'close' }
} as const satisfies Record<Status, { tone: Tone; icon: IconName }>
