import { Trouble } from '../trouble.ts'
import type { TakenOutcome } from './model.ts'

/** The national services behind each operation. What waits for the province is asked by `TraCuuHoSo` with a place. */
export const SERVICES = {
  sync: 'DongBoHoSoMC',
  progress: 'CapNhatTienDoHoSoMC',
  'look-up': 'TraCuuHoSo',
  arrivals: 'TraCuuHoSo',
  procedures: 'LayDanhSachTTHC',
  procedure: 'LayThuTuc'
} as const
export type OperationName = keyof typeof SERVICES

/** Where a file lies: on the portal itself, wherever a message may point. */
export function addressOfFile(base: string, path: string): string {
  const at = URL.canParse(path, `${base}/`) ? new URL(path, `${base}/`) : null
  if (at?.origin !== new URL(base).origin) throw new Trouble('request-refused', 'the file is not on the portal')
  return at.href
}

/** The part of the envelope that differs by service. */
export function dataOut(name: OperationName, request: unknown): Record<string, unknown> {
  const asked = request as Record<string, unknown>
  switch (name) {
    case 'sync':
      return { isUpdating: String(asked.updating), data: asked.records }
    case 'progress':
      return { data: asked.lines }
    case 'look-up':
      return { data: { MaHoSo: asked.codes, ThayDoiSau: asked.changedAfter ?? '' } }
    case 'arrivals':
      return { data: { SauViTri: asked.after, SoLuong: asked.most } }
    case 'procedures':
      return { data: {} }
    case 'procedure':
      return { data: { MaTTHC: asked.code } }
    default:
      return name satisfies never
  }
}

/** By `error_code`: 0 stored, 3 and -3 exists already; others as seen with each installation. */
const OUTCOMES: Readonly<Record<string, TakenOutcome>> = {
  '0': 'stored',
  '3': 'exists',
  '-3': 'exists',
  '4': 'older',
  '-4': 'unknown'
}
const outcomeOf = (code: unknown): TakenOutcome => OUTCOMES[String(code)] ?? 'refused'

type Row = Record<string, unknown>
const rows = (value: unknown, what: string): Row[] => {
  if (!Array.isArray(value) || value.some(row => typeof row !== 'object' || row === null))
    throw new Trouble('malformed', `${what} is missing`)
  return value as Row[]
}
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** The portal's answer as the contract's; what has another shape is trouble. */
export function answerIn(name: OperationName, request: unknown, said: Row): unknown {
  if (said.error_code === undefined) throw new Trouble('malformed', 'no error_code')
  const code = String(said.error_code)
  if (name === 'sync' || name === 'progress') return takenIn(request, said)
  if (code !== '0') throw new Trouble('request-refused', `error_code ${code}`)
  switch (name) {
    case 'look-up':
      return {
        kind: 'known',
        upTo: text(said.DenViTri) || null,
        dossiers: rows(said.result, 'result').map(row => ({
          code: text(row.MaHoSo),
          state: text(row.TrangThaiHoSo),
          version: versionIn(row.ThongTinKhac)?.version ?? null,
          at: text(row.NgayCapNhat),
          receivedAt: text(row.NgayNhan)
        }))
      }
    case 'arrivals':
      return { kind: 'arrivals', messages: rows(said.result, 'result'), cursor: text(said.DenViTri) }
    case 'procedures':
    case 'procedure':
      return {
        kind: 'procedures',
        procedures: rows(said.result, 'result').map(row => ({ code: text(row.MaTTHC), name: text(row.TenTTHC) }))
      }
    default:
      return name satisfies never
  }
}

/** One result for each record; where the portal gives one code for all, it counts for each. */
function takenIn(request: unknown, said: Row) {
  const asked = request as { records?: readonly { MaHoSo: string }[]; lines?: readonly { MaHoSo: string }[] }
  const codes = (asked.records ?? asked.lines ?? []).map(({ MaHoSo }) => MaHoSo)
  if (said.result === undefined) {
    const outcome = outcomeOf(said.error_code)
    return { kind: 'taken', results: codes.map(code => ({ code, outcome })) }
  }
  const results = rows(said.result, 'result').map(row => ({
    code: text(row.MaHoSo),
    outcome: outcomeOf(row.error_code)
  }))
  if (results.length !== codes.length || results.some(({ code }, at) => code !== codes[at]))
    throw new Trouble('not-ours', 'the results are not those of the records sent')
  return { kind: 'taken', results }
}

/** Version and time travel in `ThongTinKhac`, the field for what the national record has no name for. */
export const versionOut = (version: number, at: string): string => `phienban=${version};thoidiem=${at}`
export function versionIn(given: unknown): { version: number; at: string } | null {
  const [, version, at] = /^phienban=(\d+);thoidiem=(\d{14})/.exec(text(given)) ?? []
  return version && at ? { version: Number(version), at } : null
}
