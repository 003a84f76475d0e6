import { z } from 'zod'
import type { Connector, Limits, Operation, Sending, System } from './contract.ts'
import { LIMITS } from './contract.ts'
import { putSystem } from './registry.ts'

type Asked = { readonly name: string }
type Said = { readonly kind: 'hello'; readonly to: string } | { readonly kind: 'quota' }
const greet: Operation<Asked, Said> = {
  request: z.object({ name: z.string() }),
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hello'), to: z.string() }),
    z.object({ kind: z.literal('quota') })
  ]),
  timeoutMs: { direct: 100, background: 200 },
  keptDays: 30
}

/** A contract for tests of the machinery: it greets. */
export const greeterContract = {
  system: 'greeter',
  operations: { greet },
  degraded: { banner: 'exchange.banner', works: [] }
}

/** A system that answers as the test says; `answer` may throw `Trouble` or never return. */
export function greeter(
  answer: (request: Asked, sending: Sending) => unknown,
  more: Partial<Limits> = {},
  system = 'greeter'
): { asked: Asked[]; system: System } {
  const asked: Asked[] = []
  const connector: Connector = {
    kind: 'test',
    address: 'test:greeter',
    send: async (_, request, sending) => {
      asked.push(request as Asked)
      return answer(request as Asked, sending)
    },
    ping: async () => void (await answer({ name: 'ping' }, {} as Sending)),
    close: () => {}
  }
  const made = { contract: { ...greeterContract, system }, connector, limits: { ...LIMITS, ...more } }
  putSystem(made)
  return { asked, system: made }
}
