import { parquetWriteBuffer } from 'hyparquet-writer'
import { csvLine } from '#server/platform/csv.rules.ts'
import { COLUMNS } from './columns.rules.ts'
import type { Table } from './columns.rules.ts'
import { LICENCE } from './model.ts'
import type { Build, Format } from './model.ts'

/** A data set in one format, in pieces; the same rows and columns in all. */
export const written = {
  csv: asCsv,
  json: asJson,
  parquet: asParquet
} as const satisfies Record<Format, (table: Table, build: Build, publisher: string) => AsyncIterable<Uint8Array>>

const PIECE = 2000
const encoder = new TextEncoder()

function* pieces(table: Table): Generator<Table['rows']> {
  for (let at = 0; at < table.rows.length; at += PIECE) yield table.rows.slice(at, at + PIECE)
}

/** RFC 4180 with a byte order mark, so that spreadsheets read the Vietnamese right; what is left out is empty. */
async function* asCsv(table: Table): AsyncIterable<Uint8Array> {
  yield encoder.encode(`\uFEFF${csvLine(COLUMNS[table.name].map(({ key }) => key))}`)
  for (const rows of pieces(table))
    yield encoder.encode(rows.map(row => csvLine(row.map(value => (value === null ? '' : String(value))))).join(''))
}

async function* asJson(table: Table, build: Build, publisher: string): AsyncIterable<Uint8Array> {
  const columns = COLUMNS[table.name]
  yield encoder.encode(`${JSON.stringify({ name: table.name, ...about(build, publisher) }).slice(0, -1)},"rows":[`)
  let comma = '\n'
  for (const rows of pieces(table)) {
    const objects = rows.map(row => JSON.stringify(Object.fromEntries(columns.map(({ key }, at) => [key, row[at]]))))
    yield encoder.encode(comma + objects.join(',\n'))
    comma = ',\n'
  }
  yield encoder.encode('\n]}\n')
}

async function* asParquet(table: Table, build: Build, publisher: string): AsyncIterable<Uint8Array> {
  const columnData = COLUMNS[table.name].map(({ key, type }, at) => ({
    name: key,
    data: table.rows.map(row => row[at]!),
    type: type === 'whole-number' ? ('INT32' as const) : ('STRING' as const)
  }))
  const kvMetadata = Object.entries(about(build, publisher)).map(([key, value]) => ({ key, value: String(value) }))
  yield new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, rowGroupSize: 50_000 }))
}

const about = ({ builtAt, first, last, threshold }: Build, publisher: string) => ({
  publisher,
  licence: LICENCE.url,
  built_at: builtAt.toISOString(),
  first_day: first,
  last_day: last,
  threshold
})
