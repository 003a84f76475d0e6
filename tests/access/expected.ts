/** Who gets what: statuses by who asks. `officers` are all roles of officers, `everyone` visitors and citizens too. */
export type Expected = Readonly<Record<number, string>>

const READERS = 'one-stop-officer handler division-head agency-head chair clerk control-office administrator'
const NOT_DESK = 'citizen handler division-head agency-head chair clerk control-office reform-office administrator'
const NOT_ADMINISTRATOR =
  'citizen one-stop-officer handler division-head agency-head chair clerk control-office reform-office'
const NOT_KEEPERS = 'citizen one-stop-officer handler division-head agency-head chair clerk reform-office'

/** Pages, read by GET. `[code]` is a dossier of the officers' own commune. 303 leads to signing in or to the form. */
export const PAGES: Readonly<Record<string, Expected>> = {
  '/': { 200: 'everyone' },
  '/account': { 200: 'citizen officers', 303: 'visitor' },
  '/account/second-step': { 200: 'officers', 303: 'visitor citizen' },
  '/apply': { 200: 'everyone' },
  '/apply/[procedure]': { 200: 'everyone' },
  '/apply/[procedure]/[draft]': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/[step]': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/population': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/review': { 404: 'everyone' },
  '/apply/done/[code]': { 303: 'everyone' },
  '/desk': { 200: READERS, 401: 'visitor', 403: 'citizen reform-office' },
  '/desk/admin/import-officers': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/import-officers/template': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/exchange': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/exchange/accounts': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/lookups': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/portal': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/sign-on': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/tokens': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/officers': {
    200: 'agency-head chair control-office reform-office administrator',
    401: 'visitor',
    403: 'citizen one-stop-officer handler division-head clerk'
  },
  '/desk/admin/export': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/export/[kind]': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/import': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/import/[run]': { 401: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/import/[run]/report': { 401: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/systems': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/foreign': {
    200: 'one-stop-officer handler division-head agency-head chair control-office administrator',
    401: 'visitor',
    403: 'citizen clerk reform-office'
  },
  '/desk/admin/webhooks': { 200: 'administrator', 401: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/webhooks/[webhook]': { 401: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/units': { 200: 'officers', 401: 'visitor', 403: 'citizen' },
  '/desk/at-once': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/calendar': { 200: 'officers', 401: 'visitor', 403: 'citizen' },
  '/desk/calendar/change': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/calendar/hours': { 200: 'control-office administrator', 401: 'visitor', 403: NOT_KEEPERS },
  '/desk/counter/procedures': { 200: 'one-stop-officer', 403: `visitor ${NOT_DESK}` },
  '/desk/dossiers': { 200: READERS, 401: 'visitor', 403: 'citizen reform-office' },
  '/desk/dossiers/[code]': { 200: READERS, 401: 'visitor', 403: 'citizen reform-office' },
  '/desk/dossiers/[code]/correct': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]/files/[id]': { 404: 'everyone' },
  '/desk/dossiers/[code]/print/[form]': { 200: READERS, 303: 'visitor', 403: 'citizen reform-office' },
  '/desk/dossiers/[code]/void': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/filed': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/filed/[code]': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/live': { 200: READERS, 401: 'visitor', 403: 'citizen reform-office' },
  '/desk/ready': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/receive': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/register': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/register/print': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/sign': { 200: READERS, 401: 'visitor', 403: 'citizen reform-office' },
  '/developers': { 200: 'everyone' },
  '/look': { 200: 'everyone' },
  '/me': { 200: 'citizen officers', 303: 'visitor' },
  '/me/lookups': { 200: 'citizen officers', 303: 'visitor' },
  '/me/dossiers/[code]': { 303: 'visitor', 404: 'citizen officers' },
  '/procedures': { 200: 'everyone' },
  '/procedures/[code]': { 200: 'everyone' },
  '/procedures/[code]/changes': { 200: 'everyone' },
  '/register': { 200: 'everyone' },
  '/session': { 200: 'citizen officers', 401: 'visitor' },
  '/sign-in': { 200: 'visitor', 303: 'citizen officers' },
  '/sign-in/second-step': { 303: 'everyone' },
  '/sign-on': { 200: 'citizen officers', 303: 'visitor' },
  '/sign-on/[provider]': { 303: 'everyone' },
  '/sign-on/[provider]/return': { 303: 'everyone' },
  '/sign-on/failed': { 200: 'everyone' },
  '/sign-out': { 303: 'everyone' },
  '/track': { 200: 'everyone' },
  '/track/[code]': { 200: 'everyone' },
  '/track/[code]/receipt.pdf': { 303: 'everyone' },
  '/track/[code]/supplement': { 303: 'everyone' },
  '/track/[code]/withdraw': { 303: 'everyone' }
}

const reasons = [{ code: 'missing', about: { kind: 'paper', ref: 'don', name: 'Đơn' }, note: 'Thiếu đơn.' }]
const reason = 'Theo yêu cầu'

/** A body for each command, so that the answer tells about the right and not about the input. */
export const COMMANDS: Readonly<Record<string, object>> = {
  accept: {},
  'refuse-reception': { reasons },
  'ask-supplement': { reasons },
  supplement: { papers: [] },
  'ask-fee': { amount: 1000, reason },
  'pay-fee': { amount: 1000 },
  pause: { cause: 'other-agency', reason },
  resume: {},
  extend: { limit: { value: 1, unit: 'working-day' }, reason },
  recompute: { because: reason },
  claim: { token: 't' },
  assign: { token: 't', officer: '00000000-0000-4000-8000-000000000000', officerName: 'Cán bộ' },
  release: { token: 't' },
  complete: { token: 't', outcome: 'done' },
  'send-back': { token: 't', to: 'x', reason },
  refuse: { reasons, number: '1/TB' },
  'return-result': { to: 'Nguyễn Văn An' },
  'ask-withdrawal': { reason },
  'decline-withdrawal': { reason },
  withdraw: { reason },
  stop: { reason },
  correct: { changes: { content: 'x' }, reason },
  void: { reason }
}

/** Who asks the API: a session's cookie counts as nobody. */
export const CALLERS = ['nobody', 'cookie', 'bad-token', 'without-scope', 'with-scope'] as const
type ApiExpected = { readonly [caller in (typeof CALLERS)[number]]: number } & {
  readonly body?: object
  /** In place of a body of JSON. */
  readonly form?: Readonly<Record<string, string>>
  readonly path?: string
}
const open = (status: number) => ({
  nobody: status,
  cookie: status,
  'without-scope': status,
  'with-scope': status,
  'bad-token': 401
})
const byScope = (without: number, withScope: number) => ({
  nobody: 401,
  cookie: 401,
  'bad-token': 401,
  'without-scope': without,
  'with-scope': withScope
})

const NOBODY = '00000000-0000-4000-8000-000000000000'
const WEBHOOK = { name: 'Sở Tư pháp', address: 'https://nhan.example/su-kien' }

/** Operations of the API by method and path. Commands are sent to a dossier that does not exist. */
export const OPERATIONS: Readonly<Record<string, ApiExpected>> = {
  'GET /api/v1/me': byScope(200, 200),
  // The provider's own token in the body is what counts; without a provider there is nothing to believe.
  'POST /api/v1/sign-on/{provider}/logout': {
    ...open(400),
    path: '/api/v1/sign-on/nobody/logout',
    form: { logout_token: 'x' }
  },
  'GET /api/v1/units': open(200),
  'POST /api/v1/deadlines/preview': {
    ...open(200),
    body: { rules: { unit: 'working-day', value: 3 }, receivedAt: '2026-11-23T08:00' }
  },
  'GET /api/v1/procedures': open(200),
  'GET /api/v1/procedures/{code}': { ...open(200), path: '/api/v1/procedures/1.001193' },
  'POST /api/v1/dossiers': byScope(403, 201),
  'GET /api/v1/dossiers': byScope(403, 200),
  'GET /api/v1/dossiers/{code}': byScope(404, 200),
  'GET /api/v1/dossiers/{code}/events': byScope(404, 200),
  'GET /api/v1/tracking/{code}': open(200),
  'POST /api/v1/tracking/{code}': { ...open(200), body: { factor: '0912345678' } },
  'GET /api/v1/events': byScope(403, 200),
  'POST /api/v1/portal/messages': {
    ...byScope(403, 200),
    body: { messages: [{ MaThongDiep: 'x', MaHoSo: 'x', ThoiDiem: '20261123090000', LoaiThongDiep: 'HOI_TRANG_THAI' }] }
  },
  'PUT /api/v1/foreign-dossiers/{source}': {
    ...byScope(403, 409),
    body: { items: [{ code: 'x', procedure: 'x', state: 4, sourceTime: '2026-11-23T00:00:00Z' }] },
    path: '/api/v1/foreign-dossiers/nobody'
  },
  'PUT /api/v1/foreign-dossiers/{source}/{code}': {
    ...byScope(403, 409),
    body: { procedure: 'x', state: 4, sourceTime: '2026-11-23T00:00:00Z' },
    path: '/api/v1/foreign-dossiers/nobody/x'
  },
  'GET /api/v1/webhooks': byScope(403, 200),
  'POST /api/v1/webhooks': { ...byScope(403, 201), body: WEBHOOK },
  ...Object.fromEntries(
    [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['POST', '/rotate'],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['GET', '/deliveries/{delivery}'],
      ['POST', '/deliveries/{delivery}/again']
    ].map(([method, rest]) => [
      `${method} /api/v1/webhooks/{id}${rest}`,
      {
        ...byScope(403, 404),
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: WEBHOOK }),
        path: `/api/v1/webhooks/${NOBODY}${rest!.replace('{delivery}', NOBODY)}`
      }
    ])
  ),
  ...Object.fromEntries(
    Object.entries(COMMANDS).map(([name, body]) => [
      `POST /api/v1/dossiers/{code}/commands/${name}`,
      { ...byScope(403, 404), body, path: `/api/v1/dossiers/H99.31-260101-9999/commands/${name}` }
    ])
  )
}
