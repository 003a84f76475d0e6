export { permissions } from './permissions.ts'
export { leads, reachesUnit, seesAll } from './reach.rules.ts'
export * from './tasks/model.ts'
export type { Command, Give, TaskRefusal } from './tasks/commands.ts'
export type { TaskEvent, TaskEventType } from './tasks/events.ts'
export { decide } from './tasks/decider.ts'
export { evolve, replay } from './tasks/evolve.ts'
export { bandOf, clockShares, clocksOf, lateDays, statusOf } from './tasks/status.rules.ts'
export { debtorsOn, debtorsToday, GROUPS, isGroup } from './tasks/debtors.rules.ts'
export type { Group } from './tasks/debtors.rules.ts'
export { act, cutOff, giveTasks, passOnTasks } from './tasks/actions.ts'
export { commandFrom, dayIn, deadlineFrom, partsFrom } from './tasks/forms.ts'
export { brokenTasks, load as loadTask } from './tasks/store.ts'
export {
  agencyChoices,
  boardScreen,
  calendarScreen,
  fileOfTask,
  ganttScreen,
  listScreen,
  meetingScreen,
  mineScreen,
  taskScreen
} from './tasks/screens.ts'
export type { ShownTask } from './tasks/screens.ts'
export { DIRECTIVE_KINDS, DirectiveInput } from './directives/model.ts'
export type { Directive, DirectiveKind } from './directives/model.ts'
export { enterDirective, takeFile } from './directives/actions.ts'
export { directive, directives } from './directives/store.ts'
export { directiveScreen, directivesScreen } from './directives/screens.ts'
export type { Piece } from './directives/screens.ts'
export { textOf } from './directives/extract.ts'
export { checkLayout, RULES } from './layout/check.rules.ts'
export type { Finding } from './layout/check.rules.ts'
export { readDocx } from './layout/docx.read.ts'
export { docxOf } from './layout/docx.write.ts'
export type { OfficialDocument } from './layout/model.ts'
