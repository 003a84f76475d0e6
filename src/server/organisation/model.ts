import type { Day, Words } from '#server/platform/index.ts'

/** An agency code, e.g. `H99.07`. */
export type UnitCode = string & { readonly brand?: 'UnitCode' }

export const UNIT_KINDS = [
  'province',
  'office',
  'department',
  'inspectorate',
  'police',
  'board',
  'centre',
  'district',
  'commune',
  'division',
  'other'
] as const
export type UnitKind = (typeof UNIT_KINDS)[number]
export type Level = 'province' | 'district' | 'commune'

/** A unit under the name it bears on the day that was asked for. */
export type Unit = {
  readonly code: UnitCode
  readonly kind: UnitKind
  readonly level: Level
  readonly name: Words
  readonly parent: UnitCode | null
  readonly validFrom: Day
  /** Last day; null while the unit exists. */
  readonly validTo: Day | null
  readonly receives: boolean
  readonly settles: boolean
  readonly address: string
  readonly phone: string
  readonly source: string
}

export type SuccessionHow = 'merge' | 'split' | 'rename' | 'close'
export type Succession = {
  readonly predecessor: UnitCode
  /** Null when the unit closed and nobody took over. */
  readonly successor: UnitCode | null
  /** First day of the successor. */
  readonly effectiveOn: Day
  readonly how: SuccessionHow
  readonly basis: string
}

/** A name a unit bore until a day (inclusive). */
export type PastName = { readonly unit: UnitCode; readonly until: Day; readonly name: Words }

/** Opening hours by ISO weekday: `{ "1": ["07:30-11:30", "13:30-17:00"] }`. */
export type DeskHours = Readonly<Record<string, readonly string[]>>
export type Desk = {
  readonly code: string
  readonly unit: UnitCode
  readonly name: Words
  readonly place: string
  readonly phone: string
  readonly hours: DeskHours
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** A whole organisation as data: what the demonstration and a set-up province are made from. */
export type Organisation = {
  readonly units: readonly Unit[]
  readonly pastNames: readonly PastName[]
  readonly successions: readonly Succession[]
  readonly desks: readonly Desk[]
}

export type Area = {
  readonly code: string
  readonly level: Level
  /** `tinh`, `thanh-pho`, `quan`, `huyen`, `thi-xa`, `phuong`, `xa`, `thi-tran`, `dac-khu`. */
  readonly type: string
  readonly name: Words
  readonly fullName: string
  readonly parent: string | null
  readonly validFrom: Day
  readonly validTo: Day | null
}
