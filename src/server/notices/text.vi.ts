/** Words of the notices, Vietnamese. `{name}` is filled with a fact; `{you}` is Ông/Bà or Quý đơn vị. */
export const vi = {
  'you.person': 'Ông/Bà',
  'you.organisation': 'Quý đơn vị',
  'greeting.person': 'Kính gửi Ông/Bà {name},',
  'greeting.organisation': 'Kính gửi {name},',
  'closing.regards': 'Trân trọng,',
  'closing.phone': 'Điện thoại: {phone}',
  'closing.automatic': 'Thư này được gửi tự động, xin không trả lời thư này.',
  'label.code': 'Mã hồ sơ',
  'label.procedure': 'Thủ tục',
  'label.filed': 'Nộp lúc',
  'label.received': 'Tiếp nhận lúc',
  'label.due': 'Hẹn trả kết quả',
  'label.due-was': 'Ngày hẹn trước đây',
  'label.due-now': 'Ngày hẹn mới',
  'label.answer-was': 'Hạn bổ sung trước đây',
  'label.answer-now': 'Hạn bổ sung mới',
  'label.reason': 'Lý do',
  'label.article': 'Căn cứ',
  'label.amount': 'Số tiền',
  'label.number': 'Số văn bản kết quả',
  'value.amount': '{amount} đồng',
  'value.moment': '{time} ngày {day}',
  link: 'Theo dõi hồ sơ',

  'filed.subject': 'Đã nhận hồ sơ nộp trực tuyến {code}',
  'filed.lead': '{office} đã nhận được hồ sơ {you} nộp trực tuyến.',
  'filed.next': 'Chúng tôi sẽ kiểm tra và báo cho {you} khi hồ sơ được tiếp nhận hoặc cần bổ sung.',

  'received.subject': 'Đã tiếp nhận hồ sơ {code}',
  'received.lead': '{office} đã tiếp nhận hồ sơ của {you}.',
  'received.next': 'Khi có kết quả hoặc có thay đổi, chúng tôi sẽ báo ngay cho {you}.',

  'supplement-requested.subject': 'Hồ sơ {code} cần bổ sung',
  'supplement-requested.lead':
    'Chúng tôi đã xem hồ sơ của {you}. Để có thể giải quyết, đề nghị {you} bổ sung, hoàn thiện những nội dung sau:',
  'supplement-requested.accepted':
    'Khi nhận đủ nội dung bổ sung, chúng tôi sẽ giải quyết tiếp và báo lại ngày hẹn trả kết quả.',
  'supplement-requested.filed': 'Hồ sơ sẽ được tiếp nhận khi đã đầy đủ.',
  'supplement-requested.how': '{you} có thể bổ sung trên trang theo dõi hồ sơ hoặc tại nơi đã nộp hồ sơ.',

  'fee-due.subject': 'Hồ sơ {code} cần nộp phí, lệ phí',
  'fee-due.lead': 'Để hồ sơ được giải quyết tiếp, đề nghị {you} nộp khoản phí, lệ phí sau:',
  'fee-due.next': '{you} có thể nộp tại nơi đã nộp hồ sơ. Thông tin mới nhất có trên trang theo dõi hồ sơ.',

  'due-changed.subject': 'Thay đổi ngày hẹn trả kết quả hồ sơ {code}',
  'due-changed.lead': 'Ngày hẹn trả kết quả hồ sơ của {you} đã thay đổi như sau:',
  'due-changed.sorry': '{office} xin lỗi {you} vì không trả được kết quả theo ngày đã hẹn và mong {you} thông cảm.',
  'cause.supplement': 'Đã nhận đủ nội dung bổ sung; thời hạn giải quyết được tính lại theo quy định.',
  'cause.fee': 'Đã nhận được phí, lệ phí; thời hạn giải quyết được tính lại theo quy định.',
  'cause.other-agency': 'Đã có ý kiến của cơ quan liên quan; thời hạn giải quyết được tính lại theo quy định.',
  'cause.force-majeure': 'Sự kiện bất khả kháng đã chấm dứt; thời hạn giải quyết được tính lại theo quy định.',

  'answer-changed.subject': 'Thay đổi hạn bổ sung hồ sơ {code}',
  'answer-changed.lead': 'Hạn để {you} bổ sung hồ sơ đã thay đổi theo lịch làm việc như sau:',
  'answer-changed.next': 'Nếu quá hạn này mà chưa bổ sung, hồ sơ sẽ dừng giải quyết.',

  'result-ready.subject': 'Đã có kết quả hồ sơ {code}',
  'result-ready.lead': 'Hồ sơ của {you} đã có kết quả.',
  'result-ready.counter':
    'Mời {you} đến nhận kết quả tại {where}. Khi đến, xin mang theo giấy tiếp nhận hồ sơ và hẹn trả kết quả cùng giấy tờ tùy thân.',
  'result-ready.online': '{you} có thể nhận kết quả điện tử trên trang theo dõi hồ sơ sau khi đăng nhập.',
  'result-ready.post': 'Kết quả sẽ được gửi qua dịch vụ bưu chính đến địa chỉ {you} đã đăng ký.',

  'refused.subject': 'Kết quả giải quyết hồ sơ {code}',
  'refused.lead': 'Chúng tôi rất tiếc phải thông báo: hồ sơ của {you} không đủ điều kiện giải quyết.',
  'refused.because': 'Lý do:',
  'refused.paper': 'Mời {you} đến nhận văn bản trả lời tại {where}.',
  'refused.appeal':
    'Nếu không đồng ý với kết quả này, {you} có quyền khiếu nại hoặc khởi kiện theo quy định của pháp luật.',

  'not-accepted.subject': 'Hồ sơ {code} không được tiếp nhận',
  'not-accepted.lead': 'Chúng tôi rất tiếc chưa thể tiếp nhận hồ sơ của {you} vì những lý do sau:',
  'not-accepted.next': 'Khi đã khắc phục, {you} có thể nộp lại hồ sơ. Nếu cần hướng dẫn, xin liên hệ {office}.',

  'stopped.subject': 'Dừng giải quyết hồ sơ {code}',
  'stopped.lead': '{office} đã dừng giải quyết hồ sơ của {you}.',
  'stopped.next': 'Nếu cần giải thích thêm, xin liên hệ {office}.',

  'withdrawn.subject': 'Hồ sơ {code} đã được rút',
  'withdrawn.lead': 'Theo đề nghị của {you}, hồ sơ đã được rút và {office} dừng giải quyết.',
  'withdrawn.next': 'Nếu đã nộp giấy tờ bản giấy, mời {you} đến nơi đã nộp hồ sơ để nhận lại.',

  'label.login': 'Tên đăng nhập',
  'steering-note.subject': '{title}',
  'steering-note.link': 'Xem trên hệ thống',
  'label.address': 'Địa chỉ',
  'label.failures': 'Số lần gửi lỗi liên tiếp',
  'webhook-paused.subject': 'Đã tạm dừng gửi sự kiện cho một hệ thống',
  'webhook-paused.lead': 'Hệ thống nhận “{name}” không trả lời được nên việc gửi sự kiện (webhook) đã tạm dừng.',
  'webhook-paused.next':
    'Sau khi bên nhận khắc phục, xin mở trang quản trị và cho gửi tiếp. Sự kiện trong thời gian tạm dừng đọc lại được từ dòng sự kiện.',
  'webhook-paused.link': 'Mở trang quản trị',
  'label.letter': 'Tiêu đề thư',
  'label.arrived': 'Đến lúc',
  'letter-refused.subject': 'Một số tệp gửi kèm thư chưa được nhận',
  'letter-refused.lead': '{office} đã nhận thư của {you}, nhưng những tệp sau đây chưa nhận được:',
  'letter-refused.next':
    'Các tệp khác trong thư (nếu có) đã được nhận và đang chờ cán bộ xem. Xin sửa theo hướng dẫn trên rồi gửi lại riêng các tệp này trong một thư mới. Thư điện tử chưa phải là hồ sơ đã nộp; hồ sơ được tính từ khi có giấy tiếp nhận.',
  'letter-dismissed.subject': 'Trả lời thư gửi {office}',
  'letter-dismissed.lead': '{office} đã xem thư của {you} và không tiếp tục xử lý thư này.',
  'letter-dismissed.next': 'Nếu cần giải thích thêm, xin liên hệ {office} hoặc đến trực tiếp Bộ phận Một cửa.',
  'number-taken.subject': 'Số định danh không còn gắn với tài khoản này',
  'number-taken.lead':
    'Một người vừa chứng minh bằng hệ thống định danh rằng số định danh khai trên tài khoản của {you} là của mình. Số đó chưa từng được xác thực ở đây nên không còn gắn với tài khoản này.',
  'number-taken.kept': 'Hồ sơ đã nộp từ tài khoản này vẫn ở tài khoản này; tên đăng nhập và mật khẩu không đổi.',
  'number-taken.next':
    'Nếu đó chính là {you}, hãy đăng nhập bằng định danh; nếu khai nhầm số, hãy sửa lại tại bộ phận một cửa.',
  'number-taken.link': 'Đăng nhập',
  'password-code.subject': 'Mã đặt lại mật khẩu',
  'password-code.lead': 'Mã đặt lại mật khẩu của {you} là:',
  'password-code.limit': 'Mã có hiệu lực trong {minutes} phút và chỉ dùng được một lần.',
  'password-code.care':
    'Xin không cho bất kỳ ai biết mã này, kể cả cán bộ. Nếu {you} không yêu cầu đặt lại mật khẩu, xin bỏ qua thư này; mật khẩu không thay đổi.'
} as const
export type TextKey = keyof typeof vi
