import assert from 'node:assert/strict'
import { isGenuine } from '../clients/typescript/webhook.ts'
import { ask } from './suite.ts'
import type { Clause, Trial } from './suite.ts'

/** A webhook for the length of one clause. */
async function withWebhook(trial: Trial, then: (made: { id: string; secret: string }) => Promise<void>): Promise<void> {
  const body = { name: `conformance ${crypto.randomUUID()}`, address: trial.receiver.address, unit: trial.unit }
  const made = await ask(trial, '/api/v1/webhooks', { body })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const id = String(made.body.id)
  try {
    await then({ id, secret: String(made.body.secret) })
  } finally {
    await ask(trial, `/api/v1/webhooks/${id}`, { method: 'DELETE' })
  }
}
const act = (trial: Trial, id: string, name: string) => ask(trial, `/api/v1/webhooks/${id}/${name}`, { method: 'POST' })
const SOON = 15_000

export const webhookClauses: readonly Clause[] = [
  {
    id: 'W1',
    says: 'a webhook is told with id, timestamp and a signature by its secret',
    try: trial =>
      withWebhook(trial, async ({ id, secret }) => {
        await act(trial, id, 'test')
        const { headers, body } = await trial.receiver.next(SOON)
        assert.match(headers.get('webhook-id') ?? '', /\S/)
        assert.ok(isGenuine(headers, body, secret), 'the signature does not fit')
        assert.equal((JSON.parse(body) as { type: string }).type, 'webhook.test')
      })
  },
  {
    id: 'W2',
    says: 'a changed body, another secret or an old timestamp does not pass',
    try: trial =>
      withWebhook(trial, async ({ id, secret }) => {
        await act(trial, id, 'test')
        const { headers, body } = await trial.receiver.next(SOON)
        assert.ok(!isGenuine(headers, `${body} `, secret))
        assert.ok(!isGenuine(headers, body, 'whsec_YW5vdGhlcg=='))
        assert.ok(!isGenuine(headers, body, secret, Date.now() + 400_000))
      })
  },
  {
    id: 'W3',
    says: 'after a rotation the old secret and the new one both fit',
    try: trial =>
      withWebhook(trial, async ({ id, secret }) => {
        const rotated = await act(trial, id, 'rotate')
        await act(trial, id, 'test')
        const { headers, body } = await trial.receiver.next(SOON)
        assert.ok(isGenuine(headers, body, secret) && isGenuine(headers, body, String(rotated.body.secret)))
      })
  },
  {
    id: 'W4',
    says: 'the log tells what was sent and what was answered; sending again keeps the id',
    try: trial =>
      withWebhook(trial, async ({ id }) => {
        const sent = await act(trial, id, 'test')
        const delivery = String(sent.body.delivery)
        assert.equal((await trial.receiver.next(SOON)).headers.get('webhook-id'), delivery)
        await settled(trial, `/api/v1/webhooks/${id}/deliveries/${delivery}`, 1)
        await ask(trial, `/api/v1/webhooks/${id}/deliveries/${delivery}/again`, { method: 'POST' })
        assert.equal((await trial.receiver.next(SOON)).headers.get('webhook-id'), delivery)
      })
  },
  {
    id: 'W5',
    says: 'the secret is told once',
    try: trial =>
      withWebhook(trial, async ({ id, secret }) => {
        const read = await ask(trial, `/api/v1/webhooks/${id}`)
        assert.equal(read.status, 200)
        assert.doesNotMatch(JSON.stringify(read.body), new RegExp(secret.slice(6, 20).replace(/[+/]/g, '.')))
      })
  }
]

/** Waits until the log has so many attempts. */
async function settled(trial: Trial, path: string, attempts: number): Promise<void> {
  for (const until = Date.now() + SOON; Date.now() < until;) {
    const { body } = await ask(trial, path)
    if ((body.attempts as { status: number }[]).filter(attempt => attempt.status < 300).length >= attempts) return
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error('the log has no successful attempt')
}
