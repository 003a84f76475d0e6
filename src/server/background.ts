import { documentTasks, documentTimetable } from './documents/index.ts'
import {
  papersWith,
  reactions as dossierReactions,
  tasks as dossierTasks,
  timetable as dossierTimetable
} from './dossiers/index.ts'
import { identityTasks, identityTimetable } from './identity/index.ts'
import { noticeTasks } from './notices/index.ts'
import { mergeReactions } from './platform/index.ts'
import type { Mailer, Reactions, Tasks, Timetable } from './platform/index.ts'
import {
  reactions as transparencyReactions,
  tasks as transparencyTasks,
  timetable as transparencyTimetable
} from './transparency/index.ts'

/** What events set in motion, what runs in the background, and when: merged from the slices. */
export const reactions: Reactions = mergeReactions(dossierReactions, transparencyReactions)
export const tasksWith = (mailer: Mailer | null): Tasks => ({
  ...identityTasks,
  ...documentTasks,
  ...noticeTasks(mailer, papersWith),
  ...dossierTasks,
  ...transparencyTasks
})
export const timetable: Timetable = [
  ...identityTimetable,
  ...documentTimetable,
  ...dossierTimetable,
  ...transparencyTimetable
]
