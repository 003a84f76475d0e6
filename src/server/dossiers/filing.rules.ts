import { limitFor } from '#server/catalogue/index.ts'
import type { ProcedureContent } from '#server/catalogue/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Filing } from './events.ts'
import type { ReceiveInput } from './inputs.ts'
import type { PaperEntry } from './model.ts'

export type FilingRefusal =
  | { readonly code: 'procedure-not-served'; readonly procedure: string }
  | { readonly code: 'paper-unknown'; readonly paper: string }
  | { readonly code: 'settling-unit-missing' }

type Published = { readonly id: string; readonly content: ProcedureContent; readonly processId: string | null }
type Place = {
  readonly receivingUnit: string
  readonly settlingUnit: string | null
  readonly accountId: string | null
  readonly ruleSet: RuleSetId
  readonly fee: number
}

/** What was handed in, read against the procedure's published revision: names of papers, limit, fee, settling unit. */
export function filingOf(
  input: Pick<
    ReceiveInput,
    'channel' | 'applicant' | 'delegate' | 'content' | 'form' | 'papers' | 'feePaid' | 'case' | 'settlingUnit'
  > &
    Partial<Pick<ReceiveInput, 'quantities'>>,
  published: Published,
  place: Place
): Result<Filing, FilingRefusal> {
  const { content } = published
  if (content.serviceLevel === 'information' && input.channel === 'online')
    return err({ code: 'procedure-not-served', procedure: content.code })
  const settlingUnit = input.settlingUnit ?? place.settlingUnit
  if (!settlingUnit) return err({ code: 'settling-unit-missing' })
  const papers = papersOf(input, content)
  if (!papers.ok) return papers
  return ok({
    procedure: {
      code: content.code,
      name: content.name.vi,
      revision: published.id,
      process: published.processId ?? ''
    },
    ruleSet: place.ruleSet,
    channel: input.channel,
    applicant: input.applicant,
    delegate: input.delegate ?? null,
    accountId: place.accountId,
    content: input.content,
    form: input.form,
    papers: papers.value,
    fee: { amount: place.fee, paid: input.feePaid },
    ...counted(content, input.quantities ?? {}),
    receivingUnit: place.receivingUnit,
    settlingUnit,
    limit: limitFor(content, { channel: input.channel, case: input.case }),
    lateAfter: content.lateRule?.after ?? null,
    ...answerWithin(content.deadlineRules)
  })
}

/** How many of what was paid for: only what some fee of the procedure counts. */
function counted({ fees }: ProcedureContent, given: Readonly<Record<string, number>>): Pick<Filing, 'quantities'> {
  const known = Object.entries(given).filter(([name]) => fees.some(fee => fee.quantity === name))
  return known.length > 0 ? { quantities: Object.fromEntries(known) } : {}
}

/** Working days an applicant has to answer a supplement request, where the procedure states them. */
const answerWithin = ({ answerWithin: days }: ProcedureContent['deadlineRules']): Pick<Filing, 'answerWithin'> =>
  typeof days === 'number' && days > 0 ? { answerWithin: days } : {}

function papersOf(input: Pick<ReceiveInput, 'papers'>, content: ProcedureContent): Result<PaperEntry[], FilingRefusal> {
  const known = new Map(content.papers.map(paper => [paper.code, paper]))
  const unknown = input.papers.find(paper => !known.has(paper.code))
  if (unknown) return err({ code: 'paper-unknown', paper: unknown.code })
  return ok(input.papers.map(paper => ({ ...paper, name: known.get(paper.code)!.name.vi })))
}
