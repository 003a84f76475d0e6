import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ParseArgsOptionsConfig } from 'node:util'
import { dayFromText } from '#server/identity/index.ts'
import type { Day, Language, Refusal, Result } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import type { Installation } from './installation.ts'
import { refusalWords } from './words.ts'
import type { Tell } from './words.ts'

export type Given = {
  readonly installation: Installation
  /** Words after the command's name. */
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly language: Language
  /** What the command has to tell, on stdout. */
  say(words: string): void
  /** How far it is, on stderr: one line that is written over on a terminal. */
  progress(words: string): void
  readonly tell: Tell
  /** The command is finished but not everything went well. */
  failed(): void
  readonly command: Command
}

export type Command = {
  /** One or two words, e.g. `import units`. */
  readonly name: string
  /** How its arguments are written, for the help. */
  readonly usage: string
  readonly tells: string
  readonly options?: ParseArgsOptionsConfig
  /** Needs no province: the database is neither looked for nor started. */
  readonly alone?: boolean
  run(given: Given): Promise<void>
}

/** The value of an option that must be there. */
export function needed({ options, tell, command }: Given, option: string): string {
  const value = options[option]
  if (typeof value === 'string' && value.trim() !== '') return value.trim().normalize('NFC')
  throw new RefusedToStart(tell('missing.option', { option, command: command.name, usage: command.usage }))
}

/** The value of an option that may be left out. */
export const optional = ({ options }: Given, option: string): string | null => {
  const value = options[option]
  return typeof value === 'string' && value.trim() !== '' ? value.trim().normalize('NFC') : null
}

/** The file a command works on. */
export function fileGiven({ args: [file], tell, command }: Given): string {
  if (!file) throw new RefusedToStart(tell('missing.file', { command: command.name, usage: command.usage }))
  if (!existsSync(file)) throw new RefusedToStart(tell('file.absent', { path: file }))
  return resolve(file)
}

export function dayGiven(given: Given, option: string): Day | null {
  const value = optional(given, option)
  if (value === null) return null
  const day = dayFromText(value)
  if (!day) throw new RefusedToStart(given.tell('day.odd', { value }))
  return day
}

/** The value of an action, or its refusal as the sentence the command ends with. */
export function granted<T>(language: Language, result: Result<T, Refusal>): T {
  if (result.ok) return result.value
  throw new RefusedToStart(refusalWords(language, result.error))
}
