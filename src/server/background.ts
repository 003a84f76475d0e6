import { documentTasks, documentTimetable } from './documents/index.ts'
import { reactions as dossierReactions, tasks as dossierTasks, timetable as dossierTimetable } from './dossiers/index.ts'
import type { Reactions, Tasks, Timetable } from './platform/index.ts'

/** What events set in motion, what runs in the background, and when: merged from the slices. */
export const reactions: Reactions = { ...dossierReactions }
export const tasks: Tasks = { ...documentTasks, ...dossierTasks }
export const timetable: Timetable = [...documentTimetable, ...dossierTimetable]
