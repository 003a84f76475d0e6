export {
  compareRevisions,
  contentFaults,
  fieldsInUse,
  importedRecord,
  newRevision,
  procedureByCode,
  publishRevision,
  revisionById,
  revisionsOf,
  searchProcedures,
  withdrawProcedure
} from './actions.ts'
export type { Page, Search } from './actions.ts'
export { routes } from './api.ts'
export { demonstrationProcedures, publishDemonstration } from './demonstration/index.ts'
export type { DemonstrationProcedure, Process } from './demonstration/index.ts'
export { differences } from './difference.rules.ts'
export { feeOf } from './fees.rules.ts'
export type { Fee, FeeFacts, FeeLine } from './fees.rules.ts'
export { Component, Field, FormSchema, isGroup } from './form.model.ts'
export type { Group } from './form.model.ts'
export { checkForm, fileKey, formOf, genericForm } from './form.rules.ts'
export type { FormFault } from './form.rules.ts'
export { importProcedures } from './import.actions.ts'
export type { ImportLine, ImportSummary, NoticeKind } from './import.model.ts'
export { limitFor, limitWords, statutoryLimit } from './limits.rules.ts'
export { CHANNELS, LEVELS, LIMIT_UNITS, Limit, NATIONAL_CODE, ProcedureContent, SERVICE_LEVELS } from './model.ts'
export type {
  Channel,
  Difference,
  FeeRule,
  Level,
  Paper,
  ProcedureRevision,
  ProcedureRow,
  ServiceLevel,
  Settling,
  StatedLimit
} from './model.ts'
export { limitSaid, limitsSaid } from './reading.ts'
export type { LimitLine } from './reading.ts'
export { permissions } from './permissions.ts'
export { attempts, keysOf, queryOf } from './spelling.rules.ts'
export { say, texts } from './text.ts'
export type { TextKey } from './text.ts'
