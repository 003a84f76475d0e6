import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/project.ts'

export const HOLD = join(projectRoot, 'tests/ops/hold-database.ts')
export const MAIN = join(projectRoot, 'src/server/main.ts')
export const isRoot = process.getuid?.() === 0

export type Program = {
  readonly child: ChildProcess
  /** All it said on both channels. */
  words(): string
  /** Resolves with the first match on either channel; fails with what was said when the program ends before. */
  says(pattern: RegExp): Promise<RegExpMatchArray>
  ends(): Promise<number | null>
}

/** Starts a program of the project with only the environment given, as an operator would. */
export function start(command: string[], environment: Record<string, string> = {}): Program {
  const compiled = process.env.NODE_COMPILE_CACHE
  const env = { PATH: process.env.PATH ?? '', ...(compiled && { NODE_COMPILE_CACHE: compiled }), ...environment }
  const child = spawn(command[0]!, command.slice(1), { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', part => (said += part))
  child.stderr.on('data', part => (said += part))
  const closed = once(child, 'close') as Promise<[number | null]>
  const says = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const match = said.match(pattern)
      if (match) return match
      const ended = await Promise.race([
        once(child.stdout, 'data').then(() => false),
        once(child.stderr, 'data').then(() => false),
        closed.then(() => true)
      ])
      if (ended && !pattern.test(said)) throw new Error(`the program ended without saying ${pattern}:\n${said}`)
    }
  }
  return { child, words: () => said, says, ends: async () => (await closed)[0] }
}

/** Runs a program to its end. */
export async function outcome(command: string[], environment: Record<string, string> = {}) {
  const program = start(command, environment)
  const code = await program.ends()
  return { code, words: program.words().trim() }
}

/** The process number of the server of a data folder, or null. */
export function postmasterOf(dataDir: string): number | null {
  const path = join(dataDir, 'postgres', 'postmaster.pid')
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null
}
