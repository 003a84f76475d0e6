import { print, qrPicture } from '#server/platform/index.ts'
import type { FormData } from './forms.model.ts'
import { formFor } from './forms.rules.ts'

export type * from './forms.model.ts'
export { formFor, formsOf } from './forms.rules.ts'
export type { FormSpec } from './forms.rules.ts'

const FOLDER = 'src/server/dossiers/forms'

/** Prints a form as PDF/A: the official ones by their rule set, the notice-board sheet and the result on A4. */
export const printForm = (form: FormData, options: { standard?: string } = {}): Promise<Uint8Array> =>
  print(`${FOLDER}/${form.kind}.typ`, formData(form), { at: form.issuedAt, ...options })

/** What the template gets. */
export const formData = (form: FormData): object => ({ ...templateData(form), longWords: hasLongWord(form) })

/** A word of 25 characters or more may need a break inside it. An instant (24) and the QR's address do not count. */
const hasLongWord = (form: FormData): boolean =>
  /[^\s"]{25,}/.test(JSON.stringify({ ...form, origin: undefined, seal: undefined }))

const ACKNOWLEDGEMENT = {
  no: null,
  title: 'Giấy xác nhận đã nộp hồ sơ',
  lines: ['Giấy xác nhận đã nộp hồ sơ'],
  sign: null,
  paper: 'a5',
  basis: null
} as const

/** The template's data: the form itself, its place in the rule set, and the way to follow the dossier. */
function templateData(form: FormData): object {
  switch (form.kind) {
    case 'receipt':
      return {
        ...form,
        form: formFor(form.ruleSet, form.kind, form.office),
        origin: null,
        seal: null,
        ...wayTo(trackingAddress(form.origin, form.code)),
        ...(form.seal ? { qr: qrPicture(form.seal.text), sealCode: form.seal.code } : {})
      }
    case 'acknowledgement':
      return { ...form, form: ACKNOWLEDGEMENT, origin: null, ...wayTo(trackingAddress(form.origin, form.code)) }
    case 'supplement-request':
    case 'refusal':
    case 'apology':
    case 'stop-notice':
    case 'control-slip':
    case 'register':
      return { ...form, form: formFor(form.ruleSet, form.kind, form.office) }
    case 'procedure-sheet':
      return form.origin
        ? { ...form, origin: null, ...wayTo(procedureAddress(form.origin, form.procedure.code)) }
        : form
    case 'result-document':
      return form
    default:
      return form satisfies never
  }
}

/** Where the QR of a receipt leads. */
export const trackingAddress = (origin: string, code: string): string => `${origin}/track/${encodeURIComponent(code)}`

const procedureAddress = (origin: string, code: string): string => `${origin}/procedures/${encodeURIComponent(code)}`

const wayTo = (address: string) => ({ address, qr: qrPicture(address) })
