import type { Field } from '#server/catalogue/index.ts'
import type { FileRef } from '../model.ts'
import { MOST } from './model.ts'
import type { Fault } from './model.ts'

export type Question = Exclude<Field, { type: 'text' }>
export type Answer = { readonly value: unknown; readonly fault: Fault | null }

/** Reads one answer as it was typed: its value for conditions and for the dossier, and what is wrong with it. */
export function readAnswer(question: Question, typed: readonly string[], files: readonly FileRef[]): Answer {
  const needed = question.validate?.required === true
  switch (question.type) {
    case 'checkbox': {
      const ticked = typed.some(text => text !== '')
      return { value: ticked, fault: needed && !ticked ? { code: 'tick' } : null }
    }
    case 'filepicker':
      return { value: files.length > 0 ? files : null, fault: needed && files.length === 0 ? { code: 'file' } : null }
    case 'checklist': {
      const chosen = typed.filter(text => question.values.some(({ value }) => value === text))
      return {
        value: chosen.length > 0 ? chosen : null,
        fault: needed && chosen.length === 0 ? { code: 'choose' } : null
      }
    }
    case 'select':
    case 'radio': {
      const chosen = question.values.find(({ value }) => value === typed[0])?.value ?? null
      const forged = chosen === null && (typed[0] ?? '') !== ''
      return { value: chosen, fault: (needed && chosen === null) || forged ? { code: 'choose' } : null }
    }
    default:
      return readText(question, (typed[0] ?? '').normalize('NFC').trim(), needed)
  }
}

type Written = Extract<Question, { type: 'textfield' | 'textarea' | 'number' | 'datetime' }>

function readText(question: Written, text: string, needed: boolean): Answer {
  if (text === '') return { value: null, fault: needed ? { code: 'missing' } : null }
  if (text.length > MOST.answer) return { value: null, fault: { code: 'too-long', limit: MOST.answer } }
  switch (question.type) {
    case 'number':
      return readNumber(question, text)
    case 'datetime':
      return readMoment(question, text)
    default:
      return { value: text, fault: textFault(question, text) }
  }
}

function textFault({ validate, properties }: Written, text: string): Fault | null {
  if (!validate) return null
  const { maxLength, minLength, pattern, patternErrorMessage, validationType } = validate
  if (maxLength !== undefined && text.length > maxLength) return { code: 'too-long', limit: maxLength }
  if (minLength !== undefined && text.length < minLength) return { code: 'too-short', limit: minLength }
  if (pattern && !new RegExp(pattern, 'u').test(text.replace(SPACED_DIGITS, digits => digits.replace(/[\s.]/g, '')))) {
    const code = (properties?.fault ?? 'pattern') as Fault['code']
    return patternErrorMessage ? { code, words: patternErrorMessage } : { code }
  }
  if (validationType === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { code: 'email' }
  if (validationType === 'phone' && !/^(\+84|0)\d{9,10}$/.test(text.replace(/[\s.-]/g, ''))) return { code: 'phone' }
  return null
}

/** Numbers as people group them: `0912 345 678`, `001.088.000.011`. */
const SPACED_DIGITS = /^[\d\s.]+$/
const GROUPED = /^\d{1,3}([.,\s]\d{3})+$/

function readNumber({ validate }: Written, text: string): Answer {
  const plain = GROUPED.test(text) ? text.replace(/[.,\s]/g, '') : text.replace(',', '.')
  const value = /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN
  if (Number.isNaN(value)) return { value: null, fault: { code: 'number' } }
  const { min, max } = validate ?? {}
  if (min !== undefined && value < min) return { value, fault: { code: 'smallest', limit: min } }
  if (max !== undefined && value > max) return { value, fault: { code: 'largest', limit: max } }
  return { value, fault: null }
}

function readMoment(question: Extract<Written, { type: 'datetime' }>, text: string): Answer {
  const [date = '', time = ''] = question.subtype === 'time' ? ['', text] : text.split(/\s+/)
  const day = question.subtype === 'time' ? '' : dayFrom(date)
  if (day === null) return { value: null, fault: { code: 'date' } }
  if (question.subtype === 'date') return { value: day, fault: time ? { code: 'date' } : null }
  if (!/^([01]?\d|2[0-3])[:.][0-5]\d$/.test(time)) return { value: null, fault: { code: 'time' } }
  return { value: [day, time.replace('.', ':').padStart(5, '0')].filter(Boolean).join('T'), fault: null }
}

/** A typed `1/12/2026`, `01-12-2026` or `01122026` as a day; null when no such day exists. */
export function dayFrom(typed: string): string | null {
  const parts = /^(\d{1,2})[/.-]?(\d{1,2})[/.-]?(\d{4})$/.exec(typed)
  if (!parts) return null
  const [, day = '', month = '', year = ''] = parts
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = new Date(Date.parse(`${written}T00:00:00Z`))
  return !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === written ? written : null
}
