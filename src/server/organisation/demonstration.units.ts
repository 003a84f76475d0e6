/** The fictional province Sông Mơ (H99): short names for its units, used by demonstration data and tests of every slice. */
export const UNITS = {
  'ubnd-tinh': 'H99',
  'van-phong': 'H99.01',
  'kiem-soat-tthc': 'H99.01.05',
  'so-noi-vu': 'H99.02',
  'so-tai-chinh': 'H99.03',
  'so-cong-thuong': 'H99.04',
  'so-nong-nghiep-moi-truong': 'H99.05',
  'so-xay-dung': 'H99.06',
  'so-tu-phap': 'H99.07',
  'so-y-te': 'H99.08',
  'so-giao-duc-dao-tao': 'H99.09',
  'so-khoa-hoc-cong-nghe': 'H99.10',
  'so-van-hoa-the-thao-du-lich': 'H99.11',
  'thanh-tra': 'H99.12',
  'cong-an': 'H99.13',
  'so-dan-toc-ton-giao': 'H99.14',
  'ban-quan-ly-khu-cong-nghiep': 'H99.15',
  'trung-tam': 'H99.19',
  'thue-tinh': 'H99.41',
  'bao-hiem-xa-hoi': 'H99.42',
  'thi-hanh-an-dan-su': 'H99.43',
  'thanh-pho-mo-giang': 'H99.21',
  'huyen-song-thuong': 'H99.22',
  'huyen-nui-lam': 'H99.23',
  'phuong-mo-giang': 'H99.31',
  'phuong-ben-dao': 'H99.32',
  'phuong-cau-may': 'H99.33',
  'xa-song-thuong': 'H99.34',
  'xa-bai-tram': 'H99.35',
  'xa-doi-che': 'H99.36',
  'xa-nui-lam': 'H99.37',
  'xa-suoi-nhan': 'H99.38'
} as const
export type UnitKey = keyof typeof UNITS

/** Departments and others of the province: `[key, kind, Vietnamese, English, first day, divisions]`. */
export const PROVINCIAL = [
  [
    'van-phong',
    'office',
    'Văn phòng Ủy ban nhân dân tỉnh',
    'Office of the People’s Committee',
    '2016-06-01',
    [
      ['01', 'Phòng Hành chính - Tổ chức'],
      ['02', 'Phòng Tổng hợp'],
      ['05', 'Phòng Kiểm soát thủ tục hành chính']
    ]
  ],
  [
    'so-noi-vu',
    'department',
    'Sở Nội vụ',
    'Department of Home Affairs',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Cải cách hành chính'],
      ['03', 'Phòng Lao động, việc làm'],
      ['04', 'Phòng Người có công']
    ]
  ],
  [
    'so-tai-chinh',
    'department',
    'Sở Tài chính',
    'Department of Finance',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Đăng ký kinh doanh'],
      ['03', 'Phòng Quản lý ngân sách']
    ]
  ],
  [
    'so-cong-thuong',
    'department',
    'Sở Công Thương',
    'Department of Industry and Trade',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Quản lý thương mại'],
      ['03', 'Phòng Quản lý năng lượng']
    ]
  ],
  [
    'so-nong-nghiep-moi-truong',
    'department',
    'Sở Nông nghiệp và Môi trường',
    'Department of Agriculture and Environment',
    '2025-03-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Văn phòng Đăng ký đất đai'],
      ['03', 'Chi cục Bảo vệ môi trường'],
      ['04', 'Chi cục Trồng trọt và Bảo vệ thực vật']
    ]
  ],
  [
    'so-xay-dung',
    'department',
    'Sở Xây dựng',
    'Department of Construction',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Quản lý xây dựng'],
      ['03', 'Phòng Quy hoạch - Kiến trúc'],
      ['04', 'Phòng Quản lý vận tải']
    ]
  ],
  [
    'so-tu-phap',
    'department',
    'Sở Tư pháp',
    'Department of Justice',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Hành chính tư pháp'],
      ['03', 'Phòng Bổ trợ tư pháp']
    ]
  ],
  [
    'so-y-te',
    'department',
    'Sở Y tế',
    'Department of Health',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Nghiệp vụ y'],
      ['03', 'Phòng Nghiệp vụ dược']
    ]
  ],
  [
    'so-giao-duc-dao-tao',
    'department',
    'Sở Giáo dục và Đào tạo',
    'Department of Education and Training',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Giáo dục phổ thông']
    ]
  ],
  [
    'so-khoa-hoc-cong-nghe',
    'department',
    'Sở Khoa học và Công nghệ',
    'Department of Science and Technology',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Chuyển đổi số']
    ]
  ],
  [
    'so-van-hoa-the-thao-du-lich',
    'department',
    'Sở Văn hóa, Thể thao và Du lịch',
    'Department of Culture, Sports and Tourism',
    '2016-06-01',
    [
      ['01', 'Văn phòng Sở'],
      ['02', 'Phòng Quản lý văn hóa'],
      ['03', 'Phòng Quản lý du lịch']
    ]
  ],
  ['thanh-tra', 'inspectorate', 'Thanh tra tỉnh', 'Provincial Inspectorate', '2016-06-01', [['01', 'Văn phòng']]],
  [
    'cong-an',
    'police',
    'Công an tỉnh',
    'Provincial Police',
    '2016-06-01',
    [
      ['01', 'Phòng Cảnh sát quản lý hành chính về trật tự xã hội'],
      ['02', 'Phòng Quản lý xuất nhập cảnh']
    ]
  ],
  // Central agencies that have their seat in the province: they settle elsewhere, and owe what a letter asks of them.
  ['thue-tinh', 'other', 'Thuế tỉnh', 'Provincial Tax Office', '2016-06-01', []],
  ['bao-hiem-xa-hoi', 'other', 'Bảo hiểm xã hội tỉnh', 'Provincial Social Insurance', '2016-06-01', []],
  ['thi-hanh-an-dan-su', 'other', 'Thi hành án dân sự tỉnh', 'Provincial Civil Enforcement', '2016-06-01', []],
  [
    'so-dan-toc-ton-giao',
    'department',
    'Sở Dân tộc và Tôn giáo',
    'Department of Ethnic and Religious Affairs',
    '2025-03-01',
    [['01', 'Văn phòng Sở']]
  ],
  [
    'ban-quan-ly-khu-cong-nghiep',
    'board',
    'Ban Quản lý các khu công nghiệp',
    'Industrial Zones Board',
    '2016-06-01',
    [['01', 'Văn phòng Ban']]
  ],
  [
    'trung-tam',
    'centre',
    'Trung tâm Phục vụ hành chính công tỉnh',
    'Provincial Public Administrative Service Centre',
    '2017-10-01',
    [
      ['01', 'Phòng Tiếp nhận và Trả kết quả'],
      ['02', 'Phòng Hướng dẫn và Giám sát']
    ]
  ]
] as const satisfies readonly (readonly [
  UnitKey,
  string,
  string,
  string,
  string,
  readonly (readonly [string, string])[]
])[]

