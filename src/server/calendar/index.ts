export * from './model.ts'
export { compileCalendar, isWorkingDay, withChanges, workingDaysBetween } from './work-calendar.ts'
export type { WorkCalendar } from './work-calendar.ts'
export { addWorkingTime, nextOpening, reminderBefore, workingDayFrom, workingMinutesBetween } from './working-time.ts'
export { dueAt } from './limit.rules.ts'
export { computeDeadline, currentDue, serviceIndexOf } from './deadline.rules.ts'
export type { Due } from './deadline.rules.ts'
export { spentOf } from './spent.rules.ts'
export { hoursOf, rulesOf, usualHours } from './conventions.ts'
export type { OwnConventions } from './conventions.ts'
export type { Hours } from './timetable.ts'
export { holidaysOf, SHIPPED, shippedDays } from './holidays.ts'
export { lunarDay, tetOf } from './lunar.ts'
export { vietnamTime } from './days.ts'
export { dayWords, limitWords, momentWords } from './words.ts'
export { affectedBy } from './affected.rules.ts'
export type { Moved } from './affected.rules.ts'
export { problemWords, readCalendarFile } from './import.ts'
export type { CalendarFile, LineProblem } from './import.ts'
export {
  applyCalendarChange,
  calendarOf,
  calendarRevision,
  enterOfficeHours,
  forgetCalendar,
  importCalendar,
  installCalendar,
  listOfficeHours,
  officeHoursOf,
  proposeCalendarChange,
  proposeOfficeHours
} from './actions.ts'
export type { CalendarChange, ImportReport, Proposal } from './actions.ts'
export { calendarChanges } from './store.ts'
export type { CalendarChangeRow, DayChange, Decided } from './store.ts'
export { routes } from './api.ts'
export { permissions } from './permissions.ts'
