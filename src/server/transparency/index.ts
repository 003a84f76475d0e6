export { routes } from './api.ts'
export { timeByHolder } from './holding.rules.ts'
export type { Held, HeldTime, Holder, OfficeMinutes, Outage } from './holding.rules.ts'
export { followDossiers, rebuildSettlements } from './settlement.ts'
export { recountForeign } from './foreign.ts'
export { permissions } from './permissions.ts'
export { reactions, tasks, timetable } from './jobs.ts'
export { whoseTime } from './holding.ts'
export type { HolderLine, WhoseTime } from './holding.ts'
export { agencyOf, monthBefore } from './late-list.rules.ts'
export { computeLists, draftLists, noteBehaviour } from './late-list.ts'
export { lateListPermissions } from './late-list.permissions.ts'
export { answerEntry, approveAndPublish, correctList, decideEntry, moveLists, notifyNamed } from './editions/actions.ts'
export { DEPTHS, GROUNDS, isMonth, PolicyInput, verdictFrom } from './editions/model.ts'
export type { Depth, Ground, LateList, Policy, Verdict } from './editions/model.ts'
export { policyOf, setPolicy } from './editions/policy.ts'
export { agencyLists, listsDesk, listScreen, publicEdition, publicLists, watchScreen } from './editions/screens.ts'
export type { ShownDocument } from './editions/screens.ts'
export type { ListRow } from './editions/views.ts'
export { atomFeed } from './editions/atom.ts'
export { embedBlock } from './editions/embed.ts'
export { lateListReport } from './editions/report.ts'
export { timingsOf } from './timings.ts'
export { setWarningShares, warnBeforeLate, warningShares } from './warnings.ts'
export { WarningShares } from './warnings.rules.ts'
export { APOLOGY_REASONS, isReason } from './apologies.rules.ts'
export type { ApologyReason } from './apologies.rules.ts'
export {
  apologiesScreen,
  approveApologies,
  draftApologies,
  letterShare,
  noteHandedOver,
  setAside
} from './apologies.ts'
export type { Approved, LetterShare } from './apologies.ts'
export { lettersIn, withoutLetter } from './apologies.store.ts'
export { tellLateLists } from './late-list.demonstration.ts'
export { isPeriod, monthOf, periodsUpTo, quarterOf } from './period.rules.ts'
export type { Period } from './period.rules.ts'
export { agenciesFor, ownUnit } from './reach.ts'
export { serviceIndex } from './service-index/index.actions.ts'
export { freezeDue } from './service-index/freeze.ts'
export { behindComponent, frozenIndexOf } from './service-index/behind.ts'
export type { BehindPage } from './service-index/behind.ts'
export { loadPortalFigures, reconciled } from './service-index/portal.ts'
export type { ComponentFigure, GroupFigure, ServiceIndex } from './service-index/model.ts'
export { countedByUnit, report, favouredNow, maySendFor } from './reports/report.actions.ts'
export { rowsOf as reportRows } from './reports/rules.ts'
export { TEMPLATES, templateOf } from './reports/templates.rules.ts'
export { quarterBefore, quarterOn, SPANS, windowOf } from './reports/windows.rules.ts'
export type { Span } from './reports/windows.rules.ts'
export {
  agenciesOf,
  answerReport,
  chooseOnTime,
  sendReport,
  sentReportWithDifferences
} from './reports/sent.actions.ts'
export { sentFor } from './reports/sent.store.ts'
export { behindCell } from './reports/behind.ts'
export { reportWorkbook } from './reports/workbook.ts'
export { printReport } from './reports/print.ts'
export { FAVOURED } from './reports/model.ts'
export type { Line, Report, Template } from './reports/model.ts'
export { appraisal } from './appraisal/appraisal.actions.ts'
export type { Appraisal } from './appraisal/appraisal.actions.ts'
