import { buildProcess } from './build.ts'
import type { Draft, OutcomeDraft, ProcessAbout, StepDraft } from './draft.ts'
import type { Norm } from './model.ts'
import { outcome } from './outcomes.ts'
import { shares } from './shares.rules.ts'
import { texts } from './text.ts'

/** What a province says about a procedure to get a usual process for it. */
export type StandardAbout = Omit<ProcessAbout, 'total'> & {
  /** Cut into the steps' own times so that they add up to it. */
  readonly total: Norm
  /** Who decides: the head of the agency, or the chair of the people's committee. */
  readonly signer?: 'agency-head' | 'chair'
  /** Units asked for their opinion, at the same time as the appraisal. */
  readonly consulted?: readonly { readonly unit: string; readonly name: string }[]
  /** The head of the division initials, the leader signs, the clerk puts the office's seal: each with a key of their own. */
  readonly countersigned?: boolean
  /** Whether the handler may ask the applicant for a supplement and wait for it. */
  readonly supplement?: boolean
}

type Key =
  | 'receive'
  | 'handle'
  | 'settle'
  | 'assign'
  | 'appraise'
  | 'consult'
  | 'conclude'
  | 'review'
  | 'sign'
  | 'seal'
  | 'supplement'
  | 'return'

const named = (id: Key, more: Omit<StepDraft, 'id' | 'name'>): StepDraft => ({
  id,
  name: { vi: texts.vi[`step.${id}`], en: texts.en[`step.${id}`] },
  ...more
})

const decides = (code: 'done' | 'approve' | 'return', returnTo?: string): OutcomeDraft => ({
  code,
  name: outcome(code).name,
  ...(returnTo ? { returnTo } : {})
})

/** The handler either goes on, or asks the applicant and takes the case up again when the answer is there (art. 19(4)). */
const appraising = (id: 'handle' | 'appraise', norm: Norm, supplement: boolean): StepDraft => {
  const by = named('supplement', { kind: 'wait-applicant', role: 'applicant', unit: 'receiving', norm: null })
  const ask: OutcomeDraft = { code: 'supplement', name: outcome('supplement').name, returnTo: id, by }
  return named(id, {
    role: 'handler',
    unit: 'settling',
    norm,
    ...(supplement ? { outcomes: [decides('done'), ask] } : {})
  })
}

const receiving = (norm: Norm | null) => named('receive', { role: 'one-stop-officer', unit: 'receiving', norm })
const returning = () =>
  named('return', { kind: 'return-result', role: 'one-stop-officer', unit: 'receiving', norm: null })
const signing = (signer: 'agency-head' | 'chair', norm: Norm, back: string) =>
  named('sign', {
    kind: 'sign',
    role: signer,
    unit: 'settling',
    norm,
    outcomes: [decides('approve'), decides('return', back)]
  })

/** Receive, handle, sign, return: the short process of a commune or a small division. */
export function threeStep({ total, signer = 'agency-head', supplement = false, ...about }: StandardAbout): string {
  const [first, second, third] = shares(total, [1, 6, 2]) as [Norm, Norm, Norm]
  return buildProcess({ ...about, total }, [
    receiving(first),
    appraising('handle', second, supplement),
    signing(signer, third, 'handle'),
    returning()
  ])
}

/** Receive, assign, appraise (with consultations beside it), review, sign, seal, return: a department's full process. */
export function fiveStep({
  total,
  signer = 'agency-head',
  supplement = false,
  consulted = [],
  countersigned = false,
  ...about
}: StandardAbout): string {
  const signs = countersigned ? ({ kind: 'sign' } as const) : {}
  const weights = consulted.length > 0 ? [1, 1, 10, 3, 2, 2, 1] : [1, 1, 12, 3, 2, 1]
  const norms = shares(total, weights)
  const [receive, assign, appraise] = norms as [Norm, Norm, Norm]
  const [review, sign, seal] = norms.slice(-3) as [Norm, Norm, Norm]
  const back = consulted.length > 0 ? 'conclude' : 'appraise'
  const middle: Draft[] =
    consulted.length > 0
      ? [
          {
            id: 'opinions',
            together: [
              [appraising('appraise', appraise, supplement)],
              ...consulted.map((each, index) => [consulting(each, index, appraise)])
            ]
          },
          named('conclude', { role: 'handler', unit: 'settling', norm: norms[3]! })
        ]
      : [appraising('appraise', appraise, supplement)]
  return buildProcess({ ...about, total }, [
    receiving(receive),
    named('assign', { role: 'division-head', unit: 'settling', norm: assign }),
    ...middle,
    named('review', {
      ...signs,
      role: 'division-head',
      unit: 'settling',
      norm: review,
      outcomes: [decides('approve'), decides('return', back)]
    }),
    signing(signer, sign, back),
    named('seal', { ...signs, role: 'clerk', unit: 'settling', norm: seal }),
    returning()
  ])
}

function consulting({ unit, name }: { unit: string; name: string }, index: number, norm: Norm): StepDraft {
  const step = named('consult', { role: 'consulted', unit, norm, noteRequired: true })
  const words = { vi: `${step.name.vi}: ${name}`, en: `${step.name.en}: ${name}` }
  return { ...step, id: `consult-${index + 1}`, name: words }
}

/** Settled where it is received, while the applicant waits (Decree 61/2018 art. 17(5)). */
export function atOnce({ total, signer = 'chair', ...about }: Omit<StandardAbout, 'consulted' | 'supplement'>): string {
  return buildProcess({ ...about, total }, [
    named('settle', { kind: 'sign', role: signer, unit: 'receiving', norm: total }),
    returning()
  ])
}
