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
export { answerUseQuestion, ownFile, ownStore, questionUse, useQuestions } from './holder.ts'
export type { UseRow } from './holder.views.ts'
export { batchScreen, batchTasks, batchTimetable, MOST_BYTES, ownBatches, rehearseBatch, startBatch } from './batch.ts'
export { tellStores } from './holder.demonstration.ts'
export { offerReactions, offerTasks, recordUses } from './offers.jobs.ts'
export { FORMS, PaperInput, SOURCES, STATES } from './model.ts'
export type { Certified, Holder, Paper, PaperForm, PaperId, PaperState, Source } from './model.ts'
export { load as paperById, papersOf } from './store.ts'
