import { pausedAt, resumedAt } from './decide.guards.ts'
import type { PetitionEvent } from './events.ts'
import type { Petition, PetitionId, Publication } from './model.ts'

type Later = Exclude<PetitionEvent, { type: 'petition.filed' }>

/** The petition after an event. */
export function evolve(petition: Petition | null, event: PetitionEvent, id: PetitionId): Petition {
  if (event.type === 'petition.filed') return filed(event, id)
  if (!petition) throw new Error(`a petition cannot begin with ${event.type}`)
  return { ...petition, ...changeBy(petition, event), version: petition.version + 1 }
}

function filed({ at, data }: Extract<PetitionEvent, { type: 'petition.filed' }>, id: PetitionId): Petition {
  const { code, kind, channel, ruleSet, about, anonymous, workingDays, dueAt } = data
  return {
    ...BEFORE,
    ...{ id, version: 1, code, kind, channel, ruleSet, anonymous, dueAt, filedAt: at },
    protected: data.protected,
    complained: about,
    ledger: { startedAt: at, workingDays, pauses: [] }
  }
}

const BEFORE = {
  phase: 'received',
  sorted: false,
  unit: null,
  officer: null,
  subject: '',
  told: 1,
  asked: '',
  supplyBy: null,
  hearing: null,
  conclusion: null,
  draft: '',
  draftedBy: null,
  answers: [],
  refusal: null,
  late: null,
  sentBack: false,
  sendBackUntil: null,
  satisfied: null,
  publication: { state: 'none', text: null, proposedBy: null, dueBy: null, late: null }
} as const

function changeBy(petition: Petition, event: Later): Partial<Petition> {
  const { at } = event
  switch (event.type) {
    case 'petition.sorted': {
      const { workingDays, ...sorted } = event.data
      const ledger = petition.sorted ? { ...petition.ledger, workingDays } : { startedAt: at, workingDays, pauses: [] }
      const guarded = petition.protected || sorted.kind === 'behaviour'
      return { ...sorted, phase: 'in-hand', sorted: true, ledger, protected: guarded }
    }
    case 'petition.refused': {
      const { reason, words, late } = event.data
      return { phase: 'refused', refusal: { reason, words }, late, dueAt: null }
    }
    case 'petition.transferred':
      return { unit: event.data.to }
    case 'petition.asked': {
      const { what, supplyBy } = event.data
      return { phase: 'asked', asked: what, supplyBy, dueAt: null, ledger: pausedAt(petition.ledger, at) }
    }
    case 'petition.told':
      return {
        ...{ told: event.data.no, supplyBy: null, dueAt: event.data.dueAt },
        phase: petition.phase === 'asked' ? (petition.sorted ? 'in-hand' : 'received') : petition.phase,
        ledger: resumedAt(petition.ledger, at)
      }
    case 'petition.officer-called':
      return { hearing: { ...event.data, answers: [] } }
    case 'petition.officer-heard':
      return { hearing: heard(petition, event.data.words, at) }
    case 'petition.concluded': {
      const { verdict, reason } = event.data
      return { conclusion: { verdict, reason, at } }
    }
    case 'petition.due-moved':
      return { dueAt: event.data.to }
    case 'petition.identity-opened':
      return {}
    case 'petition.publication-proposed':
    case 'petition.published':
    case 'petition.publication-declined':
    case 'petition.withheld':
    case 'petition.taken-down':
      return { publication: { ...petition.publication, ...publicationBy(event) } }
    default:
      return answeredBy(petition, event)
  }
}

type Answering = Extract<
  Later,
  { type: `petition.${'answer-drafted' | 'answer-returned' | 'answered' | 'sent-back' | 'judged' | 'closed'}` }
>

function answeredBy(petition: Petition, event: Answering): Partial<Petition> {
  const { at } = event
  switch (event.type) {
    case 'petition.answer-drafted':
      return { phase: 'drafted', draft: event.data.text, draftedBy: event.data.by }
    case 'petition.answer-returned':
      return { phase: 'in-hand' }
    case 'petition.answered': {
      const { way, late, sendBackUntil, publishBy } = event.data
      return {
        ...{ phase: 'answered', dueAt: null, draft: '', sendBackUntil },
        answers: [...petition.answers, { text: petition.draft, way, at }],
        // The first answer decides whether it was in time; a second late one is late too.
        late: (petition.late ?? false) || late,
        publication: { ...petition.publication, dueBy: publishBy }
      }
    }
    case 'petition.sent-back': {
      const { no, workingDays, dueAt } = event.data
      const ledger = { startedAt: at, workingDays, pauses: [] }
      return { phase: 'in-hand', sentBack: true, sendBackUntil: null, told: no, ledger, dueAt, satisfied: false }
    }
    case 'petition.judged':
      return { satisfied: event.data.satisfied }
    case 'petition.closed':
      return { phase: 'closed', dueAt: null, sendBackUntil: null }
    default:
      return event satisfies never
  }
}

type Publishing = Extract<
  Later,
  {
    type:
      | 'petition.publication-proposed'
      | 'petition.published'
      | 'petition.publication-declined'
      | 'petition.withheld'
      | 'petition.taken-down'
  }
>

function publicationBy(event: Publishing): Partial<Publication> {
  switch (event.type) {
    case 'petition.publication-proposed': {
      const { title, question, answer, by } = event.data
      return { state: 'proposed', text: { title, question, answer }, proposedBy: by }
    }
    case 'petition.published':
      return { state: 'published', late: event.data.late }
    case 'petition.publication-declined':
      return { state: 'none' }
    case 'petition.withheld':
      return { state: 'withheld' }
    case 'petition.taken-down':
      return { state: 'taken-down' }
    default:
      return event satisfies never
  }
}

const heard = ({ hearing }: Petition, words: string, at: string) =>
  hearing && { ...hearing, answers: [...hearing.answers, { words, at }] }
