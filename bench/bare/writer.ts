/** The baseline of writes: sends recorded statements over a pool, with the relay beside it, and nothing else. */
import { reactions } from '#server/background.ts'
import { relay } from '#server/platform/relay.ts'
import { openPool, SCHEMA } from '../lib/province.ts'
import { replay } from '../lib/record.ts'
import type { Statement } from '../lib/record.ts'

const sql = openPool(process.argv[2]!)
const beat = setInterval(() => void relay(sql, SCHEMA, reactions), 250)

/** Each act is its statements one after the other; so many acts at a time. Answers how many seconds it took. */
process.on('message', async ({ acts, connections }: { acts: Statement[][]; connections: number }) => {
  const began = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let act = acts[next++]; act; act = acts[next++]) for (const statement of act) await replay(sql, statement)
    })
  )
  process.send!({ seconds: (performance.now() - began) / 1000 })
})
process.on('SIGTERM', () => {
  clearInterval(beat)
  process.exit(0)
})
await sql`select 1 as "one"`
process.send!({ port: 0 })
