import type {
  ApologyForm,
  ControlSlipForm,
  IssuingOffice,
  Party,
  ProcedureSheet,
  ReceiptForm,
  RefusalForm,
  RegisterForm,
  ResultDocument,
  StopNoticeForm,
  SupplementRequestForm
} from './forms.model.ts'

/** Full sample data of every form, for tests, the bench and the eye. Names are invented. */

const at = (text: string) => new Date(`${text}:00+07:00`)

const office: IssuingOffice = {
  superior: 'Văn phòng Ủy ban nhân dân tỉnh Hoa Sen',
  name: 'Trung tâm Phục vụ hành chính công tỉnh',
  centre: true,
  place: 'Hoa Sen',
  address: 'Số 1 đường Hùng Vương, phường An Bình, tỉnh Hoa Sen',
  phone: '0299 3 800 100'
}

const applicant: Party = {
  name: 'Nguyễn Thị Ánh Tuyết',
  idNumber: '099190012345',
  address: 'Số 12, ngõ 5, đường Trần Hưng Đạo, phường An Bình, tỉnh Hoa Sen',
  phone: '0912 345 678',
  email: 'anhtuyet@example.vn'
}

const procedure = { code: '1.004222', name: 'Đăng ký thường trú' }
const code = 'H99.19-260203-0001'
const issued = { ruleSet: 'vn-2025', office, number: '0153', issuedAt: at('2026-02-03T09:05') } as const
const signer = { onBehalf: 'KT. Giám đốc', post: 'Phó Giám đốc', name: 'Trần Quốc Vượng' }

export const aReceipt = (changes: Partial<ReceiptForm> = {}): ReceiptForm => ({
  ...issued,
  kind: 'receipt',
  code,
  applicant,
  procedure,
  papers: [
    { name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01)', original: 1 },
    { name: 'Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp', certified: 1, copy: 1 },
    { name: 'Giấy chứng nhận kết hôn của bố mẹ', copy: 2, note: 'đối chiếu bản chính' }
  ],
  sets: 1,
  limit: '07 ngày làm việc',
  receivedAt: at('2026-02-03T09:05'),
  dueAt: at('2026-02-12T17:00'),
  channel: 'Trực tiếp tại quầy số 4',
  resultWay: 'Tại Trung tâm Phục vụ hành chính công tỉnh',
  fee: '20.000 đồng (đã thu)',
  notifyBy: 'SMS, thư điện tử',
  receiver: 'Lê Văn Được',
  origin: 'https://motcua.hoasen.example.vn',
  ...changes
})

export const aSupplementRequest = (changes: Partial<SupplementRequestForm> = {}): SupplementRequestForm => ({
  ...issued,
  kind: 'supplement-request',
  code,
  applicant,
  request: 'Đăng ký thường trú cho con mới sinh',
  missing: [
    { what: 'Giấy tờ chứng minh chỗ ở hợp pháp', reason: 'bản sao đã nộp mờ, không đọc được số thửa' },
    { what: 'Chữ ký của chủ hộ tại mục ý kiến', reason: 'tờ khai để trống' }
  ],
  completeBy: at('2026-02-24T17:00'),
  contact: { name: 'Lê Văn Được', phone: '0299 3 800 104' },
  guide: 'Lê Văn Được',
  ...changes
})

export const aRefusal = (changes: Partial<RefusalForm> = {}): RefusalForm => ({
  ...issued,
  kind: 'refusal',
  applicant,
  request: 'Đăng ký thường trú vào chỗ ở đang có tranh chấp',
  reasons: [
    { text: 'Chỗ ở đề nghị đăng ký đang có tranh chấp về quyền sở hữu', article: 'khoản 4 Điều 23 Luật Cư trú' },
    { text: 'Người ký văn bản đồng ý không phải là chủ sở hữu hợp pháp' }
  ],
  receiver: 'Lê Văn Được',
  ...changes
})

export const anApology = (changes: Partial<ApologyForm> = {}): ApologyForm => ({
  ...issued,
  kind: 'apology',
  code,
  applicant,
  procedure,
  receivedAt: at('2026-01-20T10:00'),
  settlingAgency: 'Công an phường An Bình',
  dueAt: at('2026-02-04T17:00'),
  reason: 'cần xác minh thêm nơi ở trước đây của người được đăng ký; cơ quan phối hợp chưa trả lời.',
  newDueAt: at('2026-02-11T17:00'),
  signer,
  ...changes
})

export const aStopNotice = (changes: Partial<StopNoticeForm> = {}): StopNoticeForm => ({
  ...issued,
  kind: 'stop-notice',
  code,
  applicant,
  procedure,
  receivedAt: at('2026-01-20T10:00'),
  requestedAt: at('2026-02-02T15:30'),
  reason: 'Người nộp đề nghị rút hồ sơ do thay đổi nơi ở',
  stateAtStop: 'Đang thẩm tra; chưa có quyết định hoặc thông báo kết quả giải quyết',
  returnedPapers: ['Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp (01 bản sao)', 'Giấy chứng nhận kết hôn (02 bản chụp)'],
  fee: 'Hoàn trả 20.000 đồng',
  signer,
  ...changes
})

