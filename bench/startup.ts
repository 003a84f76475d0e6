import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '#server/platform/project.ts'
import { answers, freePort } from './lib/programs.ts'
import { median } from './lib/record.ts'

const ROUNDS = 5

/** A second `npm start` until `/healthz` answers; the baseline is what npm and an empty Node program take. */
export async function run() {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  try {
    await started(dataDir)
    const ours: number[] = []
    const baseline: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await started(dataDir))
      baseline.push(await npmAlone())
    }
    return {
      name: 'second start (npm start until /healthz answers)',
      ours: median(ours),
      baseline: median(baseline),
      ratio: median(ours) / median(baseline),
      target: { oursAtMost: 3 },
      unit: 'seconds'
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function started(dataDir: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const npm = spawn('npm', ['start'], {
    cwd: projectRoot,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: 'ignore',
    detached: true
  })
  while (!(await answers(port))) {
    if (npm.exitCode !== null || performance.now() - began > 120_000) throw new Error('npm start did not serve')
    await pause(10)
  }
  const seconds = (performance.now() - began) / 1000
  // To the whole group, as Ctrl-C does.
  process.kill(-npm.pid!, 'SIGINT')
  await once(npm, 'exit')
  while (await answers(port)) await pause(20)
  return seconds
}

async function npmAlone(): Promise<number> {
  const began = performance.now()
  const npm = spawn('npm', ['exec', '--', 'node', '-e', '0'], { cwd: projectRoot, stdio: 'ignore' })
  await once(npm, 'exit')
  return (performance.now() - began) / 1000
}
