const VIETNAM_MS = 7 * 3_600_000

/** An instant as the portal writes it: yyyyMMddHHmmss, Asia/Ho_Chi_Minh (no summer time since 1975). */
export const nationalTime = (at: Date | string | null): string =>
  at === null ? '' : new Date(new Date(at).getTime() + VIETNAM_MS).toISOString().replace(/\D/g, '').slice(0, 14)

/** The instant that such a text names; null where it is empty or names none. */
export function fromNationalTime(text: string): Date | null {
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  if (!y) return null
  const at = new Date(Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`) - VIETNAM_MS)
  return Number.isNaN(at.getTime()) ? null : at
}
