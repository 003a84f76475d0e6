import { z } from 'zod'

export const FEATURES = ['receiving', 'online-filing', 'webhooks'] as const
export type Feature = (typeof FEATURES)[number]

const unit = z
  .string()
  .max(35)
  .transform(text => text || null)
  .nullable()
export const SystemInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,30}$/, 'system-code'),
  nameVi: z.string().trim().min(1, 'missing').max(120),
  whereToGo: z.string().trim().max(300).default(''),
  address: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'address' })]).default('')
})
export type SystemInput = z.infer<typeof SystemInput>

export const SettledInput = z.object({
  procedure: z.string().trim().min(1, 'missing').max(40),
  unit,
  /** Empty: settled here from that day. */
  system: z.string().transform(text => text || null),
  validFrom: z.iso.date('date'),
  note: z.string().trim().max(300).default('')
})
export type SettledInput = z.infer<typeof SettledInput>

export const SwitchInput = z.object({
  feature: z.enum(FEATURES),
  unit,
  enabled: z.enum(['on', 'off']).transform(word => word === 'on'),
  validFrom: z.iso.date('date')
})
export type SwitchInput = z.infer<typeof SwitchInput>

export type System = { code: string; name: string; whereToGo: string; address: string }

/** Why a dossier may not be taken in here: it is settled in another system, or the unit has not begun. */
export type Hindrance =
  | { readonly code: 'settled-elsewhere'; readonly system: string; readonly where: string }
  | { readonly code: 'not-switched-on'; readonly unit: string }
