import assert from 'node:assert/strict'
import { ask, isProblem } from './suite.ts'
import type { Answer, Clause, Trial } from './suite.ts'
import { webhookClauses } from './clauses.webhooks.ts'

const receipt = ({ unit, procedure }: Trial, more: object = {}) => ({
  procedure,
  channel: 'counter',
  applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' },
  receivingUnit: unit,
  ...more
})
/** Receives a dossier, once per key. */
export const receive = (trial: Trial, key: string = crypto.randomUUID()): Promise<Answer> =>
  ask(trial, '/api/v1/dossiers', { body: receipt(trial), headers: { 'idempotency-key': key } })
const code = (answer: Answer): string => {
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return String(answer.body.code)
}
const command = (trial: Trial, dossier: string, name: string, body: object) =>
  ask(trial, `/api/v1/dossiers/${encodeURIComponent(dossier)}/commands/${name}`, { body })

const auth: Clause[] = [
  {
    id: 'A1',
    says: 'a request without a token is 401 with WWW-Authenticate: Bearer',
    async try(trial) {
      const answer = await ask(trial, '/api/v1/dossiers', { token: null })
      isProblem(answer, 401, 'not-signed-in')
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer')
    }
  },
  {
    id: 'A2',
    says: 'a token that is not good is 401 even where no token is needed',
    try: async trial => isProblem(await ask(trial, '/api/v1/units', { token: 'mc_wrong' }), 401, 'not-signed-in')
  },
  {
    id: 'A3',
    says: 'a token says whose it is and what it may do',
    async try(trial) {
      const { status, body } = await ask(trial, '/api/v1/me')
      assert.equal(status, 200)
      assert.ok(body.name ?? body.client, JSON.stringify(body))
    }
  }
]

const problems: Clause[] = [
  {
    id: 'P1',
    says: 'a body that is not JSON is 400',
    try: async trial =>
      isProblem(await ask(trial, '/api/v1/dossiers', { body: '{"procedure":' }), 400, 'request-malformed')
  },
  {
    id: 'P2',
    says: 'a wrong input is 422 and names each field',
    async try(trial) {
      const body = receipt(trial, { applicant: { name: '', number: 'x' } })
      const answer = await ask(trial, '/api/v1/dossiers', { body })
      isProblem(answer, 422, 'input-invalid')
      const fields = (answer.body.errors as { field: string }[]).map(error => error.field)
      assert.ok(fields.includes('applicant.name') && fields.includes('applicant.number'), fields.join())
    }
  },
  {
    id: 'P3',
    says: 'what does not exist is 404, another method 405 with Allow',
    async try(trial) {
      isProblem(await ask(trial, '/api/v1/dossiers/H00.00-000000-0000'), 404, 'not-found')
      const answer = await ask(trial, '/api/v1/dossiers', { method: 'DELETE' })
      isProblem(answer, 405, 'method-not-allowed')
      assert.match(answer.headers.get('allow') ?? '', /POST/)
    }
  },
  {
    id: 'P4',
    says: 'the title is in the language that was asked for',
    async try(trial) {
      const path = '/api/v1/dossiers/H00.00-000000-0000'
      const [vi, en] = await Promise.all(
        ['vi', 'en'].map(language => ask(trial, path, { headers: { 'accept-language': language } }))
      )
      assert.notEqual(vi!.body.title, en!.body.title)
    }
  }
]

