import { readFile } from 'node:fs/promises'
import { fold } from '#server/platform/index.ts'
import { readSheet } from '#server/platform/sheet.ts'
import type { SheetFault, SheetRow } from '#server/platform/sheet.ts'
import { cellsOfCsv } from './csv.rules.ts'
import { faultsOf, rootOf } from './edition.rules.ts'
import type { EditionFault } from './edition.rules.ts'
import { isNodeKind } from './model.ts'
import type { EditionDraft, EditionHead, IndexNode, NodeKey, NodeKind } from './model.ts'
import { examplesIn } from './rule.rules.ts'

/** The columns of an edition, as printed in its heading; their order in a file does not matter. */
export const COLUMNS = [
  { key: 'key', title: 'Khóa', needed: true },
  { key: 'code', title: 'Mã', needed: true },
  { key: 'parent', title: 'Thuộc', needed: true },
  { key: 'name', title: 'Tên tiêu chí', needed: true },
  { key: 'english', title: 'Tên tiếng Anh', needed: false },
  { key: 'kind', title: 'Loại', needed: true },
  { key: 'minimum', title: 'Điểm tối thiểu', needed: false },
  { key: 'maximum', title: 'Điểm tối đa', needed: true },
  { key: 'weight', title: 'Trọng số', needed: false },
  { key: 'rule', title: 'Quy tắc', needed: false },
  { key: 'examples', title: 'Ví dụ', needed: false },
  { key: 'evidence', title: 'Tài liệu kiểm chứng', needed: false },
  { key: 'owner', title: 'Cơ quan phụ trách', needed: false }
] as const
type Key = (typeof COLUMNS)[number]['key']

const KINDS: Readonly<Record<string, NodeKind>> = {
  nhom: 'group',
  'tham dinh': 'appraised',
  'khao sat': 'survey',
  'ket qua': 'outcome',
  'chi bao': 'indicator'
}

export type RowFault =
  | EditionFault
  | {
      readonly row: number
      readonly key: string
      readonly code: 'kind-unknown' | 'number-odd' | 'name-missing'
      readonly detail: string
    }
  | { readonly row: number; readonly key: string; readonly code: 'rule-example-broken'; readonly detail: string }
export type Read = {
  readonly draft: EditionDraft
  readonly faults: readonly RowFault[]
  readonly sheet: readonly SheetFault[]
}

/** Reads an edition from XLSX or CSV and says of each row what was not understood. Writes nothing. */
export async function readEdition(path: string, head: EditionHead): Promise<Read> {
  const { rows, faults: sheet } = path.toLowerCase().endsWith('.csv')
    ? await readCsv(path)
    : await readSheet(path, COLUMNS)
  const faults: RowFault[] = []
  const nodes = rows.map(row => nodeOf(row, faults))
  const draft = { head, nodes, maximum: rootOf(nodes)?.maximum ?? 0 }
  if (sheet.length === 0)
    faults.push(
      ...faultsOf(
        draft,
        rows.map(({ row }) => row)
      )
    )
  return { draft, faults, sheet }
}

async function readCsv(path: string): Promise<{ rows: SheetRow<Key>[]; faults: SheetFault[] }> {
  const [heading = [], ...lines] = cellsOfCsv(await readFile(path, 'utf8'))
  const at = new Map(COLUMNS.map(column => [column.key, heading.findIndex(one => fold(one) === fold(column.title))]))
  const missing = COLUMNS.filter(column => column.needed && at.get(column.key) === -1)
  if (missing.length > 0)
    return { rows: [], faults: missing.map(({ title }) => ({ code: 'heading-missing', column: title })) }
  const rows = lines.map((cells, index) => ({
    row: index + 2,
    cells: Object.fromEntries(COLUMNS.map(({ key }) => [key, (cells[at.get(key)!] ?? '').trim()])) as Record<
      Key,
      string
    >
  }))
  return { rows, faults: rows.length === 0 ? [{ code: 'empty' }] : [] }
}

function nodeOf({ row, cells }: SheetRow<Key>, faults: RowFault[]): IndexNode {
  const key = cells.key as NodeKey
  const number = (text: string, otherwise: number | null) => {
    if (text === '') return otherwise
    const value = Number(text.replace(',', '.'))
    if (Number.isNaN(value)) faults.push({ row, key, code: 'number-odd', detail: text })
    return Number.isNaN(value) ? otherwise : value
  }
  const kind = KINDS[fold(cells.kind)] ?? (isNodeKind(cells.kind) ? cells.kind : null)
  if (!kind) faults.push({ row, key, code: 'kind-unknown', detail: cells.kind })
  if (cells.name === '' || key === '') faults.push({ row, key, code: 'name-missing', detail: cells.code })
  const examples = examplesIn(cells.examples)
  if (!examples.ok) faults.push({ row, key, code: 'rule-example-broken', detail: examples.error.detail })
  return {
    key,
    code: cells.code,
    parent: cells.parent === '' ? null : cells.parent,
    name: { vi: cells.name, en: cells.english },
    kind: kind ?? 'group',
    minimum: number(cells.minimum, 0)!,
    maximum: number(cells.maximum, kind === 'indicator' ? null : 0),
    weight: number(cells.weight, 1)!,
    rule: cells.rule,
    examples: examples.ok ? examples.value : [],
    evidence: cells.evidence,
    owner: cells.owner
  }
}
