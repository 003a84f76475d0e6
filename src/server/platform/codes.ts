/** Whether a failure, or what caused it, carries one of these codes of PostgreSQL or of the system. */
export const isOneOf = (codes: ReadonlySet<string>, error: unknown): boolean =>
  codes.has(String((error as { code?: unknown } | null)?.code)) ||
  (error instanceof Error && error.cause !== undefined && isOneOf(codes, error.cause))

/** What somebody sent holds a character that PostgreSQL keeps in no text (the NUL), in an address, a form or JSON. */
const NO_TEXT = new Set(['22021', '22P05'])
export const isNoText = (error: unknown): boolean => isOneOf(NO_TEXT, error)
