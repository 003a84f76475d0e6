/** A calendar day in Vietnam, written `2026-12-01`. Compared as text. */
export type Day = string & { readonly brand?: 'Day' }

/** Vietnam keeps UTC+7 all year (no summer time), so a fixed shift is exact. */
export const VIETNAM_OFFSET_MS = 7 * 3_600_000

/** The Vietnamese calendar day of an instant. */
export const dayOf = (instant: Date): Day => new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10)

/** The instant at which a Vietnamese day begins. */
export const startOf = (day: Day): Date => new Date(Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS)

/** The instant at which a Vietnamese day ends: 24:00, that is 00:00 of the next day. */
export const endOf = (day: Day): Date => new Date(startOf(day).getTime() + 86_400_000)

/** Moves a day by whole calendar days. Due dates are counted only by the calendar slice. */
export const shiftDay = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
