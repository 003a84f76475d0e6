import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker'
import type { Runner, TaskList } from 'graphile-worker'
import type { Ctx } from './context.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { relay } from './relay.ts'
import type { Reactions } from './relay.ts'

/** Background work by name: gets the province's context and the payload that the reaction wrote. */
export type Tasks = Readonly<Record<string, (ctx: Ctx, payload: Record<string, unknown>) => Promise<unknown>>>

/** `[cron pattern in Vietnam's time as UTC, task]`; graphile-worker runs each once over all nodes. */
export type Timetable = readonly { readonly match: string; readonly task: string }[]

export type Worker = {
  stop(): Promise<void>
  /** Reads the feed now instead of at the next beat. */ beat(): Promise<void>
}

/** Prepares the shared schema of jobs; safe to repeat. */
export const prepareJobs = (url: string): Promise<void> => runMigrations({ connectionString: url, logger: quiet })

/** Starts the relay and the worker of one province. */
export async function startWorker(options: {
  url: string
  sql: Database
  schema: string
  reactions: Reactions
  tasks: Tasks
  timetable: Timetable
  contextOf: (province: string) => Ctx
  log: Log
}): Promise<Worker> {
  const { url, sql, schema, reactions, tasks, log } = options
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => {
        const given = (payload ?? {}) as Record<string, unknown>
        await task(options.contextOf(String(given.province ?? schema)), given)
      }
    ])
  )
  const runner: Runner = await run({
    connectionString: url,
    taskList,
    concurrency: 2,
    maxPoolSize: 3,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: quiet,
    parsedCronItems: parseCronItems(
      options.timetable.map(({ match, task }) => ({ match, task, options: { backfillPeriod: 3_600_000 } }))
    )
  })
  let stopped = false
  let beating: Promise<void> = Promise.resolve()
  const beat = () => (beating = beating.then(() => drain(sql, schema, reactions, () => stopped, log)))
  const timer = setInterval(beat, 250)
  return {
    beat,
    async stop() {
      stopped = true
      clearInterval(timer)
      await beating
      await runner.stop()
    }
  }
}

/** Reads until the feed is empty. An error is logged and tried again at the next beat: nothing is lost, the place did not move. */
async function drain(sql: Database, schema: string, reactions: Reactions, stopped: () => boolean, log: Log) {
  try {
    while (!stopped() && (await relay(sql, schema, reactions)) > 0);
  } catch (error) {
    if (!stopped()) log.error({ event: 'relay.failed', error: String(error) }, 'the relay stumbled; it tries again')
  }
}

const quiet = new Logger(() => () => {})
