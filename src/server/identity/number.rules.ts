export type Sex = 'male' | 'female'
export type NumberFault = 'format' | 'province' | 'sex' | 'year'

/** Provinces and cities of the 63-province list: their statistical codes stand in personal numbers even after the merger. */
const BIRTH_PROVINCES = new Set(
  `001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046
   048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095
   096`.split(/\s+/)
)

/**
 * What a personal number says by itself (NĐ 137/2015 art. 13): three digits for the place of birth registration, one for
 * century and sex (0/1 for 1900s male/female, 2/3 for 2000s ...), two for the year. There is no check digit.
 */
export function readNumber(number: string): { province: string; sex: Sex; year: number } | undefined {
  if (!/^\d{12}$/.test(number)) return undefined
  const centuryAndSex = Number(number[3])
  const year = 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(number.slice(4, 6))
  return { province: number.slice(0, 3), sex: centuryAndSex % 2 === 0 ? 'male' : 'female', year }
}

/** Whether the number begins with a place this country has; births abroad carry other codes, so this only warns. */
export const hasKnownBirthPlace = (number: string): boolean => BIRTH_PROVINCES.has(number.slice(0, 3))

/** Where a form disagrees with the number on it; empty when all agrees. */
export function birthAgrees(number: string, form: { birthDate: string; sex: Sex }): NumberFault[] {
  const read = readNumber(number)
  if (!read) return ['format']
  const faults: NumberFault[] = []
  if (read.sex !== form.sex) faults.push('sex')
  if (read.year !== Number(form.birthDate.slice(0, 4))) faults.push('year')
  return faults
}
