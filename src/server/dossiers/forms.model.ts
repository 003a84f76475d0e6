import type { RuleSetId } from '#server/rulesets/index.ts'

/** Data of the printed forms. Instants are `Date`; how they read on paper is decided in one place, by `print`. */

export type IssuingOffice = {
  /** The agency above, e.g. Ủy ban nhân dân tỉnh; printed in capitals. */
  superior?: string
  name: string
  /** A Public Administrative Service Centre; its receipts bear another sign than those of a desk. */
  centre: boolean
  /** Place before the date, e.g. the province or commune. */
  place: string
  address?: string
  phone?: string
}

export type Party = { name: string; idNumber?: string; address?: string; phone?: string; email?: string }

/** What every form starts with. `number` is the running number alone; sign and slash belong to the form. */
type Issued = { ruleSet: RuleSetId; office: IssuingOffice; number?: string; issuedAt: Date }

export type PaperLine = { name: string; original?: number; certified?: number; copy?: number; note?: string }

export type ReceiptForm = Issued & {
  kind: 'receipt'
  code: string
  applicant: Party
  /** Chủ hồ sơ, where another than the one who hands in. */
  owner?: Party
  authorisedBy?: Party & { paper?: string }
  procedure: { code: string; name: string }
  /** What is asked for, when more exact than the procedure's name. */
  request?: string
  papers: readonly PaperLine[]
  sets: number
  /** Statutory time in words, e.g. `05 ngày làm việc`. */
  limit: string
  receivedAt: Date
  /** Absent only where the law gives no time. */
  dueAt?: Date
  channel?: string
  resultWay: string
  fee?: string
  notifyBy?: string
  book?: { volume: string; line: string }
  receiver: string
  /** Public address of the province, without a trailing slash: the QR leads to `<origin>/track/<code>`. */
  origin: string
  /** What the QR says instead where the receipt is sealed, and the code beside it. */
  seal?: { text: string; code: string }
}

/** The office's own paper for what is filed and not yet received: no time runs, nobody has received it. */
export type AcknowledgementForm = Issued & {
  kind: 'acknowledgement'
  code: string
  applicant: Party
  authorisedBy?: Party & { paper?: string }
  procedure: { code: string; name: string }
  request?: string
  papers: readonly PaperLine[]
  filedAt: Date
  channel: string
  /** Where it stands, in words: `Đã nộp, chờ tiếp nhận`. */
  standing: string
  origin: string
}

export type SupplementRequestForm = Issued & {
  kind: 'supplement-request'
  /** Absent before acceptance: the dossier has no code yet. */
  code?: string
  applicant: Party
  request: string
  missing: readonly { what: string; reason?: string }[]
  reason?: string
  /** Until when to complete, where the procedure sets a time. */
  completeBy?: Date
  contact: { name: string; phone?: string }
  guide: string
}

export type RefusalForm = Issued & {
  kind: 'refusal'
  code?: string
  applicant: Party
  request: string
  reasons: readonly { text: string; article?: string }[]
  receiver: string
}

export type ApologyForm = Issued & {
  kind: 'apology'
  code: string
  applicant: Party
  procedure: { code: string; name: string }
  receivedAt: Date
  settlingAgency: string
  dueAt: Date
  reason: string
  newDueAt: Date
  signer: Signer
}

export type StopNoticeForm = Issued & {
  kind: 'stop-notice'
  code: string
  applicant: Party
  procedure: { code: string; name: string }
  receivedAt: Date
  requestedAt: Date
  reason: string
  /** Where the settling stood, in words. */
  stateAtStop: string
  returnedPapers: readonly string[]
  fee?: string
  signer: Signer
}

export type ControlSlipForm = Issued & {
  kind: 'control-slip'
  code: string
  procedure: { code: string; name: string }
  settlingAgency: string
  coordinating?: readonly string[]
  receivedAt: Date
  dueAt?: Date
  handovers: readonly {
    from: string
    to: string
    at?: Date
    result?: 'early' | 'on-time' | 'late'
    note?: string
  }[]
}

export type RegisterForm = Issued & {
  kind: 'register'
  /** Field of administration the book is kept for. */
  field: string
  volume?: string
  from: Date
  to: Date
  rows: readonly {
    code: string
    procedure: string
    sets?: number
    person: string
    contact?: string
    leadAgency: string
    receivedAt: Date
    dueAt?: Date
    returnedAt?: Date
    resultWay?: string
    note?: string
  }[]
}

/** A procedure for the notice board. */
export type ProcedureSheet = {
  kind: 'procedure-sheet'
  office: IssuingOffice
  issuedAt: Date
  procedure: { code: string; name: string; field?: string; level?: string; agency?: string }
  decision?: string
  papers: readonly PaperLine[]
  sets?: number
  limits: readonly string[]
  fees: readonly string[]
  ways?: readonly string[]
  who?: string
  steps: readonly { name: string; unit?: string; time?: string }[]
  result?: string
  conditions?: readonly string[]
  legalBasis: readonly string[]
  origin?: string
}

/** A plain result of a procedure (decision, certificate, answer) that the demonstration hands over. */
export type ResultDocument = {
  kind: 'result-document'
  office: IssuingOffice
  /** Complete, e.g. `123/QĐ-UBND`. */
  number: string
  issuedAt: Date
  title: string
  /** Trích yếu, under the title. */
  about?: string
  grounds?: readonly string[]
  body: readonly string[]
  recipients?: readonly string[]
  signer: Signer
}

export type Signer = { post: string; name?: string; onBehalf?: string }

export type FormData =
  | ReceiptForm
  | AcknowledgementForm
  | SupplementRequestForm
  | RefusalForm
  | ApologyForm
  | StopNoticeForm
  | ControlSlipForm
  | RegisterForm
  | ProcedureSheet
  | ResultDocument
