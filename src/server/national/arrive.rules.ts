import type { FileRef } from '#server/documents/index.ts'
import type { PaperEntry } from '#server/dossiers/index.ts'
import type { Arrival } from '#server/exchange/index.ts'

/** The portal's words for what people do there, as ours. */
const KINDS = {
  NOP_HO_SO: 'filing',
  BO_SUNG: 'supplement',
  THANH_TOAN: 'payment',
  RUT_HO_SO: 'withdrawal',
  HOI_TRANG_THAI: 'question'
} as const satisfies Record<Arrival['LoaiThongDiep'], string>
export type ArrivalKind = (typeof KINDS)[keyof typeof KINDS]
export const kindOf = (arrival: Pick<Arrival, 'LoaiThongDiep'>): ArrivalKind => KINDS[arrival.LoaiThongDiep]

/** A file of a message, kept here, with the paper that it is. */
export type FetchedFile = { readonly paper: string; readonly file: FileRef }
/** The paper of files of which nobody said what they are. */
const OTHER = 'bo-sung'
const filesOf = (code: string, files: readonly FetchedFile[]) =>
  files.filter(each => (each.paper || OTHER) === code).map(({ file }) => file)

/** The papers of a filing with their files; a file of a paper that was not listed brings it along. */
function papersFrom(listed: NonNullable<Arrival['HoSo']>['ThanhPhan'], files: readonly FetchedFile[]) {
  const known = new Set(listed.map(({ MaThanhPhanHoSo }) => MaThanhPhanHoSo))
  const more = [...new Set(files.map(({ paper }) => paper || OTHER))].filter(code => !known.has(code))
  return [
    ...listed.map(({ MaThanhPhanHoSo: code, SoBan: copies }) => ({ code, copies, files: filesOf(code, files) })),
    ...more.map(code => ({ code, copies: 0, files: filesOf(code, files) }))
  ]
}

/** The papers of a dossier with the files of a supplement: each to its paper, and nothing that was there is lost. Pure. */
export function supplemented(papers: readonly PaperEntry[], files: readonly FetchedFile[]): readonly PaperEntry[] {
  const known = new Set(papers.map(({ code }) => code))
  const more = [...new Set(files.map(({ paper }) => paper || OTHER))].filter(code => !known.has(code))
  return [
    ...papers.map(paper => ({ ...paper, files: [...paper.files, ...filesOf(paper.code, files)] })),
    ...more.map(code => ({
      code,
      name: code === OTHER ? 'Tài liệu bổ sung' : '',
      originals: 0,
      certified: 0,
      copies: 0,
      files: filesOf(code, files)
    }))
  ]
}

/** A filing on the portal as the sheet that the dossiers' own door takes; the door's schema still parses it. Pure. */
export function sheetFrom({ HoSo: filed }: Pick<Arrival, 'HoSo'>, files: readonly FetchedFile[]): unknown {
  if (!filed) return null
  const born = /^(\d{4})(\d\d)(\d\d)$/.exec(filed.NgaySinh)
  return {
    procedure: filed.MaTTHC,
    channel: 'online',
    applicant: {
      kind: filed.LoaiDoiTuong === '1' ? 'person' : 'organisation',
      name: filed.ChuHoSo,
      number: filed.SoGiayToChuHoSo,
      birth: born ? `${born[1]}-${born[2]}-${born[3]}` : '',
      address: filed.DiaChi,
      phone: filed.SoDienThoai,
      email: filed.Email
    },
    content: filed.TrichYeuHoSo,
    papers: papersFrom(filed.ThanhPhan, files),
    feePaid: filed.DaThanhToan,
    receivingUnit: filed.DonViXuLy
  }
}

const FIRST_MS = 15_000
const LONGEST_MS = 30 * 60_000
/** So often what came before its dossier is tried again (some two days); then a person must look. */
export const MOST_TRIES = 100

/** When a message that came too early is tried again. */
export const tryAgainAt = (attempts: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(FIRST_MS * 2 ** Math.min(attempts, 10), LONGEST_MS))

/** Refusals that the order of messages explains: what they wait for may still come. */
const EARLY = new Set(['not-found', 'phase-wrong', 'version-changed', 'file-not-fetched'])
export const mayStillCome = (code: string, attempts: number): boolean => EARLY.has(code) && attempts < MOST_TRIES
