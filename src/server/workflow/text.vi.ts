import type { IMPORT_REMARKS } from './import.model.ts'
import type { Role, StepKind } from './model.ts'
import type { MoveRefusal, PROCESS_FAULTS } from './refusals.ts'
import type { KnownOutcome } from './outcomes.ts'

type Steps =
  | 'receive'
  | 'handle'
  | 'settle'
  | 'assign'
  | 'appraise'
  | 'consult'
  | 'conclude'
  | 'review'
  | 'sign'
  | 'seal'
  | 'supplement'
  | 'return'
export type TextKey =
  | `step.${Steps}`
  | `role.${Role}`
  | `kind.${StepKind}`
  | `outcome.${KnownOutcome}`
  | `refusal.${MoveRefusal['code'] | 'process-invalid' | 'process-unknown' | 'forbidden'}`
  | `fault.${(typeof PROCESS_FAULTS)[number]}`
  | `remark.${(typeof IMPORT_REMARKS)[number]}`

/** Words of the workflow, Vietnamese. `{name}` is filled with a fact. */
export const vi = {
  'step.receive': 'Tiếp nhận hồ sơ và chuyển xử lý',
  'step.handle': 'Thẩm định hồ sơ, dự thảo kết quả',
  'step.settle': 'Kiểm tra, giải quyết ngay',
  'step.assign': 'Phân công xử lý hồ sơ',
  'step.appraise': 'Thẩm định hồ sơ, dự thảo kết quả',
  'step.consult': 'Cho ý kiến phối hợp',
  'step.conclude': 'Tổng hợp ý kiến, hoàn thiện dự thảo',
  'step.review': 'Xem xét dự thảo kết quả',
  'step.sign': 'Ký duyệt kết quả',
  'step.seal': 'Lấy số, đóng dấu, chuyển kết quả',
  'step.supplement': 'Chờ người nộp bổ sung hồ sơ',
  'step.return': 'Trả kết quả',
  'role.one-stop-officer': 'Công chức Bộ phận Một cửa',
  'role.handler': 'Công chức thụ lý',
  'role.division-head': 'Lãnh đạo phòng',
  'role.agency-head': 'Lãnh đạo cơ quan',
  'role.chair': 'Lãnh đạo Ủy ban nhân dân',
  'role.clerk': 'Văn thư',
  'role.consulted': 'Cơ quan được lấy ý kiến',
  'role.council': 'Hội đồng, tổ thẩm định',
  'role.applicant': 'Người nộp hồ sơ',
  'role.system': 'Hệ thống',
  'role.other': 'Theo quy trình được công bố',
  'kind.user': 'Công việc',
  'kind.sign': 'Ký duyệt',
  'kind.wait-applicant': 'Chờ người nộp hồ sơ',
  'kind.wait-agency': 'Chờ cơ quan khác',
  'kind.return-result': 'Trả kết quả',
  'kind.timer': 'Chờ đến hạn',
  'kind.service': 'Hệ thống thực hiện',
  'outcome.done': 'Hoàn thành',
  'outcome.approve': 'Đồng ý',
  'outcome.return': 'Trả lại để làm lại',
  'outcome.supplement': 'Yêu cầu bổ sung hồ sơ',
  'outcome.received': 'Đã nhận',
  'outcome.returned': 'Đã trả kết quả',
  'outcome.elapsed': 'Đã hết thời gian',
  'refusal.forbidden': 'Tài khoản này không được quản lý quy trình.',
  'refusal.process-invalid': 'Quy trình chưa chạy được. Hãy sửa các lỗi nêu bên dưới.',
  'refusal.process-unknown': 'Không có phiên bản quy trình này.',
  'refusal.token-missing': 'Bước này không còn đang mở.',
  'refusal.token-ambiguous': 'Bước {step} đang mở ở nhiều nơi; hãy chọn đúng nơi.',
  'refusal.outcome-unknown': 'Bước này không có quyết định “{outcome}”.',
  'refusal.step-unknown': 'Quy trình không có bước {step}.',
  'refusal.step-not-earlier': 'Chỉ được trả về bước đã qua; bước {step} không phải bước trước.',
  'refusal.step-in-other-branch': 'Không trả về được bước {step} vì bước đó thuộc nhánh song song khác.',
  'refusal.step-not-waiting': 'Bước {step} không phải bước chờ.',
  'refusal.timer-unknown': 'Bước {step} không có hẹn giờ {timer}.',
  'refusal.condition-failed': 'Không tính được điều kiện của đường {flow}: {why}',
  'refusal.process-endless': 'Quy trình đi vòng không dừng; hãy báo người quản trị.',
  'refusal.model-broken': 'Quy trình bị hỏng: {why}',
  'fault.xml-broken': 'Tệp không phải BPMN hợp lệ: {detail}',
  'fault.xml-too-large': 'Tệp quá lớn.',
  'fault.id-repeated': 'Mã “{at}” được dùng cho nhiều phần tử.',
  'fault.reference-missing': 'Phần tử “{at}” trỏ tới phần tử không có: {detail}',
  'fault.process-missing': 'Tệp không có quy trình nào.',
  'fault.several-processes': 'Tệp có nhiều quy trình; chỉ một quy trình được đánh dấu chạy được.',
  'fault.element-unsupported': '“{name}” ({at}): chưa hỗ trợ loại phần tử {detail}.',
  'fault.start-missing': 'Quy trình không có điểm bắt đầu.',
  'fault.several-starts': 'Quy trình có nhiều điểm bắt đầu ({at}).',
  'fault.end-missing': 'Quy trình không có điểm kết thúc.',
  'fault.node-unreachable': '“{name}” ({at}) không bao giờ được đi tới.',
  'fault.end-unreachable': 'Từ “{name}” ({at}) không đi tới được điểm kết thúc.',
  'fault.flow-out-missing': '“{name}” ({at}) không có đường đi tiếp.',
  'fault.flow-out-several': '“{name}” ({at}) có nhiều đường đi ra; hãy dùng cổng rẽ nhánh.',
  'fault.start-entered': 'Không được có đường đi vào điểm bắt đầu ({at}).',
  'fault.choice-without-default': 'Cổng “{name}” ({at}) chưa có đường mặc định.',
  'fault.flow-without-condition': 'Đường {at} đi ra từ cổng “{name}” chưa có điều kiện.',
  'fault.condition-not-at-choice': 'Đường {at} có điều kiện nhưng không đi ra từ cổng chọn.',
  'fault.condition-broken': 'Điều kiện của đường {at} sai cú pháp FEEL: {detail}',
  'fault.condition-not-repeatable': 'Điều kiện của đường {at} dùng {detail}(), mỗi lần tính một kết quả khác.',
  'fault.parallel-mixed': 'Cổng song song “{name}” ({at}) vừa gộp vừa tách; hãy dùng hai cổng.',
  'fault.parallel-not-nested': '“{name}” ({at}) được đi vào từ cả trong và ngoài một nhánh song song.',
  'fault.join-mismatched': 'Cổng gộp “{name}” ({at}) không gộp đúng các nhánh của một cổng tách.',
  'fault.end-inside-parallel': 'Nhánh song song kết thúc ở “{name}” ({at}) mà chưa gộp lại.',
  'fault.cycle-without-step': 'Các cổng quanh “{name}” ({at}) đi vòng mà không qua bước nào.',
  'fault.name-missing': 'Bước {at} chưa có tên.',
  'fault.role-missing': 'Bước “{name}” ({at}) chưa có vai trò thực hiện.',
  'fault.role-unknown': 'Bước “{name}” ({at}): không có vai trò “{detail}”.',
  'fault.kind-unknown': 'Bước “{name}” ({at}): không có loại bước “{detail}”.',
  'fault.unit-unknown': 'Bước “{name}” ({at}): mã đơn vị “{detail}” không hợp lệ.',
  'fault.norm-broken': '“{name}” ({at}): thời gian “{detail}” không hợp lệ.',
  'fault.outcome-broken': 'Bước “{name}” ({at}): quyết định “{detail}” thiếu tên, sai mã hoặc trùng mã.',
  'fault.return-broken': 'Bước “{name}” ({at}): không trả về được ({detail}).',
  'fault.field-broken': 'Bước “{name}” ({at}): trường dữ liệu “{detail}” không hợp lệ.',
  'fault.timer-broken': '“{name}” ({at}): hẹn giờ thiếu thời gian hoặc đường đi ra.',
  'remark.not-json': 'Dòng không phải JSON: {detail}',
  'remark.not-a-process': 'Dòng không phải quy trình: {detail}',
  'remark.process-invalid': 'Quy trình không chạy được: {detail}',
  'remark.noise-row': 'Dòng {row} của bảng không phải bước công việc, đã bỏ qua: {detail}',
  'remark.role-unknown': 'Bước {row}: không nhận ra vai trò, giữ nguyên văn: {detail}',
  'remark.several-roles': 'Bước {row} nêu nhiều vai trò, giao cho vai trò rõ nhất: {detail}',
  'remark.time-missing': 'Bước {row} để trống thời gian; coi như không tính.',
  'remark.time-unreadable': 'Bước {row}: không đọc được thời gian “{detail}”; coi như không tính.',
  'remark.time-differs': 'Bước {row}: chữ và số về thời gian khác nhau: {detail}',
  'remark.days-read-as-office-time': '“Ngày” được hiểu là ngày làm việc vì quy trình nói vậy hoặc chia nhỏ ngày.',
  'remark.days-read-as-calendar-days': '“Ngày” được hiểu là ngày theo lịch.',
  'remark.step-number-repeated': 'Bước {row} lặp số thứ tự “{detail}”.',
  'remark.stage-sum-differs': 'Tổng thời gian các bước của một cấp không bằng số đã công bố: {detail}',
  'remark.total-missing': 'Quy trình không nêu tổng thời gian.',
  'remark.total-differs': 'Tổng thời gian các bước không bằng tổng đã công bố: {detail}',
  'remark.signature-missing': 'Không thấy bước lãnh đạo quyết định.',
  'remark.approval-in-words': 'Bước {row}: việc phê duyệt của lãnh đạo nằm trong bước của chuyên viên: {detail}',
  'remark.return-missing': 'Bước cuối không phải trả kết quả tại Bộ phận Một cửa.',
  'remark.unit-in-words': 'Bước {row}: đơn vị chỉ nêu bằng lời, cần gán mã: {detail}',
  'remark.several-procedures': 'Một quy trình dùng cho nhiều thủ tục: {detail}',
  'remark.name-missing': 'Không có tên thủ tục, giữ nguyên tiêu đề: {detail}',
  'remark.table-repeated': 'Bảng này giống hệt dòng {detail}; giữ thành một quy trình riêng.'
} as const satisfies Record<TextKey, string>
