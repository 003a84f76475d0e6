/** `npm run check`: everything that can be known without running a test. Two checks at a time; each speaks when it fails. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import postgres from 'postgres'
import { startTemporary } from '../src/server/platform/embedded.ts'
import { prepareJobs } from '../src/server/platform/jobs.ts'
import { migrate } from '../src/server/platform/migrate.ts'
import { projectRoot } from '../src/server/platform/project.ts'
import { checkSql } from './check-sql.ts'

type Outcome = { readonly ok: boolean; readonly words: string }
const bin = (path: string) => join(projectRoot, 'node_modules', path)

const CHECKS: Record<string, () => Promise<Outcome>> = {
  types: () => node(bin('svelte-check/bin/svelte-check'), '--fail-on-warnings', '--output', 'human'),
  lint: () => node(bin('eslint/bin/eslint.js'), '.'),
  sql: () => provesSql(),
  layout: () => node(bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  tiers: () => node(bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', 'src'),
  client: () => node(join(projectRoot, 'scripts', 'client.ts'), '--check'),
  unused: () => node(bin('knip/bin/knip.js'), '--no-progress')
}

function node(...args: string[]): Promise<Outcome> {
  return new Promise(done => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    child.stdout.on('data', part => (words += part))
    child.stderr.on('data', part => (words += part))
    child.on('close', code => done({ ok: code === 0, words }))
  })
}

/** Every SQL template against a temporary, migrated database with exactly one province. */
async function provesSql(): Promise<Outcome> {
  const server = await startTemporary()
  try {
    await migrate(server.url, 'h99')
    await prepareJobs(server.url)
    const sql = postgres(server.url, { max: 1, onnotice: () => {} })
    await sql.unsafe(`alter database ${new URL(server.url).pathname.slice(1)} set search_path = h99, ext`)
    await sql.end()
    const { checked, findings } = await checkSql(server.url)
    const lines = findings.map(({ place, problem }) => `${place}  ${problem}`)
    return { ok: findings.length === 0 && checked > 0, words: [...lines, `${checked} statements checked`].join('\n') }
  } finally {
    await server.stop()
  }
}

const asked = process.argv.slice(2)
const unknown = asked.find(name => !CHECKS[name])
if (unknown) {
  console.error(`There is no check "${unknown}"; there are: ${Object.keys(CHECKS).join(', ')}.`)
  process.exit(1)
}
await node(bin('@sveltejs/kit/svelte-kit.js'), 'sync')
const queue = asked.length > 0 ? asked : Object.keys(CHECKS)
const failed: string[] = []
const worker = async () => {
  for (let name = queue.shift(); name; name = queue.shift()) {
    const began = performance.now()
    const outcome = await CHECKS[name]!().catch((error: unknown) => ({ ok: false, words: String(error) }))
    if (!outcome.ok) failed.push(name)
    if (!outcome.ok) console.log(outcome.words.trim())
    console.log(`${outcome.ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
}
await Promise.all([worker(), worker()])
console.log(failed.length === 0 ? 'check: all is well' : `check: failed in ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
