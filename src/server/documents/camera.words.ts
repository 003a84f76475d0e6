import type { Language } from '#server/platform/index.ts'
import { text as en } from './camera.text.en.ts'
import { text as vi } from './camera.text.vi.ts'

/** What the dialogue that photographs pages says; its script asks for it when it is opened. */
export const cameraWords = (language: Language): Readonly<Record<string, string>> => (language === 'en' ? en : vi)
