import { z } from 'zod'

/** How surely a session knows its person: 1 a password, 2 a second factor, 3 presence or the like. */
export type Level = 1 | 2 | 3
const level = z.union([z.literal(1), z.literal(2), z.literal(3)], 'level')
const claim = z.string().min(1).max(80)

/** How a provider calls the facts of a person; the defaults are OpenID Connect's own words. */
const Claims = z.object({
  number: claim.default('national_id'),
  name: claim.default('name'),
  birthDate: claim.default('birthdate'),
  sex: claim.default('gender'),
  email: claim.default('email'),
  phone: claim.default('phone_number')
})

const loopback = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])([:/]|$)/

/** A provider as the administrator describes it; the secret is given beside it and kept sealed. */
export const ProviderSettings = z.object({
  issuer: z
    .url('issuer')
    .refine(address => address.startsWith('https://') || loopback.test(address), 'issuer-insecure'),
  clientId: z.string().min(1, 'client').max(200),
  auth: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt']).default('client_secret_basic'),
  name: z.object({ vi: z.string().min(1).max(80), en: z.string().min(1).max(80) }),
  scopes: z.string().default('openid profile'),
  claims: Claims.prefault({}),
  /** What each `acr` value of the provider is worth here; others are worth 1. */
  levels: z.record(z.string().min(1), level).default({}),
  /** From which level on the number the provider tells counts as verified. */
  verifiesFrom: level.default(2),
  /** Seconds by which the provider's clock may differ from ours. */
  clockTolerance: z.number().int().min(0).max(300).default(30),
  /** Seconds after which a silent provider counts as down. */
  timeout: z.number().min(0.2).max(30).default(5)
})
export type ProviderSettings = z.infer<typeof ProviderSettings>

export const ProviderInput = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'provider-code'),
  settings: ProviderSettings,
  secret: z.string().min(1, 'secret').max(8_000)
})
export type ProviderInput = z.infer<typeof ProviderInput>

export type Provider = { readonly code: string; readonly settings: ProviderSettings; readonly secret: string }

/** What a provider said of a person, in our words. Fields it did not tell, or told in a form we do not know, are null. */
export type Vouched = {
  readonly subject: string
  readonly level: Level
  readonly number: string | null
  readonly name: string | null
  readonly birthDate: string | null
  readonly sex: 'male' | 'female' | null
  readonly email: string
  readonly phone: string
}

export type Purpose = 'sign-in' | 'link' | 'step-up'
