import { join } from 'node:path'
import { projectRoot } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { publishRevision } from './actions.ts'
import { demonstrationProcedures } from './demonstration/index.ts'
import type { ProcedureContent } from './model.ts'

/** The real procedures, where the shared data lie beside the project. */
export const REAL_PROCEDURES = join(
  process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'),
  'data',
  'procedures',
  'tthc.jsonl.gz'
)

/** A publishable procedure; the test says what matters. */
export const someContent = (overrides: Partial<ProcedureContent> = {}): ProcedureContent => {
  const base = demonstrationProcedures().find(({ content }) => content.code === '1.004873')!.content
  return { ...base, code: '1.900001', ...overrides }
}

/** Publishes one and answers its revision. */
export async function aProcedure(ctx: Ctx, overrides: Partial<ProcedureContent> = {}) {
  const published = await publishRevision(ctx, someContent(overrides))
  if (!published.ok) throw new Error(JSON.stringify(published.error))
  return published.value
}

const FIRST = [
  'Đăng ký',
  'Cấp',
  'Cấp lại',
  'Gia hạn',
  'Thay đổi',
  'Xác nhận',
  'Công nhận',
  'Thu hồi',
  'Điều chỉnh',
  'Thông báo'
]
const SECOND = [
  'giấy phép',
  'giấy chứng nhận',
  'chứng chỉ',
  'thẻ',
  'quyết định',
  'hồ sơ',
  'phù hiệu',
  'giấy xác nhận',
  'bản sao',
  'kết quả'
]
const THIRD = [
  'hoạt động nuôi trồng thủy sản',
  'kinh doanh dịch vụ lưu trú',
  'hành nghề thú y',
  'khai thác khoáng sản',
  'vận tải hành khách đường thủy',
  'thành lập trường mầm non tư thục',
  'sử dụng vật liệu nổ công nghiệp',
  'quan trắc môi trường',
  'giám định tư pháp',
  'bán buôn hàng hóa',
  'khuyến nông',
  'trợ giúp pháp lý'
]
const FOURTH = ['thuộc thẩm quyền cấp tỉnh', 'tại cấp xã', 'đối với tổ chức', 'đối với cá nhân', 'có yếu tố nước ngoài']

/** Names enough for a province: all different, made of the words procedures are really made of. */
export const inventedNames = (count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    [
      FIRST[at % 10],
      SECOND[Math.floor(at / 10) % 10],
      THIRD[Math.floor(at / 100) % 12],
      FOURTH[Math.floor(at / 1200) % 5]
    ].join(' ')
  )
