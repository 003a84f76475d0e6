/**
 * JSON as PostgreSQL's `jsonb::text` writes it: keys by length, then by bytes; a space after comma and colon. Lets the
 * event chain be computed outside the database for bulk loading; the same text is hashed there (`event_text`).
 */
export function jsonbText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ', '}${jsonbText(item === undefined ? null : item)}`
    return `[${text}]`
  }
  const members = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(members).sort(byJsonb)) {
    const member = members[key]
    if (member !== undefined) text += `${text && ', '}"${isPlain(key) ? key : quoted(key)}": ${jsonbText(member)}`
  }
  return `{${text}}`
}

/** Nearly all keys are names of ours and need no escape. */
const isPlain = (key: string): boolean => /^[\w.-]*$/.test(key)
const quoted = (key: string): string => JSON.stringify(key).slice(1, -1)

/** Our keys are ASCII, so length in characters is length in bytes. */
const byJsonb = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
