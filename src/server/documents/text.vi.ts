/** Words of the files, Vietnamese. `{name}` is filled with a fact. */
export const vi = {
  'upload.too-large': 'Tệp lớn hơn {limit}. Hãy chụp hoặc quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp.',
  'upload.file-empty': 'Tệp không có nội dung. Hãy chọn lại tệp.',
  'upload.type-not-allowed': 'Không nhận loại tệp này. Các loại được nhận: {allowed}.',
  'upload.disk-full': 'Hệ thống tạm thời không lưu được tệp. Xin thử lại sau ít phút.',
  'upload.upload-broken-off': 'Việc tải tệp lên bị gián đoạn. Xin tải lại.',
  'reading.broken': 'Tệp bị hỏng hoặc thiếu phần cuối nên không đọc được. Xin quét lại, hoặc lấy lại tệp gốc.',
  'reading.encrypted': 'Tệp PDF có mật khẩu nên không đọc được. Xin gỡ mật khẩu rồi nộp lại.',
  'reading.not-readable-type': 'Chỉ đọc được PDF, JPEG, PNG và TIFF.',
  'reading.heic':
    'Chưa đọc được ảnh HEIC (ảnh của iPhone): bộ giải mã HEVC không được phân phối kèm. Xin đặt máy ảnh ở chế độ “Tương thích nhất” hoặc gửi ảnh JPEG.',
  'reading.out-of-memory':
    'Tệp cần nhiều bộ nhớ hơn mức cho phép nên việc đọc đã dừng. Xin quét lại ở độ phân giải thấp hơn.',
  'reading.reader-failed': 'Bộ đọc dừng giữa chừng với tệp này. Xin quét lại; nếu vẫn vậy, xin nhập tay.',
  'reading.too-many-pages': 'Tệp có {pages} trang; mỗi lần đọc được nhiều nhất {limit} trang. Xin tách tệp.',
  'reading.too-many-pixels':
    'Ảnh có {pixels} triệu điểm ảnh; đọc được nhiều nhất {limit} triệu. Xin chụp hoặc quét ở độ phân giải thấp hơn.',
  'reading.too-many-bytes': 'Tệp lớn hơn {limit} MB. Xin quét ở độ phân giải thấp hơn, hoặc tách tệp.',
  'reading.too-slow': 'Một trang mất hơn {limit} giây nên việc đọc đã dừng. Xin quét lại ở độ phân giải thấp hơn.'
} as const
export type TextKey = keyof typeof vi
