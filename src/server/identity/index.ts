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
export { changePassword, chooseNotice, choosePost, endSession, registerCitizen } from './account.actions.ts'
export { confirmationOf, confirmNumber, unconfirmNumber } from './person.actions.ts'
export type { Confirmation, ConfirmRefusal, SeenCard } from './person.actions.ts'
export { addOfficer, addPost, endPost, lockOfficer, resetPassword, unlockOfficer } from './officer.actions.ts'
export { awaitsCode, resetSecondStep, STEP_MINUTES, takeSecondStep } from './second/actions.ts'
export {
  beginSecondStep,
  confirmSecondStep,
  endSecondStep,
  ownSecondStep,
  renewRecoveryCodes
} from './second/enrol.actions.ts'
export { demandSecondStep, secondPolicy } from './second/policy.ts'
export { SECOND_DEMANDS } from './second/rules.ts'
export type { SecondDemand } from './second/rules.ts'
export { ProviderInput } from './signon/model.ts'
export type { Level } from './signon/model.ts'
export { providersFor, providersShown, providerStates, saveProvider, switchProvider } from './signon/providers.ts'
export type { ProviderShown } from './signon/providers.ts'
export { ATTEMPT_MINUTES, startSignOn } from './signon/start.ts'
export { finishSignOn } from './signon/finish.ts'
export { ownLinks, unlink } from './signon/links.ts'
export { endAtProvider } from './signon/logout.ts'
export { demandedLevel, demandLevel, demands } from './signon/demands.ts'
export { routes } from './api.ts'
export { loadOfficers } from './officers.load.ts'
export type { LoadReport, RowFault, RowReport } from './officers.load.ts'
export { dayFromText, roleFromText, writeStaffTemplate } from './officers.file.ts'
export { addToken, revokeToken, tokenActor } from './tokens.ts'
export {
  activeOfficer,
  allPosts,
  contactOf,
  officerByLogin,
  officerName,
  officers,
  officersOf,
  officersWithin,
  notifiedBy,
  person,
  personByNumber,
  postsOf,
  sessionsOf,
  tokens
} from './views.ts'
export type { OfficerRow, Person } from './views.ts'
export {
  clearCookie,
  clearSideCookie,
  cookieName,
  homeOf,
  isLocalHost,
  keepSession,
  originOf,
  readCookie,
  readSideCookie,
  detourOf,
  sessionOf,
  writeCookie,
  writeSideCookie
} from './web.ts'
export type { WebRequest } from './web.ts'
export { DEMONSTRATION_PASSWORD, demonstrationAccounts, demonstrationTour, loadOrganisation } from './demonstration.ts'
export type { DemonstrationAccount } from './demonstration.ts'
export { absentOn, ownAbsence, sayAway } from './absence.ts'
export type { Absence } from './absence.ts'
export { recordAct } from './store.ts'
export { tasks as identityTasks, timetable as identityTimetable } from './jobs.ts'
export { text as identityTextVi } from './text.vi.ts'
export { text as identityTextEn } from './text.en.ts'
