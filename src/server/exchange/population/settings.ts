import { z } from 'zod'
import { readSettings } from '#server/platform/config.ts'
import { LIMITS } from '../contract.ts'
import type { System } from '../contract.ts'
import { tlsFrom } from '../json.connector.ts'
import type { Offer } from '../registry.ts'
import { population } from './contract.ts'
import { restConnector } from './rest.ts'
import { soapConnector } from './soap.ts'

const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })
const whole = z.coerce.number('must be a number').int().min(1)
const Environment = z.object({
  POPULATION_CONNECTOR: z.enum(['soap', 'rest'], 'must be soap or rest'),
  POPULATION_URL: address,
  POPULATION_USER: z.string().default(''),
  POPULATION_SECRET: z.string().default(''),
  POPULATION_API_KEY: z.string().default(''),
  POPULATION_XROAD_CLIENT: z.string().default(''),
  POPULATION_TOKEN_URL: address.optional(),
  POPULATION_CLIENT_ID: z.string().default(''),
  POPULATION_CLIENT_SECRET: z.string().default(''),
  POPULATION_INTEGRATION_CODE: z.string().default('037'),
  POPULATION_SERVICE_CODE: z.string().default('037'),
  POPULATION_UNIT_CODE: z.string().default(''),
  POPULATION_SERVICE_ACCOUNT: z.string().optional(),
  POPULATION_QUOTA_OFFICER: whole.default(200),
  POPULATION_QUOTA_SYSTEM: whole.default(20_000),
  POPULATION_DIRECT_CALLS: whole.default(LIMITS.concurrent.direct),
  POPULATION_BACKGROUND_CALLS: whole.default(LIMITS.concurrent.background)
})

/** The population database as the environment configures it; nothing set means "not configured". */
export function connectPopulation(environment: NodeJS.ProcessEnv): System<typeof population> | null {
  if (!environment.POPULATION_URL && !environment.POPULATION_CONNECTOR) return null
  const set = readSettings(Environment, environment)
  const shared = {
    url: set.POPULATION_URL.replace(/\/+$/, ''),
    tls: tlsFrom('POPULATION', environment),
    integration: set.POPULATION_INTEGRATION_CODE,
    service: set.POPULATION_SERVICE_CODE,
    unit: set.POPULATION_UNIT_CODE
  }
  const connector =
    set.POPULATION_CONNECTOR === 'soap'
      ? soapConnector({
          ...shared,
          user: set.POPULATION_USER,
          secret: set.POPULATION_SECRET,
          apiKey: set.POPULATION_API_KEY,
          client: set.POPULATION_XROAD_CLIENT
        })
      : restConnector({
          ...shared,
          tokenUrl: set.POPULATION_TOKEN_URL ?? new URL('/oauth2/token', shared.url).href,
          clientId: set.POPULATION_CLIENT_ID,
          clientSecret: set.POPULATION_CLIENT_SECRET
        })
  const concurrent = { direct: set.POPULATION_DIRECT_CALLS, background: set.POPULATION_BACKGROUND_CALLS }
  return {
    contract: population,
    connector,
    limits: { ...LIMITS, concurrent },
    quota: { officer: set.POPULATION_QUOTA_OFFICER, system: set.POPULATION_QUOTA_SYSTEM },
    serviceAccount: set.POPULATION_SERVICE_ACCOUNT ?? null
  }
}

export const populationOffer: Offer = { contract: population, connect: connectPopulation }
