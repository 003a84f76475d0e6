import type { FieldName } from './model.ts'

/**
 * The words before a field on cards, forms and slips, folded (no marks, lower case); the longer is looked for first.
 * `beneath`: the value may stand on the line below, as on identity cards.
 */
export const LABELS: readonly { readonly field: FieldName; readonly says: readonly string[] }[] = [
  {
    field: 'number',
    says: [
      'so dinh danh ca nhan ma so to chuc',
      'so dinh danh ca nhan personal identification number',
      'so dinh danh ca nhan',
      'so can cuoc cong dan',
      'so can cuoc',
      'so cccd',
      'so no',
      'cccd so',
      'can cuoc so',
      'so giay to tuy than'
    ]
  },
  {
    field: 'name',
    says: [
      'ho chu dem va ten khai sinh full name',
      'ho chu dem va ten khai sinh',
      'ho chu dem va ten',
      'ho chu dem ten',
      'ho va ten full name',
      'ho va ten',
      'ho ten',
      'tiep nhan ho so cua',
      'full name',
      'chu tai khoan',
      'nguoi thu huong'
    ]
  },
  {
    field: 'birth',
    says: [
      'ngay thang nam sinh date of birth',
      'ngay sinh date of birth',
      'ngay thang nam sinh',
      'ngay sinh',
      'sinh ngay',
      'date of birth'
    ]
  },
  { field: 'sex', says: ['gioi tinh sex', 'gioi tinh'] },
  {
    field: 'address',
    says: [
      'noi thuong tru place of residence',
      'noi cu tru place of residence',
      'noi thuong tru',
      'noi cu tru',
      'noi o hien nay',
      'dia chi lien he',
      'dia chi',
      'place of residence'
    ]
  },
  { field: 'phone', says: ['so dien thoai lien he', 'so dien thoai', 'dien thoai'] },
  { field: 'email', says: ['thu dien tu', 'e mail', 'email'] },
  { field: 'issued', says: ['ngay thang nam cap date of issue', 'ngay thang nam cap', 'ngay cap'] },
  {
    field: 'expires',
    says: [
      'ngay thang nam het han date of expiry',
      'ngay thang nam het han',
      'co gia tri den date of expiry',
      'co gia tri den'
    ]
  },
  { field: 'code', says: ['ma ho so'] },
  { field: 'account', says: ['so tai khoan'] },
  { field: 'amount', says: ['so tien'] },
  { field: 'purpose', says: ['noi dung chuyen khoan', 'noi dung'] }
]

/** Other words that end a value on the same line. */
export const STOPS: readonly string[] = [
  'quoc tich nationality',
  'quoc tich',
  'nationality',
  'dan toc',
  'que quan place of origin',
  'que quan',
  'ngan hang',
  'noi sinh',
  'noi cap',
  'quan he',
  'thoi gian',
  'bo phan tiep nhan',
  'thu tuc hanh chinh',
  'noi dang ky khai sinh'
]
