import type { Ctx } from '#server/platform/index.ts'
import { enterRules } from './once.ts'
import type { RuleRow } from './once.model.ts'
import { RESOLUTION } from './once.model.ts'

const POPULATION = ['Cơ sở dữ liệu quốc gia về dân cư', 'Bộ Công an', 'nhóm 1 (dân cư)'] as const
const CIVIL_STATUS = ['Cơ sở dữ liệu hộ tịch điện tử', 'Bộ Tư pháp', 'nhóm 2 (hộ tịch)'] as const
const LICENCE = ['Cơ sở dữ liệu giấy phép lái xe', 'Bộ Công an', 'nhóm 4 (giấy phép lái xe)'] as const
const BUSINESS = [
  'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp',
  'Bộ Tài chính',
  'nhóm 5 (đăng ký kinh doanh)'
] as const
const RECORD = ['Cơ sở dữ liệu lý lịch tư pháp', 'Bộ Công an', 'nhóm 8 (lý lịch tư pháp)'] as const

/** What the ten groups of the resolution mean for procedures of the demonstration; the words are ours. */
const OWN = [
  ['1.001193', 'Giấy tờ tùy thân của cha, mẹ', POPULATION],
  ['1.000656', 'Giấy tờ về nơi cư trú cuối cùng', POPULATION],
  ['1.000894', 'Giấy xác nhận tình trạng hôn nhân', CIVIL_STATUS],
  ['1.004884', 'Giấy tờ tùy thân', POPULATION],
  ['1.004873', 'Trích lục khai tử', CIVIL_STATUS],
  ['1.001731', 'Trích lục khai tử', CIVIL_STATUS],
  ['3.000347', 'Giấy phép lái xe', LICENCE],
  ['3.000353', 'Giấy phép lái xe', LICENCE],
  ['2.000620', 'Giấy chứng nhận đăng ký doanh nghiệp hoặc hộ kinh doanh', BUSINESS],
  ['1.014199', 'Phiếu lý lịch tư pháp', RECORD]
] as const

export const ownRules = (): RuleRow[] =>
  OWN.map(([procedure, words, [database, owner, article]]) => ({
    ...{ procedure, procedureName: '', words, database, owner, article, remark: null },
    document: RESOLUTION.name
  }))

/** Enters our own small set of rules; again it changes nothing. */
export const installOwnRules = (ctx: Ctx) => enterRules(ctx, { ...RESOLUTION, source: 'own' }, ownRules())
