import { z } from 'zod'
import type { Day } from '#server/platform/index.ts'

export type SurveyPhase = 'planned' | 'open' | 'closed'
/** The five factors of SIPAS. */
export const FACTORS = ['access', 'procedure', 'officer', 'result', 'feedback'] as const

/** A question of the questionnaire, answered from 1 to 5. The questionnaire is data: its versions are other files. */
export const Question = z.object({
  code: z.string().regex(/^[a-z0-9-]{1,30}$/),
  factor: z.enum(FACTORS),
  vi: z.string().trim().min(5).max(300),
  en: z.string().trim().max(300).default('')
})
export type Question = z.infer<typeof Question>
export const Questionnaire = z
  .array(Question)
  .min(1)
  .max(60)
  .refine(list => new Set(list.map(({ code }) => code)).size === list.length)

export const SurveyInput = z
  .object({
    code: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9-]{2,40}$/),
    title: z.string().trim().min(5).max(200),
    from: z.iso.date(),
    to: z.iso.date(),
    endsOn: z.iso.date(),
    sample: z.coerce.number().int().min(1).max(100_000),
    questions: Questionnaire
  })
  .refine(({ from, to, endsOn }) => from <= to && endsOn >= to)
export type SurveyInput = z.infer<typeof SurveyInput>

export type Survey = {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly phase: SurveyPhase
  readonly title: string
  readonly from: Day
  readonly to: Day
  readonly endsOn: Day
  readonly sample: number
  readonly questions: readonly Question[]
  readonly strata: readonly { readonly key: string; readonly size: number; readonly sample: number }[]
}

/** The questionnaire shipped: the five factors of SIPAS for administrative services, in our own words. */
export const STANDARD: readonly Question[] = [
  {
    code: 'access',
    factor: 'access',
    vi: 'Nơi tiếp nhận dễ tìm, dễ đến, đủ chỗ ngồi và chỉ dẫn',
    en: 'The desk is easy to find and reach, with seats and signs'
  },
  {
    code: 'online',
    factor: 'access',
    vi: 'Nộp và theo dõi hồ sơ trực tuyến thuận tiện',
    en: 'Filing and following online is convenient'
  },
  {
    code: 'papers',
    factor: 'procedure',
    vi: 'Giấy tờ phải nộp đúng như đã niêm yết',
    en: 'The papers asked for are those posted'
  },
  { code: 'simple', factor: 'procedure', vi: 'Thủ tục đơn giản, dễ thực hiện', en: 'The procedure is simple' },
  { code: 'polite', factor: 'officer', vi: 'Công chức lịch sự, lắng nghe', en: 'Officers are polite and listen' },
  {
    code: 'guide',
    factor: 'officer',
    vi: 'Công chức hướng dẫn rõ, đủ trong một lần',
    en: 'Officers explain clearly, all at once'
  },
  { code: 'timely', factor: 'result', vi: 'Kết quả đúng hẹn', en: 'The result comes on the promised day' },
  {
    code: 'right',
    factor: 'result',
    vi: 'Kết quả đầy đủ, chính xác, công bằng',
    en: 'The result is complete, correct and fair'
  },
  {
    code: 'heard',
    factor: 'feedback',
    vi: 'Cơ quan tiếp nhận và trả lời góp ý',
    en: 'The office takes and answers what people say'
  }
]