/** Departments before 1 March 2025 and who took over: `[code, name, successor, how]`. */
export const FORMER_DEPARTMENTS = [
  ['H99.51', 'Sở Kế hoạch và Đầu tư', 'so-tai-chinh', 'merge'],
  ['H99.52', 'Sở Giao thông vận tải', 'so-xay-dung', 'merge'],
  ['H99.53', 'Sở Tài nguyên và Môi trường', 'so-nong-nghiep-moi-truong', 'merge'],
  ['H99.54', 'Sở Nông nghiệp và Phát triển nông thôn', 'so-nong-nghiep-moi-truong', 'merge'],
  ['H99.55', 'Sở Thông tin và Truyền thông', 'so-khoa-hoc-cong-nghe', 'merge'],
  ['H99.56', 'Sở Lao động - Thương binh và Xã hội', 'so-noi-vu', 'merge'],
  ['H99.57', 'Ban Dân tộc', 'so-dan-toc-ton-giao', 'rename']
] as const satisfies readonly (readonly [string, string, UnitKey, 'merge' | 'rename'])[]

/** The three districts until 30 June 2025, the communes in them, and what these became. */
export const DISTRICTS = [
  {
    key: 'thanh-pho-mo-giang',
    name: 'thành phố Mơ Giang',
    english: 'Mơ Giang City',
    communes: [
      ['phuong-mo-giang', 'phường Mơ Giang', ['phường Chợ Mơ', 'phường Thành Cũ', 'phường Giếng Ngọc']],
      ['phuong-ben-dao', 'phường Bến Đào', ['phường Bến Đào', 'xã Đào Thịnh']],
      ['phuong-cau-may', 'phường Cầu Mây', ['phường Cầu Mây', 'xã Vân Trì Hạ']]
    ]
  },
  {
    key: 'huyen-song-thuong',
    name: 'huyện Sông Thượng',
    english: 'Sông Thượng District',
    communes: [
      ['xa-song-thuong', 'xã Sông Thượng', ['thị trấn Sông Thượng', 'xã Mơ Thượng', 'xã Mơ Trung']],
      ['xa-bai-tram', 'xã Bãi Trầm', ['xã Bãi Trầm', 'xã Bến Sậy']],
      ['xa-doi-che', 'xã Đồi Chè', ['xã Đồi Chè', 'xã Trà Lĩnh Hạ']]
    ]
  },
  {
    key: 'huyen-nui-lam',
    name: 'huyện Núi Lam',
    english: 'Núi Lam District',
    communes: [
      ['xa-nui-lam', 'xã Núi Lam', ['thị trấn Núi Lam', 'xã Lam Sơn Hạ']],
      ['xa-suoi-nhan', 'xã Suối Nhạn', ['xã Suối Nhạn', 'xã Khe Sim', 'xã Thung Vàng']]
    ]
  }
] as const satisfies readonly {
  key: UnitKey
  name: string
  english: string
  communes: readonly (readonly [UnitKey, string, readonly string[]])[]
}[]
