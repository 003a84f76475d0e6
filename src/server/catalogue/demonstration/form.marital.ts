import type { FormSchema } from '../form.model.ts'
import type { Paper } from '../model.ts'
import { applicantPart, count, day, each, form, line, one, part, personNumber, yes } from './questions.ts'

/** Certificate of marital status: for whom, since when in which state, where they lived, and what it is for. */
export const maritalForm = (papers: readonly Paper[]): FormSchema =>
  form('xac_nhan_tinh_trang_hon_nhan', papers, [
    applicantPart(),
    part('Người được xác nhận', 'Person concerned', [
      yes('lam_thay', 'Tôi làm thay người khác', 'I act for somebody else'),
      line('ho_ten_nguoi_duoc_cap', 'Họ tên người được cấp giấy', 'Name of the person', {
        hide: '=not(lam_thay = true)'
      }),
      personNumber('so_dinh_danh_nguoi_duoc_cap', 'Số định danh của người được cấp giấy', 'Personal number', {
        hide: '=not(lam_thay = true)'
      }),
      one('tinh_trang', 'Tình trạng hôn nhân', 'Marital status', [
        ['chua_ket_hon', 'Chưa đăng ký kết hôn với ai', 'Never married'],
        ['da_ly_hon', 'Đã ly hôn, chưa kết hôn lại', 'Divorced'],
        ['goa', 'Vợ hoặc chồng đã chết, chưa kết hôn lại', 'Widowed'],
        ['dang_co', 'Đang có vợ hoặc có chồng', 'Married']
      ]),
      line('so_ban_an', 'Số bản án, quyết định ly hôn', 'Number of the divorce decision', {
        hide: '=tinh_trang != "da_ly_hon"'
      }),
      day('ngay_ban_an', 'Ngày có hiệu lực', 'In force since', { hide: '=tinh_trang != "da_ly_hon"' }),
      line('ho_ten_vo_chong', 'Họ tên vợ hoặc chồng', 'Name of the spouse', {
        hide: '=tinh_trang != "goa" and tinh_trang != "dang_co"'
      })
    ]),
    each('noi_da_cu_tru', 'Các nơi đã thường trú từ khi đủ tuổi kết hôn', 'Homes since marriageable age', [
      line('dia_chi', 'Địa chỉ', 'Address'),
      day('tu_ngay', 'Từ ngày', 'From'),
      day('den_ngay', 'Đến ngày', 'Until', { optional: true })
    ]),
    part('Mục đích', 'Purpose', [
      one('muc_dich', 'Dùng để', 'To be used for', [
        ['ket_hon', 'Đăng ký kết hôn', 'Marriage'],
        ['mua_ban', 'Giao dịch nhà đất, vay vốn', 'Property or loan'],
        ['khac', 'Việc khác', 'Other']
      ]),
      line('nguoi_se_ket_hon', 'Họ tên người dự định kết hôn', 'Name of the intended spouse', {
        hide: '=muc_dich != "ket_hon"'
      }),
      line('noi_ket_hon', 'Nơi dự định đăng ký kết hôn', 'Where the marriage will be registered', {
        hide: '=muc_dich != "ket_hon"'
      }),
      line('muc_dich_khac', 'Nói rõ mục đích', 'State the purpose', { hide: '=muc_dich != "khac"' }),
      yes('da_duoc_cap', 'Trước đây đã được cấp giấy này', 'I was given this certificate before'),
      count('so_ban', 'Số bản cần cấp', 'Copies wanted', { min: 1, max: 10 })
    ])
  ])
