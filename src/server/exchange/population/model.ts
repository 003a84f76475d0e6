import { z } from 'zod'

/** What the population database tells of a person, field by field; a procedure may fetch some of them. */
export const FIELDS = [
  'name',
  'oldNumber',
  'birth',
  'sex',
  'ethnicity',
  'religion',
  'marital',
  'blood',
  'nationality',
  'birthPlace',
  'homeTown',
  'residence',
  'current',
  'father',
  'mother',
  'spouse',
  'head'
] as const
export type Field = (typeof FIELDS)[number]

/** Enough to receive a dossier; more only where the procedure says so, with its legal ground. */
export const SMALLEST: readonly Field[] = ['name', 'birth', 'sex', 'residence']

/** A birth as known: a day, or only the year (many older people). */
const birth = z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/)
/** The three that must all match. It is no search: without one of them nothing is asked. */
export const Named = z.object({
  number: z.string().regex(/^\d{12}$|^\d{9}$/),
  name: z.string().min(2),
  birth
})
export type Named = z.infer<typeof Named>

const Address = z.object({
  province: z.string(),
  district: z.string(),
  ward: z.string(),
  detail: z.string(),
  country: z.string()
})
const Relative = z.object({ name: z.string(), number: z.string() })
export const Person = z
  .object({
    name: z.string().min(1),
    oldNumber: z.string(),
    birth,
    sex: z.enum(['male', 'female', 'unknown']),
    ethnicity: z.string(),
    religion: z.string(),
    marital: z.string(),
    blood: z.string(),
    nationality: z.string(),
    birthPlace: Address,
    homeTown: Address,
    residence: Address,
    current: Address,
    father: Relative,
    mother: Relative,
    spouse: Relative,
    head: Relative.extend({ relation: z.string() })
  } satisfies Record<Field, z.ZodType>)
  .partial()
export type Person = z.infer<typeof Person>
export type Address = z.infer<typeof Address>

export const RELATIONS = ['father', 'mother', 'spouse'] as const
export type Relation = (typeof RELATIONS)[number]

/** Expected answers that are no data. `quota` and `locked` concern our account there, not the person. */
const none = [
  z.object({ kind: z.literal('not-found') }),
  z.object({ kind: z.literal('mismatch') }),
  z.object({ kind: z.literal('quota') }),
  z.object({ kind: z.literal('locked') })
] as const
export const Verified = z.discriminatedUnion('kind', [z.object({ kind: z.literal('verified') }), ...none])
/** `number`: today's number, told where the question had the old one. */
const foundPerson = z.object({ kind: z.literal('found'), person: Person, number: z.string().optional() })
export const Fetched = z.discriminatedUnion('kind', [foundPerson, ...none])
export const Related = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('related') }),
  z.object({ kind: z.literal('not-related') }),
  ...none
])
export type Verified = z.infer<typeof Verified>
export type Fetched = z.infer<typeof Fetched>
export type Related = z.infer<typeof Related>

export const VerifyRequest = z.object({ person: Named })
export const FetchRequest = z.object({ person: Named, fields: z.array(z.enum(FIELDS)).min(1) })
export const RelatedRequest = z.object({ person: Named, relation: z.enum(RELATIONS), relative: Named })
export type FetchRequest = z.infer<typeof FetchRequest>
export type RelatedRequest = z.infer<typeof RelatedRequest>
export type VerifyRequest = z.infer<typeof VerifyRequest>
