export { timeByHolder } from './holding.rules.ts'
export type { Held, HeldTime, Holder, OfficeMinutes, Outage } from './holding.rules.ts'
export { followDossiers, rebuildSettlements } from './settlement.ts'
export { reactions, tasks, timetable } from './jobs.ts'
