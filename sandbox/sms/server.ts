import { answerJson } from '../json.ts'
import { jsonSettings, runProgram } from '../program.ts'

type Sent = { readonly message: string; readonly to: string; readonly text: string; readonly at: string }
const sent = new Map<string, Sent>()
/** Numbers that end so never arrive. */
const NOWHERE = '0000'

/** Text messages: the same reference goes out once. A number that ends in 0000 is refused. */
const operations = {
  send({ reference, to, text }: { reference: string; to: string; text: string }) {
    if (to.endsWith(NOWHERE)) return { kind: 'refused', reason: 'no such number' }
    const known = sent.get(reference) ?? {
      message: `SMS${String(sent.size + 1).padStart(8, '0')}`,
      to,
      text,
      at: new Date().toISOString()
    }
    sent.set(reference, known)
    return { kind: 'accepted', message: known.message }
  },
  state({ message }: { message: string }) {
    const known = [...sent.values()].find(one => one.message === message)
    return known ? { kind: 'delivered', at: known.at } : { kind: 'not-found' }
  }
}

/** What phones received, for people who look: `GET /inbox` on the control address. */
const inbox = ({ path }: { path: string }) =>
  path === '/inbox' ? { status: 200, type: 'application/json', body: JSON.stringify([...sent.values()]) } : null

if (import.meta.main)
  await runProgram('sms', answerJson(operations), (at, files) => jsonSettings('SMS', at, files), { paging: inbox })
