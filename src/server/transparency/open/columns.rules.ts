import type { DatasetName } from './model.ts'

/** A column of a data set; its meaning is the text `open.column.<key>`. Whole numbers may be left out (null). */
export type ColumnOf = { readonly key: string; readonly type: 'text' | 'whole-number' | 'day' | 'month' }

const text = (key: string): ColumnOf => ({ key, type: 'text' })
const day = (key: string): ColumnOf => ({ key, type: 'day' })
const count = (key: string): ColumnOf => ({ key, type: 'whole-number' })
const COUNTS = ['received', 'online', 'settled', 'on_time', 'late', 'unknown'].map(count)
const OF_WINDOW = [...COUNTS, ...['overdue', 'timed', 'median_minutes', 'ninetieth_minutes'].map(count)]
const WINDOW = [day('first_day'), day('last_day')]

/** The columns of each data set, in their order: the same in CSV, JSON and Parquet. */
export const COLUMNS = {
  'dossiers-by-month': [
    { key: 'month', type: 'month' },
    ...['unit', 'unit_name', 'procedure', 'procedure_name'].map(text),
    ...COUNTS
  ],
  units: [...WINDOW, text('unit'), text('unit_name'), ...OF_WINDOW],
  procedures: [...WINDOW, text('procedure'), text('procedure_name'), ...OF_WINDOW]
} as const satisfies Record<DatasetName, readonly ColumnOf[]>

export type Value = string | number | null
/** A data set as rows of values in the order of its columns. */
export type Table = { readonly name: DatasetName; readonly rows: readonly (readonly Value[])[] }
