import { mergeReactions } from '#server/platform/index.ts'
import type { Timetable } from '#server/platform/index.ts'
import * as results from './results.ts'
import * as retention from './retention.ts'

export const reactions = mergeReactions(results.reactions, retention.reactions)
export const tasks = { ...results.tasks, ...retention.tasks }
export const timetable: Timetable = [...retention.timetable]
