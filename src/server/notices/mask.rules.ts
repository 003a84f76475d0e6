/**
 * An address as officers see it who need to know that it was written to, not what it is: `n•••a@thu.vn`, `091•••678`
 * (Personal Data Protection Law 91/2025: no more than the purpose needs).
 */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return address.length > 6 ? `${address.slice(0, 3)}•••${address.slice(-3)}` : '•••'
  const [name, domain] = [address.slice(0, at), address.slice(at)]
  return `${name.slice(0, 1)}•••${name.length > 3 ? name.slice(-1) : ''}${domain}`
}
