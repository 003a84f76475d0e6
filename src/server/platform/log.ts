import pino from 'pino'

export type Log = pino.Logger

/** Machine-readable lines on stderr, facts only, no personal data. `LOG_LEVEL` sets how much. */
export const openLog = (level = process.env.LOG_LEVEL ?? 'info'): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: false }))

export const silentLog: Log = pino({ level: 'silent' })
