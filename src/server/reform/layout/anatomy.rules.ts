import type { Line, Parsed, Run } from './parsed.ts'

/** The parts of an official document, found by what they say and where they stand. */
export type Anatomy = {
  readonly form: 'letter' | 'named'
  readonly nationalName: Line | null
  readonly motto: Line | null
  readonly agencies: readonly Line[]
  readonly number: Line | null
  readonly date: Line | null
  readonly about: Line | null
  readonly typeName: Line | null
  readonly abstract: Line | null
  readonly addressees: Line | null
  readonly grounds: readonly Line[]
  readonly body: readonly Line[]
  readonly closing: Line | null
  readonly authority: readonly Line[]
  readonly signer: Line | null
  readonly recipientsTitle: Line | null
  readonly recipients: readonly Line[]
}

export const inked = (line: Line): Run[] => line.runs.filter(run => run.text.trim() !== '')

export function anatomyOf({ lines }: Parsed): Anatomy {
  const written = lines.filter(line => line.text.trim() !== '')
  const find = (test: (text: string) => boolean) => written.find(line => test(line.text.trim())) ?? null
  const nationalName = find(text => fold(text) === fold('Cộng hòa xã hội chủ nghĩa Việt Nam'))
  const motto = find(text => /^độc lập\W+tự do\W+hạnh phúc$/iu.test(text))
  const number = find(text => /^số\s*:/iu.test(text))
  const date = find(text => /ngày .{1,6} tháng .{1,6} năm/iu.test(text) && text.includes(',') && text.length < 90)
  const about = find(text => /^v\/v\b/iu.test(text))
  const head = new Set([nationalName, motto, number, date, about])
  const firstHead = written.findIndex(line => line.place === 'frame')
  const numberAt = number ? written.indexOf(number) : -1
  const agencies = written
    .slice(Math.max(0, firstHead), numberAt < 0 ? 0 : numberAt)
    .filter(line => line.place === 'frame' && !head.has(line))
  const rest = written.filter(line => line.place !== 'frame' && !head.has(line))
  const recipientsAt = written.findLastIndex(line => /^nơi nhận\s*:?$/iu.test(line.text.trim()))
  const tail = recipientsAt < 0 ? [] : written.slice(recipientsAt + 1)
  const recipients = tail.filter(line => /^-/.test(line.text.trim()))
  const signing = (recipientsAt < 0 ? lastFrame(written) : tail).filter(
    line => !recipients.includes(line) && line.place === 'frame'
  )
  const addresseesAt = rest.findIndex(line => /^kính gửi\s*:?/iu.test(line.text.trim()))
  const titles =
    about || rest.length === 0
      ? []
      : rest
          .slice(0, 3)
          .filter((line, index) => index < 2 && line.align === 'center' && !/^kính gửi/iu.test(line.text.trim()))
  const text = rest.filter(
    (line, index) => !titles.includes(line) && line.place === 'body' && !isAddressee(rest, index, addresseesAt)
  )
  const grounds = text.filter(
    (line, index) =>
      /^căn cứ(?=\s|$)/iu.test(line.text.trim()) &&
      text.slice(0, index).every(before => /^(căn cứ|theo đề nghị)(?=\s|$)/iu.test(before.text.trim()))
  )
  // Titles of parts and of tables are centred and have rules of their own.
  const body = text.filter(
    line => !grounds.includes(line) && !(line.align === 'center' && inked(line).every(run => run.bold))
  )
  return {
    form: about ? 'letter' : 'named',
    nationalName,
    motto,
    agencies,
    number,
    date,
    about,
    typeName: titles[0] ?? null,
    abstract: titles[1] ?? null,
    addressees: addresseesAt < 0 ? null : rest[addresseesAt]!,
    grounds,
    body,
    closing: rest.filter(line => line.place === 'body').at(-1) ?? null,
    authority: signing.slice(0, -1),
    signer: signing.at(-1) ?? null,
    recipientsTitle: recipientsAt < 0 ? null : written[recipientsAt]!,
    recipients
  }
}

/** "Kính gửi:" and the names listed under it. */
const isAddressee = (rest: readonly Line[], index: number, at: number): boolean => {
  if (at < 0 || index < at) return false
  if (index === at) return true
  return rest.slice(at + 1, index + 1).every(line => /^-\s/.test(line.text.trim()))
}
const lastFrame = (lines: readonly Line[]): Line[] => {
  const from = lines.findLastIndex(line => line.place !== 'frame')
  return lines.slice(from + 1)
}
const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace('hoà', 'hòa')
