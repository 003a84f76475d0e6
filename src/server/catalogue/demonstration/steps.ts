import type { Words } from '#server/platform/index.ts'
import type { Sketch } from './sketch.ts'

const FILE: Words = {
  vi: 'Nộp hồ sơ tại Bộ phận Một cửa, qua bưu chính công ích hoặc trực tuyến. Có thể nộp ở bất kỳ Bộ phận Một cửa nào trong tỉnh.',
  en: 'File at a one-stop desk, by public post or online. Any one-stop desk of the province accepts it.'
}
const CHECK: Words = {
  vi: 'Người tiếp nhận kiểm tra giấy tờ ngay. Thiếu hoặc sai thì hướng dẫn một lần, đầy đủ, bằng phiếu ghi rõ lý do; đủ thì cấp giấy tiếp nhận có mã số hồ sơ và giờ hẹn.',
  en: 'The desk checks the papers at once. What is missing is told once, in full and in writing; otherwise you get a receipt with a code and the hour of the result.'
}
const RETURN: Words = {
  vi: 'Nhận kết quả tại nơi đã chọn hoặc bản điện tử. Nếu có thể trễ, cơ quan phải xin lỗi và hẹn lại trước ít nhất một ngày.',
  en: 'Collect the result where you chose, or electronically. Should it be late, the agency apologises and gives a new date at least a day before.'
}
const AT_ONCE: Words[] = [
  { vi: 'Xuất trình giấy tờ tại Bộ phận Một cửa.', en: 'Show the papers at the one-stop desk.' },
  {
    vi: 'Người tiếp nhận đối chiếu, trình ký, đóng dấu, ghi sổ và trả kết quả ngay; nhận sau 15 giờ thì có thể trả vào ngày làm việc tiếp theo.',
    en: 'The desk compares, has it signed and sealed, enters it in the register and hands it back; after 15:00 it may be the next working day.'
  }
]
const SETTLE = {
  commune: {
    vi: 'Công chức chuyên môn cấp xã thẩm tra, khai thác dữ liệu dùng chung, trình Chủ tịch Ủy ban nhân dân cấp xã ký.',
    en: 'The commune officer verifies, looks up the shared databases and submits to the chair of the commune.'
  },
  department: {
    vi: 'Phòng chuyên môn thụ lý, thẩm định; lãnh đạo phòng rà soát; lãnh đạo cơ quan ký; văn thư vào số và phát hành.',
    en: 'The division handles and appraises; its head reviews; the head of the agency signs; the clerk numbers and issues it.'
  }
} as const satisfies Record<string, Words>
const CONSULT: Words = {
  vi: 'Cơ quan chủ trì lấy ý kiến cơ quan liên quan, nêu rõ nội dung và thời hạn trả lời; việc lấy ý kiến nằm trong thời hạn chung.',
  en: 'The lead agency asks the agencies concerned, stating what and until when; this time is within the limit.'
}
const LINKED: Words = {
  vi: 'Hồ sơ điện tử được gửi cùng lúc đến các cơ quan liên thông; người dân chỉ nộp một lần và nhận kết quả một nơi.',
  en: 'The electronic dossier goes to all linked agencies at the same time; you file once and collect in one place.'
}

/** How a procedure goes, told to the applicant in four to five steps. */
export function stepsOf(sketch: Pick<Sketch, 'limit' | 'settles' | 'process'>): Words[] {
  if (sketch.limit === 'at-once') return AT_ONCE
  const settle = SETTLE[sketch.settles === 'commune' ? 'commune' : 'department']
  const between = sketch.process === 'so-lay-y-kien' ? [CONSULT] : sketch.process === 'lien-thong' ? [LINKED] : []
  return [FILE, CHECK, ...between, settle, RETURN]
}
