import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LIMITS } from '../contract.ts'
import type { System } from '../contract.ts'
import type { Offer } from '../registry.ts'
import { portal } from './contract.ts'
import { jsonConnector } from './json.ts'

const Environment = z.object({
  PORTAL_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }),
  PORTAL_CA_FILE: z.string().optional(),
  PORTAL_CERT_FILE: z.string().optional(),
  PORTAL_KEY_FILE: z.string().optional(),
  PORTAL_USER: z.string().default(''),
  PORTAL_PASSWORD: z.string().default(''),
  PORTAL_UNIT_CODE: z.string().default(''),
  PORTAL_CALLS: z.coerce.number('must be a number').int().min(1).default(LIMITS.concurrent.background)
})

/** The national portal as the environment configures it; nothing set means "not configured". */
export function connectPortal(environment: NodeJS.ProcessEnv): System<typeof portal> | null {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  if (!given.PORTAL_URL) return null
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    throw new Error(`The setting ${String(path[0])} cannot be used: ${message}.`)
  }
  const set = parsed.data
  const file = (path: string | undefined) => (path ? readFileSync(path, 'utf8') : undefined)
  const connector = jsonConnector({
    url: set.PORTAL_URL.replace(/\/+$/, ''),
    tls: { ca: file(set.PORTAL_CA_FILE), cert: file(set.PORTAL_CERT_FILE), key: file(set.PORTAL_KEY_FILE) },
    user: set.PORTAL_USER,
    password: set.PORTAL_PASSWORD,
    unit: set.PORTAL_UNIT_CODE
  })
  const concurrent = { direct: LIMITS.concurrent.direct, background: set.PORTAL_CALLS }
  return { contract: portal, connector, limits: { ...LIMITS, concurrent } }
}

export const portalOffer: Offer = { contract: portal, connect: connectPortal }
