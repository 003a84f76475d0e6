import { openScanner } from './documents/index.ts'
import { openSystems, paymentOffer, populationOffer, portalOffer, signingOffer, smsOffer } from './exchange/index.ts'
import { timeStampingOffer } from './signatures/index.ts'

/** The outside systems this version knows; each is connected where the environment configures it. */
const OFFERS = [populationOffer, portalOffer, paymentOffer, smsOffer, signingOffer, timeStampingOffer]

export function openOutside(environment: NodeJS.ProcessEnv = process.env): void {
  openSystems(OFFERS, environment)
  openScanner(environment)
}
