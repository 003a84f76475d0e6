export * from './model.ts'
export { CORRECTABLE, event } from './events.ts'
export type { DossierEvent, DossierEventType, EventData, Filing } from './events.ts'
export type { Command } from './commands.ts'
export type { Clock, Facts } from './facts.ts'
export type { DossierRefusal } from './refusals.ts'
export { decide } from './decider.ts'
export { evolve, replay } from './evolve.ts'
export { movesOf } from './handovers.rules.ts'
export { ALLOWED, fits } from './guards.ts'
export { NEEDS, permissions } from './permissions.ts'
export { act, keyKept, openDossier } from './actions.ts'
export type { ActionRefusal, Later } from './actions.ts'
export { fileDossier, receiveDossier, settleAtOnce } from './intake.ts'
export type { IntakeRefusal } from './intake.ts'
export { COMMAND_INPUTS, PartyInput, ReceiveInput } from './inputs.ts'
export type { CommandName } from './inputs.ts'
export { filingOf } from './filing.rules.ts'
export { codePlace } from './code.rules.ts'
export { clockFor, clockOn, inputOf } from './clock.ts'
export type { OfficeClock } from './clock.ts'
export { load } from './store.ts'
export { ledgerOf, listDossiers, maySee, timelineOf, unitsInReach } from './views.ts'
export type { DossierRow, LedgerRow, TimelineEntry } from './views.ts'
export {
  lastPosition,
  menuCounts,
  lastResultNumber,
  processesOf,
  queueCounts,
  queueOf,
  signingOf,
  signingsOf,
  touchedAfter
} from './queue.views.ts'
export type { SigningRow } from './queue.views.ts'
export type { MenuCounts, QueueAsked, QueueCounts, QueueRow, QueueWhich } from './queue.views.ts'
export { openByFactor, PORTAL_STATES, progressOf, stageOf, STAGES } from './tracking.ts'
export type { Progress, Stage } from './tracking.ts'
export { closeUnanswered, fireTimers } from './timers.ts'
export { dossierWords, explainInvalid, explainRefusal } from './explain.ts'
export { mayDo, reaches, stepRolesOf, unitsAbove, within } from './reach.rules.ts'
export { outcomesAhead } from './outcomes.rules.ts'
export { ownSigning, signatoriesOf } from './signers.ts'
export { unitOf } from './moves.ts'
export {
  asTurn,
  authorityLine,
  authorityOf,
  capacitiesOf,
  isLeftOut,
  mayInitial,
  needsBasis,
  printedSigner,
  proposed,
  turnNow,
  turnsAt
} from './signers.rules.ts'
export type { ChosenTurn, Signatories, SigningPerson } from './signers.rules.ts'
export { namedBy, strangerAt } from './signings.rules.ts'
export type { OutcomeAhead } from './outcomes.rules.ts'
export { isWait } from './steps.rules.ts'
export { gatherFacts } from './gather.ts'
export { openBulk } from './bulk.ts'
export type { Copied } from './bulk.ts'
export { routes } from './api.ts'
export type { Elsewhere } from './api.ts'
export type { OnceOnly } from './once-only.ts'
export { reactions, tasks, timetable } from './jobs.ts'
export { normOf } from './standard-process.ts'
export { tellApplicant } from './tell.ts'
export { fileStoreScreen, scrubAndTell } from './damaged.ts'
export type { DamagedPaper, FileStoreScreen } from './damaged.ts'
export { papersWith } from './tell.papers.ts'
export { changeWorkingTime, recomputeOpen, rehearseChange } from './recompute.ts'
export type { Rehearsal, TimeChange } from './recompute.ts'
export type { Move } from './recompute.rules.ts'
export { recomputations } from './recompute.store.ts'
export type { Run } from './recompute.store.ts'
export { brokenChains, countChains } from './verify.ts'
export { exportLog } from './log.export.ts'
export { formFor, formsOf, printForm, trackingAddress } from './forms.ts'
export type {
  FormData,
  FormSpec,
  IssuingOffice,
  PaperLine,
  ProcedureSheet,
  AcknowledgementForm,
  ReceiptForm,
  ResultDocument
} from './forms.ts'
export { formDataFor, isSlip, officeOf, registerData, SLIPS, slipsOf } from './papers.ts'
export type { Slip } from './papers.ts'
export { beforeAcceptance, readyResults, registerOf, returningApplicants, usedProcedures } from './counter.views.ts'
export type { DeskRow, RegisterRow, Returning } from './counter.views.ts'
export { askedDespite, papersOfCase, reasonsFrom, typedFrom, typedFromCard, typedFromParty } from './counter.rules.ts'
export type { PaperThere, Typed } from './counter.rules.ts'
export { counterAnswer } from './counter.sheet.ts'
export type { CounterAnswer, CounterSheet } from './counter.sheet.ts'
export {
  receiveAtCounter,
  refusedDespite,
  sendBackAtCounter,
  settleAtCounter,
  takeSupplement
} from './counter.actions.ts'
export type { CounterRefusal } from './counter.actions.ts'
export { counterDraft, dropCounterDraft, keepCounterDraft } from './draft.store.ts'
export { reasonSentence, reasonWords } from './reasons.ts'
export { findPeople, findProcedures } from './find.ts'
export type { Choosable, People } from './find.ts'
export {
  againAfter,
  answeredSheet,
  blankSheet,
  counterPage,
  fillPerson,
  fillProcedure,
  refusedSheet,
  sentSheet
} from './counter.page.ts'
export type { CounterPage } from './counter.page.ts'
export { daysAsked, registerPage } from './register.ts'
export { handOver } from './hand-over.ts'
export { answersOf } from './answers.rules.ts'
export type { AnswerLine } from './answers.rules.ts'
export { filedDossier, filedList, papersBrought } from './filed.ts'
export { correctEntry, voidEntry } from './correct.ts'
export { EMPTY, FILE_BYTES } from './online/model.ts'
export type { Draft, DraftBody } from './online/model.ts'
export { addRow, enterPost, removeRow } from './online/entering.rules.ts'
export { questionsOf } from './online/reading.rules.ts'
export type { Node, Reading } from './online/reading.rules.ts'
export { nextStep } from './online/parts.rules.ts'
export type { Part } from './online/parts.rules.ts'
export { errorsOf, summaryOf, titleOf, viewsOf } from './online/view.rules.ts'
export type { Errors, Summary, View } from './online/view.rules.ts'
export {
  adoptDrafts,
  changeDraft,
  draftOf,
  draftsOf,
  dropDraft,
  dropFile,
  ownerOf,
  startDraft,
  uploadToDraft
} from './online/drafts.ts'
export type { DraftRow } from './online/drafts.store.ts'
export { ABOUT_APPLICANT, filingBarrier, groundOf, sheetOf } from './online/sheet.ts'
export type { Ground, Sheet } from './online/sheet.ts'
export { submitDraft } from './online/submit.ts'
export { follow } from './online/follow.ts'
export type { Following } from './online/follow.ts'
export { issuePass, PASS_MINUTES } from './online/pass.ts'
export {
  askToWithdraw,
  dropReply,
  openOwn,
  repliesOf,
  sendSupplement,
  uploadReply
} from './online/applicant.actions.ts'
export type { Opened } from './online/applicant.actions.ts'
export { myDossiers, myWaiting, popularProcedures } from './online/mine.views.ts'
export type { MyRow } from './online/mine.views.ts'
export { printAcknowledgement } from './online/acknowledgement.ts'
