import type { FeedbackRules } from './model.ts'

/** Petitions by Decree 20/2008 (amended by 92/2017) and Decision 31/2021; citizens are asked by Decree 61/2018 art. 31. */
export const feedback: FeedbackRules = {
  petitions: {
    anonymous: ['behaviour', 'lateness'],
    sort: 5,
    refuse: 2,
    ask: 5,
    answer: { rule: 15, behaviour: 15, lateness: 10, other: 15 },
    answerAgain: 10,
    supply: 10,
    hearing: 5,
    sendBack: 10,
    publish: 2,
    article: 'Nghị định 20/2008/NĐ-CP; Quyết định 766/QĐ-TTg'
  },
  ratings: {
    basis: 'Nghị định 61/2018/NĐ-CP, Điều 31; Thông tư 01/2018/TT-VPCP, Điều 13',
    expiresDays: 30,
    smallNumber: 5,
    criteria: [
      {
        code: 'time',
        about: 'procedure',
        indicator: 1,
        name: { vi: 'Thời gian có kết quả so với giấy hẹn', en: 'Result compared with the date promised' },
        choices: [
          { points: 2, name: { vi: 'Sớm hơn', en: 'Earlier' } },
          { points: 1, name: { vi: 'Đúng hẹn', en: 'On the day' } },
          { points: 0, name: { vi: 'Muộn hơn', en: 'Later' } }
        ]
      },
      {
        code: 'contacts',
        about: 'procedure',
        indicator: 3,
        name: { vi: 'Số lần phải bổ sung, đi lại để đủ hồ sơ', en: 'Times you had to come back to complete it' },
        choices: [
          { points: 2, name: { vi: 'Không lần nào', en: 'None' } },
          { points: 1, name: { vi: 'Một lần', en: 'Once' } },
          { points: 0, name: { vi: 'Hơn một lần', en: 'More than once' } }
        ]
      },
      {
        code: 'agencies',
        about: 'procedure',
        indicator: 4,
        name: { vi: 'Số cơ quan phải liên hệ', en: 'Agencies you had to turn to' },
        choices: [
          { points: 2, name: { vi: 'Chỉ nơi nộp hồ sơ', en: 'Only the desk' } },
          { points: 1, name: { vi: 'Thêm một nơi', en: 'One more' } },
          { points: 0, name: { vi: 'Nhiều nơi', en: 'Several' } }
        ]
      },
      {
        code: 'cost',
        about: 'procedure',
        indicator: null,
        name: { vi: 'Khoản phải trả so với phí, lệ phí niêm yết', en: 'What you paid compared with the posted fee' },
        choices: [
          { points: 2, name: { vi: 'Đúng niêm yết', en: 'As posted' } },
          { points: 0, name: { vi: 'Có khoản ngoài quy định', en: 'Something beyond it' } }
        ]
      },
      {
        code: 'attitude',
        about: 'officer',
        indicator: 7,
        name: { vi: 'Thái độ phục vụ của cán bộ', en: 'How the officer treated you' },
        choices: [
          { points: 2, name: { vi: 'Tốt', en: 'Well' } },
          { points: 1, name: { vi: 'Bình thường', en: 'Neither well nor badly' } },
          { points: 0, name: { vi: 'Không tốt', en: 'Badly' } }
        ]
      },
      {
        code: 'explanation',
        about: 'officer',
        indicator: null,
        name: { vi: 'Hướng dẫn, giải thích', en: 'Guidance and explanation' },
        choices: [
          { points: 2, name: { vi: 'Rõ, đủ trong một lần', en: 'Clear, all at once' } },
          { points: 1, name: { vi: 'Phải hỏi lại', en: 'I had to ask again' } },
          { points: 0, name: { vi: 'Không rõ', en: 'Not clear' } }
        ]
      },
      {
        code: 'publicity',
        about: 'place',
        indicator: 6,
        name: { vi: 'Thủ tục được niêm yết, công khai', en: 'Where the procedure is made public' },
        choices: [
          { points: 2, name: { vi: 'Ở bảng và trên mạng', en: 'On the board and online' } },
          { points: 1, name: { vi: 'Một trong hai nơi', en: 'One of the two' } },
          { points: 0, name: { vi: 'Không thấy', en: 'I saw none' } }
        ]
      },
      {
        code: 'place',
        about: 'place',
        indicator: null,
        name: { vi: 'Nơi tiếp nhận (chỗ ngồi, lối đi, thiết bị)', en: 'The place (seats, access, equipment)' },
        choices: [
          { points: 2, name: { vi: 'Tốt', en: 'Good' } },
          { points: 1, name: { vi: 'Được', en: 'Fair' } },
          { points: 0, name: { vi: 'Kém', en: 'Poor' } }
        ]
      }
    ]
  }
}

/** Not read in a quotable text: a province sets its own over them. */
export const feedbackUnverified = [
  'feedback.petitions.sort',
  'feedback.petitions.answer',
  'feedback.petitions.answerAgain',
  'feedback.petitions.supply',
  'feedback.petitions.hearing',
  'feedback.petitions.sendBack',
  'feedback.petitions.anonymous',
  'feedback.ratings.expiresDays',
  'feedback.ratings.smallNumber'
] as const
