export * from './model.ts'
export { routes } from './api.ts'
export { ancestorsOf, existsOn, faultsOf, isWithin, nameOn, rootOf, successorsOn, unitsOn } from './rules.ts'
export type { OrganisationFault } from './rules.ts'
export { loadUnits, nameUnitsShort, permissions, renameUnit } from './actions.ts'
export { isUnitList, loadUnitList, readUnitList } from './units.load.ts'
export type { UnitList, UnitProblem } from './units.load.ts'
export { writeUnitTemplate } from './units.file.ts'
export {
  desks,
  settlingUnits,
  successions,
  successorUnits,
  unit,
  unitByShortName,
  unitNames,
  units,
  unitsInForce
} from './views.ts'
export { importUnits } from './import.ts'
export type { ImportReport } from './import.ts'
export { areasOn, areaFate } from './areas.ts'
export { text as organisationTextVi } from './text.vi.ts'
export { text as organisationTextEn } from './text.en.ts'
export { demonstrationOrganisation } from './demonstration.ts'
export { UNITS } from './demonstration.units.ts'
export type { UnitKey } from './demonstration.units.ts'
