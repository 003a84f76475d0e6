import type { IconName } from './icons.ts'
import type { DossierPhase } from '#server/rulesets/index.ts'

export type Tone = 'accent' | 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** How each phase of a dossier looks; its words are `phase.<name>`. Never colour alone. */
export const PHASES = {
  filed: { tone: 'info', icon: 'inbox' },
  accepted: { tone: 'accent', icon: 'check' },
  'not-accepted': { tone: 'danger', icon: 'close' },
  processing: { tone: 'accent', icon: 'hourglass' },
  supplement: { tone: 'warning', icon: 'files' },
  'fee-due': { tone: 'warning', icon: 'coin' },
  withdrawing: { tone: 'warning', icon: 'return' },
  stopped: { tone: 'neutral', icon: 'stop' },
  settled: { tone: 'success', icon: 'check-circle' },
  returned: { tone: 'success', icon: 'handover' },
  voided: { tone: 'neutral', icon: 'close' }
} as const satisfies Record<DossierPhase, { tone: Tone; icon: IconName }>

/** How a due date stands. `met` and `missed` belong to dossiers that are finished. */
export const DUES = {
  'in-time': { tone: 'neutral', icon: 'clock' },
  soon: { tone: 'warning', icon: 'clock' },
  late: { tone: 'danger', icon: 'warning' },
  paused: { tone: 'info', icon: 'pause' },
  met: { tone: 'success', icon: 'check' },
  missed: { tone: 'danger', icon: 'warning' },
  none: { tone: 'neutral', icon: 'clock' }
} as const satisfies Record<string, { tone: Tone; icon: IconName }>
export type DueState = keyof typeof DUES
