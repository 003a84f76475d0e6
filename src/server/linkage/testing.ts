import { ReceiveInput, receiveDossier, permissions as dossiers } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { permissions as catalogue } from '#server/catalogue/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { exchangePermissions, mapAccount, population, putSystem } from '#server/exchange/index.ts'
import type { Connector } from '#server/exchange/index.ts'
import { connectPopulation } from '#server/exchange/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { TestCtx } from '#server/platform/testing.ts'

const policy = createPolicy([identity, catalogue, dossiers, exchangePermissions])
const settled = new WeakMap<object, Promise<void>>()

/** An officer or citizen of the demonstration; the desk of Mơ Giang may look people up. */
export async function person(ctx: TestCtx, login: string): Promise<Ctx> {
  let house = settled.get(ctx.sql)
  if (!house) {
    house = settle(ctx).then(async () => {
      await mapAccount(ctx, 'population', { login: 'motcua.mogiang', external: 'mogiang.01' })
    })
    settled.set(ctx.sql, house)
  }
  await house
  return as(ctx, login, policy)
}

export const an = { number: '099088000011', name: 'Nguyễn Văn An', birth: '12/04/1988' }
export const PROCEDURE = '1.004873'

/** A dossier received at the desk of Mơ Giang. */
export async function aReceived(ctx: TestCtx, applicant: object = {}): Promise<Dossier> {
  const desk = await person(ctx, 'motcua.mogiang')
  const input = ReceiveInput.parse({ procedure: PROCEDURE, applicant: { ...an, birth: '1988-04-12', ...applicant } })
  const received = await receiveDossier(desk, input)
  if (!received.ok) throw new Error(JSON.stringify(received.error))
  return received.value
}

/** The population database of a sandbox with short waits, so that a fault is over soon. */
export function connectQuickly(env: NodeJS.ProcessEnv): void {
  const system = connectPopulation(env)!
  const times = { direct: 800, background: 800 }
  const { verify, fetch, relatives } = population.operations
  const operations = {
    verify: { ...verify, timeoutMs: times },
    fetch: { ...fetch, timeoutMs: times },
    relatives: { ...relatives, timeoutMs: times }
  }
  putSystem({ ...system, contract: { ...population, operations } })
}

/** The population database as the test says. */
export function connectTo(send: Connector['send'], serviceAccount: string | null = 'dichvu'): void {
  const connector: Connector = { kind: 'test', address: 'test:', send, ping: async () => {}, close: () => {} }
  const limits = connectPopulation({ POPULATION_CONNECTOR: 'soap', POPULATION_URL: 'http://127.0.0.1:9' })!.limits
  putSystem({ contract: population, connector, limits, serviceAccount })
}
