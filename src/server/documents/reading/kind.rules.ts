import { fold } from '#server/platform/language.ts'
import type { Code, Kind, ProposedFields, Zone } from './model.ts'

/** What the paper is: by its code, its zone, then its words. */
export function kindOf({
  codes,
  zone,
  text,
  fields
}: {
  codes: readonly Code[]
  zone: Zone | null
  text: string
  fields: ProposedFields
}): Kind {
  const words = fold(text)
  const hasCode = (kind: Code['kind']) => codes.some(code => code.kind === kind)
  if (zone && zone.number) return 'identity-card-back'
  if (hasCode('identity-card')) return 'identity-card'
  if (/can cuoc (cong dan )?(citizen )?(identity|chung minh)|the can cuoc|identity card/.test(words))
    return 'identity-card'
  if (hasCode('payment')) return 'payment'
  if (hasCode('receipt') || /giay tiep nhan ho so/.test(words)) return 'receipt'
  if (Object.values(fields).filter(field => field.source === 'text').length >= 2) return 'form'
  return /\p{L}{2}/u.test(words) ? 'document' : 'picture'
}
