import type { TransactionSql } from 'postgres'
import type { Ctx } from './context.ts'
import type { Database } from './database.ts'

type Tx = TransactionSql<{ bigint: number }>

/**
 * Everything that `work` writes is there at once or not at all, whatever transactions its actions open themselves: those
 * become savepoints, one after the other, also where the actions run side by side.
 */
export const atOnce = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  ctx.sql.begin(tx => work({ ...ctx, sql: nesting(tx as unknown as Tx) })) as Promise<T>

function nesting(tx: Tx): Database {
  let last: Promise<unknown> = Promise.resolve()
  const begin = (work: (sql: Database) => unknown): Promise<unknown> => {
    const turn = last.then(() => tx.savepoint(inner => work(nesting(inner as unknown as Tx)) as Promise<unknown>))
    last = turn.catch(() => {})
    return turn
  }
  return Object.assign(tx, { begin }) as unknown as Database
}
