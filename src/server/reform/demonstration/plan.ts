import { UNITS } from '#server/organisation/index.ts'
import type { UnitKey } from '#server/organisation/index.ts'

/** The invented province's reform plan of a year: `[field, tasks: [content, product, lead, month due, weight]]`. */
type PlannedTask = readonly [string, string, UnitKey, number, number]
export const PLAN: readonly (readonly [string, readonly PlannedTask[]])[] = [
  [
    'Công tác chỉ đạo, điều hành',
    [
      ['Ban hành kế hoạch cải cách hành chính năm', 'Kế hoạch', 'so-noi-vu', 1, 3],
      ['Ban hành kế hoạch tuyên truyền cải cách hành chính', 'Kế hoạch', 'so-noi-vu', 2, 1],
      [
        'Kiểm tra công tác cải cách hành chính tại ít nhất 30% cơ quan, địa phương',
        'Báo cáo kết quả kiểm tra',
        'so-noi-vu',
        11,
        3
      ],
      ['Tổ chức đối thoại với người dân, doanh nghiệp', 'Biên bản đối thoại', 'van-phong', 9, 2],
      ['Đánh giá, xếp hạng cải cách hành chính các cơ quan', 'Quyết định công bố', 'so-noi-vu', 12, 3],
      ['Sơ kết sáng kiến cải cách hành chính', 'Báo cáo', 'so-noi-vu', 7, 1],
      ['Khắc phục hạn chế Chỉ số cải cách hành chính năm trước', 'Kế hoạch khắc phục', 'van-phong', 6, 3]
    ]
  ],
  [
    'Cải cách thể chế',
    [
      ['Rà soát văn bản quy phạm pháp luật của tỉnh', 'Báo cáo rà soát', 'so-tu-phap', 6, 2],
      ['Công bố danh mục văn bản hết hiệu lực', 'Quyết định', 'so-tu-phap', 1, 1],
      ['Theo dõi thi hành pháp luật lĩnh vực trọng tâm', 'Báo cáo', 'so-tu-phap', 10, 2],
      ['Kiểm tra văn bản do cấp xã ban hành', 'Báo cáo kiểm tra', 'so-tu-phap', 11, 2],
      ['Tập huấn xây dựng văn bản cho cấp xã', 'Lớp tập huấn', 'so-tu-phap', 5, 1]
    ]
  ],
  [
    'Cải cách thủ tục hành chính',
    [
      [
        'Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực đất đai',
        'Quyết định phương án đơn giản hóa',
        'so-nong-nghiep-moi-truong',
        9,
        3
      ],
      [
        'Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực xây dựng',
        'Quyết định phương án đơn giản hóa',
        'so-xay-dung',
        9,
        3
      ],
      ['Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực y tế', 'Quyết định phương án đơn giản hóa', 'so-y-te', 9, 2],
      ['Công bố danh mục thủ tục phi địa giới hành chính', 'Quyết định', 'kiem-soat-tthc', 3, 3],
      ['Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực', 'Dữ liệu đã số hóa', 'trung-tam', 12, 3],
      ['Tái cấu trúc quy trình 25 dịch vụ công thiết yếu', 'Quy trình điện tử', 'van-phong', 10, 3],
      ['Niêm yết, công khai thủ tục hành chính tại phường Mơ Giang', 'Bảng niêm yết', 'phuong-mo-giang', 3, 1],
      ['Niêm yết, công khai thủ tục hành chính tại phường Bến Đào', 'Bảng niêm yết', 'phuong-ben-dao', 3, 1],
      ['Niêm yết, công khai thủ tục hành chính tại phường Cầu Mây', 'Bảng niêm yết', 'phuong-cau-may', 3, 1],
      ['Niêm yết, công khai thủ tục hành chính tại xã Sông Thượng', 'Bảng niêm yết', 'xa-song-thuong', 3, 1],
      ['Niêm yết, công khai thủ tục hành chính tại xã Núi Lam', 'Bảng niêm yết', 'xa-nui-lam', 3, 1],
      ['Đánh giá chất lượng phục vụ tại Bộ phận Một cửa', 'Báo cáo đánh giá', 'trung-tam', 11, 2],
      ['Xử lý dứt điểm hồ sơ đất đai quá hạn', 'Báo cáo', 'so-nong-nghiep-moi-truong', 8, 3],
      ['Liên thông cấp phiếu lý lịch tư pháp', 'Quy trình liên thông', 'so-tu-phap', 10, 2]
    ]
  ],
  [
    'Cải cách tổ chức bộ máy',
    [
      ['Hoàn thiện chức năng, nhiệm vụ các phòng chuyên môn cấp xã', 'Quyết định', 'so-noi-vu', 4, 2],
      ['Rà soát phân cấp quản lý nhà nước', 'Báo cáo', 'so-noi-vu', 8, 2],
      ['Sắp xếp đơn vị sự nghiệp ngành giáo dục', 'Đề án', 'so-giao-duc-dao-tao', 10, 3],
      ['Sắp xếp đơn vị sự nghiệp ngành y tế', 'Đề án', 'so-y-te', 10, 3],
      ['Sắp xếp đơn vị sự nghiệp ngành văn hóa', 'Đề án', 'so-van-hoa-the-thao-du-lich', 10, 2],
      ['Kiểm tra việc quản lý biên chế', 'Báo cáo kiểm tra', 'so-noi-vu', 11, 2]
    ]
  ],
  [
    'Cải cách chế độ công vụ',
    [
      ['Phê duyệt đề án vị trí việc làm cấp xã', 'Quyết định', 'so-noi-vu', 6, 2],
      ['Bồi dưỡng kỹ năng số cho công chức Một cửa', 'Lớp bồi dưỡng', 'so-khoa-hoc-cong-nghe', 9, 2],
      ['Thanh tra công vụ đột xuất', 'Kết luận thanh tra', 'thanh-tra', 11, 2],
      ['Kiểm tra kỷ luật, kỷ cương hành chính', 'Báo cáo', 'so-noi-vu', 10, 2],
      ['Tuyển dụng công chức năm', 'Quyết định tuyển dụng', 'so-noi-vu', 12, 1]
    ]
  ],
  [
    'Cải cách tài chính công',
    [
      ['Giao dự toán ngân sách đúng hạn', 'Quyết định', 'so-tai-chinh', 1, 2],
      ['Giải ngân vốn đầu tư công đạt kế hoạch', 'Báo cáo giải ngân', 'so-tai-chinh', 12, 3],
      ['Giao quyền tự chủ cho đơn vị sự nghiệp', 'Quyết định', 'so-tai-chinh', 5, 2],
      ['Thực hiện kiến nghị của kiểm toán', 'Báo cáo', 'so-tai-chinh', 9, 2],
      ['Công khai ngân sách quý', 'Trang công khai', 'so-tai-chinh', 7, 1]
    ]
  ],
  [
    'Xây dựng, phát triển chính quyền số',
    [
      [
        'Kết nối hệ thống giải quyết thủ tục hành chính với Cơ sở dữ liệu quốc gia về dân cư',
        'Kết nối hoạt động',
        'van-phong',
        4,
        3
      ],
      ['Bảo đảm an toàn thông tin theo cấp độ', 'Hồ sơ cấp độ', 'so-khoa-hoc-cong-nghe', 6, 2],
      ['Dùng chung dữ liệu đất đai', 'Dịch vụ dữ liệu', 'so-nong-nghiep-moi-truong', 11, 3],
      ['Thanh toán trực tuyến nghĩa vụ tài chính đất đai', 'Dịch vụ hoạt động', 'so-nong-nghiep-moi-truong', 9, 3],
      ['Chữ ký số cho công chức cấp xã', 'Chữ ký số được cấp', 'so-khoa-hoc-cong-nghe', 5, 2],
      ['Tuyên truyền dịch vụ công trực tuyến tại doanh nghiệp', 'Chương trình tuyên truyền', 'so-cong-thuong', 8, 1],
      [
        'Hướng dẫn doanh nghiệp khu công nghiệp nộp hồ sơ trực tuyến',
        'Tài liệu hướng dẫn',
        'ban-quan-ly-khu-cong-nghiep',
        7,
        1
      ],
      ['Định danh điện tử cho tổ chức', 'Báo cáo', 'cong-an', 10, 2],
      ['Tổ công nghệ số cộng đồng tại xã Đồi Chè', 'Tổ được thành lập', 'xa-doi-che', 4, 1],
      ['Tổ công nghệ số cộng đồng tại xã Bãi Trầm', 'Tổ được thành lập', 'xa-bai-tram', 4, 1],
      ['Tổ công nghệ số cộng đồng tại xã Suối Nhạn', 'Tổ được thành lập', 'xa-suoi-nhan', 4, 1]
    ]
  ]
]

/** `[title, measure, target, value now, weight, falls]`. */
export const TARGETS = [
  ['Hồ sơ nộp trực tuyến', '%', 80, 71, 3, false],
  ['Hồ sơ giải quyết đúng hạn', '%', 98, 97.4, 3, false],
  ['Hồ sơ quá hạn chưa trả', 'hồ sơ', 50, 38, 2, true],
  ['Mức độ hài lòng của người dân', '%', 92, 92.6, 2, false]
] as const
export const unitOf = (key: UnitKey): string => UNITS[key]
