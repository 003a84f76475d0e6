import type { FormSchema } from '../form.model.ts'
import type { Paper } from '../model.ts'
import { applicantPart, count, each, form, line, one, part, phone, some, yes } from './questions.ts'

const NOT_A_HOUSE = '=loai_cong_trinh = "nha_o"'

/** A building permit: the plot, the building storey by storey, its designer and its neighbours. */
export const buildingForm = (papers: readonly Paper[]): FormSchema =>
  form('giay_phep_xay_dung', papers, [
    applicantPart(),
    part('Công trình', 'Building', [
      one('loai_cong_trinh', 'Loại công trình', 'Kind of building', [
        ['nha_o', 'Nhà ở riêng lẻ', 'House'],
        ['khong_theo_tuyen', 'Công trình không theo tuyến', 'Other building'],
        ['theo_tuyen', 'Công trình theo tuyến', 'Linear works'],
        ['ton_giao', 'Công trình tín ngưỡng, tôn giáo', 'Religious building']
      ]),
      line('dia_diem', 'Địa điểm xây dựng (số nhà, đường, xã)', 'Place'),
      line('so_thua', 'Thửa đất số', 'Plot no.'),
      line('to_ban_do', 'Tờ bản đồ số', 'Map sheet no.'),
      count('dien_tich_dat', 'Diện tích thửa đất (m²)', 'Area of the plot (m²)', { min: 1, max: 1_000_000 }),
      count('dien_tich_xay_dung', 'Diện tích xây dựng tầng một (m²)', 'Ground floor (m²)', { min: 1, max: 1_000_000 }),
      count('so_tang', 'Số tầng', 'Storeys', { min: 1, max: 60 }),
      count('chieu_cao', 'Chiều cao công trình (m)', 'Height (m)', { min: 1, max: 300 }),
      line('muc_dich_su_dung', 'Công năng sử dụng', 'Use', { hide: NOT_A_HOUSE }),
      some('ha_tang', 'Đấu nối hạ tầng', 'Connections', [
        ['cap_nuoc', 'Cấp nước', 'Water'],
        ['thoat_nuoc', 'Thoát nước', 'Drainage'],
        ['cap_dien', 'Cấp điện', 'Electricity']
      ]),
      yes('lien_ke', 'Có công trình liền kề', 'There are adjoining buildings')
    ]),
    each('cac_tang', 'Diện tích từng tầng', 'Storey by storey', [
      line('ten_tang', 'Tầng', 'Storey'),
      count('dien_tich_san', 'Diện tích sàn (m²)', 'Floor area (m²)', { min: 1, max: 1_000_000 })
    ]),
    part('Đơn vị thiết kế', 'Designer', [
      line('ten_thiet_ke', 'Tên đơn vị hoặc người thiết kế', 'Name'),
      line('chung_chi', 'Mã số chứng chỉ năng lực, hành nghề', 'Licence no.', {
        hide: '=loai_cong_trinh = "nha_o" and so_tang < 3'
      }),
      phone('dien_thoai_thiet_ke', { optional: true })
    ]),
    each(
      'ho_lien_ke',
      'Chủ công trình liền kề',
      'Neighbours',
      [line('ten_lien_ke', 'Họ tên', 'Name'), line('dia_chi_lien_ke', 'Địa chỉ', 'Address')],
      '=not(lien_ke = true)'
    )
  ])
