import { z } from 'zod'
import type { Actor, Day, Language } from '#server/platform/index.ts'
import { birthAgrees } from './number.rules.ts'

export type AccountId = string & { readonly brand?: 'AccountId' }
export type AccountKind = 'officer' | 'citizen' | 'organisation'

/** The roles a post can have. `chair` is the leader who signs; `agency-head` leads a department, a centre or a commune's office. */
export const ROLES = [
  'one-stop-officer',
  'handler',
  'division-head',
  'agency-head',
  'chair',
  'clerk',
  'control-office',
  'reform-office',
  'administrator',
  'citizen'
] as const
export type Role = (typeof ROLES)[number]
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

export type Post = {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly role: Role
  readonly title: string
  readonly head: boolean
  readonly from: Day
  readonly to: Day | null
}

/** The open session of a request: who, from which unit, and until when. */
export type Session = {
  readonly id: string
  readonly account: AccountId
  readonly login: string
  readonly kind: AccountKind
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly string[]
  readonly language: Language
  readonly mustChangePassword: boolean
  /** A role demands a second step that the officer has not set up yet. */
  readonly mustSetUpSecondStep: boolean
  /** How surely the session knows its person: 1 a password, 2 a second factor, else what `provider` vouched for. */
  readonly level: 1 | 2 | 3
  readonly provider: string | null
  /** When it ends unless the person does something. */
  readonly endsAt: Date
  /** When it ends whatever happens. */
  readonly lastsUntil: Date
  readonly actor: Actor
}

export const SignInInput = z.object({
  login: z.string().trim().min(1).max(64).toLowerCase(),
  password: z.string().min(1).max(200)
})
export type SignInInput = z.infer<typeof SignInInput>

/** Where a request came from. `forwarded` says that a proxy stands between, so `loopback` would not mean "this machine". */
export type Origin = { readonly address: string; readonly forwarded?: boolean; readonly agent?: string }

const day = z.iso.date()
const phone = z
  .string()
  .trim()
  .transform(text => text.replace(/[\s.-]/g, '').replace(/^\+84/, '0'))
  .pipe(z.string().regex(/^0\d{9,10}$/, 'phone'))
const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema]).default('' as never)
const fullName = z
  .string()
  .trim()
  .min(2, 'name')
  .max(120, 'name')
  .transform(text => text.normalize('NFC').replace(/\s+/g, ' '))

/** A citizen's own registration. The number must agree with sex and birth (free check of NĐ 137/2015). */
export const RegisterInput = z
  .object({
    fullName,
    personalNumber: z
      .string()
      .trim()
      .regex(/^\d{12}$/, 'personal-number'),
    birthDate: day,
    sex: z.enum(['male', 'female']),
    phone,
    email: optional(z.email('email').max(200)),
    password: z.string().max(200)
  })
  .superRefine((input, check) => {
    for (const fault of birthAgrees(input.personalNumber, input)) {
      check.addIssue({
        code: 'custom',
        path: [fault === 'sex' ? 'sex' : fault === 'year' ? 'birthDate' : 'personalNumber'],
        message: `number-${fault}`
      })
    }
  })
export type RegisterInput = z.infer<typeof RegisterInput>

export const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,63}$/

/** An officer with a first post, as typed by an administrator or read from a row of the staff list. */
export const OfficerInput = z.object({
  login: z.string().trim().toLowerCase().regex(LOGIN, 'login'),
  fullName,
  email: optional(z.email('email').max(200)),
  phone: optional(phone),
  unit: z.string().trim().min(3, 'unit'),
  role: z.enum(ROLES, 'role').exclude(['citizen']),
  title: z.string().trim().max(120).default(''),
  head: z.boolean().default(false),
  from: day
})
export type OfficerInput = z.infer<typeof OfficerInput>
