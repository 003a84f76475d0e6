export type Who = 'holder' | 'head' | 'superior'
export type WarningRule = { readonly share: number; readonly who: Who }

/** The warnings that a dossier has come to by the share of its working time that is gone. Late is no longer a warning. */
export const warningsAt = (gone: number, rules: readonly WarningRule[]): WarningRule[] =>
  gone >= 1 ? [] : rules.filter(({ share }) => gone >= share)

/** How much of the time is gone: office minutes from the start to now, of those to the due moment. */
export const shareGone = (spent: number, whole: number): number => (whole <= 0 ? 1 : spent / whole)

/** Where the people of a warning are looked for: the unit in whose hands it is, or the one above. */
export const unitFor = (who: Who, unit: string): string =>
  who === 'superior' ? unit.split('.').slice(0, -1).join('.') || unit : unit
