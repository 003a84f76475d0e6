import { feedback, feedbackUnverified } from './feedback.ts'
import type { RuleSet } from './model.ts'

/** Decree 61/2018/NĐ-CP (amended by 107/2021) with Circular 01/2018/TT-VPCP: six forms, three tiers, own portal. */
export const vn2018: RuleSet = {
  id: 'vn-2018',
  name: { vi: 'Quy định 2018 (Nghị định 61/2018/NĐ-CP)', en: 'Rules of 2018 (Decree 61/2018/NĐ-CP)' },
  validFrom: '2018-06-21',
  tiers: 3,
  ownOnlineFiling: true,
  deadline: {
    pauseEffects: { supplement: 'restart', fee: 'resume', 'other-agency': 'none', 'force-majeure': 'resume' },
    dueTime: 'closing',
    fraction: 'from-moment',
    extensionNotice: 'calendar-day',
    lateAfter: null,
    extensions: 1,
    supplementRequests: null,
    answerWithin: null
  },
  onlineCheck: { workingHours: 8 },
  articles: {
    'first-day': 'Bộ luật Dân sự 2015, Điều 147',
    'last-day-off': 'Bộ luật Dân sự 2015, Điều 148',
    'month-end': 'Bộ luật Dân sự 2015, Điều 148',
    'working-days': 'Bộ luật Lao động 2019, Điều 111',
    holidays: 'Bộ luật Lao động 2019, Điều 112',
    'late-receipt': 'Nghị định 61/2018/NĐ-CP, Điều 18',
    supplement: 'Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4',
    consultation: 'Nghị định 61/2018/NĐ-CP, Điều 19 khoản 5',
    extension: 'Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9',
    refusal: 'Nghị định 61/2018/NĐ-CP, Điều 19 khoản 8',
    withdrawal: 'Nghị định 61/2018/NĐ-CP, Điều 20',
    receipt: 'Nghị định 61/2018/NĐ-CP, Điều 17',
    'online-check': 'Nghị định 45/2020/NĐ-CP, Điều 11'
  },
  forms: {
    receipt: { number: '01', sign: 'TNHS' },
    'supplement-request': { number: '02', sign: 'PBS' },
    refusal: { number: '03', sign: 'PTC' },
    apology: { number: '04', sign: 'PXL' },
    'control-slip': { number: '05', sign: 'PKS' },
    register: { number: '06', sign: 'STD' }
  },
  noticeSign: 'TB',
  formsDecree: 'Thông tư số 01/2018/TT-VPCP',
  nationalStates: {
    filed: 1,
    accepted: 2,
    'not-accepted': 3,
    processing: 4,
    supplement: 5,
    'fee-due': 6,
    withdrawing: 7,
    stopped: 8,
    settled: 9,
    returned: 10,
    voided: null
  },
  feedback,
  unverified: ['articles.withdrawal', 'forms.receipt.sign', ...feedbackUnverified]
}
