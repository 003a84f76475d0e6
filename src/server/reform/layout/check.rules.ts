import type { Line, Parsed, Run } from './parsed.ts'
import { anatomyOf, inked } from './anatomy.rules.ts'
import type { Anatomy } from './anatomy.rules.ts'

/** Something that breaks the decree: where it stands there, and what was found. */
export type Finding = { readonly rule: RuleName; readonly article: string; readonly found: string }
type Check = (document: Parsed, parts: Anatomy) => readonly string[]

const RANGE = { motto: [13, 14], twelve: [12, 13], body: [13, 14] } as const
const NEAR = 0.6

/**
 * The layout of Decree 30/2020/ND-CP, annex I, part I, as a table: each rule names its article and lists what breaks it.
 * Whoever has to follow it can read it; a newer decree is another table.
 */
export const RULES = {
  paper: [
    'Mục I.1',
    ({ sections }) =>
      sections.flatMap(({ width, height }, index) =>
        isA4(width, height, index > 0) ? [] : [`${whole(width)} × ${whole(height)} mm`]
      )
  ],
  margins: [
    'Mục I.3',
    ({ sections }) =>
      sections.flatMap(one =>
        MARGINS.flatMap(([side, least, most]) =>
          one[side] >= least - NEAR && one[side] <= most + NEAR
            ? []
            : [`${side} ${whole(one[side])} mm (${least}–${most})`]
        )
      )
  ],
  font: [
    'Mục I.4',
    ({ lines }) =>
      distinct(
        runsOf(lines)
          .filter(run => !/^Times New Roman$/i.test(run.font))
          .map(run => `${run.font || '?'}: ${short(run.text)}`)
      )
  ],
  color: [
    'Mục I.4',
    ({ lines }) =>
      distinct(
        runsOf(lines)
          .filter(run => !/^(auto|0{6})$/.test(run.color) && !URGENCY.test(run.text))
          .map(run => `#${run.color}: ${short(run.text)}`)
      )
  ],
  'page-number': ['Mục I.7', pageNumber],
  'national-name': [
    'Mục II.1',
    (_, { nationalName }) =>
      requireLine(nationalName, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', line => [
        ...styled(line, { sizes: RANGE.twelve, bold: true, italic: false })
      ])
  ],
  motto: [
    'Mục II.1',
    (_, { motto }) =>
      requireLine(motto, 'Độc lập - Tự do - Hạnh phúc', line => [
        ...(line.text.trim() === 'Độc lập - Tự do - Hạnh phúc' ? [] : [line.text.trim()]),
        ...styled(line, { sizes: RANGE.motto, bold: true, italic: false }),
        ...(line.underlined ? [] : [`${line.text.trim()}: không có đường kẻ`])
      ])
  ],
  agency: ['Mục II.2', agency],
  number: ['Mục II.3', (_, { number }) => requireLine(number, 'Số: …/…', numberFaults)],
  date: ['Mục II.4', (_, { date }) => requireLine(date, 'Địa danh, ngày … tháng … năm …', dateFaults)],
  subject: ['Mục II.5', subject],
  addressees: [
    'Mục II.9.a',
    (_, { form, addressees }) =>
      form === 'letter' && !addressees
        ? ['thiếu “Kính gửi:”']
        : addressees
          ? [
              ...(/^Kính gửi:/.test(addressees.text.trim()) ? [] : [addressees.text]),
              ...styled(addressees, { sizes: RANGE.body, bold: false, italic: false })
            ]
          : []
  ],
  grounds: [
    'Mục II.6.b',
    (_, { grounds }) =>
      grounds.flatMap((line, index) => [
        ...styled(line, { sizes: RANGE.body, italic: true }),
        ...(line.text.trim().endsWith(index === grounds.length - 1 ? '.' : ';')
          ? []
          : [`dấu cuối dòng: ${short(line.text)}`])
      ])
  ],
  body: ['Mục II.6.d', (_, { body }) => distinct(body.flatMap(bodyFaults))],
  closing: [
    'Mục II.6.d',
    (_, { closing }) =>
      closing && closing.text.trim().endsWith('./.')
        ? []
        : [closing ? short(closing.text.trim().slice(-40)) : 'không có nội dung']
  ],
  signature: ['Mục II.7', signature],
  recipients: ['Mục II.9.b', recipients]
} as const satisfies Record<string, readonly [string, Check]>
export type RuleName = keyof typeof RULES

