import type { Translate } from './translate.ts'

/** `Tháng 11/2026`, `Quý 4/2026`, `Năm 2026`. */
export function periodName(t: Translate, period: string): string {
  const [year = '', part] = period.split('-')
  if (!part) return t('figures.year', { year })
  return part.startsWith('Q')
    ? t('figures.quarter', { quarter: part.slice(1), year })
    : t('figures.month', { month: part, year })
}
