import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MOST_BYTES = 2_000_000
export type GivenFile = { readonly bytes: Buffer; readonly csv: boolean }

/** The table of a form: just chosen, or handed back inside the form after its rehearsal, so that no node keeps it. */
export async function tableIn(form: FormData): Promise<GivenFile | null> {
  const given = form.get('file') ?? form.get('kept')
  if (given === null) return null
  const bytes = typeof given === 'string' ? Buffer.from(given, 'base64') : Buffer.from(await given.arrayBuffer())
  const csv = typeof given === 'string' ? form.get('csv') === 'true' : given.name.toLowerCase().endsWith('.csv')
  return bytes.length > 0 && bytes.length <= MOST_BYTES ? { bytes, csv } : null
}

/** Reads it from a file of its own that is gone afterwards. */
export async function withFile<T>({ bytes, csv }: GivenFile, read: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-table-'))
  try {
    const path = join(folder, csv ? 'table.csv' : 'table.xlsx')
    await writeFile(path, bytes)
    return await read(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
