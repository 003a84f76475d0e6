import type { Language } from '#server/platform/index.ts'
import { timeOnPaper } from './look.ts'
import type { FileVerdict, SignatureVerdict } from './model.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'
import type { TextKey } from './text.vi.ts'

/** A verdict in sentences: who signed, when, whether the file changed, and what to do. */
export type Explained = {
  readonly good: boolean
  readonly sentence: string
  readonly advice: string | null
  readonly signatures: readonly {
    readonly good: boolean
    readonly who: string
    readonly when: string
    readonly issuer: string | null
    readonly sentence: string
    readonly advice: string | null
    readonly notes: readonly string[]
  }[]
}

type Say = (key: TextKey, facts?: Readonly<Record<string, string>>) => string

const sayIn =
  (language: Language): Say =>
  (key, facts = {}) =>
    (language === 'en' ? en : vi)[key].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')

export function explainFile(language: Language, verdict: FileVerdict): Explained {
  const say = sayIn(language)
  const { good, fault, signatures } = verdict
  const key = good ? 'signature.file.good' : fault ? (`signature.file.${fault}` as const) : 'signature.file.bad'
  const advice = good ? null : say(fault === 'not-signed' ? 'signature.do.not-signed' : 'signature.do.file')
  return {
    good,
    sentence: say(key),
    advice: fault ? advice : null,
    signatures: signatures.map((one, at) => explainOne(say, one, { at, of: signatures.length }))
  }
}

type InOrder = { readonly at: number; readonly of: number }

/** Which of several it is, and what it vouches for: the paper with those that were there before it. */
const orderOf = (say: Say, { covers, reason }: SignatureVerdict, { at, of }: InOrder): string[] =>
  of === 1
    ? []
    : [
        ...(reason ? [`${reason}.`] : []),
        say(at === 0 ? 'signature.covers-first' : 'signature.covers', {
          ...{ at: `${at + 1}`, of: `${of}`, before: `${at}`, bytes: `${covers}` }
        })
      ]

function explainOne(say: Say, one: SignatureVerdict, place: InOrder): Explained['signatures'][number] {
  const good = one.fault === null
  const after = one.coversWholeFile ? 'signature.unchanged' : 'signature.more-after'
  return {
    good,
    who: whoOf(say, one),
    when: one.signedAt
      ? say(one.stamped ? 'signature.at-stamped' : 'signature.at-claimed', { at: timeOnPaper(one.signedAt) })
      : say('signature.at-unknown'),
    issuer: one.holder ? say('signature.issuer', { issuer: one.holder.issuer }) : null,
    sentence: one.fault ? say(`signature.fault.${one.fault}`) : say('signature.good'),
    advice: one.fault ? say(`signature.do.${one.fault}`) : null,
    notes: [
      ...orderOf(say, one, place),
      ...(good ? [say(after)] : []),
      ...(good && one.revocation === 'unknown' ? [say('signature.revocation-unknown')] : [])
    ]
  }
}

function whoOf(say: Say, { kind, holder }: SignatureVerdict): string {
  if (!holder) return say('signature.by-unknown')
  const { name, organisation } = holder
  if (kind === 'time-stamp') return say('signature.time-stamp-of', { name })
  return organisation && organisation !== name
    ? say('signature.by-of', { name, organisation })
    : say('signature.by', { name })
}

/** Why something could not be signed; null when the refusal is not one of signing. */
export function explainRefusal(language: Language, refusal: { readonly code: string }): string | null {
  const key = `signing.refused.${refusal.code}`
  return key in vi ? sayIn(language)(key as TextKey) : null
}
