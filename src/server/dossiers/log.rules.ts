import type { DossierEventType } from './events.ts'

/** An event as the log file gives it: what was done, when, by which officer of which unit. Applicants are never named. */
export type LogEntry = {
  readonly code: string
  readonly version: number
  readonly type: DossierEventType
  readonly activity: string
  readonly at: string
  readonly transition: Transition
  readonly resource: string
  readonly group: string
  readonly data: Readonly<Record<string, unknown>>
}
/** The transitions of the XES lifecycle extension that occur here. */
export type Transition = 'start' | 'assign' | 'reassign' | 'suspend' | 'resume' | 'withdraw' | 'complete'

const TRANSITIONS: Readonly<Partial<Record<DossierEventType, Transition>>> = {
  'step.claimed': 'start',
  'step.assigned': 'assign',
  'step.released': 'reassign',
  'clock.paused': 'suspend',
  'clock.resumed': 'resume',
  'dossier.withdrawn': 'withdraw'
}

/** Members of events that tell nothing of persons: the log is for counting and mining. */
const OPEN = [
  'channel',
  'receivingUnit',
  'settlingUnit',
  'ruleSet',
  'limit',
  'dueAt',
  'originalDueAt',
  'startedAt',
  'from',
  'cause',
  'step',
  'outcome',
  'kind',
  'amount',
  'method',
  'how',
  'accepted'
] as const

export type LoggedEvent = {
  readonly caseId: string
  readonly code: string
  readonly version: number
  readonly type: DossierEventType
  readonly at: Date
  readonly actorKind: string
  readonly actorName: string
  readonly actorUnit: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** Who did it: officers and systems by name, everybody else by what they are. */
const resourceOf = ({ actorKind, actorName }: LoggedEvent): string =>
  actorKind === 'officer' || actorKind === 'client' ? actorName : actorKind === 'citizen' ? 'applicant' : actorKind

/**
 * One case's events as log entries. A step's name is carried from the event that reached it to those that only know its
 * token; the procedure goes along with the first.
 */
export function logEntries(events: readonly LoggedEvent[]): LogEntry[] {
  const steps = new Map<string, string>()
  return events.map(event => {
    const { data } = event
    const token = typeof data.token === 'string' ? data.token : ''
    const activity = (typeof data.name === 'string' && data.name) || steps.get(token) || event.type
    for (const step of Array.isArray(data.entered) ? (data.entered as { token: string; name: string }[]) : [])
      steps.set(step.token, step.name)
    const procedure = (data.procedure as { code?: string } | undefined)?.code
    return {
      code: event.code,
      version: event.version,
      type: event.type,
      activity,
      at: event.at.toISOString(),
      transition: TRANSITIONS[event.type] ?? 'complete',
      resource: resourceOf(event),
      group: event.actorUnit ?? '',
      data: {
        ...(procedure ? { procedure } : {}),
        ...Object.fromEntries(OPEN.flatMap(name => (data[name] === undefined ? [] : [[name, data[name]]])))
      }
    }
  })
}

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Attribute text; characters that XML 1.0 cannot carry are left out. */
const xml = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, sign => SPECIAL[sign]!)
const text = (key: string, value: string) => `<string key="${key}" value="${xml(value)}"/>`

const EXTENSIONS = [
  ['Concept', 'concept'],
  ['Time', 'time'],
  ['Organizational', 'org'],
  ['Lifecycle', 'lifecycle']
] as const

/** The head of an XES log (IEEE 1849-2016). */
export const xesHead = (name: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">',
    ...EXTENSIONS.map(
      ([full, prefix]) =>
        `  <extension name="${full}" prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"/>`
    ),
    `  <global scope="trace">${text('concept:name', '')}</global>`,
    `  <global scope="event">${text('concept:name', '')}<date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>${text('lifecycle:transition', 'complete')}</global>`,
    '  <classifier name="Activity" keys="concept:name lifecycle:transition"/>',
    `  ${text('concept:name', name)}`,
    `  ${text('lifecycle:model', 'standard')}`,
    ''
  ].join('\n')

export const XES_TAIL = '</log>\n'

/** One case as a trace. */
export function xesTrace(entries: readonly LogEntry[]): string {
  const [first] = entries
  if (!first) return ''
  const procedure = entries.find(entry => typeof entry.data.procedure === 'string')?.data.procedure
  const events = entries.map(
    ({ activity, at, transition, resource, group, type }) =>
      `    <event>${text('concept:name', activity)}<date key="time:timestamp" value="${at}"/>${text('lifecycle:transition', transition)}${text('org:resource', resource)}${group ? text('org:group', group) : ''}${text('type', type)}</event>`
  )
  const about = typeof procedure === 'string' ? text('procedure', procedure) : ''
  return `  <trace>${text('concept:name', first.code)}${about}\n${events.join('\n')}\n  </trace>\n`
}
