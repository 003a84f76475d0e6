import type { Contract, System } from './contract.ts'
import type { SystemName } from './model.ts'

/** What a slice brings: a contract and the way to connect by the environment's settings, null when there are none. */
export type Offer = {
  readonly contract: Contract
  connect(environment: NodeJS.ProcessEnv): System | null
}

let offers: readonly Offer[] = []
const systems = new Map<SystemName, System>()

/** Connects what the environment configures. Called once by each process: server, command, bench. */
export function openSystems(offered: readonly Offer[], environment: NodeJS.ProcessEnv = process.env): void {
  closeSystems()
  offers = offered
  for (const offer of offered) {
    const system = offer.connect(environment)
    if (system) systems.set(offer.contract.system, system)
  }
}

/** Connects one system, in the place of one of the same name. */
export function putSystem(system: System): void {
  systems.get(system.contract.system)?.connector.close()
  systems.set(system.contract.system, system)
  if (!offers.some(({ contract }) => contract.system === system.contract.system))
    offers = [...offers, { contract: system.contract, connect: () => null }]
}

export function closeSystems(): void {
  for (const { connector } of systems.values()) connector.close()
  systems.clear()
}

/** The system by that name where it is configured. */
export const systemOf = (name: SystemName): System | null => systems.get(name) ?? null

/** Every system this version knows, configured or not. */
export const knownSystems = (): readonly { readonly contract: Contract; readonly system: System | null }[] =>
  offers.map(({ contract }) => ({ contract, system: systemOf(contract.system) }))
