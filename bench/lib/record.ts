import type { Database } from '#server/platform/index.ts'

/** A statement as the driver sent it: its text, its values and the types that were named. */
export type Statement = {
  readonly text: string
  readonly values: readonly unknown[]
  readonly types: readonly number[]
}

type Debug = (connection: number, text: string, values: unknown[], types: number[]) => void

/**
 * What some work really sends to the database, so that a bare script can send the same: the benchmark's baseline can
 * then never be a friendlier statement than the one in use.
 */
export async function record(sql: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const options = sql.options as unknown as { debug: Debug | false }
  options.debug = (_, text, values, types) => statements.push({ text, values: [...values], types: [...types] })
  await work()
  options.debug = false
  return statements
}

/** Sends one recorded statement again through the same driver, prepared as the original was. */
export const replay = (sql: Database, { text, values, types }: Statement) =>
  sql.unsafe(
    text,
    values.map((value, at) => (types[at] && value !== null ? sql.typed(value as never, types[at]) : value)) as never[],
    { prepare: true }
  )

/** The middle of some figures: what a busy moment cannot move. */
export const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[figures.length >> 1]!
