export const text = {
  'scans.title': 'Bản quét mới',
  'scans.lead':
    'Tệp từ máy quét của đơn vị, chờ gắn vào hồ sơ. Tờ có mã QR của hồ sơ (phiếu tiếp nhận) đặt trên cùng thì các trang tự vào hồ sơ đó.',
  'scans.none': 'Không có bản quét nào đang chờ.',
  'scans.none-hint': 'Máy quét lưu tệp vào thư mục của đơn vị; tệp hiện ở đây sau khoảng một phút.',
  'scans.arrived': 'Đến lúc',
  'scans.name': 'Bản quét',
  'scans.do': 'Xử lý',
  'scans.code': 'Mã hồ sơ',
  'scans.choose': 'Tìm hồ sơ',
  'scans.attach': 'Gắn vào hồ sơ',
  'scans.attach-to': 'Gắn “{name}” vào hồ sơ {code}',
  'scans.which': 'Là giấy tờ nào?',
  'scans.loose': 'Bản quét khác',
  'scans.read': 'Đọc để tiếp nhận',
  'scans.dismiss': 'Bỏ',
  'scans.attached': 'Đã gắn vào hồ sơ {code}.',
  'scans.dismissed': 'Đã bỏ bản quét.',
  'scans.not-found': 'Bản quét này không còn chờ nữa.',
  'scans.dossier-unknown': 'Không có hồ sơ mang mã này ở đơn vị của ông/bà.',
  'scans.paper-unknown': 'Hãy chọn một giấy tờ trong danh sách.',
  'scans.reason': 'Gắn bản quét từ máy quét'
} as const
