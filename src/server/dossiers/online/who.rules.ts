import type { Component, Group } from '#server/catalogue/index.ts'
import { isGroup } from '#server/catalogue/index.ts'
import type { Words } from '#server/platform/index.ts'
import type { Typed } from './model.ts'
import type { Scope } from './reading.rules.ts'

type Option = { readonly value: string; readonly name: Words }
export type WhoAbout = {
  readonly desks: readonly Option[]
  readonly cases: readonly Option[]
  readonly reliefs: readonly Option[]
}

const DIGITS12 = '^\\d{12}$|^\\d{9}$'
const BUSINESS = '^\\d{10}(-?\\d{3})?$'
const PHONE = '^(\\+84|0)\\d{9,10}$'

const named = (key: string, vi: string, en: string) => ({ key, label: vi, properties: { en } })
const needed = (pattern: string, fault: string) => ({ required: true, pattern, fault })

function line(key: string, vi: string, en: string, more: Record<string, unknown> = {}): Component {
  const { fault, hide, ...validate } = more as { fault?: string; hide?: string } & Record<string, unknown>
  const base = named(key, vi, en)
  return {
    type: 'textfield',
    ...base,
    properties: { ...base.properties, ...(fault ? { fault } : {}) },
    validate: { maxLength: 300, ...validate },
    ...(hide ? { conditional: { hide } } : {})
  } as Component
}

const group = (vi: string, en: string, components: Component[], hide?: string): Group => ({
  type: 'group',
  label: vi,
  properties: { en },
  components,
  ...(hide ? { conditional: { hide } } : {})
})

/** The first page of every filing: for whom, who asks, and where it goes. A form like the others, under `who`. */
export function whoForm(about: WhoAbout): Group {
  return {
    type: 'group',
    path: 'who',
    label: 'Người nộp và nơi nhận',
    properties: { en: 'Who files, and where' },
    components: [
      {
        type: 'radio',
        ...named('for', 'Bạn nộp hồ sơ cho ai?', 'For whom do you file?'),
        validate: { required: true },
        values: [
          { value: 'self', label: 'Cho tôi', labelEn: 'For myself' },
          { value: 'person', label: 'Cho người khác', labelEn: 'For another person' },
          { value: 'organisation', label: 'Cho tổ chức, doanh nghiệp', labelEn: 'For an organisation or a company' }
        ]
      },
      group(
        'Người yêu cầu',
        'Applicant',
        [
          line('name', 'Họ, chữ đệm, tên', 'Full name', { required: true, maxLength: 200 }),
          line('number', 'Số định danh cá nhân', 'Personal number', needed(DIGITS12, 'person')),
          {
            type: 'datetime',
            subtype: 'date',
            ...named('birth', 'Ngày sinh', 'Date of birth'),
            validate: { required: true }
          },
          line('address', 'Nơi cư trú', 'Residence', { required: true }),
          line('phone', 'Số điện thoại', 'Telephone', needed(PHONE, 'phone')),
          line('email', 'Thư điện tử', 'E-mail', { validationType: 'email' })
        ],
        '=for = "organisation"'
      ),
      group(
        'Tổ chức, doanh nghiệp',
        'Organisation or company',
        [
          line('org_name', 'Tên tổ chức', 'Name of the organisation', { required: true, maxLength: 200 }),
          line('org_number', 'Mã số doanh nghiệp', 'Business number', needed(BUSINESS, 'business')),
          line('org_address', 'Địa chỉ trụ sở', 'Address', { required: true }),
          line('org_phone', 'Số điện thoại', 'Telephone', needed(PHONE, 'phone')),
          line('org_email', 'Thư điện tử', 'E-mail', { validationType: 'email' })
        ],
        '=for != "organisation"'
      ),
      group(
        'Người nộp thay',
        'Who files for them',
        [
          line('by_name', 'Họ tên của bạn', 'Your full name', { required: true, maxLength: 200 }),
          line('by_number', 'Số định danh của bạn', 'Your personal number', needed(DIGITS12, 'person')),
          line('by_phone', 'Số điện thoại của bạn', 'Your telephone', needed(PHONE, 'phone')),
          line('authorisation', 'Giấy ủy quyền hoặc giấy giới thiệu (số, ngày)', 'Authorisation (number, date)', {
            required: true,
            maxLength: 200
          })
        ],
        '=for = null or for = "self"'
      ),
      ...choice('desk', 'Nơi nhận hồ sơ', 'Where to file', about.desks, true),
      ...choice('case', 'Trường hợp', 'Case', about.cases, false),
      ...reliefs(about.reliefs)
    ]
  }
}

