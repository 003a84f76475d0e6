/**
 * `node sandbox/identity/main.ts [--port N] [--for ORIGIN]... [--code CODE]`: an identity provider with invented people,
 * on its own. Says one line of JSON when it is ready; what stands under `provider` is what
 * `npm run motcua -- sign-on connect FILE` takes.
 */
import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3011' },
    for: { type: 'string', multiple: true, default: ['http://127.0.0.1:3000', 'http://localhost:3000'] },
    code: { type: 'string', default: 'dinh-danh' }
  }
})
// The library warns about development settings on every start; this is a sandbox.
console.warn = console.info = () => {}
const ready = await startSandbox({ port: Number(values.port), relyingParties: values.for, code: values.code })
process.stdout.write(`${JSON.stringify(ready)}\n`)
