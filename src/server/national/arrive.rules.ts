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

/** A filing on the portal as the sheet that the dossiers' own door takes; the door's schema still parses it. Pure. */
export function sheetFrom({ HoSo: filed }: Pick<Arrival, 'HoSo'>): unknown {
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
    papers: filed.ThanhPhan.map(paper => ({ code: paper.MaThanhPhanHoSo, copies: paper.SoBan })),
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
const EARLY = new Set(['not-found', 'phase-wrong', 'version-changed'])
export const mayStillCome = (code: string, attempts: number): boolean => EARLY.has(code) && attempts < MOST_TRIES
