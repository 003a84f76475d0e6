import type { ImportedChannel, ImportedProcedure, Notice } from './import.model.ts'
import type { Channel, Limit, StatedLimit } from './model.ts'

const UNITS: Readonly<Record<string, Limit['unit']>> = {
  working_day: 'working-day',
  day: 'calendar-day',
  working_hour: 'working-hour',
  hour: 'working-hour',
  month: 'month'
}

const limit = (value: number | null | undefined, unit: string | undefined): Limit | null => {
  const known = UNITS[unit ?? '']
  return known && value && value > 0 ? { value, unit: known } : null
}

/** The stated limits of an imported record by channel and case, the law's main one, and what could not be understood. */
export function limitsOf(
  record: ImportedProcedure,
  channels: readonly (ImportedChannel & { way: Channel | null })[]
): { limits: StatedLimit[]; statutory: Limit | null; notices: Notice[] } {
  const notices: Notice[] = []
  const limits = new Map<string, StatedLimit>()
  for (const channel of channels) {
    if (channel.time_text === '' && channel.time_value === null) continue
    const read = limit(channel.time_value, channel.time_unit)
    if (!read)
      notices.push({
        kind: channel.time_unit === 'unspecified' ? 'limit-without-unit' : 'limit-text-only',
        detail: channel.time_text
      })
    if (channel.time_unit === 'hour') notices.push({ kind: 'limit-clock-hours', detail: channel.time_text })
    const stated = {
      channel: channel.way ?? 'counter',
      case: caseOf(channel, channels),
      limit: read,
      text: channel.time_text
    }
    limits.set(JSON.stringify(stated), stated)
  }
  const stated = [...limits.values()]
  const distinct = new Map(
    stated.flatMap(entry => (entry.limit ? [[`${entry.limit.value} ${entry.limit.unit}`, entry.text]] : []))
  )
  if (distinct.size > 1) notices.push({ kind: 'limits-several', detail: [...distinct.values()].join('; ') })
  if (stated.length === 0 && !record.time_limit_main) notices.push({ kind: 'limit-missing', detail: record.time_limit })
  return { limits: stated, statutory: limit(record.time_limit_main?.value, record.time_limit_main?.unit), notices }
}

/** Where one channel states several limits, its note tells the cases apart; a note that is a whole essay is cut for the name only. */
function caseOf(channel: ImportedChannel, channels: readonly (ImportedChannel & { way: Channel | null })[]): string {
  const rivals = channels.filter(other => other.channel === channel.channel && other.time_text !== channel.time_text)
  return rivals.length > 0 ? channel.note.replace(/\s+/g, ' ').trim().slice(0, 300) : ''
}
