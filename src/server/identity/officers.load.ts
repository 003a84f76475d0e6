import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { existsOn, units } from '#server/organisation/index.ts'
import { OfficerInput } from './model.ts'
import { addOfficer, addPost } from './officer.actions.ts'
import { dayFromText, readStaffList, roleFromText } from './officers.file.ts'
import type { SheetFault, StaffRow } from './officers.file.ts'

/** What became of one row. `password` is the first password of a new officer, to be handed over once. */
export type RowReport = { readonly row: number; readonly login: string; readonly name: string } & (
  | { readonly outcome: 'added'; readonly password: string | null }
  | { readonly outcome: 'post-added' | 'already-there' }
  | { readonly outcome: 'refused'; readonly faults: readonly RowFault[] }
)
export type RowFault = { readonly field: string; readonly code: string; readonly row?: number }
export type LoadReport = { readonly rehearsed: boolean; readonly rows: readonly RowReport[]; readonly refused: number }

type Known = { id: string; fullName: string; posts: Set<string> }

/**
 * Loads officers and their posts from a workbook, row by row: good rows are taken, bad ones are told with field and reason. A
 * further row of the same login is a further post. With `rehearse` nothing is written and the report is the same.
 */
export async function loadOfficers(
  ctx: Ctx,
  path: string,
  options: { rehearse?: boolean; report?: (row: RowReport) => void } = {}
): Promise<Result<LoadReport, { code: 'forbidden' } | { code: 'officers-file'; faults: SheetFault[] }>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  const sheet = await readStaffList(path)
  if (sheet.faults.length > 0) return err({ code: 'officers-file', faults: sheet.faults })
  const [known, unitsNow] = await Promise.all([knownOfficers(ctx), units(ctx, { on: null })])
  const seen = new Map<string, number>()
  const rows: RowReport[] = []
  for (const row of sheet.rows) {
    const read = readRow(row, unitsNow, known, seen)
    const done = read.ok
      ? await takeRow(ctx, row, read.value, known, options.rehearse ?? false)
      : { ...named(row), outcome: 'refused' as const, faults: read.error.faults }
    options.report?.(done)
    rows.push(done)
  }
  return ok({
    rehearsed: options.rehearse ?? false,
    rows,
    refused: rows.filter(row => row.outcome === 'refused').length
  })
}

const named = (row: StaffRow) => ({ row: row.row, login: row.cells.login, name: row.cells.fullName })

async function knownOfficers({ sql }: Ctx): Promise<Map<string, Known>> {
  const rows = await sql<{ id: string; login: string; fullName: string; posts: string[] }[]>`
    select a.id, a.login, a.full_name as "fullName",
      coalesce(array_agg(p.unit || ' ' || p.role) filter (where p.id is not null and p.valid_to is null), '{}') as posts
    from account a left join post p on p.account = a.id
    group by a.id`
  return new Map(rows.map(row => [row.login, { id: row.id, fullName: row.fullName, posts: new Set(row.posts) }]))
}

type Units = Awaited<ReturnType<typeof units>>

/** One row as input, or every fault in it at once. */
function readRow(
  row: StaffRow,
  unitsNow: Units,
  known: ReadonlyMap<string, Known>,
  seen: Map<string, number>
): Result<OfficerInput, { code: 'row-faulty'; faults: RowFault[] }> {
  const { cells } = row
  const from = dayFromText(cells.from)
  const parsed = OfficerInput.safeParse({
    ...cells,
    role: roleFromText(cells.role),
    head: cells.head !== '' && !/^(không|no|0)$/i.test(cells.head),
    from: from ?? '1900-01-01'
  })
  const faults: RowFault[] = parsed.success
    ? []
    : parsed.error.issues.map(issue => ({ field: String(issue.path[0]), code: fieldFault(issue.message) }))
  if (!from) faults.push({ field: 'from', code: 'date' })
  const unit = unitsNow.find(one => one.code === cells.unit)
  if (from && cells.unit && (!unit || !existsOn(unit, from))) faults.push({ field: 'unit', code: 'unit-unknown' })
  const login = cells.login.toLowerCase()
  const owner = known.get(login)
  if (owner && owner.fullName !== cells.fullName) faults.push({ field: 'login', code: 'other-name' })
  const key = `${login} ${cells.unit} ${roleFromText(cells.role) ?? ''}`
  if (seen.has(key)) faults.push({ field: 'login', code: 'twice', row: seen.get(key)! })
  else seen.set(key, row.row)
  return parsed.success && faults.length === 0 ? ok(parsed.data) : err({ code: 'row-faulty', faults })
}

const fieldFault = (message: string): string => (/^[a-z-]+$/.test(message) ? message : 'missing')

async function takeRow(
  ctx: Ctx,
  row: StaffRow,
  input: OfficerInput,
  known: Map<string, Known>,
  rehearse: boolean
): Promise<RowReport> {
  const post = `${input.unit} ${input.role}`
  const owner = known.get(input.login)
  if (owner?.posts.has(post)) return { ...named(row), outcome: 'already-there' }
  if (rehearse) {
    if (owner) owner.posts.add(post)
    else known.set(input.login, { id: '', fullName: input.fullName, posts: new Set([post]) })
    return owner ? { ...named(row), outcome: 'post-added' } : { ...named(row), outcome: 'added', password: null }
  }
  if (owner) {
    const posted = await addPost(ctx, owner.id, input)
    if (!posted.ok) return { ...named(row), outcome: 'refused', faults: [{ field: 'unit', code: posted.error.code }] }
    owner.posts.add(post)
    return { ...named(row), outcome: 'post-added' }
  }
  const added = await addOfficer(ctx, input)
  if (!added.ok) return { ...named(row), outcome: 'refused', faults: [{ field: 'login', code: added.error.code }] }
  known.set(input.login, { id: added.value.account, fullName: input.fullName, posts: new Set([post]) })
  return { ...named(row), outcome: 'added', password: added.value.password }
}
