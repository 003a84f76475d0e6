import { documentTasks, documentTimetable } from './documents/index.ts'
import {
  papersWith,
  reactions as dossierReactions,
  tasks as dossierTasks,
  timetable as dossierTimetable
} from './dossiers/index.ts'
import { identityTasks, identityTimetable } from './identity/index.ts'
import { noticeTasks } from './notices/index.ts'
import { partnerTasks, partnerTimetable, wakeWebhooks } from './partners/index.ts'
import { transferTasks, transferTimetable } from './transfer/index.ts'
import { mergeReactions } from './platform/index.ts'
import type { Mailer, Reactions, Tasks, Timetable } from './platform/index.ts'
import {
  reactions as transparencyReactions,
  tasks as transparencyTasks,
  timetable as transparencyTimetable
} from './transparency/index.ts'

/** What events set in motion, what runs in the background, and when: merged from the slices. */
export const reactions: Reactions = mergeReactions(dossierReactions, transparencyReactions, { '*': wakeWebhooks })
export const tasksWith = (
  mailer: Mailer | null,
  outgoingPrivate: readonly string[] = [],
  inbox: string | null = null
): Tasks => ({
  ...identityTasks,
  ...documentTasks,
  ...noticeTasks(mailer, papersWith),
  ...dossierTasks,
  ...partnerTasks(outgoingPrivate),
  ...transferTasks(inbox),
  ...transparencyTasks
})
export const timetable: Timetable = [
  ...identityTimetable,
  ...documentTimetable,
  ...dossierTimetable,
  ...partnerTimetable,
  ...transferTimetable,
  ...transparencyTimetable
]
