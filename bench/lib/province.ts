import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { procedureByCode } from '#server/catalogue/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { addToken, clientActor } from '#server/identity/index.ts'
import {
  createSealing,
  keyInHand,
  migrate,
  openBlobs,
  openDatabase,
  prepareJobs,
  silentLog,
  SYSTEM
} from '#server/platform/index.ts'
import type { Actor, Ctx, Database } from '#server/platform/index.ts'

export const SCHEMA = 'h99'
/** What is sealed while a benchmark is made ready opens in the server that is measured. */
export const SECRETS = Buffer.alloc(32, 1)
/** Communes that receive and settle: the counters that 32 connections meet at. */
export const UNITS = Array.from({ length: 50 }, (_, index) => `H99.B${String(index + 1).padStart(2, '0')}`)
const PROCEDURE = '1.001193'

/** The pool of the real server (src/server/app.ts); the bare scripts get the same. */
export const POOL = 10

export const openPool = (url: string): Database =>
  openDatabase(url, { schema: SCHEMA, max: POOL, name: 'motcua-bench' })

/** The samples that a told demonstration speaks of lie here, until the benchmark is over. */
const FILES = join(tmpdir(), `motcua-bench-files-${process.pid}`)
process.once('exit', () => rmSync(FILES, { recursive: true, force: true }))

export const contextOn = (sql: Database, actor: Actor = SYSTEM, now: () => Date = () => new Date()): Ctx => ({
  sql,
  now,
  actor,
  language: 'vi',
  log: silentLog,
  blobs: openBlobs(FILES, keyInHand(SECRETS)),
  sealing: createSealing(SECRETS),
  province: { schema: SCHEMA, code: 'H99', name: 'Tỉnh Sông Mơ', origin: 'http://127.0.0.1', demonstration: false }
})

/** A machine with a token that may do everything with dossiers. */
export const client: Actor = clientActor({
  id: '00000000-0000-4000-8000-000000000001',
  name: 'bench',
  unit: 'H99',
  scopes: ['dossier.*']
})

/** The demonstration's units, procedures and calendar with fifty more communes and no history; gives a token. */
export async function prepareProvince(url: string): Promise<{ token: string; papers: string[] }> {
  await migrate(url, SCHEMA)
  await prepareJobs(url)
  const sql = openPool(url)
  const ctx = contextOn(sql)
  await settle(ctx)
  await sql`
    insert into unit (code, kind, level, name_vi, parent, valid_from, receives, settles, folded)
    select code, 'commune', 'commune', 'Xã ' || code, 'H99', '2025-07-01', true, true, lower(code)
    from unnest(${UNITS}::text[]) as given (code)`
  // Not a demonstration from here on: the server that starts on it must not tell a history meanwhile.
  await sql`update province set demonstration = false`
  const added = await addToken(ctx, { client: 'bench', unit: 'H99', scopes: ['dossier.*'] })
  const procedure = await procedureByCode(ctx, PROCEDURE)
  await sql.end()
  if (!added.ok || !procedure.ok) throw new Error('the province of the benchmark could not be prepared')
  return { token: added.value.token, papers: procedure.value.content.papers.slice(0, 3).map(({ code }) => code) }
}

/** What a desk sends for the n-th citizen of the day. */
export const receipt = (n: number, papers: readonly string[]) => ({
  procedure: PROCEDURE,
  channel: 'counter',
  applicant: {
    name: 'Nguyễn Thị Thu Hà',
    number: `999090${String(n % 1_000_000).padStart(6, '0')}`,
    address: 'Thôn Đông, xã Sông Mơ',
    phone: `09${String(n % 100_000_000).padStart(8, '0')}`
  },
  content: 'Đăng ký khai sinh cho con',
  papers: papers.map(code => ({ code, originals: 1 })),
  receivingUnit: UNITS[n % UNITS.length]!
})
export const receiptInput = (n: number, papers: readonly string[]): ReceiveInput =>
  ReceiveInput.parse(receipt(n, papers))

/** Fills a province with receipts where nothing waits for the disk; gives them in the order of their numbers. */
export async function fill(url: string, papers: readonly string[], dossiers: number): Promise<Dossier[]> {
  const sql = openPool(withoutWaiting(url))
  const ctx = contextOn(sql, client)
  const made: Dossier[] = []
  for (let from = 0; from < dossiers; from += 200) {
    const numbers = Array.from({ length: Math.min(200, dossiers - from) }, (_, index) => from + index)
    for (const opened of await Promise.all(numbers.map(n => receiveDossier(ctx, receiptInput(n, papers))))) {
      if (!opened.ok) throw new Error(`a receipt was refused: ${opened.error.code}`)
      made.push(opened.value)
    }
  }
  await sql`analyze`
  await sql.end()
  return made
}

/** For making ready only: what is measured always waits until the disk has it. */
export const withoutWaiting = (url: string): string => `${url}?options=-c%20synchronous_commit%3Doff`
