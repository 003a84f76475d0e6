import type { UnitKey } from '#server/organisation/index.ts'
import type { Role } from './model.ts'

/** An invented officer: `[login, name, title, unit, roles, head]`. */
export type DemonstrationOfficer = readonly [string, string, string, UnitKey, readonly Role[], boolean?]

const LEADS = ['agency-head', 'chair'] as const
const LEADS_SMALL = ['agency-head', 'chair', 'division-head'] as const
const WORKS_SMALL = ['handler', 'clerk'] as const
const COMMUNE_STAFF = ['one-stop-officer', 'handler', 'clerk'] as const

/** Officers of the fictional province. In small units one person holds several posts, as in life. */
export const OFFICERS: readonly DemonstrationOfficer[] = [
  ['chutich.tinh', 'Lê Minh Quân', 'Chủ tịch Ủy ban nhân dân tỉnh', 'ubnd-tinh', ['chair'], true],
  ['phochutich.tinh', 'Phạm Thị Thu Hà', 'Phó Chủ tịch Ủy ban nhân dân tỉnh', 'ubnd-tinh', ['chair']],
  ['vanthu.tinh', 'Hoàng Bích Ngọc', 'Văn thư Ủy ban nhân dân tỉnh', 'ubnd-tinh', ['clerk']],
  ['quantri', 'Đặng Gia Bảo', 'Quản trị hệ thống', 'ubnd-tinh', ['administrator']],
  ['chanhvanphong', 'Vũ Đình Khải', 'Chánh Văn phòng', 'van-phong', ['agency-head', 'chair'], true],
  [
    'kstt.truongphong',
    'Trịnh Hữu Nghĩa',
    'Trưởng phòng Kiểm soát thủ tục hành chính',
    'kiem-soat-tthc',
    ['control-office', 'division-head'],
    true
  ],
  [
    'kstt.chuyenvien',
    'Mai Phương Thảo',
    'Chuyên viên Phòng Kiểm soát thủ tục hành chính',
    'kiem-soat-tthc',
    ['control-office']
  ],
  ['giamdoc.trungtam', 'Ngô Thị Lan Anh', 'Giám đốc Trung tâm', 'trung-tam', ['agency-head'], true],
  ['motcua.trungtam', 'Nguyễn Thị Ánh Đào', 'Chuyên viên tiếp nhận và trả kết quả', 'trung-tam', ['one-stop-officer']],
  ['motcua2.trungtam', 'Bùi Văn Thắng', 'Chuyên viên tiếp nhận và trả kết quả', 'trung-tam', ['one-stop-officer']],
  ['giamdoc.tuphap', 'Nguyễn Hữu Tâm', 'Giám đốc Sở', 'so-tu-phap', LEADS, true],
  ['phogiamdoc.tuphap', 'Lương Thị Hạnh', 'Phó Giám đốc Sở', 'so-tu-phap', ['agency-head']],
  ['truongphong.tuphap', 'Trần Thị Minh Châu', 'Trưởng phòng Hành chính tư pháp', 'so-tu-phap', ['division-head']],
  ['chuyenvien.tuphap', 'Phan Văn Đức', 'Chuyên viên Phòng Hành chính tư pháp', 'so-tu-phap', ['handler']],
  ['vanthu.tuphap', 'Lý Thị Hồng Nhung', 'Văn thư Sở', 'so-tu-phap', ['clerk']],
  ['giamdoc.xaydung', 'Đinh Trọng Nhân', 'Giám đốc Sở', 'so-xay-dung', LEADS, true],
  ['truongphong.xaydung', 'Hồ Ngọc Sơn', 'Trưởng phòng Quản lý xây dựng', 'so-xay-dung', ['division-head']],
  ['chuyenvien.xaydung', 'Dương Thị Yến', 'Chuyên viên Phòng Quản lý xây dựng', 'so-xay-dung', WORKS_SMALL],
  ['giamdoc.nongnghiep', 'Cao Xuân Trường', 'Giám đốc Sở', 'so-nong-nghiep-moi-truong', LEADS, true],
  [
    'truongphong.nongnghiep',
    'Tạ Thị Mỹ Duyên',
    'Giám đốc Văn phòng Đăng ký đất đai',
    'so-nong-nghiep-moi-truong',
    ['division-head']
  ],
  [
    'chuyenvien.nongnghiep',
    'Quách Văn Lợi',
    'Viên chức Văn phòng Đăng ký đất đai',
    'so-nong-nghiep-moi-truong',
    WORKS_SMALL
  ],
  ['giamdoc.taichinh', 'Lâm Quang Vinh', 'Giám đốc Sở', 'so-tai-chinh', LEADS, true],
  [
    'dangkykinhdoanh',
    'Nguyễn Thùy Dương',
    'Trưởng phòng Đăng ký kinh doanh',
    'so-tai-chinh',
    ['division-head', 'handler', 'clerk']
  ],
  ['giamdoc.noivu', 'Trương Công Lập', 'Giám đốc Sở', 'so-noi-vu', LEADS_SMALL, true],
  [
    'caicach.noivu',
    'Vi Thị Mai',
    'Phó Trưởng phòng Cải cách hành chính',
    'so-noi-vu',
    ['reform-office', 'handler', 'clerk']
  ],
  ['giamdoc.congthuong', 'Phùng Đức Mạnh', 'Giám đốc Sở', 'so-cong-thuong', LEADS_SMALL, true],
  ['chuyenvien.congthuong', 'Nông Thị Thu', 'Chuyên viên Phòng Quản lý thương mại', 'so-cong-thuong', WORKS_SMALL],
  ['giamdoc.yte', 'Tô Thị Hiền', 'Giám đốc Sở', 'so-y-te', LEADS_SMALL, true],
  ['chuyenvien.yte', 'Võ Hoàng Nam', 'Chuyên viên Phòng Nghiệp vụ y', 'so-y-te', WORKS_SMALL],
  ['giamdoc.giaoduc', 'Thái Văn Hòa', 'Giám đốc Sở', 'so-giao-duc-dao-tao', LEADS_SMALL, true],
  ['chuyenvien.giaoduc', 'Kiều Thị Oanh', 'Chuyên viên Phòng Giáo dục phổ thông', 'so-giao-duc-dao-tao', WORKS_SMALL],
  ['lanhdao.khoahoc', 'Châu Gia Huy', 'Giám đốc Sở', 'so-khoa-hoc-cong-nghe', [...LEADS_SMALL, ...WORKS_SMALL], true],
  [
    'lanhdao.vanhoa',
    'Đoàn Thị Quỳnh Như',
    'Giám đốc Sở',
    'so-van-hoa-the-thao-du-lich',
    [...LEADS_SMALL, ...WORKS_SMALL],
    true
  ],
  ['lanhdao.congan', 'Hà Văn Cường', 'Phó Giám đốc Công an tỉnh', 'cong-an', LEADS_SMALL, true],
  ['canbo.congan', 'Chu Thị Lệ', 'Cán bộ Phòng Cảnh sát quản lý hành chính', 'cong-an', COMMUNE_STAFF],
  ['truongthue', 'Đỗ Thanh Liêm', 'Trưởng Thuế tỉnh', 'thue-tinh', LEADS_SMALL, true],
  ['giamdoc.baohiem', 'Trịnh Thị Phương', 'Giám đốc Bảo hiểm xã hội tỉnh', 'bao-hiem-xa-hoi', LEADS_SMALL, true],
  ['truong.thihanhan', 'Ngô Quốc Trị', 'Trưởng Thi hành án dân sự tỉnh', 'thi-hanh-an-dan-su', LEADS_SMALL, true],
  ['chutich.mogiang', 'Nguyễn Đức Thịnh', 'Chủ tịch Ủy ban nhân dân phường', 'phuong-mo-giang', LEADS, true],
  [
    'motcua.mogiang',
    'Trần Thu Trang',
    'Công chức Trung tâm Phục vụ hành chính công',
    'phuong-mo-giang',
    ['one-stop-officer']
  ],
  [
    'tuphap.mogiang',
    'Lê Văn Hậu',
    'Công chức tư pháp - hộ tịch',
    'phuong-mo-giang',
    ['handler', 'division-head', 'clerk']
  ],
  ['chutich.bendao', 'Phạm Ngọc Ẩn', 'Chủ tịch Ủy ban nhân dân phường', 'phuong-ben-dao', LEADS_SMALL, true],
  ['motcua.bendao', 'Đào Thị Thắm', 'Công chức Trung tâm Phục vụ hành chính công', 'phuong-ben-dao', COMMUNE_STAFF],
  ['chutich.caumay', 'Vương Thị Kim Liên', 'Chủ tịch Ủy ban nhân dân phường', 'phuong-cau-may', LEADS_SMALL, true],
  ['motcua.caumay', 'Lại Thế Phong', 'Công chức Trung tâm Phục vụ hành chính công', 'phuong-cau-may', COMMUNE_STAFF],
  ['chutich.songthuong', 'Hứa Văn Tuyên', 'Chủ tịch Ủy ban nhân dân xã', 'xa-song-thuong', LEADS_SMALL, true],
  ['motcua.songthuong', 'Bế Thị Xuân', 'Công chức Trung tâm Phục vụ hành chính công', 'xa-song-thuong', COMMUNE_STAFF],
  ['motcua.baitram', 'Lò Văn Pánh', 'Công chức Trung tâm Phục vụ hành chính công', 'xa-bai-tram', COMMUNE_STAFF],
  ['chutich.baitram', 'Cầm Thị Đoan', 'Chủ tịch Ủy ban nhân dân xã', 'xa-bai-tram', LEADS_SMALL, true],
  ['motcua.doiche', 'Đồng Thị Nga', 'Công chức Trung tâm Phục vụ hành chính công', 'xa-doi-che', COMMUNE_STAFF],
  ['chutich.doiche', 'Ma Thế Anh', 'Chủ tịch Ủy ban nhân dân xã', 'xa-doi-che', LEADS_SMALL, true],
  ['motcua.nuilam', 'Giàng A Sử', 'Công chức Trung tâm Phục vụ hành chính công', 'xa-nui-lam', COMMUNE_STAFF],
  ['chutich.nuilam', 'Triệu Thị Sao', 'Chủ tịch Ủy ban nhân dân xã', 'xa-nui-lam', LEADS_SMALL, true],
  ['motcua.suoinhan', 'Quàng Văn Ín', 'Công chức Trung tâm Phục vụ hành chính công', 'xa-suoi-nhan', COMMUNE_STAFF],
  ['chutich.suoinhan', 'Hoàng Thị Vân Khánh', 'Chủ tịch Ủy ban nhân dân xã', 'xa-suoi-nhan', LEADS_SMALL, true]
]