/** Every rule the document breaks; empty means that it may be issued as it is. */
export function checkLayout(document: Parsed): Finding[] {
  const parts = anatomyOf(document)
  return (Object.keys(RULES) as RuleName[]).flatMap(rule => {
    const [article, check] = RULES[rule] as readonly [string, Check]
    return check(document, parts).map(found => ({
      rule,
      article: `Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, ${article}`,
      found
    }))
  })
}

const MARGINS = [
  ['top', 20, 25],
  ['bottom', 20, 25],
  ['left', 30, 35],
  ['right', 15, 20]
] as const
const URGENCY = /^(HỎA TỐC|THƯỢNG KHẨN|KHẨN)/
const isA4 = (width: number, height: number, landscape: boolean): boolean =>
  (Math.abs(width - 210) <= 1 && Math.abs(height - 297) <= 1) ||
  (landscape && Math.abs(width - 297) <= 1 && Math.abs(height - 210) <= 1)

function pageNumber({ header, long }: Parsed): string[] {
  if (!header?.pageNumber) return long ? ['không có số trang'] : []
  return [
    ...(header.centred ? [] : ['số trang không ở giữa']),
    ...(header.size >= 13 && header.size <= 14 ? [] : [`cỡ chữ số trang ${header.size}`]),
    ...(header.onFirst ? ['có số trang ở trang thứ nhất'] : [])
  ]
}

function agency(_: Parsed, { agencies }: Anatomy): string[] {
  const issuing = agencies.at(-1)
  if (!issuing) return ['thiếu tên cơ quan ban hành']
  return [
    ...agencies
      .slice(0, -1)
      .flatMap(line => [...styled(line, { sizes: RANGE.twelve, bold: false }), ...capitals(line)]),
    ...styled(issuing, { sizes: RANGE.twelve, bold: true }),
    ...capitals(issuing),
    ...(issuing.underlined ? [] : [`${short(issuing.text)}: không có đường kẻ`])
  ]
}

function numberFaults(line: Line): string[] {
  const text = line.text.trim()
  const [, number, symbol] = /^Số:\s*([^/]*)\/(.*)$/.exec(text) ?? []
  return [
    ...(number === undefined || !/^(\d+|[.…\s]+)$/.test(number) ? [`không đúng dạng: ${text}`] : []),
    ...(number && /^\d$/.test(number) ? [`số nhỏ hơn 10 thiếu chữ số 0: ${text}`] : []),
    ...(/\s/.test(`${number?.replace(/[.…]/g, '') ?? ''}${symbol ?? ''}`.replace(/^\s+$/, '')) ||
    / \/|\/ | -|- /.test(text.slice(3))
      ? [`có khoảng trống trong số, ký hiệu: ${text}`]
      : []),
    ...(symbol && !/^[\p{Lu}\d]+([-/][\p{Lu}\d]+)*$/u.test(symbol.replace(/\s/g, ''))
      ? [`ký hiệu không viết hoa: ${symbol}`]
      : []),
    ...styled(line, { sizes: [13, 13], bold: false, italic: false })
  ]
}

function dateFaults(line: Line): string[] {
  const text = line.text.trim()
  const [, date, month] = /, ngày (\S+) tháng (\S+) năm (?:\d{4}|[.…]+)$/.exec(text) ?? []
  const blank = /^[.…]+$/
  return [
    ...(date === undefined ? [`không đúng dạng: ${text}`] : []),
    ...(date !== undefined && !/^\d{2}$/.test(date) && !blank.test(date)
      ? [`ngày nhỏ hơn 10 thiếu chữ số 0: ${text}`]
      : []),
    ...(month !== undefined && !/^(0[12]|[3-9]|1[0-2])$/.test(month) && !blank.test(month)
      ? [`tháng 1, 2 có chữ số 0, tháng khác không: ${text}`]
      : []),
    ...styled(line, { sizes: RANGE.motto, italic: true, bold: false })
  ]
}

