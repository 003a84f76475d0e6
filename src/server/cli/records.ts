import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { brokenChains, countChains, exportLog } from '#server/dossiers/index.ts'
import { brokenLetters, brokenTasks, countTasks } from '#server/reform/index.ts'
import { settle, tellAfter, tellBeside, tellHistory, tellNoMore } from '#server/demonstration/index.ts'
import { endOf, migrate, prepareJobs, startOf, verifyChains } from '#server/platform/index.ts'
import { errorCode, RefusedToStart } from '#server/platform/refused-to-start.ts'
import { dayGiven, granted, optional } from './command.ts'
import type { Command, Given } from './command.ts'

const string = { type: 'string' } as const

const TOLD_WHOLE = 50_000

const demo: Command = {
  name: 'demo',
  usage: '[--dossiers N] [--until DAY]',
  tells: 'load the demonstration province into an empty database, with as many dossiers as you like',
  options: { dossiers: string, until: string },
  async run(given) {
    const { installation, say, tell } = given
    const wanted = optional(given, 'dossiers')
    if (wanted !== null && !/^[1-9]\d{0,8}$/.test(wanted))
      throw new RefusedToStart(tell('number.odd', { value: wanted }))
    const until = dayGiven(given, 'until')
    await migrate(installation.databaseUrl, installation.config.schema)
    await prepareJobs(installation.databaseUrl)
    const ctx = await installation.ctx()
    if (ctx.province.code !== '' && !ctx.province.demonstration)
      throw new RefusedToStart(tell('demo.real', ctx.province))
    const count = await countChains(ctx)
    if (count > 0) throw new RefusedToStart(tell('demo.told', { count }))
    if (ctx.province.code === '') await settle(ctx)
    await tellBeside(await installation.ctx())
    const began = performance.now()
    const seconds = () => (performance.now() - began) / 1000
    const { dossiers, events } = await tellHistory(ctx, {
      ...(wanted ? { dossiers: Number(wanted) } : {}),
      ...(until ? { until: endOf(until) } : {}),
      onProgress: done =>
        given.progress(tell('demo.progress', { ...done, rate: Math.round(done.dossiers / seconds()) }))
    })
    given.progress('')
    const took = Math.round(seconds() * 10) / 10
    // The figures of a very large province are left to its nights.
    await (dossiers <= TOLD_WHOLE ? tellAfter : tellNoMore)(await installation.ctx())
    say(tell('demo.done', { dossiers, events, seconds: took }))
  }
}

const logExport: Command = {
  name: 'export log',
  usage: '[--format jsonl|xes] [--from DAY] [--to DAY] [--out FILE]',
  tells: 'write the event log, case by case, without names of applicants',
  options: { format: string, from: string, to: string, out: string },
  async run(given) {
    const { installation, language, say, tell } = given
    const format = optional(given, 'format') ?? 'jsonl'
    if (format !== 'jsonl' && format !== 'xes') throw new RefusedToStart(tell('log.format'))
    const [from, to] = [dayGiven(given, 'from'), dayGiven(given, 'to')]
    const span = { from: from && startOf(from), to: to && endOf(to) }
    const pieces = granted(language, exportLog(await installation.ctx(), { format, ...span }))
    const out = optional(given, 'out')
    if (!out) return pour(pieces, process.stdout)
    await pour(pieces, createWriteStream(out))
    say(tell('log.written', { path: out }))
  }
}

/** Writes as fast as the reader reads; a reader that has enough (`head`) ends it quietly. */
async function pour(pieces: AsyncIterable<string>, out: Writable): Promise<void> {
  try {
    await pipeline(pieces, out, { end: out !== process.stdout })
  } catch (error) {
    if (errorCode(error) !== 'EPIPE') throw error
  }
}

const verify: Command = {
  name: 'verify log',
  usage: '',
  tells: 'recompute the chain of events of every case; fails where one was changed',
  async run(given: Given) {
    const { installation, say, tell } = given
    const ctx = await installation.ctx()
    const [count, tasks, ofDossiers, ofTasks, ofLetters, kinds] = await Promise.all([
      countChains(ctx),
      countTasks(ctx),
      brokenChains(ctx, 10_000),
      brokenTasks(ctx, 10_000),
      brokenLetters(ctx, 10_000),
      verifyChains(ctx)
    ])
    const others = kinds.filter(({ kind }) => kind !== 'dossier' && kind !== 'reform-task')
    for (const other of others) say(tell('verify.kind', other))
    if (others.some(other => other.broken > 0)) given.failed()
    const broken = [...ofDossiers, ...ofTasks, ...ofLetters]
    if (tasks > 0) say(tell('verify.tasks', { broken: ofTasks.length, count: tasks }))
    if (broken.length === 0) return say(tell('verify.ok', { count }))
    for (const { code, version } of broken) say(tell('verify.line', { code, version }))
    say(tell('verify.broken', { broken: broken.length, count }))
    given.failed()
  }
}

export const records: readonly Command[] = [demo, logExport, verify]
