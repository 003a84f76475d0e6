/** IPv4 and IPv6 as one number with its length, so that a range is a comparison; null when the text is no address. */
export function numberOf(address: string): { bits: 32 | 128; value: bigint } | null {
  const text = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const dotted = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (dotted) {
    const parts = dotted.slice(1).map(Number)
    return parts.every(part => part < 256)
      ? { bits: 32, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) }
      : null
  }
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return null
  return sixOf(text)
}

function sixOf(text: string): { bits: 32 | 128; value: bigint } | null {
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const four = tail ? numberOf(tail[1]!) : null
  if (tail && !four) return null
  const plain = four ? text.slice(0, tail!.index + 1) + hex(four.value >> 16n) + ':' + hex(four.value & 0xffffn) : text
  const [head, rest, ...more] = plain.split('::')
  if (more.length > 0) return null
  const groups = (part: string | undefined) => (part ? part.split(':') : [])
  const missing = 8 - groups(head).length - groups(rest).length
  if (rest === undefined ? missing !== 0 : missing < 0) return null
  const all = [...groups(head), ...Array<string>(rest === undefined ? 0 : missing).fill('0'), ...groups(rest)]
  if (!all.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return null
  const value = all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n)
  // An IPv4 address written as IPv6 is the IPv4 address: ::ffff:127.0.0.1 gains nothing.
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value }
}
const hex = (part: bigint): string => part.toString(16)

/** Ranges that lead nowhere public: this machine, private networks, link-local (and cloud metadata), multicast, reserved. */
const CLOSED = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/127', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23'],
  ...['2001:db8::/32', '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8']
]

export const isRange = (text: string): boolean => {
  const [address = '', length] = text.split('/')
  const number = numberOf(address)
  return number !== null && /^\d{1,3}$/.test(length ?? '') && Number(length) <= number.bits
}

export function isIn(address: string, ranges: readonly string[]): boolean {
  const at = numberOf(address)
  return (
    at !== null &&
    ranges.some(range => {
      const [base, length] = range.split('/')
      const from = numberOf(base!)!
      const shift = BigInt(from.bits - Number(length))
      return from.bits === at.bits && from.value >> shift === at.value >> shift
    })
  )
}

/** Whether the house may connect there: public addresses, and private ones the operator has opened. */
export const mayConnect = (address: string, opened: readonly string[]): boolean =>
  numberOf(address) !== null && (isIn(address, opened) || !isIn(address, CLOSED))
