import { text as common } from './common.en.ts'
import type { words as vi } from './words.vi.ts'

export const words = {
  ...common
} as const satisfies Record<keyof typeof vi, string>