export const aControlSlip = (changes: Partial<ControlSlipForm> = {}): ControlSlipForm => ({
  ...issued,
  kind: 'control-slip',
  code,
  procedure,
  settlingAgency: 'Công an phường An Bình',
  coordinating: ['Ủy ban nhân dân phường An Bình', 'Công an xã Tân Lập'],
  receivedAt: at('2026-02-03T09:05'),
  dueAt: at('2026-02-12T17:00'),
  handovers: [
    { from: 'Bộ phận Một cửa', to: 'Tổ Cư trú', at: at('2026-02-03T10:15'), result: 'on-time' },
    { from: 'Tổ Cư trú', to: 'Ủy ban nhân dân phường An Bình', at: at('2026-02-05T08:00'), result: 'early' },
    {
      from: 'Ủy ban nhân dân phường An Bình',
      to: 'Tổ Cư trú',
      at: at('2026-02-10T16:40'),
      result: 'late',
      note: 'Chậm 01 ngày'
    },
    { from: 'Tổ Cư trú', to: 'Bộ phận Một cửa' }
  ],
  ...changes
})

export const aRegister = (rows = 3, changes: Partial<RegisterForm> = {}): RegisterForm => ({
  ...issued,
  kind: 'register',
  field: 'Cư trú',
  volume: '01/2026',
  from: at('2026-02-01T00:00'),
  to: at('2026-02-28T00:00'),
  rows: Array.from({ length: rows }, (_, index) => ({
    code: `H99.19-260203-${String(index + 1).padStart(4, '0')}`,
    procedure: index % 2 ? 'Đăng ký tạm trú' : 'Đăng ký thường trú',
    sets: 1,
    person: 'Nguyễn Thị Ánh Tuyết',
    contact: 'Phường An Bình; 0912 345 678',
    leadAgency: 'Công an phường An Bình',
    receivedAt: at('2026-02-03T09:05'),
    dueAt: at('2026-02-12T17:00'),
    ...(index % 3 ? {} : { returnedAt: at('2026-02-11T10:20'), resultWay: 'Tại quầy' })
  })),
  ...changes
})

export const aProcedureSheet = (changes: Partial<ProcedureSheet> = {}): ProcedureSheet => ({
  kind: 'procedure-sheet',
  office,
  issuedAt: issued.issuedAt,
  procedure: { ...procedure, field: 'Cư trú', level: 'Cấp xã', agency: 'Công an cấp xã' },
  who: 'Công dân Việt Nam',
  papers: aReceipt().papers,
  sets: 1,
  limits: ['07 ngày làm việc kể từ ngày nhận hồ sơ đầy đủ và hợp lệ'],
  fees: ['Nộp trực tiếp: 20.000 đồng/lần', 'Nộp trực tuyến: 10.000 đồng/lần'],
  ways: ['Trực tiếp tại Bộ phận Một cửa', 'Trực tuyến', 'Qua dịch vụ bưu chính công ích'],
  steps: [
    { name: 'Tiếp nhận, số hóa hồ sơ và chuyển xử lý', unit: 'Bộ phận Một cửa', time: '0,5 ngày' },
    { name: 'Thẩm tra, cập nhật thông tin cư trú', unit: 'Công an cấp xã', time: '6 ngày' },
    { name: 'Trả kết quả', unit: 'Bộ phận Một cửa', time: '0,5 ngày' }
  ],
  result: 'Thông báo về việc cập nhật thông tin đăng ký cư trú',
  legalBasis: ['Luật Cư trú số 68/2020/QH14', 'Nghị định số 118/2025/NĐ-CP về thực hiện cơ chế một cửa'],
  origin: 'https://motcua.hoasen.example.vn',
  ...changes
})

export const aResultDocument = (changes: Partial<ResultDocument> = {}): ResultDocument => ({
  kind: 'result-document',
  office: { ...office, superior: 'Ủy ban nhân dân tỉnh Hoa Sen', name: 'Sở Xây dựng' },
  number: '45/GXN-SXD',
  issuedAt: issued.issuedAt,
  title: 'Giấy xác nhận',
  about: 'Về tình trạng nhà ở',
  grounds: ['Căn cứ Luật Nhà ở ngày 27 tháng 11 năm 2023;', 'Xét đề nghị của bà Nguyễn Thị Ánh Tuyết,'],
  body: [
    'Sở Xây dựng xác nhận bà Nguyễn Thị Ánh Tuyết, số định danh 099190012345, chưa có nhà ở thuộc sở hữu của mình trên địa bàn tỉnh Hoa Sen tính đến ngày 02 tháng 02 năm 2026.',
    'Giấy này có giá trị trong 06 tháng kể từ ngày ký, dùng để bổ sung hồ sơ đề nghị mua nhà ở xã hội./.'
  ],
  recipients: ['Bà Nguyễn Thị Ánh Tuyết', 'Lưu: VT, QLN'],
  signer: { post: 'Giám đốc', name: 'Phạm Thị Hoài Thương' },
  ...changes
})

export const everyForm = () => [
  aReceipt(),
  aSupplementRequest(),
  aRefusal(),
  anApology(),
  aStopNotice(),
  aControlSlip(),
  aRegister(),
  aProcedureSheet(),
  aResultDocument()
]
