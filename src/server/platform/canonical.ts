/**
 * JSON as PostgreSQL's `jsonb::text` writes it: keys by length, then by bytes; a space after comma and colon. Lets the
 * event chain be computed outside the database for bulk loading; the same text is hashed there (`event_text`).
 */
export function jsonbText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => jsonbText(item === undefined ? null : item)).join(', ')}]`
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => byJsonb(a, b))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${jsonbText(item)}`).join(', ')}}`
}

/** Our keys are ASCII, so length in characters is length in bytes. */
const byJsonb = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
