import { vn2018 } from './2018.ts'
import { feedbackUnverified } from './feedback.ts'
import type { RuleSet } from './model.ts'

/** Decree 118/2025/NĐ-CP (from 1 July 2025) with Circular 03/2025/TT-VPCP: seven forms, two tiers, the national portal. */
export const vn2025: RuleSet = {
  ...vn2018,
  id: 'vn-2025',
  name: { vi: 'Quy định 2025 (Nghị định 118/2025/NĐ-CP)', en: 'Rules of 2025 (Decree 118/2025/NĐ-CP)' },
  validFrom: '2025-07-01',
  tiers: 2,
  ownOnlineFiling: false,
  deadline: { ...vn2018.deadline, supplementRequests: 1 },
  articles: {
    ...vn2018.articles,
    withdrawal: 'Nghị định 118/2025/NĐ-CP, Điều 21',
    receipt: 'Nghị định 118/2025/NĐ-CP'
  },
  forms: {
    receipt: { number: '01', sign: { centre: 'TTPVHCC', desk: 'BPTNTKQ' } },
    'supplement-request': { number: '02', sign: 'PBS' },
    refusal: { number: '03', sign: 'PTC' },
    apology: { number: '04', sign: 'PXL' },
    'stop-notice': { number: '05', sign: 'TBD' },
    'control-slip': { number: '06', sign: 'PKS' },
    register: { number: '07', sign: 'STD' }
  },
  formsDecree: 'Thông tư số 03/2025/TT-VPCP',
  unverified: [
    'articles.late-receipt',
    'articles.supplement',
    'articles.consultation',
    'articles.extension',
    'articles.refusal',
    'forms.stop-notice.sign',
    ...feedbackUnverified
  ]
}
