import type { Tasks, Timetable } from '#server/platform/index.ts'
import { computeNightly } from './operations.ts'

export const tasks = { 'indices.compute': ctx => computeNightly(ctx) } satisfies Tasks

/** At 01:20 in Vietnam, when the day's dossiers are in. */
export const timetable: Timetable = [{ match: '20 18 * * *', task: 'indices.compute' }]
