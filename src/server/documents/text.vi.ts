/** Words of the files, Vietnamese. `{name}` is filled with a fact. */
export const vi = {
  'upload.too-large': 'Tệp lớn hơn {limit}. Hãy chụp hoặc quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp.',
  'upload.file-empty': 'Tệp không có nội dung. Hãy chọn lại tệp.',
  'upload.type-not-allowed': 'Không nhận loại tệp này. Các loại được nhận: {allowed}.',
  'upload.disk-full': 'Hệ thống tạm thời không lưu được tệp. Xin thử lại sau ít phút.',
  'upload.upload-broken-off': 'Việc tải tệp lên bị gián đoạn. Xin tải lại.'
} as const
export type TextKey = keyof typeof vi
