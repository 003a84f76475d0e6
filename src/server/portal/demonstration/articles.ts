/** An invented article: nobody and nothing in it exists. `days` ago it came out, at `clock` in Vietnam. */
export type Told = {
  readonly category: string
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly picture: string
  readonly caption: string
  readonly alt: string
  readonly days: number
  readonly clock: string
  readonly views: number
  readonly stars: readonly number[]
  readonly comments: readonly (readonly [string, string, 'shown' | 'held' | 'refused'])[]
  readonly file?: readonly [string, string]
}

export const CATEGORIES = [
  ['thong-bao', 'Thông báo', 'Notices'],
  ['huong-dan', 'Hướng dẫn', 'Guidance'],
  ['cai-cach', 'Cải cách hành chính', 'Administrative reform'],
  ['co-so', 'Tin cơ sở', 'From the communes']
] as const

export const ARTICLES: readonly Told[] = [
  {
    category: 'thong-bao',
    title: 'Trung tâm Phục vụ hành chính công tiếp dân thêm sáng thứ Bảy',
    summary:
      'Từ tuần đầu tháng 12, bốn quầy của Trung tâm mở cửa từ 7 giờ 30 đến 11 giờ 30 sáng thứ Bảy để người đi làm không phải xin nghỉ.',
    body: `Trung tâm Phục vụ hành chính công tỉnh Sông Mơ mở thêm buổi sáng thứ Bảy cho bốn nhóm việc được hỏi nhiều nhất trong quý vừa qua.

## Quầy nào mở

| Quầy | Việc tiếp nhận | Giờ |
|---|---|---|
| 1 | Hộ tịch, chứng thực | 7:30 – 11:30 |
| 2 | Đất đai | 7:30 – 11:30 |
| 3 | Đăng ký kinh doanh | 8:00 – 11:00 |
| 4 | Trả kết quả | 7:30 – 11:30 |

## Cần biết trước khi đến

- Lấy số tại máy ở cửa chính; không cần hẹn trước.
- Thời hạn giải quyết **vẫn tính theo ngày làm việc**, nên hồ sơ nộp sáng thứ Bảy được tính từ thứ Hai.
- Lệ phí nộp tại quầy hoặc [nộp trực tuyến](/track) sau khi có mã hồ sơ.

Sau ba tháng, Trung tâm sẽ công bố số lượt người đến và quyết định có mở thêm quầy hay không.`,
    picture: 'saturday',
    caption: 'Sảnh chính của Trung tâm mở cửa từ 7 giờ 15.',
    alt: 'Tranh vẽ tòa nhà trắng mái đỏ có đồng hồ trên nóc, hai người đứng trước cửa dưới trời nắng.',
    days: 0,
    clock: '07:30',
    views: 1284,
    stars: [5, 5, 5, 5, 5],
    comments: [
      [
        'Chị Hạnh',
        'Mừng quá, tôi làm ca nên chỉ rảnh sáng thứ Bảy. Quầy chứng thực có nhận bản sao nhiều trang không ạ?',
        'shown'
      ],
      ['Anh Tú', 'Mong huyện cũ của tôi cũng có buổi như vậy.', 'shown'],
      ['Bạn đọc', 'Cho hỏi bãi xe có mở không?', 'held']
    ]
  },
  {
    category: 'huong-dan',
    title: 'Năm bước nộp hồ sơ tại nhà bằng điện thoại',
    summary:
      'Chụp giấy tờ, điền mẫu, ký nhận mã hồ sơ: cách nộp hồ sơ trực tuyến mà không cần máy tính, kèm lời nhắc về ảnh chụp rõ nét.',
    body: `Nộp hồ sơ tại nhà không cần cài ứng dụng. Trình duyệt nào trên điện thoại cũng dùng được, kể cả khi mạng chậm.

1. Mở trang [Nộp hồ sơ trực tuyến](/apply), gõ tên việc cần làm. Gõ không dấu cũng tìm được.
2. Điền mẫu. Chỗ nào chưa có, cứ để trống và lưu; bản nháp được giữ lại.
3. Chụp giấy tờ **đủ bốn góc**, đủ sáng, không bóng tay.
4. Xem lại và gửi. Mã hồ sơ hiện ngay trên màn hình.
5. Theo dõi bằng mã tại trang [Tra cứu](/track).

## Khi ảnh chụp không rõ

Đặt giấy trên nền tối, tắt đèn nháy và lùi máy ra một chút. Một ảnh mờ là lý do hay gặp nhất khiến hồ sơ phải bổ sung.

> Không chắc giấy nào còn hạn? Mục “Thành phần hồ sơ” của mỗi thủ tục ghi rõ bản chính, bản sao hay bản chụp.

Ai không quen dùng điện thoại vẫn nộp được ở quầy; cán bộ sẽ chụp và nhập giúp.`,
    picture: 'phone',
    caption: 'Mỗi bước xong đều có dấu xác nhận.',
    alt: 'Tranh vẽ điện thoại hiện danh sách việc đã đánh dấu, bên cạnh là tờ giấy có dấu và phong bì.',
    days: 2,
    clock: '09:15',
    views: 2310,
    stars: [5, 4, 5, 4, 5, 3, 5],
    comments: [
      ['Minh', 'Bước 3 rất hay bị trả lại vì bóng tay. Cảm ơn bài viết.', 'shown'],
      ['Cô Lài', 'Tôi làm theo, mười phút là xong.', 'shown'],
      ['Ẩn danh', 'Mua bán giấy tờ liên hệ tôi.', 'refused']
    ],
    file: [
      'cac-buoc-nop-ho-so.txt',
      'Năm bước nộp hồ sơ tại nhà\n1. Tìm việc cần làm\n2. Điền mẫu, lưu nháp\n3. Chụp giấy tờ đủ bốn góc\n4. Xem lại và gửi\n5. Theo dõi bằng mã hồ sơ\n'
    ]
  },
  {
    category: 'co-so',
    title: 'Thuyền một cửa đến bảy thôn ven sông Thượng',
    summary:
      'Mỗi thứ Năm, cán bộ xã Sông Thượng mang máy quét và máy in xuống thuyền, nhận hồ sơ ngay tại bến cho bà con ở xa trụ sở.',
    body: `Bảy thôn dọc sông Thượng cách trụ sở xã từ mười đến mười tám cây số đường đê. Từ tháng 9, xã thử đi bằng thuyền: một chuyến mỗi tuần, ghé bảy bến theo giờ cố định.

Trên thuyền có hai cán bộ, một máy quét chạy pin và một máy in nhỏ. Hồ sơ được nhập thẳng vào hệ thống; bến nào mất sóng thì máy giữ lại và gửi khi thuyền qua khúc có sóng.

## Sau mười hai chuyến

- 316 hồ sơ, phần lớn là chứng thực và hộ tịch.
- 41 hồ sơ trả kết quả ngay tại bến.
- Không hồ sơ nào quá hạn.

Trưởng thôn Bến Sung kể: *“Trước đây đi chứng thực một tờ giấy mất nửa ngày, nay nghe còi thuyền thì ra bến.”*

Lịch ghé bến dán tại nhà văn hóa các thôn và đọc trên loa sáng thứ Tư.`,
    picture: 'river',
    caption: 'Thuyền ghé bến đầu tiên lúc 7 giờ.',
    alt: 'Tranh vẽ chiếc thuyền gỗ chở hai người trên khúc sông, phía sau là núi và ba ngôi nhà mái đỏ.',
    days: 5,
    clock: '14:05',
    views: 986,
    stars: [5, 5, 4, 5],
    comments: [['Người Sông Thượng', 'Thôn tôi chờ thuyền như chờ chợ phiên.', 'shown']]
  },
  {
    category: 'cai-cach',
    title: 'Ba mươi tư thủ tục bớt giấy tờ nhờ dữ liệu dân cư',
    summary:
      'Người nộp không còn phải đem bản sao giấy tờ mà cơ quan tự tra cứu được; mỗi lần tra cứu đều được ghi lại và người dân xem được.',
    body: `Ba mươi tư thủ tục của tỉnh vừa bỏ yêu cầu nộp bản sao giấy tờ tùy thân. Cán bộ đối chiếu trực tiếp với Cơ sở dữ liệu quốc gia về dân cư khi tiếp nhận.

## Ai đã xem thông tin của tôi?

Mỗi lần tra cứu đều ghi tên cán bộ, hồ sơ và mục đích. Người dân đăng nhập, mở mục [Ai đã tra cứu tôi](/me/lookups) để xem và hỏi lại khi thấy lạ.

## Khi kết nối gián đoạn

Quầy vẫn nhận hồ sơ; việc đối chiếu làm sau, và thời gian chờ kết nối **không** tính vào lỗi của cán bộ hay của người nộp.

Danh sách ba mươi tư thủ tục nằm ở mục Thủ tục, có ghi chú “không cần bản sao”.`,
    picture: 'counter',
    caption: 'Quầy tiếp nhận đối chiếu dữ liệu ngay khi nhận hồ sơ.',
    alt: 'Tranh vẽ hai cán bộ ngồi sau quầy gỗ có màn hình, trước quầy là hai người dân.',
    days: 9,
    clock: '16:40',
    views: 1543,
    stars: [4, 4, 5, 3, 4],
    comments: []
  },
  {
    category: 'huong-dan',
    title: 'Đọc sơ đồ thửa đất trước khi nộp hồ sơ đất đai',
    summary:
      'Nhìn đúng số tờ, số thửa và ranh giới trên giấy chứng nhận giúp tránh ba lỗi thường khiến hồ sơ đất đai phải bổ sung.',
    body: `Phần lớn hồ sơ đất đai bị trả lại vì ba chỗ dễ nhầm. Chỉ cần mười phút đối chiếu ở nhà là tránh được.

## Ba chỗ cần nhìn

1. **Số tờ và số thửa.** Sau khi đo đạc lại, số cũ và số mới khác nhau; hồ sơ ghi số mới.
2. **Diện tích.** Nếu chênh so với thực tế, hãy hỏi Văn phòng Đăng ký đất đai trước khi nộp.
3. **Ranh giới.** Nét đứt là ranh đang chờ xác định, chưa dùng để chuyển nhượng được.

## Hỏi ở đâu

Quầy 2 của Trung tâm có bản đồ in lớn và cán bộ chỉ giúp. Ở xã, hỏi công chức địa chính vào sáng thứ Ba và thứ Sáu.`,
    picture: 'land',
    caption: 'Nét đứt trên sơ đồ là ranh giới chờ xác định.',
    alt: 'Tranh vẽ ruộng nhiều ô màu xanh vàng, phía trước là tờ sơ đồ thửa đất có viền đỏ và ranh nét đứt.',
    days: 13,
    clock: '08:20',
    views: 1877,
    stars: [5, 4, 4],
    comments: [['Chú Bảy', 'Số thửa cũ tra ở đâu?', 'held']]
  },
  {
    category: 'cai-cach',
    title: 'Sáu mươi cán bộ xã học cách viết yêu cầu bổ sung một lần cho đủ',
    summary: 'Lớp học hai ngày dùng hồ sơ giả định, tập viết lý do rõ ràng để người dân không phải đi lại lần thứ hai.',
    body: `Quy định chỉ cho yêu cầu bổ sung một lần. Muốn vậy, lần đầu phải nói đủ và nói dễ hiểu.

Học viên chia nhóm, mỗi nhóm nhận một hồ sơ giả định có ba chỗ thiếu. Nhóm viết yêu cầu bổ sung, rồi **đổi cho nhóm khác đóng vai người dân** đọc thử.

## Điều rút ra

- Gọi tên giấy tờ như người dân vẫn gọi, rồi mới ghi tên trong quy định.
- Nói thiếu gì trước, căn cứ sau.
- Ghi rõ nộp lại ở đâu, đến ngày nào.

Bộ câu mẫu do lớp soạn đã được đưa vào danh mục lý do của hệ thống, sửa được theo từng thủ tục.`,
    picture: 'training',
    caption: 'Buổi học về trình tự xử lý hồ sơ.',
    alt: 'Tranh vẽ giáo viên chỉ lên bảng có ba ô nối nhau, năm học viên ngồi phía dưới.',
    days: 18,
    clock: '10:00',
    views: 640,
    stars: [4, 5],
    comments: []
  },
  {
    category: 'thong-bao',
    title: 'Nhận kết quả qua bưu chính: phí, thời gian và cách đăng ký',
    summary: 'Chọn trả kết quả tại nhà ngay khi nộp hồ sơ; bưu tá giao trong hai ngày làm việc sau khi có kết quả.',
    body: `Người nộp chọn “trả qua bưu chính” ở quầy hoặc khi nộp trực tuyến. Địa chỉ nhận có thể khác nơi thường trú.

- Phí do người nhận trả cho bưu tá, có biên nhận.
- Bưu tá gọi trước; vắng nhà thì hẹn lại một lần, sau đó kết quả trở về quầy.
- Người nhận thay cần giấy tờ tùy thân và mã hồ sơ.

Kết quả điện tử có chữ ký số vẫn được gửi song song và có giá trị như bản giấy.`,
    picture: 'post',
    caption: 'Bưu tá giao kết quả tại nhà.',
    alt: 'Tranh vẽ bưu tá đi xe máy màu vàng chở thùng thư trước ngôi nhà mái đỏ.',
    days: 24,
    clock: '15:30',
    views: 1102,
    stars: [5, 3, 4, 4],
    comments: [['Hà', 'Giao đúng hẹn, chú bưu tá rất lịch sự.', 'shown']]
  },
  {
    category: 'thong-bao',
    title: 'Lịch làm việc dịp lễ và cách tính ngày hẹn trả',
    summary:
      'Ngày nghỉ lễ không tính vào thời hạn; giấy hẹn in sẵn ngày trả đã trừ ngày nghỉ và ghi rõ đã trừ những ngày nào.',
    body: `Các quầy nghỉ theo lịch nghỉ lễ chung. Hệ thống đã nhập lịch này, nên ngày hẹn trên giấy tiếp nhận đã trừ sẵn ngày nghỉ.

## Ví dụ

Hồ sơ có thời hạn ba ngày làm việc, nộp chiều thứ Tư trước kỳ nghỉ bắt đầu từ thứ Sáu, sẽ được tính: thứ Năm là ngày thứ nhất, hai ngày còn lại tính sau kỳ nghỉ.

Nộp trực tuyến trong ngày nghỉ vẫn được; thời hạn bắt đầu từ giờ làm việc đầu tiên sau đó. Mục [Tra cứu](/track) giải thích từng ngày.`,
    picture: 'lanterns',
    caption: 'Đêm hội đèn bên sông Mơ.',
    alt: 'Tranh vẽ bốn chiếc đèn lồng treo trên dãy nhà thấp dưới trăng tròn.',
    days: 31,
    clock: '17:00',
    views: 2045,
    stars: [4, 5, 4],
    comments: []
  }
]
