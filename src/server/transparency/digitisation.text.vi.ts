/** Progress of digitising. */
export const text = {
  'digitisation.title': 'Tiến độ số hóa',
  'digitisation.lead':
    'Hồ sơ, giấy tờ và kết quả đã số hóa, đã tái sử dụng, theo đơn vị giải quyết và nơi tiếp nhận. Bấm vào con số để mở danh sách hồ sơ.',
  'digitisation.share': '{numerator}/{denominator}',
  'digitisation.4.1': 'Kết quả điện tử (4.1)',
  'digitisation.4.2': 'Hồ sơ có giấy tờ được số hóa (4.2)',
  'digitisation.4.3': 'Hồ sơ tái sử dụng giấy tờ, dữ liệu (4.3)',
  'digitisation.todo': 'Việc cần làm: chưa số hóa',
  'digitisation.by-unit': 'Theo đơn vị giải quyết',
  'digitisation.by-desk': 'Theo nơi tiếp nhận',
  'digitisation.unit': 'Đơn vị',
  'digitisation.desk': 'Nơi tiếp nhận',
  'digitisation.received': 'Hồ sơ tiếp nhận',
  'digitisation.online': 'Nộp trực tuyến',
  'digitisation.papered': 'Hồ sơ có giấy tờ',
  'digitisation.digitised': 'Đã số hóa',
  'digitisation.whole': 'Số hóa đủ mọi giấy tờ',
  'digitisation.papers': 'Giấy tờ đã số hóa',
  'digitisation.reused': 'Hồ sơ có tái sử dụng',
  'digitisation.papers-reused': 'Giấy tờ dùng lại từ kho',
  'digitisation.settled': 'Đã giải quyết',
  'digitisation.e-result': 'Kết quả điện tử',
  'digitisation.papers-missing': 'Hồ sơ còn giấy tờ chưa số hóa',
  'digitisation.result-missing': 'Đã giải quyết nhưng chưa có kết quả điện tử',
  'digitisation.missing': 'Giấy tờ thiếu tệp',
  'digitisation.workbook': 'Tải bảng tính (XLSX)'
} as const
