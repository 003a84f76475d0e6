/** What a VietQR says: to whom and how much. */
export type Payment = {
  readonly bank: string
  readonly account: string
  /** In đồng; empty when the payer types it. */
  readonly amount: string
  readonly purpose: string
  readonly payee: string
}

/** The registered name of the interbank service in the merchant field (38). */
const NAPAS = 'A000000727'

/**
 * Reads the text of a VietQR: the EMV tree of two-digit tag, two-digit length and value, closed by its checksum.
 * Null: no such tree, another service, another currency than đồng, or a checksum that does not agree.
 */
export function readPayment(text: string): Payment | null {
  const payload = text.trim()
  const fields = tree(payload)
  if (!fields || fields.get('00') !== '01' || !payload.startsWith('000201')) return null
  if (fields.get('63')?.toUpperCase() !== checksum(payload.slice(0, -4))) return null
  const merchant = tree(fields.get('38') ?? '')
  const beneficiary = merchant?.get('00') === NAPAS ? tree(merchant.get('01') ?? '') : null
  if (!beneficiary || (fields.get('53') ?? '704') !== '704') return null
  const amount = fields.get('54') ?? ''
  return {
    bank: beneficiary.get('00') ?? '',
    account: beneficiary.get('01') ?? '',
    amount: /^\d+(\.0+)?$/.test(amount) ? amount.replace(/\..*$/, '') : '',
    purpose: tree(fields.get('62') ?? '')?.get('08') ?? '',
    payee: fields.get('59') ?? ''
  }
}

/** Tag, length, value, one after the other to the very end; null when a length does not fit or a tag comes twice. */
function tree(text: string): Map<string, string> | null {
  const fields = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const [tag, length] = [text.slice(at, at + 2), text.slice(at + 2, at + 4)]
    if (!/^\d\d$/.test(tag) || !/^\d\d$/.test(length) || fields.has(tag)) return null
    const end = at + 4 + Number(length)
    if (end > text.length) return null
    fields.set(tag, text.slice(at + 4, end))
    at = end
  }
  return fields
}

/** CRC-16/CCITT-FALSE over everything up to and with `6304`, as four capital hexadecimal digits (EMV QRCPS 4.7.3). */
export function checksum(text: string): string {
  let crc = 0xffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff) >>> 0
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

/** The text of a VietQR; the other way round, for a printed slip and for the tests. */
export function writePayment(payment: Payment): string {
  const field = (tag: string, value: string) => (value ? `${tag}${String(value.length).padStart(2, '0')}${value}` : '')
  const beneficiary = field('00', payment.bank) + field('01', payment.account)
  const merchant = field('00', NAPAS) + field('01', beneficiary) + field('02', 'QRIBFTTA')
  const open = [
    field('00', '01'),
    field('01', payment.amount ? '12' : '11'),
    field('38', merchant),
    field('53', '704'),
    field('54', payment.amount),
    field('58', 'VN'),
    field('59', payment.payee),
    field('62', field('08', payment.purpose)),
    '6304'
  ].join('')
  return open + checksum(open)
}
