import { getContext, setContext } from 'svelte'
import type { CounterOffer } from '#server/papers/index.ts'

/** What the own store or a register has for one question of a page. */
export type FieldOffer = CounterOffer & { readonly field: string }
const KEY = Symbol('offers')

/** Puts what is there already at the disposal of the page's paper fields. */
export const provideOffers = (offers: () => readonly FieldOffer[]) => setContext(KEY, offers)
/** The offers of the page, for a field that is being set up. */
export const offersHere = (): (() => readonly FieldOffer[]) => getContext(KEY) ?? (() => [])
