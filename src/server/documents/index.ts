export { ALLOWED, FILE_TYPES } from './model.ts'
export type { FileRef, FileType, UploadRefusal } from './model.ts'
export {
  holdFiles,
  readBlob,
  reconcileFiles,
  releaseFiles,
  storeBytes,
  storeUpload,
  sweepFiles,
  takeBack,
  uploadsOf
} from './actions.ts'
export { wholeFile } from './content.ts'
export type { ContentRefusal } from './content.ts'
export { keepMade } from './made.ts'
export { fileLimits } from './intake/limits.ts'
export { servedName, serveFile } from './serve.rules.ts'
export { showFile } from './showing.ts'
export { tasks as documentTasks, timetable as documentTimetable } from './jobs.ts'
export { cameraWords } from './camera.words.ts'
export { RETIRED_DAYS, resealFiles, rotateKey } from './keeping/rotation.ts'
export { scrubFiles } from './keeping/scrub.ts'
export type { Scrubbed } from './keeping/scrub.ts'
export { stateOfStore } from './keeping/views.ts'
export type { StoreState } from './keeping/views.ts'
export { infectedSince, withheldIn } from './scanning/store.ts'
export type { Withheld } from './scanning/store.ts'
export { stateOfScans } from './scanning/views.ts'
export type { VirusChecks } from './scanning/views.ts'
export { FileWithheld } from './scanning/actions.ts'
export { openScanner } from './scanning/scanner.ts'
export { addPart, arrived, beginUpload, endUpload, uploadOnTheWay } from './resuming/actions.ts'
export type { Checksum, PartRefusal } from './resuming/actions.ts'
export { damageWords, explainUpload, infectedWords, isUpload } from './text.ts'
export { recognise } from './type.rules.ts'
export type { Peekable } from './type.rules.ts'
export { entriesInZip } from './zip.rules.ts'
export type { ZipEntry } from './zip.rules.ts'
export { readCard, readDay, typedDay } from './reading/card.rules.ts'
export type { Card } from './reading/card.rules.ts'
export { codeIn } from './reading/receipt.rules.ts'
export { askReading, findingsOf, pagePicture, readingOf, searchableOf } from './reading/actions.ts'
export type { FindingRow, ReadingRow } from './reading/store.ts'
export { openReader } from './reading/reader.ts'
export type { Progress, Reader } from './reading/reader.ts'
export { explainReading, told } from './reading/telling.ts'
export type { FieldName, Kind, Page, Proposed, Reading, ReadRefusal } from './reading/model.ts'
export { LIMITS as READ_LIMITS } from './reading/model.ts'
