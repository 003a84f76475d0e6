import { z } from 'zod'
import type { Day } from '#server/platform/index.ts'
import { PETITION_KINDS } from '#server/rulesets/index.ts'
import type { PetitionKind, RuleSetId } from '#server/rulesets/index.ts'

export { PETITION_KINDS } from '#server/rulesets/index.ts'
export type { PetitionKind } from '#server/rulesets/index.ts'

export type PetitionId = string & { readonly brand?: 'PetitionId' }
type Instant = string

export const PHASES = ['received', 'asked', 'in-hand', 'drafted', 'answered', 'closed', 'refused'] as const
export type Phase = (typeof PHASES)[number]
export const CHANNELS = ['online', 'desk', 'phone', 'api'] as const
export type Channel = (typeof CHANNELS)[number]

/** What an examination of behaviour came to. */
export const VERDICTS = ['justified', 'not-justified', 'not-established'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Why a petition is not taken up. */
export const REFUSALS = [
  'not-a-petition',
  'complaint-or-denunciation',
  'too-vague',
  'settled-before',
  'not-ours'
] as const
export type RefusalReason = (typeof REFUSALS)[number]

/** How an answer reached the person: read by the code word or the account, or carried to them. */
export const WAYS = ['online', 'post', 'phone', 'counter'] as const
export type Way = (typeof WAYS)[number]

/** What the clock of the case is computed from; the time stands still while the person is asked. */
export type Ledger = {
  readonly startedAt: Instant
  readonly workingDays: number
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant | null }[]
}

export type Hearing = {
  /** The neutral account the complained-of are given; never the petition itself. */
  readonly allegation: string
  readonly by: Day
  readonly answers: readonly { readonly words: string; readonly at: Instant }[]
}
export type Conclusion = { readonly verdict: Verdict; readonly reason: string; readonly at: Instant }
export type Answer = { readonly text: string; readonly way: Way; readonly at: Instant }
export type PublicText = { readonly title: string; readonly question: string; readonly answer: string }
export type PublicationState = 'none' | 'proposed' | 'published' | 'withheld' | 'taken-down'
export type Publication = {
  readonly state: PublicationState
  readonly text: PublicText | null
  /** Who proposed it: somebody else confirms. */
  readonly proposedBy: string | null
  readonly dueBy: Day | null
  readonly late: boolean | null
}

/** A petition as its events left it. It names nobody who filed: identity and own words lie sealed beside. */
export type Petition = {
  readonly id: PetitionId
  readonly version: number
  readonly code: string
  readonly phase: Phase
  readonly kind: PetitionKind
  readonly sorted: boolean
  readonly channel: Channel
  readonly ruleSet: RuleSetId
  /** The identity opens only to a named permission, with a reason. */
  readonly protected: boolean
  /** No name was given at all. */
  readonly anonymous: boolean
  readonly filedAt: Instant
  readonly unit: string | null
  readonly complained: string | null
  readonly officer: string | null
  readonly subject: string
  readonly ledger: Ledger
  readonly dueAt: Instant | null
  /** How many times the person told something; the words are sealed. */
  readonly told: number
  readonly asked: string
  readonly supplyBy: Day | null
  readonly hearing: Hearing | null
  readonly conclusion: Conclusion | null
  readonly draft: string
  readonly draftedBy: string | null
  readonly answers: readonly Answer[]
  readonly refusal: { readonly reason: RefusalReason; readonly words: string } | null
  readonly late: boolean | null
  readonly sentBack: boolean
  readonly sendBackUntil: Day | null
  readonly satisfied: boolean | null
  readonly publication: Publication
}

const words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .transform(text => text.normalize('NFC'))
const optional = (most: number) => z.string().trim().max(most).default('')

/** What somebody files, or an officer enters for somebody at the desk or on the telephone. */
export const FileInput = z.object({
  kind: z.enum(PETITION_KINDS),
  words: words(20, 8000),
  /** The agency complained of or addressed, by its code; empty: the office finds it. */
  about: optional(35),
  /** A dossier it is about; it tells who filed, so it is sealed with the identity. */
  dossier: optional(60),
  /** An officer, in the person's own words; sealed too. */
  officer: optional(200),
  anonymous: z.preprocess(typed => typed === true || typed === 'on' || typed === 'true', z.boolean()),
  protected: z.preprocess(typed => typed === true || typed === 'on' || typed === 'true', z.boolean()),
  name: optional(120),
  phone: optional(20),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  address: optional(200)
})
export type FileInput = z.infer<typeof FileInput>

/** Who filed, as sealed. */
export type Identity = Pick<FileInput, 'name' | 'phone' | 'email' | 'address' | 'dossier' | 'officer'>

export const SortInput = z.object({
  kind: z.enum(PETITION_KINDS),
  unit: z.string().trim().min(1).max(35),
  complained: optional(35),
  officer: z.union([z.literal(''), z.uuid()]).default(''),
  subject: words(5, 300)
})
export type SortInput = z.infer<typeof SortInput>

export const PublishInput = z.object({ title: words(5, 300), question: words(10, 4000), answer: words(10, 8000) })
