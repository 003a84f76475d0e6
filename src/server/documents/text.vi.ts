/** Words of the files, Vietnamese. `{name}` is filled with a fact. */
export const vi = {
  'upload.too-large': 'Tệp lớn hơn {limit}. Hãy chụp hoặc quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp.',
  'upload.file-empty': 'Tệp không có nội dung. Hãy chọn lại tệp.',
  'upload.type-not-allowed': 'Không nhận loại tệp này. Các loại được nhận: {allowed}.',
  'upload.disk-full': 'Hệ thống tạm thời không lưu được tệp. Xin thử lại sau ít phút.',
  'upload.files-away':
    'Kho lưu tệp tạm thời không trả lời nên tệp chưa được nhận. Xin thử lại sau ít phút; những gì đã nhập vẫn còn.',
  'upload.upload-broken-off': 'Việc tải tệp lên bị gián đoạn. Xin tải lại.',
  'upload.broken':
    'Tệp bị hỏng hoặc thiếu một phần nên không mở được hết. Hãy quét lại hoặc lấy lại tệp gốc, mở xem thử rồi nộp lại.',
  'upload.pdf-encrypted':
    'Tệp PDF có mật khẩu hoặc bị khóa quyền. Hãy mở tệp bằng mật khẩu, chọn In → Lưu thành PDF (không đặt mật khẩu), rồi nộp tệp mới.',
  'upload.pdf-script':
    'Tệp PDF có chứa mã lệnh (JavaScript) nên không nhận. Hãy mở tệp, chọn In → Lưu thành PDF, rồi nộp tệp mới.',
  'upload.pdf-launch':
    'Tệp PDF có lệnh chạy chương trình hoặc có phim, âm thanh nên không nhận. Hãy mở tệp, chọn In → Lưu thành PDF, rồi nộp tệp mới.',
  'upload.pdf-xfa':
    'Tệp PDF là biểu mẫu động (XFA), nhiều máy không mở được. Hãy mở bằng Adobe Reader, chọn In → Lưu thành PDF, rồi nộp tệp mới.',
  'upload.pdf-attachments':
    'Tệp PDF có {count} tệp đính kèm bên trong nên không nhận. Hãy lưu từng tệp đính kèm ra ngoài, nộp riêng từng tệp, và nộp bản PDF không có tệp đính kèm.',
  'upload.too-many-pages': 'Tệp có {pages} trang; mỗi tệp được nhiều nhất {limit} trang. Hãy tách thành nhiều tệp.',
  'upload.too-many-pixels':
    'Ảnh có {pixels} triệu điểm ảnh; nhận nhiều nhất {limit} triệu. Hãy đặt máy ảnh ở độ phân giải thấp hơn (12 triệu điểm ảnh là đủ) hoặc dùng nút “Chụp bằng máy ảnh”.',
  'upload.bomb':
    'Tệp có phần nén bất thường, mở ra lớn hơn mức cho phép nhiều lần, nên không nhận. Hãy in ra PDF mới hoặc quét lại từ bản giấy.',
  'upload.too-heavy':
    'Tệp quá nặng nên không kiểm tra được trong giới hạn thời gian và bộ nhớ. Hãy quét lại ở 200–300 dpi hoặc tách thành nhiều tệp.',
  'upload.infected': 'Tệp chứa mã độc ({virus}) nên không được nhận. Xin quét vi-rút máy của mình, rồi nộp tệp sạch.',
  'upload.scanner-away': 'Tạm thời chưa kiểm tra được vi-rút nên chưa nhận tệp. Xin thử lại sau ít phút.',
  'upload.file-withheld.waiting': 'Tệp đang chờ quét vi-rút nên chưa dùng được. Xin thử lại sau ít phút.',
  'upload.file-withheld.infected':
    'Máy quét vi-rút phát hiện mã độc trong tệp này nên tệp không được dùng. Xin nộp lại tệp sạch.',
  'upload.files-gone': 'Tệp không còn. Xin chọn lại tệp.',
  'files.title': 'Kho tệp',
  'files.lead':
    'Tình trạng các tệp đang lưu: nơi lưu, mã hóa, đối chiếu nội dung, quét vi-rút, và những tệp hỏng, mất hoặc bị giữ lại.',
  'files.count': 'Số tệp',
  'files.bytes': 'Dung lượng',
  'files.checked': 'Đã đối chiếu',
  'files.checked.value': '{checked}/{files}; mỗi tệp được đọc lại trong vòng {days} ngày',
  'files.oldest': 'Lần đối chiếu xa nhất',
  'files.key': 'Khóa đang dùng có từ',
  'files.walk': 'Đưa tệp về khóa đang dùng',
  'files.walk.done': 'xong lúc {time}: {rewrapped} tệp đổi khóa, {sealed} tệp mới được mã hóa, {damaged} tệp hỏng',
  'files.walk.on': 'đang làm, ngăn {shelf}/256, {files} tệp',
  'files.walk.none': 'chưa chạy; chạy mỗi đêm',
  'files.never': 'chưa có',
  'files.found': 'Tệp hỏng hoặc mất',
  'files.found.none': 'Không có tệp nào hỏng hoặc mất',
  'files.found.advice':
    'Lấy lại tệp từ bản sao lưu, hoặc nộp lại đúng tệp đó: tệp cùng nội dung thay cho tệp hỏng. Đêm nào tệp hỏng cũng được đọc lại.',
  'files.file': 'Tệp',
  'files.damage': 'Tình trạng',
  'files.dossiers': 'Hồ sơ',
  'files.foundAt': 'Phát hiện lúc',
  'files.where': 'Nơi lưu',
  'files.scrub': 'Lần đối chiếu gần nhất',
  'files.scrub.none': 'chưa chạy; chạy mỗi đêm',
  'files.scrub.good': '{time}: đọc {checked} tệp, không có tệp nào hỏng hoặc mất',
  'files.scrub.bad': '{time}: đọc {checked} tệp, {bad} tệp hỏng hoặc mất',
  'files.virus': 'Quét vi-rút',
  'files.virus.set': 'Tệp được quét khi nhận (CLAMD).',
  'files.virus.none': 'Chưa đặt máy quét vi-rút (CLAMD).',
  'files.virus.waiting': '{waiting} tệp đang chờ quét, lâu nhất từ {time}.',
  'files.withheld': 'Tệp bị giữ lại vì có mã độc',
  'files.withheld.none': 'Không có tệp nào bị giữ lại',
  'files.withheld.advice':
    '{count} tệp có mã độc được giữ lại, không ai mở được. Xin yêu cầu người nộp gửi lại tệp sạch.',
  'files.virus-name': 'Mã độc',
  'files.belongs': 'Thuộc về',
  'files.since': 'Giữ từ',
  'files.use.draft': 'hồ sơ đang soạn',
  'files.use.scan': 'bản quét chờ phân loại',
  'files.use.scan-portion': 'bản quét chờ phân loại',
  'files.use.mail': 'thư điện tử',
  'files.use.paper': 'giấy tờ trong kho',
  'files.use.paper-batch': 'đợt số hóa kết quả cũ',
  'files.use.publication': 'tin, bài',
  'files.use.reform-task': 'nhiệm vụ cải cách',
  'files.use.directive': 'văn bản giao việc',
  'files.use.index-component': 'minh chứng chỉ số',
  'files.use.signature': 'văn bản chờ ký',
  'files.use.destruction-list': 'danh mục tiêu hủy',
  'files.use.other': 'việc khác',
  'files.use.nobody': 'không còn dùng ở đâu',
  'files.damage.missing': 'không còn tệp',
  'files.damage.altered': 'nội dung đã bị thay đổi',
  'files.damage.cut-short': 'đoạn cuối bị thay đổi hoặc bị cắt',
  'files.damage.key-unknown': 'không có khóa để mở',
  'files.damaged.title': 'Có tệp lưu trữ bị hỏng hoặc mất',
  'files.damaged.lead': 'Việc đối chiếu kho tệp phát hiện {count} tệp hỏng hoặc mất. Xin lấy lại từ bản sao lưu.',
  'files.damaged.nobody': 'không thuộc hồ sơ nào',
  'files.infected.title': 'Tệp trong hồ sơ có mã độc',
  'files.infected.lead':
    'Máy quét vi-rút phát hiện mã độc ({virus}) trong tệp đã nhận lúc máy quét nghỉ. Tệp được giữ lại, không ai mở được. Xin yêu cầu người nộp gửi lại tệp sạch và kiểm tra máy đã nộp tệp.',
  'reading.broken': 'Tệp bị hỏng hoặc thiếu phần cuối nên không đọc được. Xin quét lại, hoặc lấy lại tệp gốc.',
  'reading.encrypted': 'Tệp PDF có mật khẩu nên không đọc được. Xin gỡ mật khẩu rồi nộp lại.',
  'reading.not-readable-type': 'Chỉ đọc được PDF, JPEG, PNG, TIFF và HEIC.',
  'reading.heic':
    'Chưa đọc được ảnh HEIC (ảnh của iPhone): hệ thống này không cài bộ giải mã HEVC. Xin đặt máy ảnh ở chế độ “Tương thích nhất” hoặc gửi ảnh JPEG.',
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
