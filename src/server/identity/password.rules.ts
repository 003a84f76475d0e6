import { fold } from '#server/platform/index.ts'

export type PasswordFault =
  'too-short' | 'too-long' | 'is-the-login' | 'holds-the-name' | 'too-plain' | 'too-common' | 'unchanged'

/** Length is what protects; passphrases with spaces and accents are welcome. */
export const SHORTEST_PASSWORD = 12

const COMMON = ['123456', 'password', 'matkhau', 'qwerty', 'admin', 'abc123', 'motcua', 'iloveyou', '111111', 'vietnam']

/** What is wrong with a new password; empty when it may be used. */
export function passwordFaults(password: string, about: { login: string; fullName: string }): PasswordFault[] {
  const plain = squeeze(password)
  const faults: PasswordFault[] = []
  if ([...password].length < SHORTEST_PASSWORD) faults.push('too-short')
  if ([...password].length > 200) faults.push('too-long')
  if (plain === squeeze(about.login)) faults.push('is-the-login')
  if (squeeze(about.fullName).length >= 6 && plain === squeeze(about.fullName)) faults.push('holds-the-name')
  if (new Set(plain).size < 5) faults.push('too-plain')
  const rest = COMMON.reduce((left, word) => left.replaceAll(word, ''), plain)
  if (rest.length < plain.length && rest.replace(/[0-9]/g, '').length < 4) faults.push('too-common')
  return faults
}

const squeeze = (text: string): string => fold(text).replaceAll(' ', '')
