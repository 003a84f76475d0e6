/** The portal's own memory: dossiers, the lines of their progress, what people filed, and how badly its queue behaves. */
type Row = Record<string, unknown>
export type Held = { code: string; state: string; version: number; at: string; changed: number; receivedAt: string }
export type Message = { key: string; state: string; at: string }
type Work = () => void

const said = (row: Row, name: string): string => String(row[name] ?? '')
const versionOf = (row: Row): number => Number(/^phienban=(\d+)/.exec(said(row, 'ThongTinKhac'))?.[1] ?? 0)
const stamp = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

export function openPortal() {
  const dossiers = new Map<string, Held>()
  const messages = new Map<string, Message>()
  const arrivals: Row[] = []
  const arrived = new Set<string>()
  /** Files that people handed in here, and the papers that a province told of a dossier. */
  const files = new Map<string, string>()
  const papers = new Map<string, unknown>()
  /** Changes in their order, for "what changed since". */
  const changes: string[] = []
  let disturbed = { duplicates: 0, outOfOrder: 0 }
  let heldBack: Work[] = []
  let sampled = 0

  const touch = (held: Held) => {
    changes.push(held.code)
    held.changed = changes.length
  }
  /** Takes a record unless what is there is later: a repetition or an older one changes nothing. */
  function takeRecord(row: Row): void {
    const code = said(row, 'MaHoSo')
    const version = versionOf(row)
    const before = dossiers.get(code)
    if (before && before.version >= version) return
    const held = before ?? { code, state: '', version: 0, at: '', changed: 0, receivedAt: '' }
    Object.assign(held, {
      state: said(row, 'TrangThaiHoSo'),
      version,
      at: said(row, 'ThongTinKhac').slice(-14),
      receivedAt: stamp()
    })
    dossiers.set(code, held)
    papers.set(code, { given: row.TaiLieuNop, results: row.DanhSachGiayToKetQua })
    touch(held)
  }
  const takeLine = (row: Row): void => {
    const key = `${said(row, 'MaHoSo')}#${versionOf(row)}`
    if (!messages.has(key)) messages.set(key, { key, state: said(row, 'TrangThai'), at: said(row, 'ThoiDiemXuLy') })
  }
  /** Every hundredth part is chosen evenly, so that a share means the same in every run. */
  const chosen = (share: number): boolean => (sampled = (sampled + 37) % 100) < share
  /** Work that a disturbed queue does twice, or after what came later. */
  function queue(work: Work): void {
    if (chosen(disturbed.outOfOrder)) heldBack.push(work)
    else work()
    if (chosen(disturbed.duplicates)) heldBack.push(work)
  }
  function settle(): void {
    const waiting = heldBack.reverse()
    heldBack = []
    for (const work of waiting) work()
  }

  return {
    settle,
    /** Answers as the portal does: one code for each record. */
    sync(rows: readonly Row[], updating: boolean) {
      if (heldBack.length > 2_000) settle()
      return rows.map(row => {
        const before = dossiers.get(said(row, 'MaHoSo'))
        const code = before && !updating ? '3' : before && before.version > versionOf(row) ? '4' : '0'
        if (code === '0') queue(() => takeRecord(row))
        return { MaHoSo: said(row, 'MaHoSo'), error_code: code }
      })
    },
    progress(rows: readonly Row[]) {
      return rows.map(row => {
        queue(() => takeLine(row))
        return { MaHoSo: said(row, 'MaHoSo'), error_code: '0' }
      })
    },
    lookUp(codes: readonly string[], changedAfter: string) {
      settle()
      const asked =
        codes.length > 0
          ? codes
          : changedAfter === ''
            ? []
            : [...new Set(changes.slice(Number(changedAfter)))].slice(0, 500)
      const found = asked.flatMap(code => dossiers.get(code) ?? [])
      return {
        DenViTri: String(codes.length > 0 || asked.length < 500 ? changes.length : Number(changedAfter) + 500),
        result: found.map(held => ({
          MaHoSo: held.code,
          TrangThaiHoSo: held.state,
          ThongTinKhac: `phienban=${held.version};thoidiem=${held.at}`,
          NgayCapNhat: held.at,
          NgayNhan: held.receivedAt
        }))
      }
    },
    after(place: number, most: number) {
      const given = arrivals.slice(place, place + most)
      return { result: given, DenViTri: String(place + given.length) }
    },
    /** People file here; a disturbed portal tells some twice, and some after later ones. */
    file(rows: readonly Row[]) {
      for (const row of rows) {
        arrived.add(said(row, 'MaThongDiep'))
        arrivals.push(row)
        if (chosen(disturbed.duplicates)) arrivals.push(row)
        if (arrivals.length > 1 && chosen(disturbed.outOfOrder))
          arrivals.push(...arrivals.splice(arrivals.length - 2, 1))
      }
      return { filed: arrived.size }
    },
    attach: (path: string, text: string) => ({ files: files.set(path, text).size }),
    fileAt: (path: string) => files.get(path),
    papersOf: (code: string) => papers.get(code),
    /** Somebody there changes a dossier behind our back, or loses it. */
    alter({ code, state }: Row) {
      const held = dossiers.get(String(code))
      if (!held) return { found: false }
      if (state === null) return { found: dossiers.delete(String(code)) }
      Object.assign(held, { state: String(state), at: stamp() })
      touch(held)
      return { found: true }
    },
    disturb({ duplicates, outOfOrder }: Row) {
      disturbed = { duplicates: Number(duplicates) || 0, outOfOrder: Number(outOfOrder) || 0 }
      return disturbed
    },
    /** The portal's ledger, for comparing row by row. */
    ledger() {
      settle()
      return {
        messages: [...messages.values()].map(({ key, state, at }) => [key, state, at]),
        dossiers: [...dossiers.values()].map(({ code, state, version, at }) => [code, state, version, at]),
        arrivals: [...arrived]
      }
    }
  }
}
