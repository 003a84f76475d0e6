import { z } from 'zod'

export type Who = 'holder' | 'head' | 'superior'
const percent = z.coerce.number().int().min(1).max(99)
/** Percent of the working time at which each is warned, as an administrator sets them. */
export const WarningShares = z.object({ holder: percent, head: percent, superior: percent })
export type WarningShares = z.infer<typeof WarningShares>
export type WarningRule = { readonly share: number; readonly who: Who }

/** The warnings that a dossier has come to by the share of its working time that is gone. Late is no longer a warning. */
export const warningsAt = (gone: number, rules: readonly WarningRule[]): WarningRule[] =>
  gone >= 1 ? [] : rules.filter(({ share }) => gone >= share)

/** How much of the working time is gone, pauses left out (see `spentOf` of the calendar). */
export const shareGone = (spent: number, whole: number): number => (whole <= 0 ? 1 : spent / whole)

/** Where the people of a warning are looked for: the unit in whose hands it is, or the one above. */
export const unitFor = (who: Who, unit: string): string =>
  who === 'superior' ? unit.split('.').slice(0, -1).join('.') || unit : unit
