import type { Timetable } from '#server/platform/index.ts'
import { reactions as resultReactions, tasks as resultTasks } from './results.ts'

export const reactions = resultReactions
export const tasks = { ...resultTasks }
export const timetable: Timetable = []