function subject(_: Parsed, { form, about, typeName, abstract }: Anatomy): string[] {
  if (form === 'letter') return about ? styled(about, { sizes: RANGE.twelve, bold: false }) : ['thiếu “V/v”']
  return [
    ...requireLine(typeName, 'tên loại văn bản', line => [
      ...styled(line, { sizes: RANGE.body, bold: true }),
      ...capitals(line)
    ]),
    ...requireLine(abstract, 'trích yếu', line => [
      ...styled(line, { sizes: RANGE.body, bold: true }),
      ...(line.underlined ? [] : [`${short(line.text)}: không có đường kẻ`])
    ])
  ]
}

function bodyFaults(line: Line): string[] {
  const at = short(line.text)
  return [
    ...styled(line, { sizes: RANGE.body }),
    ...(line.align === 'both' ? [] : [`không căn đều hai lề: ${at}`]),
    ...(Math.abs(line.firstLine - 10) <= NEAR || Math.abs(line.firstLine - 12.7) <= NEAR
      ? []
      : [`lùi đầu dòng ${whole(line.firstLine)} mm: ${at}`]),
    ...(Math.max(line.spaceBefore, line.spaceAfter) >= 6 ? [] : [`khoảng cách đoạn dưới 6 pt: ${at}`]),
    ...(line.lineSpacing === null || (line.lineSpacing >= 1 && line.lineSpacing <= 1.5)
      ? []
      : [`giãn dòng ${line.lineSpacing}: ${at}`])
  ]
}

function signature(_: Parsed, { authority, signer }: Anatomy): string[] {
  return [
    ...(authority.length === 0
      ? ['thiếu quyền hạn, chức vụ của người ký']
      : authority.flatMap(line => [...styled(line, { sizes: RANGE.body, bold: true }), ...capitals(line)])),
    ...requireLine(signer, 'họ tên người ký', line => [
      ...styled(line, { sizes: RANGE.body, bold: true }),
      ...(line.text === line.text.toUpperCase() ? [`họ tên viết hoa: ${line.text}`] : [])
    ])
  ]
}

function recipients(_: Parsed, { form, recipientsTitle, recipients: list }: Anatomy): string[] {
  if (!recipientsTitle) return ['thiếu “Nơi nhận:”']
  const last = list.at(-1)?.text.trim() ?? ''
  return [
    ...styled(recipientsTitle, { sizes: [12, 12], bold: true, italic: true }),
    ...list.flatMap(line => styled(line, { sizes: [11, 11], bold: false, italic: false })),
    ...list
      .slice(0, -1)
      .flatMap(line => (line.text.trim().endsWith(';') ? [] : [`thiếu dấu “;”: ${line.text.trim()}`])),
    ...(/^- Lưu: VT(, \S.*)?\.$/.test(last) ? [] : [`dòng cuối không phải “- Lưu: VT, ….”: ${last}`]),
    ...(form === 'letter' && list[0]?.text.trim() !== '- Như trên;'
      ? ['công văn: dòng đầu không phải “- Như trên;”']
      : [])
  ]
}

type Style = { readonly sizes?: readonly [number, number]; readonly bold?: boolean; readonly italic?: boolean }
function styled(line: Line, { sizes, bold, italic }: Style): string[] {
  const runs = inked(line)
  const at = short(line.text)
  const odd = runs.find(run => sizes && (run.size < sizes[0] || run.size > sizes[1]))
  return [
    ...(odd && sizes ? [`cỡ chữ ${odd.size} (${sizes[0] === sizes[1] ? sizes[0] : sizes.join('–')}): ${at}`] : []),
    ...(bold !== undefined && runs.some(run => run.bold !== bold)
      ? [`${bold ? 'không in đậm' : 'in đậm'}: ${at}`]
      : []),
    ...(italic !== undefined && runs.some(run => run.italic !== italic)
      ? [`${italic ? 'không in nghiêng' : 'in nghiêng'}: ${at}`]
      : [])
  ]
}
const capitals = (line: Line): string[] =>
  line.text === line.text.toUpperCase() ? [] : [`không viết hoa: ${short(line.text)}`]
const requireLine = (line: Line | null, name: string, faults: (line: Line) => readonly string[]): readonly string[] =>
  line ? faults(line) : [`thiếu: ${name}`]
const runsOf = (lines: readonly Line[]): Run[] => lines.flatMap(inked)
const distinct = (all: readonly string[]): string[] => [...new Set(all)].slice(0, 20)
const short = (text: string): string => (text.trim().length > 60 ? `${text.trim().slice(0, 59)}…` : text.trim())
const whole = (length: number): number => Math.round(length * 10) / 10
