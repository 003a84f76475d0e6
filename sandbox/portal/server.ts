import { randomUUID } from 'node:crypto'
import type { Answer } from '../faults.ts'
import { runProgram } from '../program.ts'
import type { Files } from '../program.ts'
import type { Controls, Question, Sandbox } from '../system.ts'
import { openPortal } from './portal.ts'

const USER = 'tinh-song-mo'
const PASSWORD = 'sandbox-secret'
const PROCEDURES = [
  { MaTTHC: '1.004873', TenTTHC: 'Cấp giấy xác nhận tình trạng hôn nhân' },
  { MaTTHC: '1.001193', TenTTHC: 'Đăng ký khai sinh' }
]
const json = (body: object): Answer => ({ status: 200, type: 'application/json', body: JSON.stringify(body) })
const refused = (status: number, body: string): Answer => ({ status, type: 'text/plain', body })
type Row = Record<string, unknown>

/** The national portal: `/mapi/login` and `/mapi/g` behind mutual TLS, as `src/server/exchange/portal/README.md` says. */
export function buildPortal(portal = openPortal()) {
  const sessions = new Set<string>()
  function answer({ certified, path, body, method, headers }: Question): Answer {
    if (!certified) return refused(403, 'a client certificate is needed')
    if (method === 'GET') return fileAt(path, String(headers.session))
    let asked: Row
    try {
      asked = JSON.parse(body) as Row
    } catch {
      return refused(400, 'no JSON')
    }
    if (path === '/mapi/login') {
      if (asked.username !== USER || asked.password !== PASSWORD) return json({ error_code: '-1' })
      const session = randomUUID()
      sessions.add(session)
      return json({ error_code: '0', session })
    }
    if (path !== '/mapi/g') return refused(404, 'no such service')
    if (!sessions.has(String(asked.session))) return json({ error_code: '-2' })
    return json({ maYeuCau: asked.maYeuCau, ...served(asked) })
  }
  /** What people handed in, to who has a session. */
  function fileAt(path: string, session: string): Answer {
    if (!sessions.has(session)) return refused(401, 'no session')
    const text = portal.fileAt(path.replace(/^\/mapi\//, ''))
    return text === undefined ? refused(404, 'no such file') : { status: 200, type: 'application/pdf', body: text }
  }
  function served({ service, data, isUpdating }: Row): Row {
    const given = data as Row
    switch (service) {
      case 'DongBoHoSoMC':
        return { error_code: '0', result: portal.sync(data as Row[], isUpdating === 'true') }
      case 'CapNhatTienDoHoSoMC':
        return { error_code: '0', result: portal.progress(data as Row[]) }
      case 'TraCuuHoSo':
        return 'SauViTri' in given
          ? { error_code: '0', ...portal.after(Number(given.SauViTri) || 0, Number(given.SoLuong)) }
          : { error_code: '0', ...portal.lookUp(given.MaHoSo as string[], String(given.ThayDoiSau ?? '')) }
      case 'LayDanhSachTTHC':
        return { error_code: '0', result: PROCEDURES }
      case 'LayThuTuc':
        return { error_code: '0', result: PROCEDURES.filter(({ MaTTHC }) => MaTTHC === given.MaTTHC) }
      default:
        return { error_code: '-9' }
    }
  }
  const controls: Controls = {
    '/file': given => portal.file(given.messages as Row[]),
    '/attach': given => portal.attach(String(given.path), String(given.text)),
    '/papers': given => portal.papersOf(String(given.code)),
    '/alter': given => portal.alter(given),
    '/disturb': given => portal.disturb(given),
    '/forget-sessions': () => sessions.clear(),
    '/ledger': () => portal.ledger()
  }
  return { answer, controls }
}

/** The settings that point an installation at this sandbox. */
const settingsFor = ({ url }: Pick<Sandbox, 'url'>, files: Files) => ({
  PORTAL_URL: `${url}/mapi`,
  PORTAL_CA_FILE: files.ca,
  PORTAL_CERT_FILE: files.cert,
  PORTAL_KEY_FILE: files.key,
  PORTAL_USER: USER,
  PORTAL_PASSWORD: PASSWORD,
  PORTAL_UNIT_CODE: 'H99'
})

if (import.meta.main) {
  const { answer, controls } = buildPortal()
  await runProgram('portal', answer, settingsFor, { controls })
}
