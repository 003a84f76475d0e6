import type { FormSchema } from '../form.model.ts'
import type { Paper } from '../model.ts'
import { SEXES, applicantPart, count, day, each, form, line, one, part, yes } from './questions.ts'

/** A criminal record certificate: which kind, homes since the age of 14, parents and spouse. */
export const recordForm = (papers: readonly Paper[]): FormSchema =>
  form('ly_lich_tu_phap', papers, [
    applicantPart(),
    part('Yêu cầu', 'Request', [
      one('nguoi_yeu_cau', 'Người yêu cầu là', 'The request is made by', [
        ['ban_than', 'Chính người được cấp phiếu', 'The person concerned'],
        ['cha_me', 'Cha, mẹ của người chưa thành niên', 'A parent of a minor'],
        ['uy_quyen', 'Người được ủy quyền (chỉ với phiếu số 1)', 'An authorised person (no. 1 only)']
      ]),
      one(
        'loai_phieu',
        'Loại phiếu',
        'Which certificate',
        [
          ['so_1', 'Phiếu số 1 (theo yêu cầu của cơ quan, tổ chức)', 'No. 1 (for an employer or office)'],
          ['so_2', 'Phiếu số 2 (biết nội dung lý lịch của mình)', 'No. 2 (to know my own record)']
        ],
        { hide: '=nguoi_yeu_cau = "uy_quyen"' }
      ),
      yes(
        'xoa_tin_cam',
        'Xác nhận cả nội dung cấm đảm nhiệm chức vụ trong doanh nghiệp',
        'Also state bans on company posts'
      ),
      one('mien_giam', 'Thuộc đối tượng miễn, giảm phí', 'Lower fee', [
        ['khong', 'Không', 'No'],
        ['sinh_vien', 'Học sinh, sinh viên', 'Student'],
        ['co_cong', 'Người có công, thân nhân liệt sĩ', 'Person of merit'],
        ['ho_ngheo', 'Hộ nghèo, trẻ em, người khuyết tật', 'Poor household, child or disabled person']
      ]),
      count('so_phieu', 'Số phiếu cần cấp', 'Copies wanted', { min: 1, max: 10 })
    ]),
    part('Nhân thân', 'Personal data', [
      one('gioi_tinh', 'Giới tính', 'Sex', SEXES),
      line('noi_sinh', 'Nơi sinh', 'Place of birth'),
      line('quoc_tich', 'Quốc tịch', 'Nationality'),
      line('ten_cha', 'Họ tên cha', 'Name of the father'),
      line('ten_me', 'Họ tên mẹ', 'Name of the mother'),
      yes('da_ket_hon', 'Đã kết hôn', 'Married'),
      line('ten_vo_chong', 'Họ tên vợ hoặc chồng', 'Name of the spouse', { hide: '=not(da_ket_hon = true)' })
    ]),
    each('qua_trinh_cu_tru', 'Quá trình cư trú từ khi đủ 14 tuổi', 'Homes since the age of 14', [
      day('tu_ngay', 'Từ ngày', 'From'),
      day('den_ngay', 'Đến ngày', 'Until', { optional: true }),
      line('noi_o', 'Nơi thường trú, tạm trú', 'Address'),
      line('nghe_nghiep', 'Nghề nghiệp, nơi làm việc', 'Work', { optional: true })
    ])
  ])
