import { documentTasks, documentTimetable } from './documents/index.ts'
import {
  papersWith,
  reactions as dossierReactions,
  tasks as dossierTasks,
  timetable as dossierTimetable
} from './dossiers/index.ts'
import { exchangeTasks, exchangeTimetable } from './exchange/index.ts'
import { identityTasks, identityTimetable } from './identity/index.ts'
import { noticeTasks } from './notices/index.ts'
import { linkageReactions, linkageTasks, linkageTimetable } from './linkage/index.ts'
import type { Mailer, Reactions, Tasks, Timetable } from './platform/index.ts'

/** What events set in motion, what runs in the background, and when: merged from the slices. */
export const reactions: Reactions = together(dossierReactions, linkageReactions)
export const tasksWith = (mailer: Mailer | null): Tasks => ({
  ...identityTasks,
  ...documentTasks,
  ...exchangeTasks,
  ...noticeTasks(mailer, papersWith),
  ...dossierTasks,
  ...linkageTasks
})
export const timetable: Timetable = [
  ...identityTimetable,
  ...documentTimetable,
  ...exchangeTimetable,
  ...dossierTimetable,
  ...linkageTimetable
]

/** One event may set several slices in motion: their jobs side by side. */
function together(...tables: Reactions[]): Reactions {
  const types = new Set(tables.flatMap(table => Object.keys(table)))
  return Object.fromEntries(
    [...types].map(type => [type, event => tables.flatMap(table => table[type]?.(event) ?? [])])
  )
}
