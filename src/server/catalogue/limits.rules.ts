import type { Language } from '#server/platform/index.ts'
import type { Channel, Limit, ProcedureContent } from './model.ts'

type Limited = Pick<ProcedureContent, 'limits' | 'statutory' | 'promise' | 'atOnce'>

/**
 * The limit that the law sets for this way of filing: the stated limit of the case and channel, else of the channel,
 * else of the case, else the procedure's own. Null: settled at once, or stated in words only.
 */
export function statutoryLimit(procedure: Limited, by: { channel: Channel; case?: string }): Limit | null {
  if (procedure.atOnce) return null
  const stated = procedure.limits.filter(entry => entry.limit !== null)
  const ofCase = by.case ? stated.filter(entry => entry.case === by.case) : []
  const pool = ofCase.length > 0 ? ofCase : stated.filter(entry => entry.case === '')
  const ofChannel = pool.filter(entry => entry.channel === by.channel)
  return (ofChannel[0] ?? ofCase[0])?.limit ?? procedure.statutory
}

/** The limit that starts the clock: the service promise where there is one of the same unit and not longer, else the law's. */
export function limitFor(procedure: Limited, by: { channel: Channel; case?: string }): Limit | null {
  const law = statutoryLimit(procedure, by)
  const { promise } = procedure
  if (!law || !promise) return law
  return promise.unit === law.unit && promise.value <= law.value ? promise : law
}

const UNIT_WORDS = {
  'working-day': { vi: 'ngày làm việc', one: 'working day', en: 'working days' },
  'working-hour': { vi: 'giờ làm việc', one: 'working hour', en: 'working hours' },
  'calendar-day': { vi: 'ngày', one: 'day', en: 'days' },
  month: { vi: 'tháng', one: 'month', en: 'months' }
} as const satisfies Record<Limit['unit'], { vi: string; one: string; en: string }>

/** `10 ngày làm việc`, `1.5 working days`. */
export function limitWords(language: Language, limit: Limit): string {
  const words = UNIT_WORDS[limit.unit]
  const value = language === 'vi' ? String(limit.value).replace('.', ',') : String(limit.value)
  return `${value} ${language === 'vi' ? words.vi : limit.value === 1 ? words.one : words.en}`
}
