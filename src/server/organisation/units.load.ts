import { basename } from 'node:path'
import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import type { SheetFault } from '#server/platform/sheet.ts'
import { loadUnits, nameUnitsShort } from './actions.ts'
import { UNIT_KINDS } from './model.ts'
import type { Level, Unit, UnitKind } from './model.ts'
import { faultsOf } from './rules.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'
import { isOwnList, readUnitRows } from './units.file.ts'
import type { UnitRow } from './units.file.ts'
import { units } from './views.ts'

/** Where a line of the list is wrong; words: `units-file.<code>`. */
export type UnitProblem = { readonly row: number | null; readonly code: string; readonly value: string }
export type UnitList = {
  readonly units: readonly Unit[]
  /** What the catalogue calls some of them. */
  readonly shortNames: Readonly<Record<string, string>>
  readonly problems: readonly UnitProblem[]
}

/** Since the two tiers: what a list means that names no day. */
const TWO_TIERS: Day = '2025-07-01'

export const isUnitList = (path: string): Promise<boolean> => isOwnList(path)

/** Reads a list and checks it as a whole, together with the units that are there. Writes nothing. */
export async function readUnitList(path: string, known: readonly Unit[]): Promise<UnitList> {
  const { rows, faults } = await readUnitRows(path)
  const problems = faults.map(sheetProblem)
  const read = rows.flatMap(row => {
    const unit = unitFrom(row, basename(path))
    if (!('kind' in unit)) problems.push({ row: row.row, ...unit })
    return 'kind' in unit ? [{ row: row.row, unit, short: row.cells.short }] : []
  })
  const own = new Map(read.map(({ unit, row }) => [unit.code, row]))
  const listed = read.map(({ unit }) => unit)
  const others = known.filter(({ code }) => !own.has(code))
  for (const fault of faultsOf([...others, ...listed], []))
    problems.push({ row: own.get(fault.unit) ?? null, code: fault.code, value: fault.unit })
  const shortNames = Object.fromEntries(read.flatMap(({ unit, short }) => (short ? [[short, unit.code]] : [])))
  return { units: listed, shortNames, problems }
}

/** Loads a province's own list of units; nothing is written while a line is wrong. May be repeated. */
export async function loadUnitList(
  ctx: Ctx,
  list: UnitList,
  known: readonly Unit[] | null = null
): Promise<Result<{ units: number }, { code: string } & Record<string, unknown>>> {
  if (list.problems.length > 0) return err({ code: 'organisation-faulty' })
  const there = known ?? (await units(ctx))
  const own = new Set(list.units.map(({ code }) => code))
  const all = [...there.filter(({ code }) => !own.has(code)), ...list.units]
  const loaded = await loadUnits(ctx, { units: all, pastNames: [], successions: [], desks: [] })
  if (!loaded.ok) return loaded
  if (Object.keys(list.shortNames).length > 0) {
    const named = await nameUnitsShort(ctx, list.shortNames)
    if (!named.ok) return named
  }
  return ok({ units: list.units.length })
}

const sheetProblem = (fault: SheetFault): UnitProblem => ({
  row: null,
  code: fault.code,
  value: 'column' in fault ? fault.column : ''
})

function unitFrom({ cells }: UnitRow, source: string): Unit | { code: string; value: string } {
  const { code, name } = cells
  if (!/^[A-Z][A-Z0-9]*(\.[A-Z0-9]+)*$/.test(code)) return { code: 'code-odd', value: code }
  if (name.length < 2) return { code: 'name-missing', value: code }
  const kind = kindOf(cells.kind)
  if (!kind) return { code: 'kind-unknown', value: cells.kind }
  const validFrom = cells.from === '' ? TWO_TIERS : dayFrom(cells.from)
  if (!validFrom) return { code: 'day-odd', value: cells.from }
  return {
    code,
    kind,
    level: LEVELS[kind] ?? 'province',
    name: { vi: name, en: cells.nameEn },
    parent: cells.parent || code.split('.').slice(0, -1).join('.') || null,
    validFrom,
    validTo: null,
    receives: isYes(cells.receives),
    settles: isYes(cells.settles),
    address: cells.address,
    phone: cells.phone,
    source
  }
}

const LEVELS: Readonly<Partial<Record<UnitKind, Level>>> = { commune: 'commune', district: 'district' }
const isYes = (text: string): boolean => text !== '' && !/^(không|no|0)$/i.test(text)

/** A kind by its code or by its name in either language. */
const kindOf = (words: string): UnitKind | undefined =>
  UNIT_KINDS.find(
    kind =>
      kind === words.trim() ||
      [vi, en].some(text => fold(text[`organisation.kind.${kind}`]) === fold(words)) ||
      (kind === 'centre' && fold(words) === 'trung tam')
  )

function dayFrom(text: string): Day | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null
}
