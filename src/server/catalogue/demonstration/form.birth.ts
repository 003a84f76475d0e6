import type { FormSchema } from '../form.model.ts'
import type { Paper } from '../model.ts'
import { SEXES, applicantPart, count, day, each, form, line, one, part, personNumber } from './questions.ts'

const NO_FATHER = '=cha_me_ket_hon = "khong" and khai_ten_cha != "co"'

/** Birth registration: one child or twins, parents married or not, an abandoned child. */
export const birthForm = (papers: readonly Paper[]): FormSchema =>
  form('khai_sinh', papers, [
    applicantPart(),
    part('Yêu cầu', 'Request', [
      one('nguoi_yeu_cau', 'Quan hệ với trẻ', 'Relation to the child', [
        ['cha', 'Cha', 'Father'],
        ['me', 'Mẹ', 'Mother'],
        ['ong_ba', 'Ông, bà hoặc người thân thích', 'Grandparent or relative'],
        ['uy_quyen', 'Người được ủy quyền', 'Authorised person']
      ]),
      one('hoan_canh', 'Trường hợp', 'Case', [
        ['thuong', 'Trẻ sinh ra bình thường', 'Ordinary birth'],
        ['mang_thai_ho', 'Sinh ra do mang thai hộ', 'Born by surrogacy'],
        ['bi_bo_roi', 'Trẻ bị bỏ rơi', 'Abandoned child']
      ])
    ]),
    each('tre_em', 'Trẻ được khai sinh', 'Child', [
      line('ho_ten_tre', 'Họ, chữ đệm, tên của trẻ', 'Name of the child'),
      day('ngay_sinh_tre', 'Ngày sinh', 'Date of birth'),
      one('gioi_tinh', 'Giới tính', 'Sex', SEXES),
      line('noi_sinh', 'Nơi sinh (cơ sở y tế, xã, tỉnh)', 'Place of birth'),
      line('dan_toc', 'Dân tộc', 'Ethnic group'),
      line('que_quan', 'Quê quán', 'Native place')
    ]),
    part(
      'Cha và mẹ',
      'Parents',
      [
        line('ho_ten_me', 'Họ tên mẹ', 'Name of the mother'),
        personNumber('so_dinh_danh_me', 'Số định danh của mẹ', 'Personal number of the mother'),
        one('cha_me_ket_hon', 'Cha mẹ có đăng ký kết hôn', 'Are the parents married?', [
          ['co', 'Có', 'Yes'],
          ['khong', 'Không', 'No']
        ]),
        one(
          'khai_ten_cha',
          'Khai tên cha (kèm thủ tục nhận con)',
          'Name the father (with recognition)?',
          [
            ['co', 'Có', 'Yes'],
            ['khong', 'Không', 'No']
          ],
          { hide: '=cha_me_ket_hon != "khong"' }
        ),
        line('ho_ten_cha', 'Họ tên cha', 'Name of the father', { hide: NO_FATHER }),
        personNumber('so_dinh_danh_cha', 'Số định danh của cha', 'Personal number of the father', { hide: NO_FATHER })
      ],
      '=hoan_canh = "bi_bo_roi"'
    ),
    part('Bản sao', 'Copies', [
      count(
        'so_ban_sao',
        'Số bản sao Giấy khai sinh cần thêm',
        'Copies wanted',
        { min: 0, max: 20 },
        { optional: true }
      )
    ])
  ])
