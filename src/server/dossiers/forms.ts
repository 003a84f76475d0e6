import { create as createQr } from 'qrcode'
import { print } from '../platform/print.ts'
import type { FormData } from './forms.model.ts'
import { formFor } from './forms.rules.ts'

export type * from './forms.model.ts'
export { formFor, formsOf } from './forms.rules.ts'
export type { FormSpec } from './forms.rules.ts'

const FOLDER = 'src/server/dossiers/forms'

/** Prints a form as PDF/A: the official ones by their rule set, the notice-board sheet and the result on A4. */
export const printForm = (form: FormData, options: { standard?: string } = {}): Promise<Uint8Array> =>
  print(`${FOLDER}/${form.kind}.typ`, templateData(form), { at: form.issuedAt, ...options })

/** The template's data: the form itself, its place in the rule set, and the way to follow the dossier. */
function templateData(form: FormData): object {
  switch (form.kind) {
    case 'receipt':
      return { ...form, form: formFor(form.ruleSet, form.kind), ...wayTo(trackingAddress(form.origin, form.code)) }
    case 'supplement-request':
    case 'refusal':
    case 'apology':
    case 'stop-notice':
    case 'control-slip':
    case 'register':
      return { ...form, form: formFor(form.ruleSet, form.kind) }
    case 'procedure-sheet':
      return form.origin ? { ...form, ...wayTo(procedureAddress(form.origin, form.procedure.code)) } : form
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

/** A QR code as one SVG path of dark modules with the quiet zone of four that scanners expect. */
export function qrPicture(text: string): string {
  const { size, data } = createQr(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let start = 0; start < size; start++) {
      let end = start
      while (end < size && data[row * size + end]) end++
      if (end > start) path += `M${start + 4} ${row + 4}h${end - start}v1h${start - end}z`
      start = end
    }
  }
  const side = size + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path}" fill="#000"/></svg>`
}
