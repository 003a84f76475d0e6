import { fold } from '#server/platform/index.ts'
import type { Remark, RuleRow } from './once.model.ts'

/** The columns of the published table, by their headings. */
export const COLUMNS = [
  'code',
  'name',
  'component_replaced',
  'database',
  'database_owner',
  'legal_document',
  'article',
  'parse'
] as const
export type Column = (typeof COLUMNS)[number]
export type Cells = Readonly<Partial<Record<Column, string>>>
export type Unreadable = { readonly code: 'procedure-code-odd' | 'paper-missing' }

const isDatabase = (text: string): boolean => /^(co so du lieu|csdl)/.test(fold(text))
const isOwner = (text: string): boolean => /^(bo|toa an|bao hiem) /.test(fold(text))

/**
 * Reads one row; a row whose cells slipped to the left (the paper or the database is missing) is put right and kept with
 * a remark. Only a row without a procedure or without any words is none at all.
 */
export function readRule(cells: Cells): RuleRow | Unreadable {
  const text = (column: Column) => (cells[column] ?? '').normalize('NFC').trim()
  const procedure = text('code')
  if (!/^[1-6]\.\d{6}/.test(procedure)) return { code: 'procedure-code-odd' }
  const words = text('component_replaced')
  if (words === '') return { code: 'paper-missing' }
  const [database, owner, document, article] = [
    text('database'),
    text('database_owner'),
    text('legal_document'),
    text('article')
  ]
  const head = { procedure, procedureName: text('name') }
  if (isDatabase(words))
    return {
      ...head,
      words: '',
      database: words,
      owner: database,
      document: owner,
      article: document,
      remark: 'columns-shifted'
    }
  if (isOwner(database))
    return {
      ...head,
      words,
      database: '',
      owner: database,
      document: owner,
      article: document,
      remark: 'database-missing'
    }
  const remark: Remark | null =
    article === '' ? 'article-missing' : (cells.parse ?? '').startsWith('check') ? 'to-be-checked' : null
  return { ...head, words, database, owner, document, article, remark }
}

/**
 * What papers are about, by the folded words that name them: two papers of one subject may stand for one another. Read in
 * this order, and what an earlier line took is not read again ("tình trạng hôn nhân" is no marriage).
 */
const SUBJECTS: readonly (readonly [string, readonly string[]])[] = [
  ['marital-status', ['tinh trang hon nhan', 'doc than']],
  ['birth', ['khai sinh']],
  ['death', ['khai tu', 'chung tu']],
  ['divorce', ['ly hon']],
  ['marriage', ['ket hon']],
  ['criminal-record', ['ly lich tu phap']],
  ['driving-licence', ['giay phep lai xe']],
  ['vehicle', ['dang ky xe', 'dang ky phuong tien']],
  ['health', ['kham suc khoe', 'giay suc khoe']],
  ['insurance', ['bao hiem']],
  ['land', ['quyen su dung dat', 'dat dai', 'so do']],
  [
    'business',
    ['dang ky doanh nghiep', 'dang ky kinh doanh', 'ho kinh doanh', 'dang ky hop tac xa', 'dang ky hoat dong']
  ],
  ['residence', ['cu tru', 'ho khau', 'thuong tru', 'tam tru']],
  ['identity', ['can cuoc', 'chung minh nhan dan', 'chung minh thu', 'giay to tuy than', 'cmnd', 'cccd']]
]

/** The subjects that words speak of. */
export const subjectsOf = (words: string): string[] => {
  const text = fold(words)
  return SUBJECTS.flatMap(([subject, names]) => (names.some(name => text.includes(name)) ? [subject] : []))
}

/** The application itself is written anew each time: no store and no register has it. */
const APPLICATION = /^(to khai|don |phieu de nghi|phieu yeu cau|van ban de nghi|giay de nghi|mau )/
type Named = { readonly code: string; readonly name: { readonly vi: string }; readonly template: string | null }
export const isApplication = ({ name, template }: Pick<Named, 'name' | 'template'>): boolean =>
  template !== null || APPLICATION.test(fold(name.vi))

/** Which of a procedure's papers the words of a rule mean; null where none or more than one could be meant. */
export function paperMeant(words: string, papers: readonly Named[]): string | null {
  const text = fold(words)
  const asked = papers.filter(paper => !isApplication(paper))
  const same = asked.filter(paper => fold(paper.name.vi) === text)
  if (same.length === 1) return same[0]!.code
  const subjects = new Set(subjectsOf(words))
  const near = asked.filter(({ name }) => subjectsOf(name.vi).some(subject => subjects.has(subject)))
  return near.length === 1 ? near[0]!.code : null
}

/** Whether a rule of a national code holds for a procedure: the code itself or a province's copy of it. */
export const holdsFor = (rule: string, procedure: string): boolean =>
  procedure === rule || procedure.startsWith(`${rule}.`)
