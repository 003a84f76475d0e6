/** The next numbers after a unit's last one, in its own way of writing: after `12/KQ-STP` come `13/KQ-STP`, `14/KQ-STP`. */
export function numbersAfter(last: string | null, count: number): string[] {
  const [, before = '', digits = '0', after = '/KQ'] = /^(\D*)(\d+)(.*)$/.exec(last ?? '') ?? []
  const first = Number(digits) + 1
  return Array.from({ length: count }, (_, at) => `${before}${String(first + at).padStart(digits.length, '0')}${after}`)
}
