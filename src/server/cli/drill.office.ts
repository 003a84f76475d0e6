import { randomUUID } from 'node:crypto'
import { event, evolve, openBulk } from '#server/dossiers/index.ts'
import type { Dossier, DossierEvent, DossierId, Filing } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'

/** The office of a drill: dossiers received, paid, settled and returned in bulk, as events that the portal is told. */
const PROCEDURE = '1.004873'
const UNIT = 'H99.31'
/** Events of one dossier: those at first, and those that come later. */
export const EVENTS_EACH = 4
const MARKING = { tokens: [] } as unknown as Filing['form']

const filing = (code: string): Filing & { code: string } => ({
  code,
  procedure: { code: PROCEDURE, name: 'Cấp giấy xác nhận tình trạng hôn nhân', revision: randomUUID(), process: '' },
  ruleSet: 'vn-2025',
  channel: 'counter',
  applicant: { kind: 'person', name: 'Người Tập Dượt', number: '999090000001' },
  delegate: null,
  accountId: null,
  content: '',
  form: {},
  papers: [],
  fee: { amount: 0, paid: 0 },
  receivingUnit: UNIT,
  settlingUnit: UNIT,
  limit: null,
  lateAfter: null
})

function begun(
  code: string,
  at: Date,
  events: number
): { dossier: Dossier; told: { event: DossierEvent; actor: null }[] } {
  const id = randomUUID() as DossierId
  const clocked = { startedAt: at.toISOString(), originalDueAt: null, dueAt: null }
  const moves = { marking: MARKING as never, entered: [], left: [] }
  const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
  const all: DossierEvent[] = [
    event('dossier.received', at, { ...filing(code), ...clocked, ...moves }),
    event('dossier.fee-paid', later(1), { amount: 1000, method: 'cash', receipt: '' }),
    event('dossier.settled', later(2), { kind: 'granted' }),
    event('dossier.returned', later(3), { to: 'Người Tập Dượt', how: 'counter' })
  ]
  const told = all.slice(0, events)
  const dossier = told.reduce<Dossier | null>((state, each) => evolve(state, each, id), null)!
  return { dossier, told: told.map(each => ({ event: each, actor: null })) }
}

/** Receives so many dossiers at once, with the first `events` of each. */
export async function receive(ctx: Ctx, from: number, count: number, events: number): Promise<void> {
  const bulk = openBulk()
  const at = new Date(ctx.now().getTime() - 5_000)
  for (let n = from; n < from + count; n++) bulk.add(begun(`${UNIT}-DRILL-${String(n).padStart(7, '0')}`, at, events))
  await ctx.sql.begin(async tx => {
    for (const { copy, lines } of bulk.take()) {
      const into = await tx.unsafe(copy).writable()
      await new Promise<void>((done, failed) => {
        into.once('error', failed)
        into.once('finish', done)
        into.end(lines)
      })
    }
  })
}

/** Settles and returns dossiers that were received before; how many. */
export async function finish({ sql, now }: Ctx, most: number): Promise<number> {
  const at = new Date(now().getTime() - 1_000).toISOString()
  const events = [
    { type: 'dossier.settled', at, data: { kind: 'granted' } },
    { type: 'dossier.returned', at, data: { to: 'Người Tập Dượt', how: 'counter' } }
  ]
  const state = { version: EVENTS_EACH, phase: 'returned', finishedAt: at, returnedAt: at, steps: [] }
  const [row] = await sql<{ finished: number }[]>`
    with chosen as (
      select id, version, hash from dossier where phase = 'accepted' and version = 2 and channel = 'counter'
      order by code limit ${most}
    ), links as (
      select chosen.id, link.version, link.type, link.at, link.data, link.hash
      from chosen, chained(chosen.id, chosen.version, chosen.hash, null, ${sql.json(events as never)}) as link
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
      select 'dossier', id, version, type, at, 'officer', 'Cán bộ tập dượt', data, hash from links
    ), moved as (
      update dossier set version = ${EVENTS_EACH}, phase = 'returned', finished_at = ${at}::timestamptz,
        returned_at = ${at}::timestamptz, hash = links.hash, state = state || ${sql.json(state as never)}
      from links where links.id = dossier.id and links.version = ${EVENTS_EACH} returning dossier.id
    )
    select count(*)::integer as "finished" from moved`
  return row!.finished
}
