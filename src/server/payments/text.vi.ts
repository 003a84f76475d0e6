export const text = {
  'payments.title': 'Nộp phí, lệ phí trực tuyến',
  'payments.go': 'Nộp trực tuyến',
  'payments.due': 'Số tiền cần nộp: {amount}',
  'payments.how': 'Bạn sẽ được chuyển sang trang thanh toán. Thời hạn giải quyết được tính tiếp khi đã nộp.',
  'payments.desk': 'Bạn cũng có thể nộp tại {unit}.',
  'payments.leave': 'Đến trang thanh toán',
  'payments.leaving': 'Đang chuyển sang trang thanh toán. Nếu trang không tự chuyển, hãy bấm nút bên dưới.',
  'payments.open': 'Chưa nhận được xác nhận thanh toán',
  'payments.open.how': 'Nếu bạn đã nộp, xác nhận thường đến trong vài phút. Bạn không cần nộp lại.',
  'payments.again': 'Kiểm tra lại',
  'payments.down': 'Hệ thống thanh toán chưa phản hồi',
  'payments.down.how':
    'Chưa có khoản tiền nào bị trừ thêm. Bạn có thể thử lại sau hoặc nộp tại quầy; nếu đã nộp, khoản nộp sẽ tự được ghi nhận khi có kết nối lại.',
  'payments.refused': 'Hệ thống thanh toán từ chối yêu cầu. Mời bạn nộp tại quầy.',
  'payments.off': 'Nơi này chưa nhận thanh toán trực tuyến.',
  'payments.done': 'Không còn khoản phí, lệ phí nào cần nộp.'
} as const
