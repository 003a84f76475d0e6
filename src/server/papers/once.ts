import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Paper as AskedPaper } from '#server/catalogue/index.ts'
import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { readCsv } from '#server/platform/csv.rules.ts'
import { RESOLUTION } from './once.model.ts'
import type { Remark, RuleRow } from './once.model.ts'
import { COLUMNS, holdsFor, isApplication, paperMeant, readRule } from './once.rules.ts'
import type { Cells, Unreadable } from './once.rules.ts'
import * as store from './once.store.ts'

/** What a table of rules came to, line by line: `lines` = `rules` + `repeated` + those not understood. */
export type OnceReport = {
  readonly lines: number
  readonly rules: number
  readonly repeated: number
  /** Not there before. */
  readonly fresh: number
  /** Rules whose paper is known; rules of procedures that this province has, whose paper a person must name. */
  readonly mapped: number
  readonly open: number
  readonly outside: number
  readonly notUnderstood: readonly { line: number; code: Unreadable['code']; text: string }[]
  readonly remarks: readonly { line: number; remark: Remark; text: string }[]
}
type Refused = { code: 'forbidden' } | { code: 'once-no-table' } | { code: 'not-found' } | { code: 'paper-unknown' }
export type RuleSource = { readonly source: string; readonly validFrom: string; readonly validTo: string | null }

const isRead = (read: RuleRow | Unreadable): read is RuleRow => 'procedure' in read
const keyOf = (row: RuleRow): string =>
  createHash('sha256')
    .update(
      JSON.stringify([row.procedure, ...[row.words, row.database, row.owner, row.document, row.article].map(fold)])
    )
    .digest('hex')

/** Loads a table of what may not be asked for; a rehearsal says the same and writes nothing. Repeatable. */
export async function importOnceRules(
  ctx: Ctx,
  path: string,
  { rehearse, source = RESOLUTION }: { rehearse: boolean; source?: RuleSource }
): Promise<Result<OnceReport, Refused>> {
  if (!ctx.actor.may('papers.once-only')) return err({ code: 'forbidden' })
  const [head, ...rows] = [...readCsv(await readFile(path, 'utf8'))]
  const places = COLUMNS.map(column => [column, head?.cells.findIndex(cell => cell.trim() === column) ?? -1] as const)
  if (places.some(([column, at]) => at < 0 && (column === 'code' || column === 'component_replaced')))
    return err({ code: 'once-no-table' })
  const read = rows.map(({ line, cells }) => {
    const named: Cells = Object.fromEntries(places.map(([column, at]) => [column, cells[at] ?? '']))
    return { line, text: `${named.code ?? ''}: ${named.component_replaced ?? ''}`.slice(0, 200), rule: readRule(named) }
  })
  const good = read.flatMap(({ rule }) => (isRead(rule) ? [rule] : []))
  const { rules, fresh } = await enterRules(ctx, source, good, rehearse)
  return ok({
    lines: rows.length,
    rules: rules.length,
    repeated: good.length - rules.length,
    fresh,
    mapped: rules.filter(({ paper }) => paper !== null).length,
    open: rules.filter(({ paper, here }) => here && paper === null).length,
    outside: rules.filter(({ here }) => !here).length,
    notUnderstood: read.flatMap(({ line, text, rule }) => (isRead(rule) ? [] : [{ line, text, code: rule.code }])),
    remarks: read.flatMap(({ line, text, rule }) =>
      isRead(rule) && rule.remark ? [{ line, text, remark: rule.remark }] : []
    )
  })
}

/** Enters rules as read, each once, with the catalogue's paper where the words say which. */
export async function enterRules(ctx: Ctx, source: RuleSource, read: readonly RuleRow[], rehearse = false) {
  const byKey = new Map(read.map(rule => [keyOf(rule), rule]))
  const found = await store.papersOfProcedures(ctx, [...new Set(read.map(({ procedure }) => procedure.slice(0, 8)))])
  const papers = Map.groupBy(found, ({ code }) => code.slice(0, 8))
  const rules = [...byKey].map(([key, rule]) => {
    const of = (papers.get(rule.procedure.slice(0, 8)) ?? []).filter(({ code }) => holdsFor(rule.procedure, code))
    return {
      ...{ ...rule, key, here: of.length > 0 },
      paper: rule.words === '' ? null : paperMeant(rule.words, of[0]?.papers ?? []),
      search: fold(`${rule.procedure} ${rule.procedureName} ${rule.words} ${rule.database} ${rule.document}`)
    }
  })
  const before = new Set((await store.known(ctx, source.source)).map(({ key }) => key))
  const fresh = rules.filter(({ key }) => !before.has(key)).length
  if (!rehearse && rules.length > 0) await store.enter(ctx, source, rules)
  if (!rehearse) ctx.log.info({ event: 'once-only.loaded', rules: rules.length, fresh }, 'loaded')
  return { rules, fresh }
}

const A_PAGE = 30

/** The rules for the administrator: a page, with the papers that the words of an open one could mean. */
export async function onceScreen(ctx: Ctx, asked: { words: string; open: boolean; after: string | null }) {
  const after = asked.after && /^\d{1,15}$/.test(asked.after) ? asked.after : null
  const [rows, counted] = await Promise.all([
    store.lines(ctx, { words: fold(asked.words), open: asked.open, after, limit: A_PAGE + 1 }),
    store.counts(ctx)
  ])
  const page = rows.slice(0, A_PAGE)
  const found = await store.papersOfProcedures(ctx, [...new Set(page.map(({ procedure }) => procedure.slice(0, 8)))])
  const choices = (procedure: string): AskedPaper[] =>
    found
      .filter(({ code }) => holdsFor(procedure, code))
      .slice(0, 1)
      .flatMap(({ papers }) => papers.filter(paper => !isApplication(paper)))
  return {
    counted,
    rows: page.map(row => ({
      ...row,
      choices: choices(row.procedure).map(({ code, name }) => ({ value: code, label: name.vi }))
    })),
    next: rows.length > A_PAGE ? page.at(-1)!.id : null
  }
}

/** A person says which paper of the catalogue a rule means; empty: none. */
export async function mapRule(ctx: Ctx, id: string, paper: string): Promise<Result<void, Refused>> {
  if (!ctx.actor.may('papers.once-only')) return err({ code: 'forbidden' })
  const procedure = /^\d{1,15}$/.test(id) ? await store.procedureOf(ctx, id) : null
  if (procedure === null) return err({ code: 'not-found' })
  const found = await store.papersOfProcedures(ctx, [procedure.slice(0, 8)])
  if (paper !== '' && !found.some(({ papers }) => papers.some(({ code }) => code === paper)))
    return err({ code: 'paper-unknown' })
  await store.map(ctx, id, paper || null)
  ctx.log.info({ event: 'once-only.mapped', rule: id, paper }, 'mapped')
  return ok(undefined)
}