const dossiers: Clause[] = [
  {
    id: 'I1',
    says: 'the same Idempotency-Key gives the same dossier, also at the same time',
    async try(trial) {
      const key = crypto.randomUUID()
      const [one, two] = await Promise.all([receive(trial, key), receive(trial, key)])
      const codes = [one, two, await receive(trial, key)].map(answer => code(answer))
      assert.equal(new Set(codes).size, 1, codes.join())
    }
  },
  {
    id: 'I2',
    says: 'another key gives another dossier',
    async try(trial) {
      assert.notEqual(code(await receive(trial)), code(await receive(trial)))
    }
  },
  {
    id: 'S1',
    says: 'a dossier received at the counter is being processed, national state 4 or 2, with a due date',
    async try(trial) {
      const { body } = await receive(trial)
      assert.ok(['accepted', 'processing'].includes(String(body.phase)), String(body.phase))
      assert.ok([2, 4].includes(Number(body.nationalState)), String(body.nationalState))
      assert.ok(!Number.isNaN(Date.parse(String(body.dueAt))))
    }
  },
  {
    id: 'S2',
    says: 'its location leads to it, and its events begin with dossier.received',
    async try(trial) {
      const received = await receive(trial)
      const read = await ask(trial, received.headers.get('location')!)
      assert.deepEqual(read.body, received.body)
      const { body } = await ask(trial, `/api/v1/dossiers/${code(received)}/events`)
      const [first] = body.items as { type: string; version: number }[]
      assert.deepEqual([first!.type, first!.version], ['dossier.received', 1])
    }
  },
  {
    id: 'C1',
    says: 'a command that the state allows changes it by one act',
    async try(trial) {
      const dossier = code(await receive(trial))
      const reasons = [{ code: 'missing', about: { kind: 'dossier', ref: '', name: 'Hồ sơ' }, note: 'Thiếu đơn.' }]
      const asked = await command(trial, dossier, 'ask-supplement', { reasons })
      assert.deepEqual([asked.status, asked.body.phase, asked.body.nationalState], [200, 'supplement', 5])
    }
  },
  {
    id: 'C2',
    says: 'a command that the state does not allow is 409 and changes nothing',
    async try(trial) {
      const received = await receive(trial)
      const refused = await command(trial, code(received), 'return-result', { to: 'Nguyễn Văn An' })
      assert.equal(refused.status, 409)
      const read = await ask(trial, `/api/v1/dossiers/${code(received)}`)
      assert.equal(read.body.version, received.body.version)
    }
  },
  {
    id: 'T1',
    says: 'the code alone tells how far it has gone and nothing else',
    async try(trial) {
      const { body } = await ask(trial, `/api/v1/tracking/${code(await receive(trial))}`, { token: null })
      assert.deepEqual(Object.keys(body).sort(), ['code', 'phase', 'stage', 'stages'])
    }
  }
]

const cursors: Clause[] = [
  {
    id: 'K1',
    says: 'a list goes on with `next` and gives nothing twice',
    async try(trial) {
      for (let at = 0; at < 3; at++) await receive(trial)
      const first = await ask(trial, '/api/v1/dossiers?limit=2')
      const second = await ask(trial, `/api/v1/dossiers?limit=2&after=${String(first.body.next)}`)
      const codes = [first, second].flatMap(page => (page.body.items as { code: string }[]).map(item => item.code))
      assert.equal(new Set(codes).size, 4, codes.join())
    }
  },
  {
    id: 'K2',
    says: 'the feed goes on from `latest` and tells of a new dossier, without personal data',
    async try(trial) {
      const latest = await ask(trial, '/api/v1/events?after=latest')
      const dossier = code(await receive(trial))
      let next = String(latest.body.next)
      const items: { code: string; kind: string }[] = []
      const told = () => items.some(item => item.code === dossier && item.kind === 'dossier.received')
      for (const until = Date.now() + 20_000; !told() && Date.now() < until;) {
        const page = await ask(trial, `/api/v1/events?wait=5&limit=1000&after=${next}`)
        items.push(...(page.body.items as typeof items))
        next = String(page.body.next)
      }
      assert.ok(told(), 'the feed does not tell of it')
      assert.doesNotMatch(JSON.stringify(items), /Nguyễn|999090000001|0912345678/)
    }
  },
  {
    id: 'K3',
    says: 'the same cursor gives the same events again',
    async try(trial) {
      const one = await ask(trial, '/api/v1/events?limit=5')
      const again = await ask(trial, '/api/v1/events?limit=5')
      assert.deepEqual(one.body, again.body)
    }
  },
  {
    id: 'K4',
    says: 'a cursor that was made up is 422',
    try: async trial => isProblem(await ask(trial, '/api/v1/events?after=abc'), 422, 'cursor-unknown')
  }
]

/** Every clause of docs/conformance.md, in its order. */
export const clauses: readonly Clause[] = [...auth, ...problems, ...dossiers, ...cursors, ...webhookClauses]
