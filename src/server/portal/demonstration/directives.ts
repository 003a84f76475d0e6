import type { DocumentKind } from '../model.ts'

/** An invented document of the demonstration; `days` ago it was issued, two days later it was published. */
export type ToldDirective = {
  readonly kind: DocumentKind
  readonly said: string
  readonly number: string
  readonly issuer: string
  readonly post: string
  readonly signer: string
  readonly title: string
  readonly summary: string
  readonly lines: readonly string[]
  readonly days: number
}

const CHAIR = { issuer: 'Ủy ban nhân dân tỉnh Sông Mơ', post: 'Chủ tịch', signer: 'Lê Minh Quân' } as const

export const DIRECTIVES: readonly ToldDirective[] = [
  {
    ...CHAIR,
    kind: 'directive',
    said: 'Chỉ thị',
    number: '05/CT-UBND',
    title: 'Về việc trả kết quả đúng hẹn và xin lỗi khi chậm trễ',
    summary:
      'Yêu cầu mọi cơ quan trả kết quả đúng hẹn; hồ sơ sắp quá hạn phải có thư xin lỗi và hẹn lại **trước** ngày hẹn.',
    lines: [
      'Để người dân và doanh nghiệp biết trước khi nào có kết quả, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:',
      '1. Người đứng đầu cơ quan xem danh sách hồ sơ sắp đến hạn vào đầu mỗi ngày làm việc.',
      '2. Hồ sơ không thể xong đúng hẹn phải có thư xin lỗi và hẹn lại ít nhất một ngày làm việc trước khi hết hạn; chỉ hẹn lại một lần.',
      '3. Danh sách chậm hạn của tháng được công bố công khai, kèm số hồ sơ đã giải quyết.'
    ],
    days: 12
  },
  {
    ...CHAIR,
    kind: 'plan',
    said: 'Kế hoạch',
    number: '118/KH-UBND',
    title: 'Mở điểm tiếp nhận lưu động tại các thôn xa trụ sở',
    summary: 'Kế hoạch sáu tháng cho bảy xã có thôn cách trụ sở trên mười cây số; mỗi thôn ít nhất hai buổi một tháng.',
    lines: [
      'Mục đích: người dân ở xa nộp hồ sơ và nhận kết quả mà không phải đi quá ba cây số.',
      'Các xã lập lịch, niêm yết tại nhà văn hóa thôn và thông báo trên loa.',
      'Sở Nội vụ tổng hợp số hồ sơ, số lượt người và chi phí vào ngày 25 hằng tháng.'
    ],
    days: 40
  },
  {
    issuer: 'Văn phòng Ủy ban nhân dân tỉnh Sông Mơ',
    post: 'Chánh Văn phòng',
    signer: 'Vũ Đình Khải',
    kind: 'official-letter',
    said: 'Công văn',
    number: '742/VP-KSTT',
    title: 'Về việc rà soát giấy tờ mà cơ quan nhà nước tự tra cứu được',
    summary: 'Đề nghị các sở rà soát thành phần hồ sơ, bỏ giấy tờ đã có trong cơ sở dữ liệu dùng chung.',
    lines: [
      'Văn phòng đề nghị các sở rà soát thành phần hồ sơ của từng thủ tục, đánh dấu giấy tờ đã có trong cơ sở dữ liệu dùng chung.',
      'Kết quả gửi về Phòng Kiểm soát thủ tục hành chính trước ngày 10 tháng sau để trình công bố.'
    ],
    days: 75
  }
]
