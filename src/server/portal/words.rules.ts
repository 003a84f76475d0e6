import { dayOf, fold, VIETNAM_OFFSET_MS } from '#server/platform/index.ts'
import type { Language } from '#server/platform/index.ts'

const WEEKDAYS = {
  vi: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
} as const

/** The line over an article: `Thứ Hai, 23/11/2026, 14:05 (GMT+7)`. */
export function dateline(instant: Date | string, language: Language): string {
  const wall = new Date(new Date(instant).getTime() + VIETNAM_OFFSET_MS)
  const day = dayOf(new Date(instant)).split('-').reverse().join('/')
  return `${WEEKDAYS[language][wall.getUTCDay()]}, ${day}, ${wall.toISOString().slice(11, 16)} (GMT+7)`
}

/** The address of a publication: its words without marks, and its number, so that none is ever a category's. */
export function slugOf(title: string, number: number): string {
  const [first = 'tin', ...more] = fold(title)
    .split(' ')
    .map(word => word.replace(/[^a-z0-9]/g, ''))
    .filter(word => word !== '')
  let slug = first.slice(0, 60)
  for (const word of more) if (slug.length + word.length < 70) slug = `${slug}-${word}`
  return `${slug}-${number}`
}

export type Rating = { readonly points: number; readonly votes: number; readonly average: number }
/** Stars as the portal tells them: total, number, and the average to one decimal place. */
export const ratingOf = (points: number, votes: number): Rating => ({
  points,
  votes,
  average: votes === 0 ? 0 : Math.round((points / votes) * 10) / 10
})

const ROBOTS =
  /bot\b|bot[/;]|crawl|spider|slurp|fetch|preview|scan|monitor|archiv|headless|lighthouse|curl|wget|python|java\/|go-http|okhttp|axios|node|undici|libwww|feed|facebookexternalhit/i
/** Programs that read without a reader: they say so, or say nothing. */
export const isRobot = (agent: string): boolean => agent.trim().length < 12 || ROBOTS.test(agent)
