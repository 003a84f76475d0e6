import type { Language } from '#server/platform/index.ts'
import type { DossierFacts, Facts, LetterFacts, Message, Point, Template } from './model.ts'
import { asHtml, asText } from './render.rules.ts'
import type { Block } from './render.rules.ts'
import { moment, money, say } from './text.ts'
import type { TextKey } from './text.ts'

/** Says a key with the words every template shares: `{you}`, `{office}`, `{code}`, `{where}`. */
type Say = (key: TextKey, facts?: Readonly<Record<string, string | number>>) => string
type Write<T extends Template> = (facts: Facts[T], t: Say, language: Language) => Block[]

/** The message ready to send, as plain text and as HTML. */
export function render(message: Message, language: Language): { subject: string; text: string; html: string } {
  const { facts, template } = message
  const kind = facts.addressee.organisation ? 'organisation' : 'person'
  const shared = {
    you: say(language, `you.${kind}`),
    office: facts.office.name,
    ...('code' in facts && { code: facts.code }),
    ...('where' in facts && { where: facts.where }),
    ...('title' in facts && { title: facts.title })
  }
  const t: Say = (key, more) => say(language, key, { ...shared, ...more })
  const subject = oneLine(t(`${template}.subject`))
  const blocks = [
    paragraph(t(`greeting.${kind}`, { name: oneLine(facts.addressee.name) })),
    ...(TEMPLATES[template] as Write<Template>)(facts, t, language),
    paragraph(
      [
        t('closing.regards'),
        facts.office.name,
        ...(facts.office.phone ? [t('closing.phone', { phone: facts.office.phone })] : [])
      ].join('\n')
    ),
    paragraph(t('closing.automatic'))
  ]
  return { subject, text: asText(blocks), html: asHtml(language, subject, blocks) }
}

