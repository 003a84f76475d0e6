import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { HOLD, isRoot, outcome, postmasterOf, start } from './programs.ts'

let folder: string
let dataDir: string
const running: number[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-ops-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data')
})

afterEach(() => {
  const postmaster = postmasterOf(dataDir)
  for (const pid of [...running.splice(0), ...(postmaster ? [postmaster] : [])]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended by itself.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

async function hold(prefix: string[] = [], environment: Record<string, string> = {}) {
  const program = start([...prefix, process.execPath, HOLD, dataDir], environment)
  running.push(program.child.pid!)
  const [line] = await program.says(/\{.*\}/)
  return { program, ...(JSON.parse(line) as { url: string; adopted: boolean }) }
}

async function ask<T>(url: string, statement: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return (await sql.unsafe(statement)) as unknown as T[]
  } finally {
    await sql.end()
  }
}

async function kill(program: { child: { pid?: number }; ends(): Promise<unknown> }) {
  process.kill(program.child.pid!, 'SIGKILL')
  await program.ends()
}

describe('the embedded database', () => {
  test('stops with its program and keeps what was stored', async () => {
    const first = await hold()
    await ask(first.url, 'create table kept as select 1 as one')
    first.program.child.kill('SIGTERM')
    expect(await first.program.ends()).toBe(0)
    expect(postmasterOf(dataDir)).toBeNull()
    const second = await hold()
    expect(await ask(second.url, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test('is adopted by the next start when its program was killed', async () => {
    const first = await hold()
    const postmaster = postmasterOf(dataDir)
    await kill(first.program)
    const second = await hold()
    expect(second).toMatchObject({ adopted: true, url: first.url })
    expect(postmasterOf(dataDir)).toBe(postmaster)
  })

  test('recovers every committed row when it was killed itself', async () => {
    const first = await hold()
    await ask(first.url, 'create table kept as select generate_series(1, 1000) as one')
    process.kill(postmasterOf(dataDir)!, 'SIGKILL')
    await kill(first.program)
    const second = await hold()
    expect(second.adopted).toBe(false)
    expect(await ask(second.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 1000 }])
  })

  test('starts although another program now has the number of the killed server', async () => {
    const first = await hold()
    first.program.child.kill('SIGTERM')
    await first.program.ends()
    writeFileSync(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDir}\n0\n5432\n\n127.0.0.1\n\nready\n`
    )
    expect((await hold()).adopted).toBe(false)
  })

  test('is made anew when the very first start was killed half way', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
    writeFileSync(join(dataDir, '.motcua'), '')
    await hold()
    expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8').trim()).toBe('18')
  })

  test('belongs to one program at a time', async () => {
    const { program } = await hold()
    const second = await outcome([process.execPath, HOLD, dataDir])
    expect(second).toEqual({
      code: 1,
      words: `DATA_DIR ${dataDir} is in use by another Một Cửa (process ${program.child.pid}); stop it first.`
    })
  })

  test('speaks UTF-8, UTC and the Vietnamese order whatever the machine says', async () => {
    const { url } = await hold([], { LANG: 'POSIX', TZ: 'America/New_York', PGPORT: '1', PGDATA: '/nowhere' })
    const rows = await ask(
      url,
      `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
        (select datlocale from pg_database where datname = current_database()) as locale,
        current_setting('synchronous_commit') as sync, current_setting('fsync') as fsync, lower('ĐÀO') as lower`
    )
    expect(rows).toEqual([{ encoding: 'UTF8', zone: 'UTC', locale: 'C.UTF-8', sync: 'on', fsync: 'on', lower: 'đào' }])
  })

  test('keeps its password to its owner', async () => {
    await hold()
    const mode = spawnSync('stat', ['-c', '%a', join(dataDir, 'postgres.json')], { encoding: 'utf8' }).stdout.trim()
    expect(mode).toBe('600')
  })
})

describe('a data folder that cannot be used is named in one sentence', () => {
  const refused = () => outcome([process.execPath, HOLD, dataDir])

  test('when it holds something else', async () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'letters.txt'), 'not ours')
    expect(await refused()).toEqual({
      code: 1,
      words: `DATA_DIR ${dataDir} holds files that are not Một Cửa's (letters.txt ...); choose an empty folder.`
    })
  })

  test('when it is a file', async () => {
    writeFileSync(dataDir, '')
    expect(await refused()).toEqual({ code: 1, words: `DATA_DIR ${dataDir} is not a folder.` })
  })

  test('when its database was made by something else', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, '.motcua'), '')
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
    const { code, words } = await refused()
    expect(code).toBe(1)
    expect(words).toMatch(/^\S+ is a PostgreSQL data directory that this installation did not make \(.*\)\.$/)
  })

  test('when its database has another version', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, '.motcua'), '')
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '14\n')
    const { code, words } = await refused()
    expect(code).toBe(1)
    expect(words).toMatch(/was written by PostgreSQL 14, but this installation brings 18; [^\n]*\.$/)
  })

  test('when its database is broken', async () => {
    const { program } = await hold()
    program.child.kill('SIGTERM')
    await program.ends()
    rmSync(join(dataDir, 'postgres', 'global', 'pg_control'))
    const { code, words } = await refused()
    expect(code).toBe(1)
    expect(words).toMatch(/^The database in \S+ cannot start: [^\n]*pg_control[^\n]*\.$/)
  })

  test.skipIf(!isRoot)('when the disk is full (a small disk needs root)', async () => {
    mkdirSync(dataDir)
    const script = `mount -t tmpfs -o size=6m tmpfs ${dataDir} || exit 77; exec ${process.execPath} ${HOLD} ${dataDir}`
    const { code, words } = await outcome(['unshare', '-m', 'sh', '-c', script])
    if (code === 77) return expect(words).toMatch(/mount/)
    expect(words).toBe(`The disk that holds ${dataDir} is full.`)
    expect(code).toBe(1)
  })
})

