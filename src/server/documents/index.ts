export { ALLOWED, FILE_TYPES } from './model.ts'
export type { FileRef, FileType, UploadRefusal } from './model.ts'
export {
  holdFiles,
  readBlob,
  reconcileFiles,
  releaseFiles,
  storeUpload,
  sweepFiles,
  takeBack,
  uploadsOf
} from './actions.ts'
export { keepMade } from './made.ts'
export { servedName, serveFile } from './serve.rules.ts'
export { tasks as documentTasks, timetable as documentTimetable } from './jobs.ts'
export { explainUpload } from './text.ts'
