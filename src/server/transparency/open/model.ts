import type { Day } from '#server/platform/index.ts'

/** Fewer dossiers than this are not published; a percentile wants at least so many. */
export const THRESHOLD = 5
export const PERCENTILE_FROM = 10
/** Months of the public window, the running one among them. */
export const MONTHS = 12

export const SUBJECTS = ['province', 'unit', 'procedure'] as const
export type Subject = (typeof SUBJECTS)[number]

/** One public row: of a month, or of the whole window where `month` is empty. Null is left out. */
export type OpenFigure = {
  readonly subject: Subject
  readonly code: string
  readonly month: string
  readonly received: number | null
  readonly online: number | null
  readonly settled: number | null
  readonly onTime: number | null
  readonly late: number | null
  readonly unknown: number | null
  /** Open beyond their due moment at the cut-off; of the window only, like what follows. */
  readonly overdue: number | null
  readonly timed: number | null
  /** Working time in office minutes. */
  readonly median: number | null
  readonly ninetieth: number | null
}

/** When the figures in force were built and what they speak of: `last` is the cut-off, counted to its end. */
export type Build = { readonly builtAt: Date; readonly first: Day; readonly last: Day; readonly threshold: number }

export const DATASETS = ['dossiers-by-month', 'units', 'procedures'] as const
export type DatasetName = (typeof DATASETS)[number]
export const FORMATS = ['csv', 'json', 'parquet'] as const
export type Format = (typeof FORMATS)[number]
export const MEDIA_TYPES = {
  csv: 'text/csv',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet'
} as const satisfies Record<Format, string>

export type DatasetFile = {
  readonly name: DatasetName
  readonly format: Format
  readonly blob: string
  readonly bytes: number
  readonly rows: number
  readonly builtAt: Date
}

/** Creative Commons Attribution 4.0: whoever uses the data names the province. */
export const LICENCE = { id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } as const
