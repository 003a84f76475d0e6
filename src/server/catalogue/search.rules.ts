import { fold } from '#server/platform/index.ts'
import type { ProcedureContent } from './model.ts'
import { soundOf, wordsOf } from './spelling.rules.ts'

/** What people say at the desk, and the words the law uses. Both sides folded; the longest is replaced first. */
const SPOKEN = [
  ['bang lai xe', 'giay phep lai xe'],
  ['bang lai', 'giay phep lai xe'],
  ['gplx', 'giay phep lai xe'],
  ['so do', 'giay chung nhan quyen su dung dat'],
  ['so hong', 'giay chung nhan quyen su dung dat'],
  ['sang ten', 'thay doi quyen su dung dat'],
  ['lltp', 'ly lich tu phap'],
  ['cccd', 'can cuoc'],
  ['cmnd', 'chung minh nhan dan'],
  ['bhyt', 'bao hiem y te'],
  ['bhxh', 'bao hiem xa hoi'],
  ['bhtn', 'bao hiem that nghiep'],
  ['gpxd', 'giay phep xay dung'],
  ['xin phep xay nha', 'giay phep xay dung nha o rieng le'],
  ['hkd', 'ho kinh doanh'],
  ['sao y', 'chung thuc ban sao'],
  ['cong chung ban sao', 'chung thuc ban sao'],
  ['giay khai sinh', 'khai sinh'],
  ['giay ket hon', 'dang ky ket hon'],
  ['doc than', 'tinh trang hon nhan'],
  ['attp', 'an toan thuc pham'],
  ['pccc', 'phong chay chua chay'],
  ['ho khau', 'thuong tru']
] as const

/** The query as search compares it: folded, with the desk's short words said in full. A procedure code stays as it is. */
export function foldQuery(text: string): string {
  const folded = fold(text).slice(0, 120)
  const said = SPOKEN.find(([short]) => ` ${folded} `.includes(` ${short} `))
  return said ? ` ${folded} `.replace(` ${said[0]} `, ` ${said[1]} `).trim() : folded
}

/** `1.001193` or the beginning of one; null when the text is words. */
export const codeQuery = (text: string): string | null => (/^\d\.\d{3,6}/.test(text.trim()) ? text.trim() : null)

/** What the index holds: code and both names, folded. */
export const searchText = (content: ProcedureContent): string =>
  ` ${fold(`${content.code} ${content.name.vi} ${content.name.en ?? ''}`)} `

/** The same names as they sound, word by word: a phrase that only sounds right still comes first. */
export const soundText = (content: ProcedureContent): string =>
  ` ${wordsOf(fold(`${content.name.vi} ${content.name.en ?? ''}`))
    .map(soundOf)
    .join(' ')} `

/** Where a page of results ended. Opaque to the caller; the last part is always the code, which settles ties. */
export type Cursor = { readonly key: string; readonly code: string }
export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.key, cursor.code])).toString('base64url')

/** Null for a cursor that is not ours. */
export function readCursor(text: string): Cursor | null {
  try {
    const [key, code]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    return typeof key === 'string' && typeof code === 'string' ? { key, code } : null
  } catch {
    return null
  }
}

/** The code of a field from its name: `Hộ tịch` → `ho-tich`. The national field code is not in the published data. */
export const fieldCode = (name: string): string => fold(name).replaceAll(' ', '-').slice(0, 80) || 'khac'