/** Citizens. The numbers begin with 099, which no province has, so they belong to nobody. */
export const CITIZENS = [
  {
    login: 'congdan.an',
    name: 'Nguyễn Văn An',
    number: '099088000011',
    birth: '1988-04-12',
    sex: 'male',
    phone: '0900000011',
    address: 'Tổ 3, phường Mơ Giang, tỉnh Sông Mơ'
  },
  {
    login: 'congdan.binh',
    name: 'Trần Thị Bình',
    number: '099192000012',
    birth: '1992-09-30',
    sex: 'female',
    phone: '0900000012',
    address: 'Tổ 7, phường Bến Đào, tỉnh Sông Mơ'
  },
  {
    login: 'congdan.chinh',
    name: 'Lê Đức Chính',
    number: '099075000013',
    birth: '1975-01-05',
    sex: 'male',
    phone: '0900000013',
    address: 'Thôn Thượng, xã Sông Thượng, tỉnh Sông Mơ'
  },
  {
    login: 'congdan.dung',
    name: 'Phạm Thùy Dung',
    number: '099301000014',
    birth: '2001-11-20',
    sex: 'female',
    phone: '0900000014',
    address: 'Thôn Trầm, xã Bãi Trầm, tỉnh Sông Mơ'
  },
  {
    login: 'congdan.giang',
    name: 'Vàng Thị Giang',
    number: '099168000015',
    birth: '1968-06-08',
    sex: 'female',
    phone: '0900000015',
    address: 'Bản Nhạn, xã Suối Nhạn, tỉnh Sông Mơ'
  },
  {
    login: 'congdan.hung',
    name: 'Đỗ Mạnh Hùng',
    number: '099203000016',
    birth: '2003-02-17',
    sex: 'male',
    phone: '0900000016',
    address: 'Thôn Chè, xã Đồi Chè, tỉnh Sông Mơ'
  },
  {
    login: 'congdan.khanh',
    name: 'Hoàng Gia Khánh',
    number: '099095000017',
    birth: '1995-12-25',
    sex: 'male',
    phone: '0900000017',
    address: 'Tổ 1, phường Cầu Mây, tỉnh Sông Mơ'
  }
] as const

export const COMPANIES = [
  {
    login: 'congty.gom',
    name: 'Công ty TNHH Gốm Sông Mơ',
    number: '9900000018',
    phone: '0900000018',
    address: 'Cụm công nghiệp Bến Đào, phường Bến Đào, tỉnh Sông Mơ'
  },
  {
    login: 'congty.che',
    name: 'Công ty cổ phần Chè Núi Lam',
    number: '9900000019',
    phone: '0900000019',
    address: 'Thôn Chè, xã Đồi Chè, tỉnh Sông Mơ'
  }
] as const
