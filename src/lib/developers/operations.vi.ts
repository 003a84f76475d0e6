/** What each operation does, in Vietnamese; commands have the words of the desk (`act.<command>`). */
export const OPERATIONS: Readonly<Record<string, string>> = {
  getMe: 'Mã truy cập này của ai và được làm gì',
  getUnits: 'Các đơn vị của tỉnh hôm nay hoặc vào một ngày',
  postDeadlinesPreview: 'Tính và giải thích một thời hạn',
  getProcedures: 'Tìm thủ tục; thiếu dấu hay gõ sai vài chữ vẫn tìm được',
  getProceduresCode: 'Một thủ tục: bản đang có hiệu lực với giấy tờ, phí, thời hạn và tờ khai',
  postDossiers: 'Nộp hoặc tiếp nhận một hồ sơ',
  getDossiers: 'Danh sách hồ sơ, mới nhất trước',
  getDossiersCode: 'Đọc một hồ sơ',
  getDossiersCodeEvents: 'Mọi việc đã xảy ra với một hồ sơ, cũ nhất trước',
  postDossiersCodeCommandsRecompute: 'Tính lại thời hạn',
  getTrackingCode: 'Hồ sơ đã đi đến đâu',
  postTrackingCode: 'Hồ sơ đầy đủ, cho người biết số điện thoại hoặc số định danh'
}
