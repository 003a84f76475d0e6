import type { Words } from '#server/platform/index.ts'
import type { Channel, FeeRule } from './model.ts'

/** What the desk knows when it computes a fee: how it was filed, which case, how much of what, who pays less. */
export type FeeFacts = {
  readonly channel: Channel
  readonly case?: string
  readonly quantities?: Readonly<Record<string, number>>
  /** Grounds the applicant claims and has shown, e.g. `poor-household`. */
  readonly grounds?: readonly string[]
}

export type FeeLine = {
  readonly name: Words
  readonly currency: string
  readonly quantity: number
  /** Null where the rule gives only words: a person must enter the sum. */
  readonly amount: number | null
  readonly relief: { readonly ground: string; readonly share: number; readonly article: string } | null
  readonly text: string
}
export type Fee = {
  readonly lines: readonly FeeLine[]
  /** The sum in đồng; null as soon as one line is not known or not in đồng. */
  readonly total: number | null
}

/** What is to be paid, line by line, with the relief and its article. */
export function feeOf(rules: readonly FeeRule[], facts: FeeFacts): Fee {
  const lines = rules.filter(rule => applies(rule, facts)).map(rule => lineOf(rule, facts))
  const known = lines.every(line => line.amount !== null && line.currency === 'VND')
  return { lines, total: known ? lines.reduce((sum, line) => sum + (line.amount ?? 0), 0) : null }
}

const applies = (rule: FeeRule, facts: FeeFacts): boolean =>
  (rule.channel === null || rule.channel === facts.channel) && (rule.case === '' || rule.case === (facts.case ?? ''))

function lineOf(rule: FeeRule, facts: FeeFacts): FeeLine {
  const quantity = rule.quantity ? (facts.quantities?.[rule.quantity] ?? 1) : 1
  const relief = bestRelief(rule, facts.grounds ?? [])
  const full = rule.amount === null ? null : priceOf(rule, rule.amount, quantity)
  // Fees are whole đồng; a share let off is rounded in the citizen's favour.
  const amount = full === null ? null : Math.floor(full * (1 - (relief?.share ?? 0)))
  return { name: rule.name, currency: rule.currency, quantity, amount, relief, text: rule.text }
}

/** The first `beyond.pieces - 1` pieces at the full price, the others at the lower one, never above the ceiling. */
function priceOf(rule: FeeRule, amount: number, quantity: number): number {
  const dear = rule.beyond ? Math.min(quantity, rule.beyond.pieces - 1) : quantity
  const sum = dear * amount + (quantity - dear) * (rule.beyond?.amount ?? 0)
  return rule.most === undefined ? sum : Math.min(sum, rule.most)
}

const bestRelief = (rule: FeeRule, grounds: readonly string[]): FeeLine['relief'] =>
  rule.relief
    .filter(relief => grounds.includes(relief.ground))
    .reduce<FeeLine['relief']>((best, relief) => (best && best.share >= relief.share ? best : relief), null)
