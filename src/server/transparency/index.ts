export { timeByHolder } from './holding.rules.ts'
export type { Held, HeldTime, Holder, OfficeMinutes, Outage } from './holding.rules.ts'
