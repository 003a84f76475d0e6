import type { Component, Field, FormSchema, Group } from '../form.model.ts'
import { paperFields } from '../form.rules.ts'
import type { Paper } from '../model.ts'

type More = { optional?: true; hide?: string; autofill?: string; description?: string }

const base = (key: string, vi: string, en: string, more: More) => ({
  key,
  label: vi,
  ...(more.description ? { description: more.description } : {}),
  ...(more.hide ? { conditional: { hide: more.hide } } : {}),
  properties: { en, ...(more.autofill ? { autofill: more.autofill } : {}) },
  ...(more.optional ? {} : { validate: { required: true } })
})

export const line = (key: string, vi: string, en: string, more: More = {}): Field => ({
  type: 'textfield',
  ...base(key, vi, en, more)
})
export const lines = (key: string, vi: string, en: string, more: More = {}): Field => ({
  type: 'textarea',
  ...base(key, vi, en, more)
})
export const day = (key: string, vi: string, en: string, more: More = {}): Field => ({
  type: 'datetime',
  subtype: 'date',
  dateLabel: vi,
  ...base(key, vi, en, more)
})
export const yes = (key: string, vi: string, en: string, more: More = {}): Field => ({
  type: 'checkbox',
  ...base(key, vi, en, { ...more, optional: true })
})
export const count = (
  key: string,
  vi: string,
  en: string,
  limits: { min: number; max: number },
  more: More = {}
): Field => ({
  type: 'number',
  ...base(key, vi, en, more),
  validate: { required: !more.optional, ...limits }
})

type Choice = readonly [value: string, vi: string, en: string]
const values = (choices: readonly Choice[]) => choices.map(([value, label, labelEn]) => ({ value, label, labelEn }))
export const one = (key: string, vi: string, en: string, choices: readonly Choice[], more: More = {}): Field => ({
  type: choices.length > 5 ? 'select' : 'radio',
  values: values(choices),
  ...base(key, vi, en, more)
})
export const some = (key: string, vi: string, en: string, choices: readonly Choice[], more: More = {}): Field => ({
  type: 'checklist',
  values: values(choices),
  ...base(key, vi, en, more)
})

/** The 12 digits of a person, filled from the account of whoever is signed in where the form asks for them. */
export const personNumber = (key: string, vi: string, en: string, more: More = {}): Field => ({
  type: 'textfield',
  ...base(key, vi, en, more),
  validate: { required: !more.optional, pattern: '^\\d{12}$', patternErrorMessage: 'Số định danh gồm 12 chữ số' }
})
export const phone = (key: string, more: More = {}): Field => ({
  type: 'textfield',
  ...base(key, 'Số điện thoại', 'Telephone', { autofill: 'person.phone', ...more }),
  validate: {
    required: !more.optional,
    pattern: '^0\\d{9}$',
    patternErrorMessage: 'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0'
  }
})

export const part = (vi: string, en: string, components: Component[], hide?: string): Group => ({
  type: 'group',
  label: vi,
  properties: { en },
  ...(hide ? { conditional: { hide } } : {}),
  components
})

/** A part that is filled once for each person, child, trade … */
export const each = (path: string, vi: string, en: string, components: Component[], hide?: string): Group => ({
  type: 'dynamiclist',
  path,
  label: vi,
  isRepeating: true,
  allowAddRemove: true,
  defaultRepetitions: 1,
  properties: { en },
  ...(hide ? { conditional: { hide } } : {}),
  components
})

/** A form: its parts, then the papers one by one. The application form itself is this form, so it is not asked as a file. */
export const form = (id: string, papers: readonly Paper[], parts: Component[]): FormSchema => ({
  type: 'default',
  id,
  schemaVersion: 18,
  components: [
    ...parts,
    part('Giấy tờ kèm theo', 'Papers', paperFields(papers.filter(paper => paper.code !== 'to-khai')))
  ]
})

/** Who asks, filled from the account. */
export const applicantPart = (): Group =>
  part('Người yêu cầu', 'Applicant', [
    line('ho_ten', 'Họ, chữ đệm, tên', 'Full name', { autofill: 'person.name' }),
    personNumber('so_dinh_danh', 'Số định danh cá nhân', 'Personal number', { autofill: 'person.number' }),
    day('ngay_sinh', 'Ngày sinh', 'Date of birth', { autofill: 'person.birth' }),
    line('noi_cu_tru', 'Nơi cư trú', 'Residence', { autofill: 'person.address' }),
    phone('dien_thoai')
  ])

export const SEXES: readonly Choice[] = [
  ['nam', 'Nam', 'Male'],
  ['nu', 'Nữ', 'Female']
]