describe('whoever runs it', () => {
  const NOBODY = 65534
  const mayEnter = (program: string) =>
    isRoot && spawnSync('test', ['-r', program], { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0

  test.skipIf(!isRoot)(
    'root may, in a folder closed to others, without LANG and with umask 077 (needs root)',
    async () => {
      chmodSync(folder, 0o700)
      const { url } = await hold(['sh', '-c', 'umask 077; unset LANG LC_ALL; exec "$@"', 'sh'])
      expect(await ask(url, `select current_setting('server_encoding') as encoding`)).toEqual([{ encoding: 'UTF8' }])
    }
  )

  test.skipIf(!mayEnter(HOLD))(
    'an ordinary account may (needs root to become one, and a project open to it)',
    async () => {
      chownSync(folder, NOBODY, NOBODY)
      const { url } = await hold(['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'])
      expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
    }
  )

  describe('where root has no user namespaces', () => {
    const hasAccount = /^postgres:/m.test(readFileSync('/etc/passwd', 'utf8'))
    const withoutUnshare = () => {
      const bin = join(folder, 'bin')
      mkdirSync(bin)
      symlinkSync('/usr/bin/test', join(bin, 'test'))
      return { PATH: bin }
    }

    test.skipIf(!mayEnter(HOLD) || !hasAccount)(
      'the postgres account does it (needs root and that account)',
      async () => {
        const { url } = await hold([], withoutUnshare())
        expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
      }
    )

    test.skipIf(!isRoot || !hasAccount)(
      'the folder it cannot enter is named (needs root and the postgres account)',
      async () => {
        const closed = join(folder, 'closed')
        mkdirSync(closed, { mode: 0o700 })
        dataDir = join(closed, 'data')
        const { code, words } = await outcome([process.execPath, HOLD, dataDir], withoutUnshare())
        expect(code).toBe(1)
        const named = mayEnter(HOLD) ? closed : projectRoot.split('/').slice(0, 2).join('/')
        expect(words).toContain(`cannot enter ${named}`)
      }
    )
  })
})
