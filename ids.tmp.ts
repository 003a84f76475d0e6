import { openDatabase } from './src/server/platform/index.ts'
import { findEmbedded } from './src/server/platform/embedded.ts'
const sql = openDatabase(findEmbedded('/tmp/rw/data')!, { schema: 'h99', max: 2 })
const [d] = await sql`select id from directive where body <> '' order by issued_on limit 1`
const [p] = await sql`select id from reform_plan limit 1`
const [t] = await sql`select code from reform_task where waiting_on is not null limit 1`
console.log(`/desk/reform/documents/${d?.id}?paragraph=8`, `/desk/reform/plans/${p?.id}`, `/desk/reform/tasks/${t?.code}`)
await sql.end()
