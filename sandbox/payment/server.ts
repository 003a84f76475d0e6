import { createHmac } from 'node:crypto'
import { answerJson } from '../json.ts'
import { jsonSettings, runProgram } from '../program.ts'
import type { Paging } from '../system.ts'
import { payPage } from './page.ts'

const NOTIFY_SECRET = 'sandbox-notify'
type Order = {
  readonly payment: string
  readonly reference: string
  readonly amount: number
  readonly description: string
  readonly returnUrl: string
  readonly notifyUrl: string
  status: 'pending' | 'paid' | 'failed' | 'refunded'
  at: string
}
const orders = new Map<string, Order>()
const MINUTES = 15
let control = ''

/** Payments: the same reference is the same order, however often it is asked for. */
const operations = {
  create(asked: Omit<Order, 'payment' | 'status' | 'at'>) {
    const known = orders.get(asked.reference)
    const order = known ?? {
      ...asked,
      payment: `TT${String(orders.size + 1).padStart(8, '0')}`,
      status: 'pending' as const,
      at: new Date().toISOString()
    }
    if (order.amount !== asked.amount) return { kind: 'refused', reason: 'the reference has another amount' }
    orders.set(asked.reference, order)
    const expiresAt = new Date(Date.parse(order.at) + MINUTES * 60_000).toISOString()
    return { kind: 'created', payment: order.payment, page: `${control}/pay/${order.payment}`, expiresAt }
  },
  query({ reference }: { reference: string }) {
    const order = orders.get(reference)
    if (!order) return { kind: 'not-found' }
    const { payment, amount, at } = order
    switch (order.status) {
      case 'paid':
        return { kind: 'paid', payment, amount, receipt: `BL${payment.slice(2)}`, at }
      case 'failed':
        return { kind: 'failed', reason: 'cancelled' }
      case 'refunded':
        return { kind: 'refunded', payment }
      default:
        return { kind: 'pending' }
    }
  },
  refund({ reference, amount }: { reference: string; amount: number }) {
    const order = orders.get(reference)
    if (!order) return { kind: 'not-found' }
    if (order.status === 'pending' || order.status === 'failed' || amount > order.amount)
      return { kind: 'refused', reason: `the payment is ${order.status}` }
    order.status = 'refunded'
    return { kind: 'refunded', refund: `HT${order.payment.slice(2)}` }
  }
}

/** The page where people pay; paid or not, we notify and lead back. The fault `duplicate` notifies twice. */
const paging: Paging = async ({ method, path, body }, { fault }) => {
  const order = [...orders.values()].find(({ payment }) => path === `/pay/${payment}`)
  if (!order) return null
  const html = (text: string) => ({ status: 200, type: 'text/html; charset=utf-8', body: text })
  if (method !== 'POST') return html(payPage(order))
  if (order.status === 'pending') {
    order.status = new URLSearchParams(body).get('act') === 'pay' ? 'paid' : 'failed'
    order.at = new Date().toISOString()
  }
  for (let times = fault === 'duplicate' ? 2 : 1; times > 0; times--) await notify(order)
  return { status: 303, type: 'text/plain', body: '', location: order.returnUrl }
}

async function notify({ reference, status, notifyUrl }: Order): Promise<void> {
  const body = JSON.stringify({ reference, status })
  const signature = createHmac('sha256', NOTIFY_SECRET).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-signature': signature }
  await fetch(notifyUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) }).catch(() => {})
}

if (import.meta.main) {
  const told = await runProgram(
    'payment',
    answerJson(operations),
    (at, files) => ({ ...jsonSettings('PAYMENT', at, files), PAYMENT_NOTIFY_SECRET: NOTIFY_SECRET }),
    { paging }
  )
  control = told.control
}
