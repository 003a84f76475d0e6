/** `npm run conformance -- --url URL --token TOKEN`: tries every clause of docs/conformance.md against an API. */
import { parseArgs } from 'node:util'
import { clauses } from './clauses.ts'
import { openReceiver } from './receiver.ts'
import { runClauses } from './suite.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    token: { type: 'string', default: '' },
    unit: { type: 'string', default: 'H99.31' },
    procedure: { type: 'string', default: '1.001193' },
    /** Where the API can reach the receiver, when that is not this machine's loopback. */
    'receiver-url': { type: 'string' },
    'receiver-host': { type: 'string', default: '127.0.0.1' },
    'receiver-port': { type: 'string', default: '0' },
    only: { type: 'string', default: '' }
  }
})
const { receiver, close } = await openReceiver({
  host: values['receiver-host'],
  port: Number(values['receiver-port']),
  address: values['receiver-url'] ?? null
})
const chosen = clauses.filter(clause => clause.id.startsWith(values.only))
const { url, token, unit, procedure } = values
const { passed, failed } = await runClauses(chosen, { url, token, unit, procedure, receiver }, line =>
  console.log(line)
)
close()
console.log(`${passed} clauses pass, ${failed} fail`)
process.exitCode = failed === 0 ? 0 : 1
