/** The columns of dossiers in the order they are written; a heading may be the key or the Vietnamese title. */
export const DOSSIER_COLUMNS = [
  { key: 'source', title: 'Hệ thống nguồn' },
  { key: 'code', title: 'Mã hồ sơ' },
  { key: 'national_code', title: 'Mã hồ sơ quốc gia' },
  { key: 'procedure', title: 'Mã thủ tục' },
  { key: 'procedure_name', title: 'Tên thủ tục' },
  { key: 'applicant_name', title: 'Người nộp' },
  { key: 'applicant_number', title: 'Số định danh' },
  { key: 'receiving_unit', title: 'Đơn vị tiếp nhận' },
  { key: 'settling_unit', title: 'Đơn vị giải quyết' },
  { key: 'state', title: 'Trạng thái' },
  { key: 'channel', title: 'Kênh' },
  { key: 'filed_at', title: 'Ngày nộp' },
  { key: 'received_at', title: 'Ngày tiếp nhận' },
  { key: 'due_at', title: 'Ngày hẹn trả' },
  { key: 'finished_at', title: 'Ngày kết thúc xử lý' },
  { key: 'returned_at', title: 'Ngày trả' },
  { key: 'source_time', title: 'Cập nhật lúc' },
  { key: 'history', title: 'Quá trình xử lý' }
] as const
export type DossierColumn = (typeof DOSSIER_COLUMNS)[number]['key']

export const UNIT_COLUMNS = [
  { key: 'code', title: 'Mã đơn vị' },
  { key: 'name', title: 'Tên đơn vị' },
  { key: 'nameEn', title: 'Tên tiếng Anh' },
  { key: 'kind', title: 'Loại' },
  { key: 'parent', title: 'Đơn vị cấp trên' },
  { key: 'receives', title: 'Tiếp nhận' },
  { key: 'settles', title: 'Giải quyết' },
  { key: 'address', title: 'Địa chỉ' },
  { key: 'phone', title: 'Điện thoại' },
  { key: 'from', title: 'Từ ngày' }
] as const

export const PROCEDURE_COLUMNS = [
  { key: 'code', title: 'Mã thủ tục' },
  { key: 'name', title: 'Tên thủ tục' },
  { key: 'field', title: 'Lĩnh vực' },
  { key: 'levels', title: 'Cấp thực hiện' },
  { key: 'agency', title: 'Cơ quan thực hiện' },
  { key: 'serviceLevel', title: 'Mức độ dịch vụ công' },
  { key: 'status', title: 'Tình trạng' },
  { key: 'validFrom', title: 'Từ ngày' }
] as const

export const KINDS = ['dossiers', 'units', 'procedures'] as const
export type Kind = (typeof KINDS)[number]
export const FORMATS = ['csv', 'jsonl', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]
export type Column = { readonly key: string; readonly title: string }
export const COLUMNS = {
  dossiers: DOSSIER_COLUMNS,
  units: UNIT_COLUMNS,
  procedures: PROCEDURE_COLUMNS
} as const satisfies Record<Kind, readonly Column[]>
