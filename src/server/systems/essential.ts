export type EssentialService = {
  readonly number: number
  readonly vi: string
  readonly en: string
  /** Codes of the procedures that make it up. */
  readonly procedures: readonly string[]
}

/**
 * The 25 essential services of Project 06 (Decision 06/QĐ-TTg, 6/1/2022). The names are checked against published lists
 * (number 17 is not verified); the codes are those of the national database, 9.* where none is published yet.
 */
export const ESSENTIAL: readonly EssentialService[] = [
  {
    number: 1,
    vi: 'Xác nhận số Chứng minh nhân dân khi đã được cấp Căn cước',
    en: 'Confirmation of the old identity number',
    procedures: ['1.012566']
  },
  {
    number: 2,
    vi: 'Cấp lại, đổi thẻ Căn cước',
    en: 'Reissue or change of the identity card',
    procedures: ['1.014063', '1.014064']
  },
  { number: 3, vi: 'Đăng ký thường trú', en: 'Permanent residence', procedures: ['1.004222'] },
  { number: 4, vi: 'Đăng ký tạm trú', en: 'Temporary residence', procedures: ['1.004194'] },
  { number: 5, vi: 'Khai báo tạm vắng', en: 'Temporary absence', procedures: ['1.003677'] },
  { number: 6, vi: 'Thông báo lưu trú', en: 'Notice of stay', procedures: ['2.001159'] },
  {
    number: 7,
    vi: 'Đăng ký, cấp biển số xe mô tô, xe gắn máy',
    en: 'Registration and plate of motorcycles',
    procedures: ['1.013067']
  },
  {
    number: 8,
    vi: 'Thu nộp phạt vi phạm giao thông qua camera',
    en: 'Fines recorded by traffic cameras',
    procedures: ['9.000001']
  },
  { number: 9, vi: 'Cấp hộ chiếu phổ thông', en: 'Ordinary passport', procedures: ['1.001456'] },
  {
    number: 10,
    vi: 'Làm con dấu mới và cấp giấy chứng nhận đăng ký mẫu dấu',
    en: 'New seal and certificate of its sample',
    procedures: ['9.000002']
  },
  {
    number: 11,
    vi: 'Làm con dấu thu nhỏ, dấu nổi, dấu xi, con dấu khác',
    en: 'Smaller, raised, wax or further seal',
    procedures: ['2.001410', '9.000003']
  },
  { number: 12, vi: 'Đăng ký khai sinh', en: 'Registration of birth', procedures: ['1.001193'] },
  { number: 13, vi: 'Đăng ký khai tử', en: 'Registration of death', procedures: ['1.000656'] },
  { number: 14, vi: 'Đăng ký kết hôn', en: 'Registration of marriage', procedures: ['1.000894'] },
  {
    number: 15,
    vi: 'Liên thông khai sinh, thường trú, thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi',
    en: 'Birth, residence and health card for a child under 6, linked',
    procedures: ['2.000986']
  },
  {
    number: 16,
    vi: 'Liên thông khai tử, xóa thường trú, trợ cấp mai táng',
    en: 'Death, removal of residence and funeral allowance, linked',
    procedures: ['2.002622']
  },
  {
    number: 17,
    vi: 'Đăng ký thuế lần đầu, thay đổi thông tin đăng ký thuế của cá nhân, hộ',
    en: 'First tax registration or its change for persons and households',
    procedures: ['1.008498']
  },
  {
    number: 18,
    vi: 'Đăng ký biến động quyền sử dụng đất, tài sản gắn liền với đất',
    en: 'Registration of changes of land and property',
    procedures: ['1.013833']
  },
  {
    number: 19,
    vi: 'Cấp đổi, cấp lại giấy phép lái xe',
    en: 'Change or reissue of the driving licence',
    procedures: ['3.000347', '3.000348']
  },
  {
    number: 20,
    vi: 'Đăng ký dự thi tốt nghiệp trung học phổ thông và xét tuyển đại học, cao đẳng',
    en: 'Graduation exam and university admission',
    procedures: ['1.005142']
  },
  { number: 21, vi: 'Cấp phiếu lý lịch tư pháp', en: 'Judicial record', procedures: ['3.000333'] },
  { number: 22, vi: 'Giải quyết hưởng trợ cấp thất nghiệp', en: 'Unemployment benefit', procedures: ['1.001978'] },
  { number: 23, vi: 'Cấp điện mới từ lưới điện hạ áp', en: 'New low-voltage supply', procedures: ['9.000005'] },
  {
    number: 24,
    vi: 'Thay đổi chủ thể hợp đồng mua bán điện',
    en: 'Change of the holder of an electricity contract',
    procedures: ['9.000006']
  },
  {
    number: 25,
    vi: 'Giảm mức đóng khi gia hạn thẻ bảo hiểm y tế hộ gia đình',
    en: 'Reduced contribution in the renewal of household health cards',
    procedures: ['9.000004']
  }
]

export const ESSENTIAL_CODES: readonly string[] = ESSENTIAL.flatMap(({ procedures }) => procedures)
