export * from './model.ts'
export type { Order, OrderId, Subject } from './order.model.ts'
export { forgetOrders } from './reading.ts'
export {
  collectSignature,
  endOrder,
  openOrderOf,
  PLACES,
  sendOrderBack,
  signAfter,
  signFirst,
  signNext
} from './orders.ts'
export type { Errand, Made, SigningRefusal } from './orders.ts'
export { certificatesOf, currentFile, formersOf, officerSigner, officeSeal, ordersWaiting } from './reading.ts'
export { addKeyFile, addRemoteSigner, addSecurityModuleKey, addToken } from './register.ts'
export type { Owner } from './register.ts'
export { holderOf } from './trust/chain.ts'
export { believe, trustOf } from './trust/store.ts'
export { verifyFile } from './reading.ts'
export { MOST_BYTES, verifyPdf } from './verify.ts'
export { explainFile, explainRefusal as explainSigning } from './words.ts'
export type { Explained } from './words.ts'
export { tokenHelper } from './signers/token.ts'
export { timeStamping, timeStampingOffer } from './timestamp.contract.ts'
export { stampLate, tasks as signatureTasks, timetable as signatureTimetable } from './jobs.ts'
export { tellSignatures } from './demonstration.ts'
