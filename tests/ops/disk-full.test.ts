import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfText } from '#server/documents/testing.ts'
import { DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import { projectRoot } from '#server/platform/project.ts'
import { isRoot, MAIN, start } from './programs.ts'
import type { Program } from './programs.ts'

const CLI = join(projectRoot, 'src/server/cli.ts')
const FULL_VI = 'Máy chủ đã hết chỗ lưu nên chưa ghi được việc này; chưa có gì được lưu.'
const FULL_EN = 'The server has no room left, so this was not done and nothing was stored.'

/** A small disk of its own for one installation: a tmpfs in a mount namespace that this test reaches through /proc. */
describe.skipIf(!isRoot)('a data disk that becomes full in the middle of work (a small disk needs root)', () => {
  let folder: string
  let program: Program
  let origin: string
  /** The disk as the program sees it. */
  let disk: string
  let cookie: string
  let token: string
  let code: string
  let mounted = true

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'motcua-full-'))
    const data = join(folder, 'data')
    mkdirSync(data)
    const port = 20_000 + (process.pid % 20_000)
    origin = `http://127.0.0.1:${port}`
    const node = process.execPath
    const script = `mount -t tmpfs -o size=700m tmpfs ${data} || { echo no-mount; exit 77; }
      ${node} ${CLI} demo --dossiers 20 --until 2026-03-31 && ${node} ${CLI} token add --client Thử --scopes 'dossier.*' --unit H99.31 &&
      exec ${node} ${MAIN}`
    const settings = { DATA_DIR: data, PORT: String(port), LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '100' }
    program = start(['unshare', '-m', 'sh', '-c', script], settings)
    const [said] = await program.says(/no-mount|Ctrl-C/)
    mounted = said !== 'no-mount'
    if (!mounted) return
    token = /mc_[\w-]{43}/.exec(program.words())![0]
    disk = `/proc/${program.child.pid}/root${data}`
    const signed = await post('/sign-in', { login: 'motcua.mogiang', password: DEMONSTRATION_PASSWORD })
    cookie = signed.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ')
    const received = await receive()
    expect(received.status).toBe(201)
    code = ((await received.json()) as { code: string }).code
  }, 180_000)
  afterAll(async () => {
    program.child.kill('SIGTERM')
    await program.ends()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })

  const post = (path: string, form: Record<string, string> | FormData, language = 'vi') =>
    fetch(origin + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, accept: 'text/html', cookie: `${cookie ?? ''}; language=${language}` },
      body: form instanceof FormData ? form : new URLSearchParams(form)
    })
  const receive = (language = 'vi') =>
    fetch(`${origin}/api/v1/dossiers`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-language': language
      },
      body: JSON.stringify({
        procedure: '1.001193',
        applicant: { name: 'Nguyễn Văn An', number: '999090000001' },
        receivingUnit: 'H99.31'
      })
    })
  const numbers = async () => {
    const list = await fetch(`${origin}/api/v1/dossiers?limit=200`, { headers: { authorization: `Bearer ${token}` } })
    const { items } = (await list.json()) as { items: { code: string }[] }
    return items
      .map(item => item.code)
      .filter(each => each.startsWith(code.slice(0, -4)))
      .sort()
  }
  const ballast = () => join(disk, 'ballast')
  const soon = () => new Promise(done => setTimeout(done, 1_200))
  function fillUp() {
    const block = Buffer.alloc(1 << 20)
    try {
      for (;;) writeFileSync(ballast(), block, { flag: 'a' })
    } catch (error) {
      expect((error as { code: string }).code).toBe('ENOSPC')
    }
  }

  test('ends each act in one clear sentence, leaves nothing half-written, and goes on when there is space', async () => {
    if (!mounted) return expect(program.words()).toMatch(/mount/)
    const before = await numbers()
    fillUp()
    await soon()
    for (const [language, words] of [
      ['vi', FULL_VI],
      ['en', FULL_EN]
    ] as const) {
      const refused = await receive(language)
      const problem = (await refused.json()) as { code: string; title: string }
      expect([refused.status, problem.code]).toEqual([507, 'disk-full'])
      expect(problem.title).toContain(words)
    }
    const page = await post('/desk/receive?/receive', { procedure: '1.001193' })
    expect([page.status, await page.text()]).toEqual([507, expect.stringContaining(FULL_VI)])
    const upload = new FormData()
    upload.set('files', new File([pdfText()], 'giay.pdf'))
    const sent = await post(`/desk/dossiers/${code}?/complete`, upload)
    expect([sent.status, await sent.text()]).toEqual([507, expect.stringContaining(FULL_VI)])
    const printed = await fetch(`${origin}/desk/dossiers/${code}/print/receipt`, { headers: { cookie } })
    expect([printed.status, (await printed.text()).slice(0, 5)]).toEqual([200, '%PDF-'])
    const read = await fetch(`${origin}/api/v1/tracking/${code}`)
    expect(read.status).toBe(200)

    rmSync(ballast())
    await soon()
    expect(await numbers()).toEqual(before)
    const next = await receive()
    expect(next.status).toBe(201)
    const { code: given } = (await next.json()) as { code: string }
    expect(Number(given.slice(-4))).toBe(Number(before.at(-1)!.slice(-4)) + 1)
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  }, 120_000)
})
