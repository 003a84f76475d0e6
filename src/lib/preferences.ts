import type { Language } from '#server/platform/language.ts'

export const LANGUAGES = ['vi', 'en'] as const satisfies readonly Language[]
export const SCHEMES = ['auto', 'light', 'dark'] as const
export type SchemeChoice = (typeof SCHEMES)[number]
export type Preferences = { readonly language: Language; readonly scheme: SchemeChoice }

/** What the visitor chose, from the two cookies; Vietnamese and the device's scheme otherwise. */
export const preferencesFrom = (cookie: (name: string) => string | undefined): Preferences => ({
  language: LANGUAGES.find(language => language === cookie('language')) ?? 'vi',
  scheme: SCHEMES.find(scheme => scheme === cookie('scheme')) ?? 'auto'
})

/** A path of our own to return to; anything else goes home, so that the switch cannot send people elsewhere. */
export const ownPath = (back: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/')
