import type { FormSchema } from '../form.model.ts'
import type { Paper } from '../model.ts'
import { applicantPart, count, each, form, line, lines, one, part, personNumber, phone, yes } from './questions.ts'

/** A household business: one person or a family, its trades, its capital and its people. */
export const householdBusinessForm = (papers: readonly Paper[]): FormSchema =>
  form('ho_kinh_doanh', papers, [
    applicantPart(),
    part('Hộ kinh doanh', 'Business', [
      one('chu_the', 'Do ai thành lập', 'Founded by', [
        ['ca_nhan', 'Một cá nhân', 'One person'],
        ['ho_gia_dinh', 'Các thành viên hộ gia đình', 'Members of a family']
      ]),
      line('ten_ho', 'Tên hộ kinh doanh', 'Name of the business', {
        description: 'Bắt đầu bằng “Hộ kinh doanh”, không dùng chữ “công ty”, “doanh nghiệp”.'
      }),
      line('dia_chi_tru_so', 'Địa chỉ trụ sở', 'Address of the business'),
      phone('dien_thoai_ho', { optional: true }),
      count('von', 'Vốn kinh doanh (đồng)', 'Capital (đồng)', { min: 0, max: 1_000_000_000_000 }),
      count('lao_dong', 'Số lao động dự kiến', 'Workers expected', { min: 0, max: 1000 }),
      yes('lam_thay', 'Tôi nộp thay theo ủy quyền', 'I file by authorisation')
    ]),
    each('nganh_nghe', 'Ngành, nghề kinh doanh', 'Trades', [
      line('ten_nganh', 'Tên ngành, nghề', 'Trade'),
      line('ma_nganh', 'Mã ngành cấp bốn (nếu biết)', 'Four-digit code, if known', { optional: true })
    ]),
    part('Điều kiện', 'Conditions', [
      yes('co_dieu_kien', 'Có ngành, nghề kinh doanh có điều kiện', 'A trade is conditional'),
      lines('giay_phep_nganh', 'Chứng chỉ, giấy phép đã có', 'Certificates held', { hide: '=not(co_dieu_kien = true)' })
    ]),
    each(
      'thanh_vien',
      'Thành viên hộ gia đình tham gia',
      'Members of the family',
      [
        line('ho_ten_thanh_vien', 'Họ tên', 'Name'),
        personNumber('so_dinh_danh_thanh_vien', 'Số định danh', 'Personal number')
      ],
      '=chu_the != "ho_gia_dinh"'
    ),
    part('Thuế', 'Tax', [
      one('phuong_phap_thue', 'Phương pháp tính thuế', 'Tax method', [
        ['ke_khai', 'Kê khai', 'Declaration'],
        ['tung_lan', 'Từng lần phát sinh', 'Each occasion']
      ])
    ])
  ])
