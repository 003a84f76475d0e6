import type { Language } from '#server/platform/index.ts'
import type { ImportRemark } from './import.model.ts'
import type { ProcessFault } from './refusals.ts'
import { say } from './text.ts'

/** A remark of an import in words. */
export const sayRemark = (language: Language, { code, row, detail }: ImportRemark): string =>
  say(language, `remark.${code}`, { row: row ?? '', detail })

/** A fault of a process in words, saying where it is. */
export const sayFault = (language: Language, { code, at, name, detail }: ProcessFault): string =>
  say(language, `fault.${code}`, { at: at ?? '', name, detail })
