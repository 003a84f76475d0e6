import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from './database.ts'
import { relay } from './relay.ts'
import type { Reactions } from './relay.ts'

/**
 * Relays all that has happened and says how many events were read. The relay waits for every transaction that is still
 * running on the server, and the server looks after its own tables in such ones whenever it likes.
 */
export async function relayed(sql: Database, schema: string, reactions: Reactions): Promise<number> {
  for (let read = 0; ; await pause(20)) {
    read += await relay(sql, schema, reactions)
    const [left] = await sql<{ any: boolean }[]>`
      select exists (select from event, event_reader
        where name = 'relay' and (event.transaction, event.position) > (event_reader.transaction, event_reader.position)
      ) as "any"`
    if (!left!.any) return read
  }
}
