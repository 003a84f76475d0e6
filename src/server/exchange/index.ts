export * from './model.ts'
export { LIMITS } from './contract.ts'
export type {
  AnswerOf,
  Connector,
  Contract,
  Limits,
  Operation,
  Operations,
  RequestOf,
  Sending,
  System
} from './contract.ts'
export { closeSystems, knownSystems, openSystems, putSystem, systemOf } from './registry.ts'
export type { Offer } from './registry.ts'
export { Trouble, troubleFrom } from './trouble.ts'
export { jsonIn, openTokens, openWire, usable } from './wire.ts'
export type { Tls, Wire, WireAnswer, WireRequest } from './wire.ts'
export { call } from './call.ts'
export type { Answered, CallOptions } from './call.ts'
export { leave, pump, pumpAll, settledMessage } from './outbox.ts'
export type { Waiting } from './outbox.ts'
export { outageNow, outagesBetween } from './state.store.ts'
export { seal, subjectOf, unseal } from './keys.ts'
export { publicKey, signatureFits, signed } from './keys.ts'
export { brokenRecord, contentOf } from './record.store.ts'
export { health, probe, tryAgain } from './health.ts'
export type { Health } from './health.ts'
export { outagesShown } from './shown.ts'
export type { OutageShown } from './shown.ts'
export { recentCalls } from './views.ts'
export type { CallRow, Measured } from './views.ts'
export { exchangeTasks, exchangeTimetable } from './jobs.ts'
export { permissions as exchangePermissions } from './permissions.ts'
export * from './population/index.ts'
export { openSecrets } from './keys.ts'
export { tellSampleCall } from './sample.ts'
export { connectJson, jsonConnector, tlsFrom } from './json.connector.ts'
export type { JsonSettings } from './json.connector.ts'
export { Notification, notificationFits, payment, paymentNotifySecret, paymentOffer } from './payment.contract.ts'
export type { CreatedPayment, QueriedPayment, RefundedPayment } from './payment.contract.ts'
export { sms, smsOffer } from './sms.contract.ts'
export type { SentSms, SmsState } from './sms.contract.ts'
export { signing, signingOffer } from './signing.contract.ts'
export type { SigningAnswer, SigningState } from './signing.contract.ts'
export * from './portal/index.ts'
export { accountOf, endAccount, mapAccount, mappedAccounts } from './accounts.ts'
export type { MappedAccount } from './accounts.ts'
