import { paper } from './sketch.ts'

/** Papers that many procedures ask for. What a national database knows is not asked again (Resolution 66.7/2025/NQ-CP). */
const POPULATION = 'Cơ sở dữ liệu quốc gia về dân cư'
const CIVIL_STATUS = 'Cơ sở dữ liệu hộ tịch điện tử'
const BUSINESS = 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp'
const LAND = 'Cơ sở dữ liệu quốc gia về đất đai'
const LICENCE = 'Cơ sở dữ liệu giấy phép lái xe'

export const identity = paper(
  'giay-to-tuy-than',
  'Thẻ căn cước, căn cước công dân hoặc hộ chiếu (xuất trình)',
  'Identity card or passport (shown)',
  {
    originals: 1,
    replacedBy: POPULATION
  }
)
export const residence = paper('noi-cu-tru', 'Giấy tờ chứng minh nơi cư trú', 'Proof of residence', {
  optional: true,
  replacedBy: POPULATION
})
export const authorisation = paper(
  'uy-quyen',
  'Văn bản ủy quyền được chứng thực, trường hợp làm thay người khác',
  'Certified authorisation when acting for somebody else',
  { optional: true }
)
export const marriageProof = paper(
  'ket-hon',
  'Giấy chứng nhận kết hôn của cha, mẹ',
  'Marriage certificate of the parents',
  {
    copies: 1,
    optional: true,
    replacedBy: CIVIL_STATUS
  }
)
export const businessProof = paper(
  'dkkd',
  'Giấy chứng nhận đăng ký doanh nghiệp hoặc hộ kinh doanh',
  'Business registration certificate',
  {
    copies: 1,
    replacedBy: BUSINESS
  }
)
export const landProof = paper('so-dat', 'Giấy tờ hợp pháp về đất đai', 'Land-use document', {
  certified: 1,
  replacedBy: LAND
})
export const landOriginal = paper(
  'gcn-goc',
  'Bản gốc Giấy chứng nhận quyền sử dụng đất đã cấp',
  'Original land-use certificate'
)
export const licenceProof = paper('gplx', 'Giấy phép lái xe đang có', 'Present driving licence', {
  copies: 1,
  replacedBy: LICENCE
})
export const photos = paper(
  'anh',
  'Ảnh chân dung 4 × 6 cm, nền trắng, chụp trong 6 tháng',
  'Portrait 4 × 6 cm, white ground, within 6 months',
  { originals: 2 }
)
export const health = paper('suc-khoe', 'Giấy khám sức khỏe còn hiệu lực', 'Valid health certificate', {
  replacedBy: 'Sổ sức khỏe điện tử'
})

/** An application form of the procedure itself. */
export const application = (vi: string, en: string, template: string) => paper('to-khai', vi, en, { template })
/** The residence declaration CT01. */
export const residenceDeclaration = application(
  'Tờ khai thay đổi thông tin cư trú (Mẫu CT01)',
  'Residence declaration (form CT01)',
  'CT01'
)
/** The identity request DC02. */
export const identityRequest = application(
  'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02)',
  'Identity request (form DC02)',
  'DC02'
)
/** The land change request, form 18. */
export const landRequest = application(
  'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 18)',
  'Land change request (form 18)',
  'Mau-18'
)
