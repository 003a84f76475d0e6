import type { Permission } from '#server/platform/index.ts'
import type { Command } from './commands.ts'

const DESK = ['one-stop-officer'] as const
const STEP = ['one-stop-officer', 'handler', 'division-head', 'agency-head', 'chair', 'clerk'] as const
const HEADS = ['division-head', 'agency-head', 'chair'] as const
const WATCH = ['control-office', 'administrator'] as const

/** Which post may do what with dossiers. The unit is checked beside it: a post reaches its own unit and what lies below. */
export const permissions = {
  'dossier.receive': DESK,
  'dossier.check': DESK,
  'dossier.void': DESK,
  'dossier.return': DESK,
  'dossier.step': STEP,
  'dossier.assign': HEADS,
  'dossier.ask': ['one-stop-officer', 'handler', 'division-head'],
  'dossier.extend': HEADS,
  'dossier.refuse': HEADS,
  'dossier.stop': HEADS,
  /** What only the clock does: no post has it. */
  'dossier.timer': [],
  'dossier.recompute': ['control-office', 'administrator'],
  'dossier.read': [...STEP, ...WATCH],
  'dossier.read-all': WATCH,
  'dossier.export-log': WATCH,
  'dossier.file': ['citizen']
} as const satisfies Record<Permission, readonly string[]>

/** The permission each command asks for. */
export const NEEDS = {
  file: 'dossier.file',
  receive: 'dossier.receive',
  'settle-at-once': 'dossier.receive',
  accept: 'dossier.check',
  'refuse-reception': 'dossier.check',
  'ask-supplement': 'dossier.ask',
  supplement: 'dossier.check',
  'ask-fee': 'dossier.ask',
  'pay-fee': 'dossier.check',
  pause: 'dossier.extend',
  resume: 'dossier.extend',
  extend: 'dossier.extend',
  recompute: 'dossier.recompute',
  claim: 'dossier.step',
  assign: 'dossier.assign',
  release: 'dossier.step',
  complete: 'dossier.step',
  'send-back': 'dossier.step',
  'fire-timer': 'dossier.timer',
  'close-unanswered': 'dossier.timer',
  refuse: 'dossier.refuse',
  'return-result': 'dossier.return',
  'ask-withdrawal': 'dossier.check',
  'decline-withdrawal': 'dossier.check',
  withdraw: 'dossier.check',
  stop: 'dossier.stop',
  correct: 'dossier.check',
  void: 'dossier.void'
} as const satisfies Record<Command['kind'], keyof typeof permissions>

/** What an applicant may do with an own dossier, whatever the roles. */
export const APPLICANT_MAY: ReadonlySet<Command['kind']> = new Set(['supplement', 'ask-withdrawal', 'pay-fee'])
