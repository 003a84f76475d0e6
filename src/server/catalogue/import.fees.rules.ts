import type { ImportedChannel, Notice } from './import.model.ts'
import type { Channel, FeeRule } from './model.ts'

/** Above this a fee is shown to a person before it is believed; below it a sum in đồng has probably lost its noughts. */
const HUGE = 50_000_000
const TINY = 1_000

/** Đồng written in words: `135.000 đồng`, `20.000đ`, `150,000 VNĐ`. */
const NAMES_A_SUM = /[1-9]\d{0,2}(?:[.,]\d{3})+\s*(?:đồng|đ\b|vnđ|vnd|việt nam đồng)/i

/** The fee rules of an imported record, alike ones of several channels told once, and what is suspicious about them. */
export function feesOf(channels: readonly (ImportedChannel & { way: Channel | null })[]): {
  fees: FeeRule[]
  notices: Notice[]
} {
  const notices: Notice[] = []
  const told = new Map<string, { rule: FeeRule; ways: Set<Channel> }>()
  for (const channel of channels) {
    if (channel.fee_text === '' && channel.fee_amount === null) continue
    const doubt = doubtOf(channel)
    if (doubt) notices.push(doubt)
    const rule = ruleOf(channel, doubt)
    const key = `${rule.amount}|${rule.currency}|${rule.text}`
    const known = told.get(key) ?? { rule, ways: new Set<Channel>() }
    if (channel.way) known.ways.add(channel.way)
    told.set(key, known)
  }
  const allWays = new Set(channels.map(channel => channel.way)).size
  const fees = [...told.values()].flatMap(({ rule, ways }) =>
    ways.size === 0 || ways.size >= allWays ? [rule] : [...ways].map(way => ({ ...rule, channel: way }))
  )
  return { fees: fees.filter(fee => fee.amount !== 0 || !isPlainlyFree(fee.text)), notices }
}

/** Free and nothing more to say: no rule is needed. */
const isPlainlyFree = (text: string): boolean =>
  /^(miễn phí|không|phí : (0|không) đồng)[\s.]*(\((không( có| quy định)?|chưa quy định|0)?\.?\))?[\s.]*$/i.test(
    text.trim()
  )

function ruleOf(channel: ImportedChannel, doubt: Notice | null): FeeRule {
  const usable =
    channel.fee_amount !== null &&
    (doubt === null || doubt.kind === 'fee-huge' || doubt.kind === 'fee-foreign-currency')
  return {
    name: { vi: /^phí/i.test(channel.fee_text) ? 'Phí' : 'Phí, lệ phí', en: 'Fee' },
    amount: usable ? channel.fee_amount : null,
    currency: channel.fee_currency || 'VND',
    per: '',
    text: channel.fee_text,
    channel: null,
    case: '',
    relief: []
  }
}

function doubtOf(channel: ImportedChannel): Notice | null {
  const { fee_amount: amount, fee_text: said, fee_currency: currency } = channel
  if (channel.parse === 'ambiguous_time_fee') return { kind: 'time-and-fee-glued', detail: said }
  if (amount === null) return said ? { kind: 'fee-text-only', detail: said } : null
  if (amount < 0) return { kind: 'fee-negative', detail: said }
  if (currency && currency !== 'VND') return { kind: 'fee-foreign-currency', detail: said }
  if (amount > HUGE) return { kind: 'fee-huge', detail: said }
  if (amount > 0 && amount < TINY) return { kind: 'fee-tiny', detail: said }
  if (amount === 0 && NAMES_A_SUM.test(said)) return { kind: 'fee-free-but-names-sum', detail: said }
  return null
}
