/** Why the installation cannot start or a command cannot run: one clear sentence for the operator, no stack. */
export class RefusedToStart extends Error {
  override name = 'RefusedToStart'
}

/** The code of a system error (`ENOSPC`, `EACCES` ...), or of a PostgreSQL error (`28P01` ...). */
export const errorCode = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

/** What an error says, whatever was thrown. */
export const errorText = (error: unknown): string => (error instanceof Error && error.message) || String(error)
