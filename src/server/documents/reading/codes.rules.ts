import { readCard } from './card.rules.ts'
import type { Code } from './model.ts'
import { readPayment } from './payment.rules.ts'
import { codeIn } from './receipt.rules.ts'

/** What the text of a QR code is and says. */
export function understand(text: string): Pick<Code, 'kind' | 'says'> {
  const card = readCard(text)
  if (card) {
    const { sex, ...fields } = card
    return { kind: 'identity-card', says: { ...fields, sex: sex ?? '' } }
  }
  const payment = readPayment(text)
  if (payment) return { kind: 'payment', says: { ...payment } }
  const code = codeIn(text)
  return code === null ? { kind: 'other', says: {} } : { kind: 'receipt', says: { code } }
}
