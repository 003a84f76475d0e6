import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import { projectRoot } from '#server/platform/project.ts'
import { qrPicture } from '#server/platform/qr.ts'
import { writePayment } from './payment.rules.ts'
import { writeZone } from './zone.rules.ts'

/** Invented people on drawn papers: what is on them is known, so reading can be measured. */
export type Bearer = {
  readonly number: string
  readonly name: string
  readonly birth: string
  readonly sex: 'male' | 'female'
  readonly address: string
  readonly issued: string
  readonly expires: string
  readonly phone: string
  readonly email: string
}

export const aBearer = (given: Partial<Bearer> = {}): Bearer => ({
  number: '099088000011',
  name: 'Nguyễn Văn An',
  birth: '1988-04-12',
  sex: 'male',
  address: 'Tổ 3, phường Mơ Giang, tỉnh Sông Mơ',
  issued: '2021-05-10',
  expires: '2028-04-12',
  phone: '0912345678',
  email: 'an.nguyen@example.vn',
  ...given
})

/** What a drawing shows: its lines as they are written, and its fields. */
export type Paper = {
  readonly source: string
  readonly lines: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  /** The text of its QR code, and whether it carries a zone. */
  readonly qr: string | null
  readonly zone: boolean
}

const typed = (day: string) => day.split('-').reverse().join('/')
const compact = (day: string) => typed(day).replaceAll('/', '')
const sexWord = ({ sex }: Bearer) => (sex === 'male' ? 'Nam' : 'Nữ')

export const cardText = (of: Bearer): string =>
  [of.number, of.number.slice(3), of.name, compact(of.birth), sexWord(of), of.address, compact(of.issued)].join('|')

const qrImage = (text: string, size: string) => {
  const { side, path } = qrPicture(text)
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${side} ${side}'><rect width='${side}' height='${side}' fill='white'/><path d='${path}'/></svg>`
  return `image(bytes(${JSON.stringify(svg)}), format: "svg", width: ${size})`
}
const put = (x: number, y: number, text: string, how = '') =>
  `#place(top + left, dx: ${x}mm, dy: ${y}mm, text(${how})[#${JSON.stringify(text)}])`

/** The front of a chip card as issued since 2021, with its QR code. The number is written as large as on a real one. */
export function cardFront(of: Bearer): Paper {
  const written: readonly (readonly [number, number, string, string])[] = [
    [24, 4, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'size: 5.6pt, weight: "bold"'],
    [24, 7.5, 'Độc lập - Tự do - Hạnh phúc', 'size: 6.5pt, weight: "bold"'],
    [24, 13, 'CĂN CƯỚC CÔNG DÂN', 'size: 11pt, weight: "bold", fill: rgb("#b01020")'],
    [24, 18, 'Citizen Identity Card', 'size: 6.5pt'],
    [24, 22.5, `Số / No.: ${of.number}`, 'size: 10pt, weight: "bold"'],
    [24, 27.5, 'Họ và tên / Full name:', 'size: 6.5pt'],
    [24, 30.5, of.name.toLocaleUpperCase('vi'), 'size: 8.5pt, weight: "bold"'],
    [24, 35, `Ngày sinh / Date of birth: ${typed(of.birth)}`, 'size: 7pt'],
    [24, 38.7, `Giới tính / Sex: ${sexWord(of)}   Quốc tịch / Nationality: Việt Nam`, 'size: 7pt'],
    [24, 42.4, 'Nơi thường trú / Place of residence:', 'size: 6.5pt'],
    [24, 45.6, of.address, 'size: 7pt']
  ]
  const source = `#set page(width: 85.6mm, height: 54mm, margin: 0mm, fill: gradient.linear(rgb("#dcefe6"), rgb("#f4f1dc"), rgb("#cfe6ef"), angle: 20deg))
#set text(font: "Tinos", fill: rgb("#181818"))
#place(top + left, dx: 3mm, dy: 18mm, rect(width: 18mm, height: 24mm, fill: rgb("#9fb4c0"), stroke: none))
#place(top + left, dx: 7mm, dy: 22mm, circle(radius: 5mm, fill: rgb("#6d7f88")))
#place(top + left, dx: 4mm, dy: 4mm, circle(radius: 5mm, fill: rgb("#c8324a")))
#place(top + left, dx: 67.5mm, dy: 2.5mm, ${qrImage(cardText(of), '16mm')})
${written.map(line => put(...line)).join('\n')}`
  const { number, name, birth, sex, address } = of
  return {
    source,
    lines: written.map(line => line[2]),
    fields: { number, name, birth, sex, address },
    qr: cardText(of),
    zone: false
  }
}