const TEMPLATES: { [T in Template]: Write<T> } = {
  filed: (f, t, language) => [
    paragraph(t('filed.lead')),
    about(f, t, [[t('label.filed'), moment(language, f.at)]]),
    paragraph(t('filed.next')),
    tracking(f, t)
  ],
  received: (f, t, language) => [
    paragraph(t('received.lead')),
    about(f, t, [
      [t('label.received'), moment(language, f.at)],
      ...(f.dueAt ? ([[t('label.due'), moment(language, f.dueAt)]] as const) : [])
    ]),
    paragraph(t('received.next')),
    tracking(f, t)
  ],
  'supplement-requested': (f, t) => [
    paragraph(t('supplement-requested.lead')),
    points(f.missing),
    paragraph(t(f.accepted ? 'supplement-requested.accepted' : 'supplement-requested.filed')),
    paragraph(t('supplement-requested.how')),
    about(f, t),
    tracking(f, t)
  ],
  'fee-due': (f, t, language) => [
    paragraph(t('fee-due.lead')),
    about(f, t, [
      [t('label.amount'), money(language, f.amount)],
      [t('label.reason'), f.reason]
    ]),
    paragraph(t('fee-due.next')),
    tracking(f, t)
  ],
  'due-changed': (f, t, language) => [
    paragraph(t('due-changed.lead')),
    about(f, t, [
      ...(f.from ? ([[t('label.due-was'), moment(language, f.from)]] as const) : []),
      [t('label.due-now'), moment(language, f.dueAt)],
      [t('label.reason'), 'cause' in f.because ? t(`cause.${f.because.cause}`) : f.because.reason],
      ...(f.article ? ([[t('label.article'), f.article]] as const) : [])
    ]),
    ...(f.sorry ? [paragraph(t('due-changed.sorry'))] : []),
    tracking(f, t)
  ],
  'answer-changed': (f, t, language) => [
    paragraph(t('answer-changed.lead')),
    about(f, t, [
      [t('label.answer-was'), moment(language, f.from)],
      [t('label.answer-now'), moment(language, f.answerBy)],
      [t('label.reason'), f.because]
    ]),
    paragraph(t('answer-changed.next')),
    tracking(f, t)
  ],
  'result-ready': (f, t) => [
    paragraph(t('result-ready.lead')),
    about(f, t, f.number ? [[t('label.number'), f.number]] : []),
    paragraph(t(`result-ready.${f.collect}`)),
    tracking(f, t)
  ],
  refused: (f, t) => [
    paragraph(t('refused.lead')),
    about(f, t, f.number ? [[t('label.number'), f.number]] : []),
    ...(f.reasons.length > 0 ? [paragraph(t('refused.because')), points(f.reasons)] : []),
    ...(f.where ? [paragraph(t('refused.paper'))] : []),
    paragraph(t('refused.appeal')),
    tracking(f, t)
  ],
  'not-accepted': (f, t) => [
    paragraph(t('not-accepted.lead')),
    points(f.reasons),
    paragraph(t('not-accepted.next')),
    about(f, t),
    tracking(f, t)
  ],
  stopped: (f, t) => [
    paragraph(t('stopped.lead')),
    about(f, t, [[t('label.reason'), f.reason]]),
    paragraph(t('stopped.next')),
    tracking(f, t)
  ],
  withdrawn: (f, t) => [paragraph(t('withdrawn.lead')), about(f, t), paragraph(t('withdrawn.next')), tracking(f, t)],
  'steering-note': (f, t) => [
    paragraph(f.lead),
    ...(f.lines.length > 0 ? [{ kind: 'list', items: f.lines.map(oneLine) } as const] : []),
    { kind: 'link', label: t('steering-note.link'), href: f.link }
  ],
  'webhook-paused': (f, t) => [
    paragraph(t('webhook-paused.lead', { name: f.name })),
    {
      kind: 'facts',
      rows: [
        [t('label.address'), f.address],
        [t('label.failures'), String(f.failures)]
      ]
    },
    paragraph(t('webhook-paused.next')),
    { kind: 'link', label: t('webhook-paused.link'), href: f.link }
  ],
  'letter-refused': (f, t, language) => [
    paragraph(t('letter-refused.lead')),
    letter(f, t, language),
    points(f.points),
    paragraph(t('letter-refused.next'))
  ],
  'letter-dismissed': (f, t, language) => [
    paragraph(t('letter-dismissed.lead')),
    letter(f, t, language),
    { kind: 'facts', rows: [[t('label.reason'), f.reason]] },
    paragraph(t('letter-dismissed.next'))
  ],
  'number-taken': (f, t) => [
    paragraph(t('number-taken.lead')),
    { kind: 'facts', rows: [[t('label.login'), f.login]] },
    paragraph(t('number-taken.kept')),
    paragraph(t('number-taken.next')),
    { kind: 'link', label: t('number-taken.link'), href: f.link }
  ],
  'password-code': (f, t) => [
    paragraph(t('password-code.lead')),
    { kind: 'strong', text: f.passcode },
    paragraph(t('password-code.limit', { minutes: f.minutes })),
    paragraph(t('password-code.care'))
  ]
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const points = (list: readonly Point[]): Block => ({
  kind: 'list',
  items: list.map(({ about, note }) => [about, note].filter(Boolean).map(oneLine).join(': '))
})
const about = (f: DossierFacts, t: Say, rows: readonly (readonly [string, string])[] = []): Block => ({
  kind: 'facts',
  rows: [[t('label.code'), f.code], [t('label.procedure'), f.procedure], ...rows]
})
const letter = (f: LetterFacts, t: Say, language: Language): Block => ({
  kind: 'facts',
  rows: [
    [t('label.letter'), oneLine(f.subject) || '–'],
    [t('label.arrived'), moment(language, f.at)]
  ]
})
const tracking = (f: DossierFacts, t: Say): Block => ({ kind: 'link', label: t('link'), href: f.link })
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
