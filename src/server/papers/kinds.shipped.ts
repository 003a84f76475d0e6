import type { PaperKind } from './kinds.model.ts'

const CIVIL_STATUS = 'Luật Hộ tịch 60/2014/QH13'
const ARCHIVES = 'Luật Lưu trữ 33/2024/QH15'
const SCANNING = 'Thông tư 01/2023/TT-VPCP Điều 8; Thông tư 03/2025 Điều 5'
/** The rules of scanning ship from the day of the circular. */
const FROM = '2023-01-05'

type Told = Partial<Omit<PaperKind, 'code' | 'name'>> & { readonly basis: string }
const kind = (code: string, vi: string, en: string, told: Told): PaperKind => ({
  code,
  name: { vi, en },
  validFrom: FROM,
  codes: [],
  words: [vi],
  validMonths: null,
  single: false,
  retentionYears: null,
  notScanned: null,
  checked: false,
  ...told
})

/**
 * The kinds that ship. What may not be scanned is read in the circulars and is checked; every period of validity and of
 * keeping is a starting value: `checked: false` until an administrator has compared it with the official text.
 */
export const SHIPPED: readonly PaperKind[] = [
  kind('birth-certificate', 'Giấy khai sinh', 'Birth certificate', {
    ...{ codes: ['KQ.G15.000031'], words: ['Giấy khai sinh', 'Trích lục khai sinh'], basis: CIVIL_STATUS }
  }),
  kind('marriage-certificate', 'Giấy chứng nhận kết hôn', 'Marriage certificate', {
    ...{ codes: ['KQ.G15.000032'], words: ['chứng nhận kết hôn', 'Trích lục kết hôn'], basis: CIVIL_STATUS }
  }),
  kind('marital-status', 'Giấy xác nhận tình trạng hôn nhân', 'Certificate of marital status', {
    ...{ codes: ['KQ.G15.000038'], words: ['tình trạng hôn nhân'], validMonths: 6, retentionYears: 20 },
    basis: 'Nghị định 123/2015/NĐ-CP Điều 23'
  }),
  kind('death-extract', 'Trích lục khai tử', 'Extract of the death register', {
    ...{ codes: ['KQ.G15.000034'], words: ['khai tử', 'báo tử'], basis: CIVIL_STATUS }
  }),
  kind('judicial-record', 'Phiếu lý lịch tư pháp', 'Judicial record', {
    ...{ words: ['lý lịch tư pháp'], validMonths: 6, retentionYears: 10, basis: 'Luật Lý lịch tư pháp 28/2009/QH12' }
  }),
  kind('residence', 'Xác nhận thông tin về cư trú', 'Confirmation of residence', {
    ...{ words: ['thông tin về cư trú', 'giấy tờ chứng minh cư trú'], validMonths: 12, retentionYears: 10 },
    basis: 'Luật Cư trú 68/2020/QH14'
  }),
  kind('land-certificate', 'Giấy chứng nhận quyền sử dụng đất', 'Land certificate', {
    ...{ words: ['quyền sử dụng đất', 'quyền sở hữu nhà ở'], basis: 'Luật Đất đai 31/2024/QH15' }
  }),
  kind('household-business', 'Giấy chứng nhận đăng ký hộ kinh doanh', 'Household business registration', {
    ...{ codes: ['KQ.G12.001041'], words: ['đăng ký hộ kinh doanh'], single: true, retentionYears: 20 },
    basis: 'Nghị định 168/2025/NĐ-CP'
  }),
  kind('enterprise', 'Giấy chứng nhận đăng ký doanh nghiệp', 'Enterprise registration certificate', {
    ...{ codes: ['KQ.G12.001038'], words: ['đăng ký doanh nghiệp'], single: true },
    basis: 'Nghị định 168/2025/NĐ-CP'
  }),
  kind('building-permit', 'Giấy phép xây dựng', 'Building permit', {
    ...{ words: ['giấy phép xây dựng'], validMonths: 12, basis: 'Luật Xây dựng' }
  }),
  kind('health-certificate', 'Giấy khám sức khỏe', 'Health certificate', {
    ...{ words: ['khám sức khỏe', 'khám sức khoẻ'], validMonths: 12, retentionYears: 5, basis: ARCHIVES }
  }),
  kind('identity-card', 'Thẻ căn cước, hộ chiếu (xuất trình)', 'Identity card, passport (shown only)', {
    ...{ words: ['thẻ căn cước', 'căn cước công dân', 'chứng minh nhân dân', 'hộ chiếu'], retentionYears: 5 },
    ...{ notScanned: 'shown-only', basis: SCANNING, checked: true }
  }),
  kind('consultation', 'Văn bản lấy ý kiến giữa các cơ quan', 'Consultation between agencies', {
    ...{ words: ['ý kiến của cơ quan', 'văn bản lấy ý kiến', 'văn bản góp ý'], retentionYears: 10 },
    ...{ notScanned: 'consultation', basis: SCANNING, checked: true }
  }),
  kind('secret', 'Giấy tờ thuộc bí mật nhà nước', 'Secret paper', {
    ...{ words: ['bí mật nhà nước'], notScanned: 'secret', basis: SCANNING, checked: true }
  }),
  kind('application', 'Đơn, tờ khai', 'Application form', {
    ...{ words: ['tờ khai', 'đơn đề nghị', 'giấy đề nghị'], retentionYears: 10, basis: ARCHIVES }
  }),
  kind('other', 'Giấy tờ khác', 'Other paper', { words: [], retentionYears: 10, basis: ARCHIVES })
]
