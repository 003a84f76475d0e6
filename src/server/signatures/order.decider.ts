import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Order, OrderCommand, OrderEvent, OrderId, OrderRefusal } from './order.model.ts'

/** What a command does to an order to sign: one signs after the other, each once, and nobody after the end. */
export function decide(
  order: Order | null,
  command: OrderCommand,
  now: Date
): Result<readonly OrderEvent[], OrderRefusal> {
  const at = now.toISOString()
  if (command.kind === 'order') {
    if (order) return err({ code: 'order-exists' })
    if (command.turns.length === 0) return err({ code: 'nobody-to-sign' })
    const { kind: _, ...data } = command
    return ok([{ type: 'signature.ordered', at, data }])
  }
  if (!order) return err({ code: 'order-missing' })
  if (command.kind === 'time-stamp')
    // A stamp may come late, but only for the file as it is: a signature behind it would no longer fit.
    return command.former === order.file.id
      ? ok([{ type: 'signature.time-stamped', at, data: { former: command.former, file: command.file } }])
      : err({ code: 'file-changed' })
  if (order.phase !== 'open') return err({ code: 'order-closed' })
  switch (command.kind) {
    case 'join': {
      const { kind: _, ...data } = command
      return ok([{ type: 'signature.turn-added', at, data }])
    }
    case 'send-back': {
      const { standing, reason } = command
      if (reason.trim() === '') return err({ code: 'reason-missing' })
      if (standing < 0 || standing >= order.placed.length) return err({ code: 'not-your-turn' })
      const back = { type: 'signature.sent-back', at, data: { standing, reason } } as const
      return ok(standing > 0 ? [back] : [back, { type: 'signature.ended', at, data: { reason: 'refused' } }])
    }
    case 'ask':
      return nextOf(order) === command.asked.signer
        ? ok([{ type: 'signature.asked', at, data: { asked: command.asked } }])
        : err({ code: 'not-your-turn' })
    case 'place': {
      if (nextOf(order) !== command.signer) return err({ code: 'not-your-turn' })
      const { signer, file, stamped } = command
      const placed = { type: 'signature.placed', at, data: { signer, former: order.file.id, file, stamped } } as const
      const last = order.placed.length + 1 === order.turns.length && !order.more
      return ok(last ? [placed, { type: 'signature.completed', at, data: { file: file.id } }] : [placed])
    }
    case 'end':
      return ok([{ type: 'signature.ended', at, data: { reason: command.reason } }])
    default:
      return command satisfies never
  }
}

/** Whose turn it is. */
export const nextOf = ({ turns, placed }: Order): string | null => turns[placed.length]?.signer ?? null

export function evolve(order: Order | null, event: OrderEvent, id: OrderId): Order {
  if (event.type === 'signature.ordered')
    return {
      ...event.data,
      id,
      version: 1,
      phase: 'open',
      original: event.data.file,
      placed: [],
      asked: null
    }
  const next = { ...order!, version: order!.version + 1 }
  switch (event.type) {
    case 'signature.asked':
      return { ...next, asked: event.data.asked }
    case 'signature.placed': {
      const { signer, file, stamped } = event.data
      const placed = { signer, at: event.at, stamped, former: order!.file }
      return { ...next, file, asked: null, placed: [...next.placed, placed] }
    }
    case 'signature.turn-added': {
      // Whoever was asked and has not signed gives the turn up.
      const { turn, ...rest } = event.data
      return { ...next, ...rest, asked: null, turns: [...next.turns.slice(0, next.placed.length), turn] }
    }
    case 'signature.sent-back': {
      const { standing } = event.data
      const file = next.placed[standing]?.former ?? next.original
      const [turns, placed] = [next.turns.slice(0, standing), next.placed.slice(0, standing)]
      return { ...next, file, turns, placed, more: true, asked: null }
    }
    case 'signature.completed':
      return { ...next, phase: 'complete' }
    case 'signature.time-stamped': {
      const placed = next.placed.map((one, turn) => (turn === next.placed.length - 1 ? { ...one, stamped: true } : one))
      return { ...next, file: event.data.file, placed }
    }
    case 'signature.ended':
      return { ...next, phase: 'ended', asked: null }
    default:
      return event satisfies never
  }
}
