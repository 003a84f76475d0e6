import type { TaskEvent } from './events.ts'
import type { Task, TaskId } from './model.ts'

/** The task after an event. */
export function evolve(task: Task | null, event: TaskEvent, id: TaskId): Task {
  if (event.type === 'task.given') {
    const { parts, ...given } = event.data
    return { ...BEFORE, ...given, id, version: 1, parts: parts.map(part => ({ ...part, doneOn: null })) }
  }
  if (!task) throw new Error(`a task cannot begin with ${event.type}`)
  return { ...task, ...changeBy(task, event), version: task.version + 1 }
}

const BEFORE = {
  percent: 0,
  reported: null,
  doneOn: null,
  doneLate: false,
  asked: null,
  extensions: [],
  waits: [],
  periods: [],
  returns: 0,
  ended: null
} as const

function changeBy(task: Task, event: Exclude<TaskEvent, { type: 'task.given' }>): Partial<Task> {
  switch (event.type) {
    case 'task.progressed':
      return { percent: event.data.percent }
    case 'task.reported':
      return { reported: event.data, waits: task.waits.map(wait => ({ ...wait, to: wait.to ?? event.data.on })) }
    case 'task.accepted':
      return { doneOn: event.data.on, doneLate: event.data.late, ended: 'accepted', percent: 100, asked: null }
    case 'task.sent-back':
      return { reported: null, returns: task.returns + 1 }
    case 'task.extension-asked':
      return { asked: event.data }
    case 'task.extension-granted':
      return { due: event.data.to, asked: null, extensions: [...task.extensions, event.data] }
    case 'task.extension-refused':
      return { asked: null }
    case 'task.wait-began':
      return { waits: [...task.waits, { ...event.data, to: null }] }
    case 'task.wait-ended':
      return {
        waits: task.waits.map(wait =>
          wait.on === event.data.on && wait.to === null ? { ...wait, to: event.data.to } : wait
        )
      }
    case 'task.part-done':
      return {
        parts: task.parts.map(part => (part.unit === event.data.unit ? { ...part, doneOn: event.data.on } : part))
      }
    case 'task.period-closed': {
      const { period, on, proof, next } = event.data
      const periods = [...task.periods, { ...period, closedOn: on, proof }]
      return next
        ? { periods, period: next, firstDue: next.due, due: next.due, asked: null }
        : { periods, period: null }
    }
    case 'task.withdrawn':
      return { ended: 'withdrawn' }
    case 'task.charged':
      return { viceChair: event.data.viceChair }
    case 'task.passed-on':
      return { ended: 'passed-on' }
    default:
      return event satisfies never
  }
}

/** The task that events tell. */
export const replay = (events: readonly TaskEvent[], id: TaskId): Task | null =>
  events.reduce<Task | null>((task, event) => evolve(task, event, id), null)
