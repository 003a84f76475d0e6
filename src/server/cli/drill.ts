import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { nationalTime } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { compareLedgers } from './drill.compare.ts'
import type { Outcome, PortalLedger } from './drill.compare.ts'
import { EVENTS_EACH, finish, receive } from './drill.office.ts'
import { openScratch } from './drill.scratch.ts'

export type Drill = {
  readonly messages: number
  /** Hundredths of the messages that come twice, and that come after later ones, in both directions. */
  readonly duplicates: number
  readonly outOfOrder: number
  readonly kills: number
}
const WAVE = 2_000
const PATIENCE_MS = 120_000

/**
 * Runs the portal's sandbox and our side as processes of their own over a scratch database, kills ours so many times in
 * the middle of its work, waits until nothing moves any more, and compares both ledgers.
 */
export async function drill(asked: Drill, progress: (words: string) => void): Promise<Outcome> {
  const scratch = await openScratch()
  const sandbox = await startSandbox('portal')
  const ours = openOurSide(scratch.url, { ...process.env, ...sandbox.env, DRILL_KEY: scratch.key })
  try {
    await sandbox.tell('/disturb', { duplicates: asked.duplicates, outOfOrder: asked.outOfOrder })
    await ours.start()
    const busy = { over: false }
    const office = happen(scratch.ctx, sandbox, asked.messages).finally(() => (busy.over = true))
    await killings(scratch.ctx, asked, ours, busy, progress)
    await office
    await untilQuiet(scratch.ctx, asked.messages, progress)
    return await compareLedgers(scratch.ctx, (await sandbox.tell('/ledger')) as PortalLedger)
  } finally {
    ours.kill()
    await sandbox.stop()
    await scratch.close()
  }
}

/** A twentieth of the messages are filings there (each answered by one of ours); the rest are ours. */
export function shares(messages: number): { filings: number; dossiers: number; rest: number } {
  const filings = Math.floor(messages / 20)
  const own = messages - 2 * filings
  return { filings, dossiers: Math.floor(own / EVENTS_EACH), rest: own % EVENTS_EACH }
}

/** What the office and the people do, in waves, so that there is always something under way. */
async function happen(ctx: Ctx, sandbox: Running, messages: number): Promise<void> {
  const { filings, dossiers, rest } = shares(messages)
  const waves = Math.max(1, Math.ceil(dossiers / WAVE))
  const filed = Math.ceil(filings / waves)
  for (let wave = 0; wave < waves; wave++) {
    const from = wave * WAVE
    await receive(ctx, from, Math.min(WAVE, dossiers - from), 2)
    if (wave === 0 && rest > 0) await receive(ctx, dossiers, 1, rest === 2 ? 1 : rest)
    if (wave === 0 && rest === 2) await receive(ctx, dossiers + 1, 1, 1)
    const first = wave * filed
    const count = Math.max(0, Math.min(filed, filings - first))
    if (count > 0) await sandbox.tell('/file', { messages: Array.from({ length: count }, (_, n) => filing(first + n)) })
    // Statistics, as the database takes them by itself once a minute.
    await ctx.sql`analyze event, dossier, national_message, national_ledger, exchange_message`
    // The dossiers of the wave before come to their end while those of this one begin.
    if (wave > 0) await finish(ctx, WAVE)
  }
  while ((await finish(ctx, WAVE)) > 0);
}

const filing = (n: number) => ({
  MaThongDiep: `drill-${n}`,
  MaHoSo: `DVCQG-DRILL-${String(n).padStart(7, '0')}`,
  ThoiDiem: nationalTime(new Date(Date.now() - 60_000)),
  LoaiThongDiep: 'NOP_HO_SO',
  HoSo: {
    MaTTHC: '1.004873',
    DonViXuLy: 'H99.31',
    ChuHoSo: 'Người Tập Dượt',
    SoGiayToChuHoSo: '999090000001',
    LoaiDoiTuong: '1'
  }
})

function openOurSide(url: string, env: NodeJS.ProcessEnv) {
  let child: ChildProcess | null = null
  return {
    async start(): Promise<void> {
      const program = join(import.meta.dirname, 'drill.worker.ts')
      child = fork(program, [url], { env, execPath: process.execPath, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      await new Promise<void>((ready, failed) => {
        child!.once('message', () => ready())
        child!.once('exit', code => failed(new Error(`our side ended (${code})`)))
      })
    },
    /** As the machine's plug would: nothing is told before. */
    kill(): void {
      child?.kill('SIGKILL')
      child = null
    }
  }
}

/** Kills our side each time another part of the messages is through, and starts it again. */
async function killings(
  ctx: Ctx,
  { messages, kills }: Drill,
  ours: ReturnType<typeof openOurSide>,
  busy: { over: boolean },
  progress: (words: string) => void
): Promise<void> {
  for (let kill = 1; kill <= kills; kill++) {
    const mark = (messages * kill) / (kills + 1)
    for (let waited = 0; (await through(ctx)).done < mark && waited < PATIENCE_MS; waited += 25)
      await new Promise(resolve => setTimeout(resolve, 25))
    ours.kill()
    progress(`killed ${kill} of ${kills}${busy.over ? '' : ', while the office goes on'}`)
    // What the dead process held is free after its lease; the drill knows that it is dead and does not wait for that.
    await ctx.sql`update exchange_message set busy_until = null where state = 'waiting'`
    await ctx.sql`
      update national_message set due_at = ${ctx.now()} where direction = 'in' and standing = 'waiting' and due_at > ${ctx.now()}`
    await ours.start()
  }
}

async function through({ sql }: Ctx): Promise<{ done: number; waiting: number }> {
  const [row] = await sql<{ done: number; waiting: number }[]>`
    select count(*) filter (where standing in ('done', 'refused'))::integer as "done",
      count(*) filter (where standing in ('waiting', 'sending'))::integer as "waiting"
    from national_message`
  return row!
}

/** Waits for the end: all messages through, or nothing moved for two minutes. */
async function untilQuiet(ctx: Ctx, messages: number, progress: (words: string) => void): Promise<void> {
  let last = -1
  let still = performance.now()
  for (;;) {
    const { done, waiting } = await through(ctx)
    progress(`${done} of ${messages}`)
    if (done >= messages && waiting === 0) return
    if (done !== last) still = performance.now()
    else if (performance.now() - still > PATIENCE_MS) return
    last = done
    await new Promise(resolve => setTimeout(resolve, 250))
  }
}
