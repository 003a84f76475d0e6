import { openSystems, paymentOffer, populationOffer, portalOffer, signingOffer, smsOffer } from './exchange/index.ts'
import { timeStampingOffer } from './signatures/index.ts'

/** The outside systems this version knows; each is connected where the environment configures it. */
const OFFERS = [populationOffer, portalOffer, paymentOffer, smsOffer, signingOffer, timeStampingOffer]

export const openOutside = (environment: NodeJS.ProcessEnv = process.env): void => openSystems(OFFERS, environment)
