/** Follows what happens from now on and reads each dossier it concerns: `node example.ts --url URL --token TOKEN`. */
import { parseArgs } from 'node:util'
import { createClient } from './generated/client/index.ts'
import { getDossiersCode, getEvents } from './generated/index.ts'

const { values } = parseArgs({
  options: { url: { type: 'string' }, token: { type: 'string' }, from: { type: 'string' }, once: { type: 'boolean' } }
})
const client = createClient({ baseUrl: values.url ?? 'http://127.0.0.1:3000', auth: values.token ?? '' })

let after = values.from ?? 'latest'
do {
  const { data, error } = await getEvents({ client, query: { after, limit: 100, wait: values.once ? 0 : 25 } })
  if (!data) throw new Error(JSON.stringify(error))
  for (const event of data.items) {
    const dossier = await getDossiersCode({ client, path: { code: event.code } })
    console.log(event.at, event.kind, event.code, dossier.data?.phase ?? dossier.error?.title)
  }
  // Keep this where a crash cannot lose it: it is all that is needed to go on.
  after = data.next
} while (!values.once)
