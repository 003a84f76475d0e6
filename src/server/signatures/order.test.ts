import { expect, test } from 'vitest'
import { decide, evolve, nextOf } from './order.decider.ts'
import type { Order, OrderCommand } from './order.model.ts'
import { PLACES } from './orders.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const file = (id: string) => ({ id, name: 'Ket qua.pdf', bytes: 1, type: 'application/pdf' })
const turn = (signer: string) => ({ signer, name: signer, officer: signer })
const about = { subject: { kind: 'test', ref: 'x', title: 'Giấy' }, place: PLACES.signature, then: {} }
const opening: OrderCommand = { kind: 'order', ...about, file: file('0'), turns: [turn('head')], more: true }
const place = (signer: string, id: string): OrderCommand => ({ kind: 'place', signer, file: file(id), stamped: true })
const join = (signer: string, more: boolean): OrderCommand => ({ kind: 'join', ...about, turn: turn(signer), more })

/** The order after these commands; the code of the first that was refused. */
function after(...commands: readonly OrderCommand[]): Order | string {
  let order: Order | null = null
  for (const command of commands) {
    const decided = decide(order, command, NOW)
    if (!decided.ok) return decided.error.code
    for (const event of decided.value) order = evolve(order, event, 'o')
  }
  return order!
}

test('an order whose next signer is not known yet waits for one, and ends with the last', () => {
  const initialled = after(opening, place('head', '1')) as Order
  expect([initialled.phase, nextOf(initialled)]).toEqual(['open', null])
  const sealed = after(
    ...[opening, place('head', '1'), join('leader', true), place('leader', '2')],
    ...[join('office', false), place('office', '3')]
  ) as Order
  expect(sealed).toMatchObject({ phase: 'complete', file: { id: '3' }, original: { id: '0' } })
  expect(sealed.placed.map(({ signer, former }) => [signer, former!.id])).toEqual([
    ['head', '0'],
    ['leader', '1'],
    ['office', '2']
  ])
  expect(after(opening, place('head', '1'), place('leader', '2'))).toBe('not-your-turn')
})

test('a paper that is refused goes back as it was before whoever signs again, with the reason; at the start it ends', () => {
  const two = [opening, place('head', '1'), join('leader', true), place('leader', '2')] as const
  const back = (standing: number, reason = 'Sai tên'): OrderCommand => ({ kind: 'send-back', standing, reason })
  expect(after(...two, back(1))).toMatchObject({ phase: 'open', file: { id: '1' }, turns: [{ signer: 'head' }] })
  const again = after(...two, back(1), join('deputy', false), place('deputy', '4')) as Order
  expect([again.phase, again.placed.map(one => one.signer)]).toEqual(['complete', ['head', 'deputy']])
  expect(after(...two, back(0))).toMatchObject({ phase: 'ended', file: { id: '0' }, placed: [] })
  expect(after(...two, back(1, ' '))).toBe('reason-missing')
  expect(after(...two, back(2))).toBe('not-your-turn')
})

test('who was asked and did not sign gives the turn to another', () => {
  const asked = {
    ...{ signer: 'head', transaction: 't', prepared: file('p'), hole: { from: 1, to: 2 }, attributes: '', at: '' }
  }
  const taken = after(opening, { kind: 'ask', asked }, join('deputy', true)) as Order
  expect([taken.asked, nextOf(taken)]).toEqual([null, 'deputy'])
})