/** The back, with the machine-readable zone. */
export function cardBack(of: Bearer): Paper {
  const zone = writeZone(of)
  const written: readonly (readonly [number, number, string, string])[] = [
    [6, 4, 'Đặc điểm nhận dạng / Personal identification:', 'size: 6.5pt'],
    [6, 7.5, 'Nốt ruồi cách 2cm dưới mắt trái', 'size: 7pt'],
    [6, 12, `Ngày, tháng, năm / Date, month, year: ${typed(of.issued)}`, 'size: 7pt'],
    [36, 17, 'CỤC TRƯỞNG CỤC CẢNH SÁT', 'size: 6.5pt, weight: "bold"'],
    [36, 20, 'QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI', 'size: 5.6pt, weight: "bold"'],
    ...zone.map((line, at) => [6, 36.5 + at * 5, line, 'size: 10.4pt, font: "DejaVu Sans Mono"'] as const)
  ]
  const source = `#set page(width: 85.6mm, height: 54mm, margin: 0mm, fill: gradient.linear(rgb("#e4efe0"), rgb("#f6f2e4"), angle: 70deg))
#set text(font: "Tinos", fill: rgb("#181818"))
#place(top + left, dx: 8mm, dy: 17mm, rect(width: 12mm, height: 10mm, radius: 1mm, fill: rgb("#c9a94f")))
${written.map(line => put(...line)).join('\n')}`
  const { number, birth, sex, expires } = of
  return { source, lines: written.map(line => line[2]), fields: { number, birth, sex, expires }, qr: null, zone: true }
}

/** A declaration on A4 as people hand it in. */
export function declaration(of: Bearer, request: string): Paper {
  const body = [
    `Kính gửi: Ủy ban nhân dân phường Mơ Giang`,
    `Họ, chữ đệm, tên người yêu cầu: ${of.name}`,
    `Ngày, tháng, năm sinh: ${typed(of.birth)}   Giới tính: ${sexWord(of)}   Dân tộc: Kinh`,
    `Số định danh cá nhân: ${of.number}`,
    `Nơi cư trú: ${of.address}`,
    `Số điện thoại: ${of.phone}   Email: ${of.email}`,
    `Đề nghị cơ quan giải quyết: ${request}`,
    'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật',
    'về cam đoan của mình. Hồ sơ kèm theo gồm bản sao giấy tờ tùy thân và các giấy tờ có liên quan.'
  ]
  const head = [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'TỜ KHAI ĐỀ NGHỊ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH'
  ]
  const foot = ['Mơ Giang, ngày 23 tháng 11 năm 2026', 'NGƯỜI YÊU CẦU', of.name]
  const text = (line: string) => `#${JSON.stringify(line)}`
  const source = `#set page(width: 210mm, height: 297mm, margin: (x: 22mm, y: 20mm))
#set text(font: "Tinos", size: 13pt)
#set par(spacing: 13pt)
#align(center)[*${text(head[0]!)}* \\ *${text(head[1]!)}*]
#v(10mm)
#align(center)[#text(size: 15pt)[*${text(head[2]!)}*]]
#v(6mm)
${body.map(text).join('\n\n')}
#v(8mm)
#align(right)[#box(width: 85mm)[#align(center)[_${text(foot[0]!)}_ \\ *${text(foot[1]!)}* #v(16mm) ${text(foot[2]!)}]]]`
  const { name, birth, sex, number, address, phone, email } = of
  return {
    source,
    lines: [...head, ...body, ...foot],
    fields: { name, birth, sex, number, address, phone, email },
    qr: null,
    zone: false
  }
}

