export { queueScreen } from './queue.ts'
export type { QueueItem, QueueScreen, QueueTab } from './queue.ts'
export { assignMany, claimMany, completeMany, picksOf } from './queue.actions.ts'
export type { BulkReport } from './queue.actions.ts'
export { liveStream } from './live.ts'
export { caseScreen, fileOfCase } from './case.ts'
export type { ActLink, CaseScreen } from './case.ts'
export { ACT_FILE_BYTES, actUploads } from './act.files.ts'
export { actOnCase } from './case.actions.ts'
export type { ActProblem } from './case.actions.ts'
export { ACTS } from './acts.rules.ts'
export type { ActName } from './acts.rules.ts'
export type { Panel } from './panel.ts'
export type { Told } from './timeline.rules.ts'
export type { CourseStep } from './course.rules.ts'
export type { DueFact } from './due.rules.ts'
export { listScreen } from './list.ts'
export type { ListItem } from './list.ts'
export { confirmSigned, sendBackMany, signMany, signScreen } from './sign.ts'
export {
  acceptIntoSheet,
  forgetScan,
  paperAsked,
  readingScreen,
  SCAN_BYTES,
  scanOwner,
  scansOf,
  takeScan,
  withProposals
} from './reading.ts'
export type { PaperAsked, ReadingScreen, ShownPage } from './reading.ts'
export type { ProposalRow } from './reading.rules.ts'
