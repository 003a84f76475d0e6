import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { serverUrl } from '#server/platform/testing.ts'
import { MAIN, outcome, postmasterOf, start } from './programs.ts'

let folder: string
let dataDir: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-ops-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))

const main = (environment: Record<string, string>) =>
  outcome([process.execPath, MAIN], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', ...environment })

/** The address of the tests' own server with one part changed. */
function address(change: (url: URL) => void): string {
  const url = new URL(serverUrl())
  change(url)
  return url.href
}

describe('the server says in one sentence why it does not start', () => {
  test('when its port is taken, and it has touched nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(done => other.once('listening', done))
    const { port } = other.address() as { port: number }
    const { code, words } = await main({ PORT: String(port) })
    other.close()
    expect({ code, words }).toEqual({
      code: 1,
      words: `The address 127.0.0.1:${port} is taken by another program; stop it or set PORT.`
    })
    expect(existsSync(dataDir)).toBe(false)
  })

  test.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://host/x'],
    ['PROVINCE_SCHEMA', 'Hà Nội'],
    ['ORIGIN', 'motcua.example'],
    ['BODY_SIZE_LIMIT', 'much'],
    ['LOG_LEVEL', 'loud']
  ])('when %s is %s', async (name, value) => {
    const { code, words } = await main({ [name]: value })
    expect(code).toBe(1)
    expect(words).toMatch(new RegExp(`^The setting ${name}.* cannot be used: [^\\n]+\\.$`))
  })

  test('when the outside database cannot be reached', async () => {
    const { code, words } = await main({ DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x' })
    expect(code).toBe(1)
    expect(words).toMatch(/^The database 127\.0\.0\.1:1\/x \(DATABASE_URL\) cannot be reached; [^\n]+\.$/)
  })

  test('when the outside database refuses the password, without printing it', async () => {
    const { code, words } = await main({ DATABASE_URL: address(url => (url.password = 'wrong-one')) })
    expect(code).toBe(1)
    expect(words).toMatch(/^The database \S+ \(DATABASE_URL\) refuses the user or password\.$/)
    expect(words).not.toContain('wrong-one')
  })

  test('when the outside database does not exist', async () => {
    const { code, words } = await main({ DATABASE_URL: address(url => (url.pathname = '/nowhere')) })
    expect(code).toBe(1)
    expect(words).toMatch(/does not exist on that server\.$/)
  })

  test('when the outside database does not permit its user to create schemas', async () => {
    const sql = postgres(serverUrl(), { max: 1, onnotice: () => {} })
    await sql.unsafe(`create role guest_of_office login password 'guest'`)
    await sql.end()
    const guest = address(url => Object.assign(url, { username: 'guest_of_office', password: 'guest' }))
    const { code, words } = await main({ DATABASE_URL: guest })
    expect(code).toBe(1)
    expect(words).toMatch(/does not permit its user to create schemas \([^\n]+\)\.$/)
  })
})

describe.skipIf(!existsSync(join(projectRoot, 'build', 'handler.js')))('the server (needs the build)', () => {
  test('starts, answers, stops on a signal and takes its database down with it', { timeout: 120_000 }, async () => {
    const program = start([process.execPath, MAIN], {
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
      DEMONSTRATION: '0'
    })
    const [, port] = await program.says(/\(port (\d+)\)/)
    const health = await fetch(`http://127.0.0.1:${port}/healthz`)
    expect(health.status).toBe(200)
    expect(postmasterOf(dataDir)).not.toBeNull()
    program.child.kill('SIGTERM')
    expect(await program.ends()).toBe(0)
    expect(postmasterOf(dataDir)).toBeNull()
  })
})
