/** What the administrator asks of a role. */
export type SecondDemand = 'off' | 'optional' | 'required'
export const SECOND_DEMANDS = ['off', 'optional', 'required'] as const satisfies readonly SecondDemand[]

/** The strictest word over all roles of an officer; a role nobody has spoken of may have a second step. */
export function demandOf(roles: readonly string[], policy: Readonly<Record<string, SecondDemand>>): SecondDemand {
  const said = roles.map(role => policy[role] ?? 'optional')
  return said.includes('required') ? 'required' : said.includes('optional') ? 'optional' : 'off'
}

/** A person may read the telephone's code for thirty seconds, and clocks differ by about as much. */
export const STEP_SECONDS = 30
export const WINDOW = 1

/** What somebody typed: six digits are a code, sixteen letters a recovery code, anything else neither. */
export function readCode(typed: string): { kind: 'code' | 'recovery'; code: string } | null {
  const plain = typed.toLowerCase().replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(plain)) return { kind: 'code', code: plain }
  return /^[a-z2-7]{16}$/.test(plain) ? { kind: 'recovery', code: plain } : null
}

/** A recovery code as it is printed: four groups of four. */
export const inGroups = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-')
