/** Invented people of the sandbox. Numbers begin with 099, which no province has, so they belong to nobody. */
export type Invented = {
  readonly sub: string
  readonly name: string
  readonly national_id: string
  readonly birthdate: string
  readonly gender: 'male' | 'female'
  readonly phone_number: string
}

const person = (sub: string, name: string, national_id: string, birthdate: string, phone_number: string): Invented => ({
  sub,
  name,
  national_id,
  birthdate,
  gender: Number(national_id[3]) % 2 === 0 ? 'male' : 'female',
  phone_number
})

/** The citizens of the demonstration first, then people whom no installation has seen yet. */
export const PEOPLE: readonly Invented[] = [
  person('congdan.an', 'Nguyễn Văn An', '099088000011', '1988-04-12', '+84900000011'),
  person('congdan.binh', 'Trần Thị Bình', '099192000012', '1992-09-30', '+84900000012'),
  person('congdan.chinh', 'Lê Đức Chính', '099075000013', '1975-01-05', '+84900000013'),
  person('congdan.dung', 'Phạm Thùy Dung', '099301000014', '2001-11-20', '+84900000014'),
  person('congdan.giang', 'Vàng Thị Giang', '099168000015', '1968-06-08', '+84900000015'),
  person('congdan.hung', 'Đỗ Mạnh Hùng', '099203000016', '2003-02-17', '+84900000016'),
  person('congdan.khanh', 'Hoàng Gia Khánh', '099095000017', '1995-12-25', '+84900000017'),
  person('nguoimoi.lan', 'Đinh Thị Lan', '099190000101', '1990-03-08', '+84900000101'),
  person('nguoimoi.minh', 'Hồ Quang Minh', '099085000102', '1985-07-19', '+84900000102'),
  person('nguoimoi.phuc', 'Lương Hồng Phúc', '099202000103', '2002-10-10', '+84900000103'),
  person('nguoimoi.thu', 'Cao Anh Thư', '099184000104', '1984-02-29', '+84900000104')
]
