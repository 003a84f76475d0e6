import { createContext } from 'svelte'
import type { Translate } from './translate.ts'

/** `setText(t)` in the root layout, `const t = useText()` in a component. */
export const [useText, setText] = createContext<Translate>()
