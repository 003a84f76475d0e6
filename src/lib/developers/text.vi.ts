/** Words of the page for those who connect other systems. */
export const text = {
  'developers.title': 'Kết nối bằng API',
  'developers.lead': 'Các hệ thống khác tiếp nhận, tra cứu và giải quyết hồ sơ qua các địa chỉ dưới đây.',
  'developers.document': 'Tài liệu OpenAPI 3.1 (JSON)',
  'developers.start': 'Bắt đầu',
  'developers.token':
    'Quản trị hệ thống cấp mã truy cập cho từng hệ thống. Gửi mã trong tiêu đề Authorization: Bearer. Cookie đăng nhập không có giá trị ở đây.',
  'developers.idempotency':
    'Khi tạo hồ sơ, gửi kèm tiêu đề Idempotency-Key: gửi lại cùng một khóa thì nhận lại đúng hồ sơ đã tạo.',
  'developers.paging': 'Danh sách dài được chia trang: gửi lại giá trị next của trang trước trong tham số after.',
  'developers.limits': 'Gửi quá nhanh thì nhận mã 429; tiêu đề Retry-After cho biết số giây cần đợi.',
  'developers.errors': 'Lỗi',
  'developers.errors-lead':
    'Mọi lỗi là một tài liệu application/problem+json (RFC 9457). Trường code không đổi theo ngôn ngữ; title là câu giải thích theo Accept-Language.',
  'developers.needs-token': 'Cần mã truy cập',
  'developers.open': 'Không cần mã truy cập',
  'developers.parameters': 'Tham số',
  'developers.name': 'Tên',
  'developers.place': 'Vị trí',
  'developers.type': 'Kiểu',
  'developers.meaning': 'Ý nghĩa',
  'developers.required': 'bắt buộc',
  'developers.example': 'Ví dụ',
  'developers.answers': 'Trả lời',
  'developers.status': 'Mã',
  'developers.contents': 'Các nhóm',
  'developers.in.path': 'đường dẫn',
  'developers.in.query': 'truy vấn',
  'developers.in.header': 'tiêu đề',
  'developers.tag.access': 'Quyền truy cập',
  'developers.tag.organisation': 'Cơ quan, đơn vị',
  'developers.tag.procedures': 'Thủ tục hành chính',
  'developers.tag.deadlines': 'Thời hạn giải quyết',
  'developers.tag.dossiers': 'Hồ sơ',
  'developers.tag.commands': 'Thao tác trên hồ sơ',
  'developers.tag.indices': 'Các chỉ số cải cách',
  'developers.tag.tracking': 'Tra cứu'
} as const
