export { isRole, OfficerInput, RegisterInput, ROLES, SignInInput } from './model.ts'
export type { AccountId, AccountKind, Origin, Post, Role, Session } from './model.ts'
export { birthAgrees, hasKnownBirthPlace, readNumber } from './number.rules.ts'
export type { NumberFault } from './number.rules.ts'
export { passwordFaults, SHORTEST_PASSWORD } from './password.rules.ts'
export type { PasswordFault } from './password.rules.ts'
export { IDLE_SECONDS, isLocal, WARN_SECONDS } from './session.rules.ts'
export { actorOf, clientActor, createPolicy, visitorOf } from './policy.ts'
export type { PermissionTable, Policy } from './policy.ts'
export { permissions } from './permissions.ts'
export { keep, resume, signIn, signOut } from './actions.ts'
export type { SignInRefusal } from './actions.ts'
export { changePassword, choosePost, endSession, registerCitizen } from './account.actions.ts'
export { confirmationOf, confirmNumber, unconfirmNumber } from './person.actions.ts'
export type { Confirmation, ConfirmRefusal, SeenCard } from './person.actions.ts'
export { addOfficer, addPost, endPost, lockOfficer, resetPassword, unlockOfficer } from './officer.actions.ts'
export { loadOfficers } from './officers.load.ts'
export type { LoadReport, RowFault, RowReport } from './officers.load.ts'
export { dayFromText, roleFromText, writeStaffTemplate } from './officers.file.ts'
export { addToken, revokeToken, tokenActor } from './tokens.ts'
export {
  activeOfficer,
  allPosts,
  contactOf,
  officers,
  officersOf,
  person,
  personByNumber,
  postsOf,
  sessionsOf,
  tokens
} from './views.ts'
export type { OfficerRow, Person } from './views.ts'
export {
  clearCookie,
  cookieName,
  homeOf,
  isLocalHost,
  keepSession,
  originOf,
  readCookie,
  detourOf,
  sessionOf,
  writeCookie
} from './web.ts'
export type { WebRequest } from './web.ts'
export { DEMONSTRATION_PASSWORD, demonstrationAccounts, demonstrationTour, loadOrganisation } from './demonstration.ts'
export type { DemonstrationAccount } from './demonstration.ts'
export { recordAct } from './store.ts'
export { tasks as identityTasks, timetable as identityTimetable } from './jobs.ts'
export { text as identityTextVi } from './text.vi.ts'
export { text as identityTextEn } from './text.en.ts'
