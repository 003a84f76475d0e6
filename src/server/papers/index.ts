export { change as changePaper, enterPaper, usePaper } from './actions.ts'
export type { PaperRefusal } from './commands.ts'
export { oncePermissions } from './once.permissions.ts'
export { importOnceRules, mapRule, onceScreen } from './once.ts'
export type { OnceReport } from './once.ts'
export { RESOLUTION } from './once.model.ts'
export { installOwnRules } from './once.shipped.ts'
export {
  heldToLaw,
  offersAtCounter,
  offersForFiled,
  offersOf,
  offersShown,
  storeOf,
  takeIntoDraft,
  withRules
} from './offers.ts'
export type { CounterOffer } from './offers.ts'
export { onceOnly } from './doors.ts'
export { answerUseQuestion, ownFile, ownStore, questionUse, useQuestions } from './holder.ts'
export { bringOwn, dropOwn, OWN_MEGABYTES } from './own.ts'
export type { UseRow } from './holder.views.ts'
export { batchScreen, batchTasks, batchTimetable, ownBatches, rehearseBatch, startBatch } from './batch.ts'
export { batchOwner, MOST_BYTES, takeForBatch, waitingForBatch } from './batch.files.ts'
export { tellStores } from './holder.demonstration.ts'
export { offerReactions, offerTasks, recordUses } from './offers.jobs.ts'
export { FORMS, PaperInput, SOURCES, STATES } from './model.ts'
export type { Certified, Holder, Paper, PaperForm, PaperId, PaperState, Source } from './model.ts'
export { load as paperById, papersOf } from './store.ts'
export { importKinds, kindHistory, paperKinds, sayKind } from './kinds.ts'
export { kindsAsCsv } from './kinds.csv.ts'
export { keptUntil, kindOf } from './kinds.rules.ts'
export { NOT_SCANNED } from './kinds.model.ts'
export type { NotScanned, PaperKind } from './kinds.model.ts'
export { permissions } from './permissions.ts'
export { enterResults, formerOf, SAMPLE } from './results.ts'
export { reactions as paperReactions, tasks as paperTasks, timetable as paperTimetable } from './jobs.ts'
export { certifyCopies, certifyCopy, COPY_ORDER, finishCopy } from './copies.ts'
export type { CopyRefusal } from './copies.ts'
export { scanPapers, scanScreen } from './scanning.ts'
export type { ScanProblem, ScanScreen } from './scanning.ts'
export { ORIGINALS, SEEN } from './scanning.rules.ts'
export { withdrawPapersOf } from './results.ts'
export { fileOfPaper, paperScreen, registerScreen, replacementOf, withdrawPaper } from './register.ts'
export type { PaperScreen, RegisterAsked } from './register.ts'
export { listScreen, listsScreen, makeList, proposeLists, sendListBack } from './retention.ts'
export { approveList, finishList, issuedList, LIST_ORDER, printList } from './issuing.ts'
export type { ListState } from './retention.model.ts'
export { tellRegister } from './demonstration.ts'