const optionsOf = (options: readonly Option[]) =>
  options.map(({ value, name }) => ({ value, label: name.vi, ...(name.en ? { labelEn: name.en } : {}) }))

/** Asked only where there is a choice. */
const choice = (key: string, vi: string, en: string, options: readonly Option[], required: boolean): Component[] =>
  options.length < (required ? 2 : 1)
    ? []
    : [{ type: 'select', ...named(key, vi, en), validate: { required }, values: optionsOf(options) }]

const reliefs = (options: readonly Option[]): Component[] =>
  options.length === 0
    ? []
    : [
        {
          type: 'checklist',
          ...named('relief', 'Bạn thuộc diện được miễn, giảm phí?', 'Are you entitled to a lower fee?'),
          description: 'Bỏ qua nếu không thuộc diện nào. Cán bộ sẽ đối chiếu giấy tờ.',
          values: optionsOf(options)
        }
      ]

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const digits = (value: unknown): string => text(value).replace(/[\s.]/g, '')
const without = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''))

/** Applicant and delegate as the dossier knows them, from the answers of the first page. */
export function partiesOf(who: Scope) {
  const own = {
    kind: 'person',
    name: text(who.name),
    number: digits(who.number),
    ...without({
      birth: text(who.birth),
      address: text(who.address),
      phone: text(who.phone),
      email: text(who.email)
    })
  }
  if (who.for === 'self') return { applicant: own, delegate: undefined }
  const delegate = {
    kind: 'person',
    name: text(who.by_name),
    number: digits(who.by_number),
    phone: text(who.by_phone),
    authorisation: text(who.authorisation)
  }
  if (who.for === 'person') return { applicant: own, delegate }
  const applicant = {
    kind: 'organisation',
    name: text(who.org_name),
    number: digits(who.org_number),
    ...without({ address: text(who.org_address), phone: text(who.org_phone), email: text(who.org_email) })
  }
  return { applicant, delegate }
}

/** What an account knows of its person, typed into the first page beforehand. */
export type Known = {
  readonly kind: 'officer' | 'citizen' | 'organisation'
  readonly fullName: string
  readonly personalNumber: string | null
  readonly businessNumber: string | null
  readonly birthDate: string | null
  readonly address: string
  readonly phone: string
  readonly email: string
}
export function knownOf(person: Known): Typed {
  if (person.kind === 'organisation')
    return {
      'who.for': 'organisation',
      'who.org_name': person.fullName,
      'who.org_number': person.businessNumber ?? '',
      'who.org_address': person.address,
      'who.org_phone': person.phone,
      'who.org_email': person.email
    }
  return {
    'who.for': 'self',
    'who.name': person.fullName,
    'who.number': person.personalNumber ?? '',
    'who.birth': person.birthDate?.split('-').reverse().join('/') ?? '',
    'who.address': person.address,
    'who.phone': person.phone,
    'who.email': person.email,
    'who.by_name': person.fullName,
    'who.by_number': person.personalNumber ?? '',
    'who.by_phone': person.phone
  }
}

/** Which answer of the first page fills a field that the form marks `person.…`; by who is the person here. */
const SOURCES = {
  'person.name': ['who.name', 'who.by_name'],
  'person.number': ['who.number', 'who.by_number'],
  'person.birth': ['who.birth', ''],
  'person.address': ['who.address', ''],
  'person.phone': ['who.phone', 'who.by_phone']
} as const

/** The form's own questions about the applicant, answered from the first page. */
export function autofilled(components: readonly Component[], typed: Typed): Typed {
  const company = typed['who.for'] === 'organisation'
  const found: Record<string, string | readonly string[]> = {}
  for (const component of components) {
    if (isGroup(component)) {
      if (!component.path) Object.assign(found, autofilled(component.components, typed))
    } else if (component.type !== 'text') {
      const source = SOURCES[component.properties?.autofill as keyof typeof SOURCES]?.[company ? 1 : 0]
      if (source && typed[source]) found[component.key] = typed[source]
    }
  }
  return found
}