/** A slip that asks for money, with its VietQR. */
export function paymentSlip(of: Bearer, amount: number, purpose: string): Paper {
  const account = `1${of.number.slice(3)}`
  const qr = writePayment({ bank: '970436', account, amount: String(amount), purpose, payee: '' })
  const lines = [
    'PHIẾU NỘP PHÍ, LỆ PHÍ',
    `Người nộp: ${of.name}`,
    `Số tài khoản: ${account}`,
    `Số tiền: ${amount.toLocaleString('vi')} đồng`,
    `Nội dung: ${purpose}`,
    'Quét mã VietQR để nộp qua ngân hàng'
  ]
  const source = `#set page(width: 105mm, height: 148mm, margin: 12mm)
#set text(font: "Tinos", size: 12pt)
#align(center)[#text(size: 14pt)[*#${JSON.stringify(lines[0])}*]]
${lines
  .slice(1)
  .map(line => `#${JSON.stringify(line)}`)
  .join('\n\n')}
#align(center)[#${qrImage(qr, '48mm')}]`
  return { source, lines, fields: { account, amount: String(amount), purpose }, qr, zone: false }
}

let compiler: NodeCompiler | undefined

/** Draws Typst source as a picture of so many dots to the inch. */
export async function drawn({ source }: { readonly source: string }, dpi = 200): Promise<Buffer> {
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  const face = (name: string) => readFileSync(resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`))
  const fonts = ['400Regular', '400Regular_Italic', '700Bold'].map(face)
  compiler ??= NodeCompiler.create({ workspace: projectRoot, fontArgs: [{ fontBlobs: fonts }] })
  const compiled = compiler.compile({ mainFileContent: source })
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics))
  const svg = compiler.plainSvg(compiled.result)
  // The renderer scales twice by its density: the unit of length and the drawing itself.
  return sharp(Buffer.from(svg), { density: 72 * Math.sqrt(dpi / 72), unlimited: true })
    .flatten({ background: 'white' })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** What happens to a paper on its way into the computer. */
export type Damage = {
  readonly lean?: number
  readonly blur?: number
  readonly noise?: number
  /** Photographed: seen at an angle, on a dark table, a shadow across; from 0 to 1. */
  readonly photo?: number
  readonly quality?: number
}

/** The paper as it arrives, a JPEG. The same seed gives the same noise. */
export async function damaged(
  png: Buffer,
  { lean = 0, blur = 0, noise = 0, photo = 0, quality = 90 }: Damage,
  seed = 1
): Promise<Buffer> {
  let picture = sharp(png).removeAlpha().toColourspace('srgb')
  if (lean !== 0) picture = sharp(await picture.rotate(lean, { background: 'white' }).png().toBuffer())
  if (blur > 0) picture = sharp(await picture.blur(blur).png().toBuffer())
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const seen = photo > 0 ? photographed(data, info, photo) : { data, width: info.width, height: info.height }
  if (noise > 0) roughen(seen.data, noise, seed)
  return sharp(seen.data, { raw: { width: seen.width, height: seen.height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer()
}

/** Grain as of a cheap scanner: the sum of three even numbers is near enough to a bell. */
function roughen(data: Buffer, sigma: number, seed: number) {
  let state = seed * 2654435761 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  for (let at = 0; at < data.length; at += 3) {
    const grain = (next() + next() + next() - 1.5) * 2 * sigma
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = Math.max(0, Math.min(255, data[at + channel]! + grain))
  }
}

/** Seen from one side and a little from below, with the shadow of a hand. */
function photographed(data: Buffer, { width, height }: { width: number; height: number }, how: number) {
  const margin = Math.round(Math.max(width, height) * 0.05)
  const [outWidth, outHeight] = [width + 2 * margin, height + 2 * margin]
  const out = Buffer.alloc(outWidth * outHeight * 3)
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      const [right, down] = [(x - outWidth / 2) / outWidth, (y - outHeight / 2) / outHeight]
      const depth = 1 + how * (0.16 * right + 0.1 * down)
      const fromX = Math.round((right * outWidth) / depth + width / 2 + how * 0.01 * down * width)
      const fromY = Math.round((down * outHeight) / depth + height / 2 - how * 0.02 * right * height)
      const shade = 1 - how * 0.45 * Math.max(0, Math.min(1, (right + down + 0.35) * 1.6))
      const to = (y * outWidth + x) * 3
      const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
      const from = (fromY * width + fromX) * 3
      for (let channel = 0; channel < 3; channel++) out[to + channel] = (inside ? data[from + channel]! : 58) * shade
    }
  return { data: out, width: outWidth, height: outHeight }
}
