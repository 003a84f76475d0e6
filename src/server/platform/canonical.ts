/**
 * JSON as PostgreSQL's `jsonb::text` writes it: keys by length, then by bytes; a space after comma and colon. Lets the
 * event chain be computed outside the database for bulk loading; the same text is hashed there (`event_text`).
 */
export function jsonbText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => jsonbText(item === undefined ? null : item)).join(', ')}]`
  const object = value as Record<string, unknown>
  let text = ''
  for (const [key, label] of inOrder(Object.keys(object))) {
    const item = object[key]
    if (item !== undefined) text += `${text === '' ? '' : ', '}${label}${jsonbText(item)}`
  }
  return `{${text}}`
}

/** Keys with their written labels, sorted once for each shape of object: there are few shapes and many objects. */
function inOrder(keys: readonly string[]): readonly (readonly [string, string])[] {
  const shape = keys.join('\u0000')
  let sorted = shapes.get(shape)
  if (!sorted) {
    sorted = [...keys].sort(byJsonb).map(key => [key, `${JSON.stringify(key)}: `] as const)
    if (shapes.size < 10_000) shapes.set(shape, sorted)
  }
  return sorted
}
const shapes = new Map<string, readonly (readonly [string, string])[]>()

/** Our keys are ASCII, so length in characters is length in bytes. */
const byJsonb = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
