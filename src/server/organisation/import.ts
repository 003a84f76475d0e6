import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Area } from './model.ts'
import { MAPS, readMap } from './import.maps.ts'
import type { NotUnderstood } from './import.maps.ts'
import { csvRows, matchMergers } from './import.mergers.ts'
import type { AreaSuccession, Place } from './import.mergers.ts'

/** What came of one file. Every line that could not be placed is listed. */
export type ImportReport = {
  readonly file: string
  readonly read: number
  readonly provinces: number
  readonly districts: number
  readonly communes: number
  readonly added: number
  readonly changed: number
  readonly successions: number
  readonly notUnderstood: readonly NotUnderstood[]
}
export type ImportRefusal =
  | { code: 'forbidden' }
  | { code: 'file-not-read'; path: string; why: string }
  | { code: 'format-unknown'; path: string }
  | { code: 'maps-missing'; path: string }

/**
 * Imports a map of the country (either published form, plain or gzipped), the table of mergers, or a folder of them
 * in the right order. Repeating it changes nothing. `report` hears of each file as it is done.
 */
export async function importUnits(
  ctx: Ctx,
  path: string,
  report: (file: ImportReport) => void = () => {}
): Promise<Result<ImportReport[], ImportRefusal>> {
  if (!ctx.actor.may('organisation.change')) return err({ code: 'forbidden' })
  const files = await filesAt(path)
  if (!files) return err({ code: 'file-not-read', path, why: 'no such file or folder' })
  const reports: ImportReport[] = []
  for (const file of files) {
    const done = file.endsWith('.csv') ? await importMergers(ctx, file) : await importMap(ctx, file)
    if (!done.ok) return done
    report(done.value)
    reports.push(done.value)
  }
  return ok(reports)
}

/** Maps before mergers: a table of mergers can only link what is there. */
async function filesAt(path: string): Promise<string[] | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found ? [path] : undefined
  const names = (await readdir(path)).filter(name => /\.(json|json\.gz|csv)$/.test(name))
  return names
    .sort((a, b) => Number(a.endsWith('.csv')) - Number(b.endsWith('.csv')) || (a < b ? -1 : 1))
    .map(n => join(path, n))
}

async function importMap(ctx: Ctx, path: string): Promise<Result<ImportReport, ImportRefusal>> {
  const content = await contentOf(path)
  if (content === undefined) return err({ code: 'file-not-read', path, why: 'neither JSON nor gzipped JSON' })
  const map = readMap(content)
  if (!map) return err({ code: 'format-unknown', path })
  const source = basename(path)
  const saved = await saveAreas(ctx, map.areas, source)
  const count = (level: Area['level']) => map.areas.filter(one => one.level === level).length
  return ok({
    file: source,
    read: map.areas.length + map.notUnderstood.length,
    provinces: count('province'),
    districts: count('district'),
    communes: count('commune'),
    added: saved.filter(row => row.added).length,
    changed: saved.filter(row => !row.added).length,
    successions: 0,
    notUnderstood: map.notUnderstood
  })
}

async function contentOf(path: string): Promise<unknown> {
  try {
    const raw = await readFile(path)
    return JSON.parse((path.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8'))
  } catch {
    return undefined
  }
}

async function importMergers(ctx: Ctx, path: string): Promise<Result<ImportReport, ImportRefusal>> {
  const rows = csvRows(await readFile(path, 'utf8')).slice(1)
  const [before, after] = await Promise.all([placesOf(ctx, MAPS['three-tier']), placesOf(ctx, MAPS['two-tier'])])
  if (before.length === 0 || after.length === 0) return err({ code: 'maps-missing', path })
  const matched = matchMergers(rows, before, after)
  const saved = await saveSuccessions(ctx, matched.successions)
  return ok({
    file: basename(path),
    read: rows.filter(row => row.some(Boolean)).length,
    provinces: 0,
    districts: 0,
    communes: 0,
    added: saved.filter(row => row.added).length,
    changed: saved.filter(row => !row.added).length,
    successions: matched.successions.length,
    notUnderstood: matched.notUnderstood
  })
}

const placesOf = ({ sql }: Ctx, map: { validFrom: string }): Promise<Place[]> => sql<Place[]>`
  select code, level, name_vi as vi, full_vi as full, parent from area where valid_from = ${map.validFrom}`

const saveAreas = ({ sql }: Ctx, areas: readonly Area[], source: string) => sql<{ added: boolean }[]>`
  insert into area (code, level, type, name_vi, name_en, full_vi, parent, valid_from, valid_to, source, folded)
  select code, level, type, name_vi, name_en, full_vi, parent, valid_from, valid_to, ${source}, folded
  from jsonb_to_recordset(${sql.json(
    areas.map(area => ({
      code: area.code,
      level: area.level,
      type: area.type,
      name_vi: area.name.vi,
      name_en: area.name.en ?? '',
      full_vi: area.fullName,
      parent: area.parent,
      valid_from: area.validFrom,
      valid_to: area.validTo,
      folded: `${area.code} ${fold(area.fullName)}`
    }))
  )}) as row (code text, level text, type text, name_vi text, name_en text, full_vi text, parent text, valid_from date,
    valid_to date, folded text)
  on conflict (code, valid_from) do update set
    level = excluded.level, type = excluded.type, name_vi = excluded.name_vi, name_en = excluded.name_en,
    full_vi = excluded.full_vi, parent = excluded.parent, valid_to = excluded.valid_to, source = excluded.source,
    folded = excluded.folded
  where (area.level, area.type, area.name_vi, area.name_en, area.full_vi, area.parent, area.valid_to, area.source, area.folded)
    is distinct from (excluded.level, excluded.type, excluded.name_vi, excluded.name_en, excluded.full_vi, excluded.parent,
      excluded.valid_to, excluded.source, excluded.folded)
  returning (xmax = 0) as added`

const saveSuccessions = ({ sql }: Ctx, successions: readonly AreaSuccession[]) => sql<{ added: boolean }[]>`
  insert into area_succession (predecessor, predecessor_from, successor, successor_from, part, note)
  select predecessor, ${MAPS['three-tier'].validFrom}, successor, ${MAPS['two-tier'].validFrom}, part, note
  from jsonb_to_recordset(${sql.json(successions.map(one => ({ ...one })))}) as row
    (predecessor text, successor text, part boolean, note text)
  on conflict (predecessor, predecessor_from, successor, successor_from) do update set part = excluded.part, note = excluded.note
  where (area_succession.part, area_succession.note) is distinct from (excluded.part, excluded.note)
  returning (xmax = 0) as added`
