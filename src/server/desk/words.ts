import { authorityLine, dossierWords } from '#server/dossiers/index.ts'
import type { Reason, SigningTurn } from '#server/dossiers/index.ts'
import { dayOf, VIETNAM_OFFSET_MS } from '#server/platform/index.ts'
import type { Language } from '#server/platform/index.ts'
import { say } from './say.ts'

/** `17:30 01/12/2026`, by the clock in Vietnam. */
export const momentIn = (instant: string | Date): string => {
  const at = new Date(instant)
  const day = dayOf(at).split('-').reverse().join('/')
  return `${new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(11, 16)} ${day}`
}

export const moneyIn = (language: Language, dong: number): string =>
  `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(dong)}\u00a0${language === 'vi' ? 'đ' : 'VND'}`

/** `Giấy khai sinh: Thiếu giấy tờ – Chưa nộp bản chính`. */
export const reasonIn = (language: Language, { code, about, note }: Reason): string => {
  const words = dossierWords(`reason.${code}`, language)
  return `${about.name ? `${about.name}: ` : ''}${words}${note && note !== words ? ` – ${note}` : ''}`
}

/** `KT. Giám đốc, Phó Giám đốc: Trần Văn An`; without a name the turn is told by what it is. */
export function signerIn(language: Language, turn: SigningTurn): string {
  if (turn.officer === null) return say(language, `sign.as.${turn.as}`)
  const authority = authorityLine(turn)
  return authority ? `${authority}: ${turn.name}` : turn.name
}

/** The whole order in one line. */
export const signersIn = (language: Language, turns: readonly SigningTurn[]): string =>
  turns
    .map(turn =>
      turn.officer && turn.as === 'initial'
        ? `${signerIn(language, turn)} (${say(language, 'sign.as.initial').toLowerCase()})`
        : signerIn(language, turn)
    )
    .join(' → ')
