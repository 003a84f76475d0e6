/** The administrator’s page of mailboxes. */
export const text = {
  'mailbox.title': 'Hộp thư nhận hồ sơ',
  'mailbox.lead': 'Thư gửi đến địa chỉ nào thì vào bộ phận một cửa nào. Thư gửi đến địa chỉ khác bị từ chối ngay.',
  'mailbox.off': 'Hệ thống chưa nhận thư',
  'mailbox.off-how':
    'Người vận hành đặt MAIL_IN (ví dụ MAIL_IN=lmtp://127.0.0.1:2424), rồi cho máy chủ thư của tỉnh chuyển các địa chỉ dưới đây đến đó. Xem mục “Mail to the desks” trong docs/install.md.',
  'mailbox.on': 'Hệ thống nhận thư tại {where}. Máy chủ thư của tỉnh phải chuyển các địa chỉ này đến đó.',
  'mailbox.none': 'Chưa có hộp thư nào',
  'mailbox.none-hint':
    'Thêm địa chỉ của bộ phận một cửa ở dưới; từ lúc đó thư gửi đến địa chỉ này hiện ở mục Bản quét và thư mới của đơn vị.',
  'mailbox.address': 'Địa chỉ thư',
  'mailbox.address-hint': 'Ví dụ motcua.mogiang@songmo.gov.vn. Phần sau dấu cộng không tính.',
  'mailbox.unit': 'Vào bộ phận một cửa của',
  'mailbox.waiting': 'Thư đang chờ',
  'mailbox.set-at': 'Đặt lúc',
  'mailbox.operator': 'Người vận hành',
  'mailbox.acts': 'Thao tác',
  'mailbox.add': 'Thêm hộp thư',
  'mailbox.change': 'Đổi',
  'mailbox.change-row': 'Đổi đơn vị của {address}',
  'mailbox.change-title': 'Đổi đơn vị nhận thư của {address}',
  'mailbox.change-lead': 'Thư đang chờ vẫn ở đơn vị cũ; thư đến từ bây giờ vào đơn vị mới.',
  'mailbox.save': 'Lưu',
  'mailbox.remove': 'Xóa',
  'mailbox.remove-row': 'Xóa hộp thư {address}',
  'mailbox.remove-title': 'Xóa hộp thư {address}?',
  'mailbox.remove-consequence':
    'Thư gửi đến địa chỉ này bị từ chối từ bây giờ. {count} thư đang chờ vẫn ở lại để phân loại.',
  'mailbox.added': 'Thư gửi đến {address} vào bộ phận một cửa của {unit}.',
  'mailbox.changed': 'Từ bây giờ thư gửi đến {address} vào bộ phận một cửa của {unit}.',
  'mailbox.removed-page': 'Đã xóa hộp thư {address}.',
  'field.mailbox-odd': 'Đây không phải là một địa chỉ thư điện tử.',
  'field.mailbox-taken': 'Địa chỉ này đã có, và thư vào {unit}. Hãy chọn Đổi ở dòng đó.',
  'field.mailbox-unit': 'Hãy chọn một đơn vị trong danh sách.',
  'refusal.mailbox-none': 'Không có hộp thư nào mang địa chỉ này.'
} as const
