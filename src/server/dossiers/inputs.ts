import type { Day } from '#server/platform/day.ts'
import { z } from '#server/platform/http.ts'
import { SIGNING_MANNERS } from '#server/workflow/index.ts'
import type { CorrectableField } from './events.ts'
import { CAPACITIES, REASON_CODES } from './model.ts'
import { MOST_SIGNERS } from './signers.rules.ts'

/** Parsed once at the edge. Messages are keys of the slice's text, so that each reader gets them in an own language. */
const text = (most: number) => z.string().trim().max(most, 'invalid.too-long')
const needed = (most: number) => text(most).min(1, 'invalid.missing')

/** 12 digits, the 9 of an old card, or a business number of 10 or 13 (with its branch). */
export const PersonalNumber = z
  .string()
  .trim()
  .regex(/^(\d{12}|\d{9}|\d{10}(-?\d{3})?)$/, 'invalid.number')

/** Vietnamese phone numbers as people write them: spaces and dots are dropped. */
export const Phone = z
  .string()
  .trim()
  .transform(phone => phone.replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^(\+84|0)\d{9,10}$/, 'invalid.phone'))

const Optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())

export const PartyInput = z.object({
  kind: z.enum(['person', 'organisation']).default('person'),
  name: needed(200).refine(name => /\p{L}/u.test(name), 'invalid.name'),
  number: PersonalNumber,
  birth: Optional(z.iso.date('invalid.date')),
  sex: Optional(z.enum(['male', 'female'])),
  address: Optional(text(300)),
  phone: Optional(Phone),
  email: Optional(z.email('invalid.email'))
})

export const FileRefInput = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: needed(200),
  bytes: z.number().int().min(0),
  type: needed(100),
  /** The paper of the register whose file it is. */
  paper: z.uuid().optional()
})

export const PaperInput = z.object({
  code: needed(60),
  originals: z.coerce.number().int().min(0).max(99).default(0),
  certified: z.coerce.number().int().min(0).max(99).default(0),
  copies: z.coerce.number().int().min(0).max(99).default(0),
  files: z.array(FileRefInput).max(20).default([]),
  /** Why it was asked for although the store or a register has it. */
  askedBecause: Optional(text(500))
})

/** A receipt at the counter, by post or by another system; also what an online filing becomes once its form is checked. */
export const ReceiveInput = z.object({
  procedure: needed(60),
  /** Case of the procedure that decides papers, limit and fee, where it states several. */
  case: text(300).default(''),
  channel: z.enum(['online', 'counter', 'post']).default('counter'),
  applicant: PartyInput,
  delegate: Optional(PartyInput.extend({ authorisation: needed(200) })),
  content: text(2000).default(''),
  form: z.record(z.string().max(100), z.unknown()).default({}),
  papers: z.array(PaperInput).max(60).default([]),
  /** What multiplies a fee (pages, copies) and the grounds on which less is paid. */
  quantities: z.record(z.string().max(60), z.number().min(0).max(100_000)).default({}),
  grounds: z.array(text(60)).max(10).default([]),
  feePaid: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  /** The desk that receives; the officer's own unit when left out. */
  receivingUnit: Optional(text(40)),
  settlingUnit: Optional(text(40))
})
export type ReceiveInput = z.infer<typeof ReceiveInput>

export const ReasonInput = z.object({
  code: z.enum(REASON_CODES),
  about: z.object({ kind: z.enum(['paper', 'field', 'dossier']), ref: text(100), name: text(300) }),
  note: needed(1000),
  askedBecause: Optional(text(500))
})
const reasons = z.array(ReasonInput).min(1, 'invalid.reasons').max(40)
const reason = needed(1000)
const LimitInput = z.object({
  value: z.number(),
  unit: z.enum(['working-day', 'working-hour', 'calendar-day', 'month'])
})
const files = z.array(FileRefInput).max(20).default([])
const token = needed(100)

/** What a correction may change, each parsed as it was when it first came in. */
const Corrections = z
  .object({
    applicant: PartyInput,
    content: text(2000),
    papers: z.array(PaperInput).max(60),
    fee: z.object({ amount: z.number().int().min(0), paid: z.number().int().min(0) }),
    receivingUnit: needed(40)
  } satisfies Record<CorrectableField, z.ZodType>)
  .partial()

const SignerInput = z.object({
  step: needed(100),
  as: z.enum(SIGNING_MANNERS),
  officer: z.uuid('invalid.officer').nullable().default(null),
  capacity: z.enum(CAPACITIES).nullable().default(null),
  basis: text(300).default('')
})

/** One schema per command that changes an existing dossier. */
export const COMMAND_INPUTS = {
  accept: z.object({}),
  'refuse-reception': z.object({ reasons }),
  'ask-supplement': z.object({ reasons }),
  supplement: z.object({
    papers: z.array(PaperInput).max(60),
    note: text(1000).default(''),
    form: z.record(z.string().max(100), z.unknown()).optional()
  }),
  'ask-fee': z.object({ amount: z.number().int().positive(), reason }),
  'pay-fee': z.object({
    amount: z.coerce.number().int().positive('invalid.amount'),
    method: z.enum(['cash', 'transfer', 'online']).default('cash'),
    receipt: text(60).default('')
  }),
  pause: z.object({ cause: z.enum(['other-agency', 'force-majeure']), reason }),
  resume: z.object({}),
  extend: z.object({ limit: LimitInput, reason }),
  recompute: z.object({ because: reason }),
  claim: z.object({ token }),
  assign: z.object({
    token,
    officer: z.uuid('invalid.officer'),
    /** Not believed: the name on record is entered. */
    officerName: text(200).default(''),
    note: text(1000).default('')
  }),
  release: z.object({ token, note: text(1000).default('') }),
  complete: z.object({
    token,
    outcome: needed(60),
    note: text(4000).default(''),
    files,
    data: z.record(z.string().max(100), z.unknown()).default({}),
    result: z
      .object({ kind: z.enum(['granted', 'refused']), number: needed(60), files, note: text(2000).default('') })
      .nullable()
      .default(null),
    reasons: z.array(ReasonInput).max(40).optional(),
    /** Who signs after this step, in their order; left out, the process alone says it. */
    signers: z.array(SignerInput).max(MOST_SIGNERS).optional(),
    consult: z
      .string()
      .regex(/^[\w.-]{1,60}$/, 'invalid.other')
      .optional(),
    consultBy: Optional(z.iso.date('invalid.date').transform(day => day as Day))
  }),
  'send-back': z.object({ token, to: needed(100), reason }),
  refuse: z.object({ reasons, number: needed(60), files }),
  'return-result': z.object({ to: needed(200), how: z.enum(['counter', 'online', 'post']).default('counter') }),
  'ask-withdrawal': z.object({ reason }),
  'decline-withdrawal': z.object({ reason }),
  withdraw: z.object({ reason }),
  stop: z.object({ reason }),
  correct: z.object({ changes: Corrections, reason }),
  void: z.object({ reason })
} as const
export type CommandName = keyof typeof COMMAND_INPUTS
