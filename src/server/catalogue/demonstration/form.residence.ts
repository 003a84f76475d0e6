import type { FormSchema } from '../form.model.ts'
import type { Paper } from '../model.ts'
import { applicantPart, day, each, form, line, one, part, personNumber, yes } from './questions.ts'

/** Temporary residence: one person, a household or a list, in whose home and for how long. */
export const temporaryResidenceForm = (papers: readonly Paper[]): FormSchema =>
  form('dang_ky_tam_tru', papers, [
    applicantPart(),
    part('Chỗ ở', 'Home', [
      one('cach_dang_ky', 'Đăng ký cho', 'Register', [
        ['ca_nhan', 'Một mình tôi', 'Myself'],
        ['ho_gia_dinh', 'Tôi và người trong hộ', 'Me and my household'],
        ['danh_sach', 'Theo danh sách (cơ quan, khu trọ)', 'A list (employer, hostel)']
      ]),
      line('dia_chi_tam_tru', 'Địa chỉ tạm trú', 'Temporary address'),
      one('loai_cho_o', 'Chỗ ở hợp pháp là', 'The home is', [
        ['so_huu', 'Của tôi hoặc gia đình', 'My own'],
        ['thue', 'Thuê', 'Rented'],
        ['o_nho', 'Mượn, ở nhờ', 'Lent']
      ]),
      line('ho_ten_chu_nha', 'Họ tên chủ nhà', 'Name of the owner', { hide: '=loai_cho_o = "so_huu"' }),
      personNumber('so_dinh_danh_chu_nha', 'Số định danh của chủ nhà', 'Personal number of the owner', {
        hide: '=loai_cho_o = "so_huu"',
        optional: true
      }),
      day('tu_ngay', 'Tạm trú từ ngày', 'From'),
      day('den_ngay', 'Đến ngày (không quá 02 năm)', 'Until (at most two years)')
    ]),
    each(
      'nguoi_cung_tam_tru',
      'Người cùng đăng ký',
      'Others to register',
      [
        line('ho_ten_nguoi', 'Họ tên', 'Name'),
        personNumber('so_dinh_danh_nguoi', 'Số định danh', 'Personal number'),
        day('ngay_sinh_nguoi', 'Ngày sinh', 'Date of birth'),
        line('quan_he', 'Quan hệ với chủ hộ', 'Relation to the head of the household')
      ],
      '=cach_dang_ky = "ca_nhan"'
    ),
    part('Trẻ em', 'Children', [yes('co_tre_em', 'Có người chưa thành niên', 'There is a minor')])
  ])
