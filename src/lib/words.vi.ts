import { text as common } from './common.vi.ts'

/** Every Vietnamese word of the house: a slice adds one line here and its twin in `words.en.ts`. */
export const words = {
  ...common
} as const
