import { documentTasks, documentTimetable } from './documents/index.ts'
import {
  papersWith,
  reactions as dossierReactions,
  tasks as dossierTasks,
  timetable as dossierTimetable
} from './dossiers/index.ts'
import { exchangeTasks, exchangeTimetable } from './exchange/index.ts'
import { feedbackReactions, feedbackTasks, feedbackTimetable } from './feedback/index.ts'
import { identityTasks, identityTimetable } from './identity/index.ts'
import { indexTasks, indexTimetable } from './indices/index.ts'
import { nationalReactions, nationalTasks, nationalTimetable } from './national/index.ts'
import { noticeTasks } from './notices/index.ts'
import { linkageReactions, linkageTasks, linkageTimetable } from './linkage/index.ts'
import { reactions as reformReactions, tasks as reformTasks, timetable as reformTimetable } from './reform/index.ts'
import { batchTasks, batchTimetable, offerReactions, offerTasks } from './papers/index.ts'
import { paymentTasks, paymentTimetable } from './payments/index.ts'
import { partnerTasks, partnerTimetable, wakeWebhooks } from './partners/index.ts'
import { scanTasks, scanTimetable } from './scans/index.ts'
import { sealReactions, sealTasks, sealTimetable } from './seals/index.ts'
import { paperReactions, paperTasks, paperTimetable } from './papers/index.ts'
import { signatureTasks, signatureTimetable } from './signatures/index.ts'
import { portalTasks, portalTimetable } from './portal/index.ts'
import { transferTasks, transferTimetable } from './transfer/index.ts'
import { mergeReactions } from './platform/index.ts'
import type { Mailer, Reactions, Tasks, Timetable } from './platform/index.ts'
import {
  reactions as transparencyReactions,
  tasks as transparencyTasks,
  timetable as transparencyTimetable
} from './transparency/index.ts'

/** What events set in motion, what runs in the background, and when: merged from the slices. */
export const reactions: Reactions = mergeReactions(
  dossierReactions,
  linkageReactions,
  nationalReactions,
  transparencyReactions,
  feedbackReactions,
  reformReactions,
  sealReactions,
  paperReactions,
  offerReactions,
  // Webhooks may want any event.
  { '*': wakeWebhooks }
)
export const tasksWith = (
  mailer: Mailer | null,
  outgoingPrivate: readonly string[] = [],
  inbox: string | null = null,
  scanFolder: string | null = null
): Tasks => ({
  ...identityTasks,
  ...documentTasks,
  ...exchangeTasks,
  ...noticeTasks(mailer, papersWith),
  ...dossierTasks,
  ...linkageTasks,
  ...paymentTasks,
  ...nationalTasks,
  ...reformTasks,
  ...partnerTasks(outgoingPrivate),
  ...portalTasks,
  ...transferTasks(inbox),
  ...scanTasks(scanFolder),
  ...transparencyTasks,
  ...sealTasks,
  ...paperTasks,
  ...offerTasks,
  ...batchTasks,
  ...signatureTasks,
  ...feedbackTasks,
  ...indexTasks
})
export const timetable: Timetable = [
  ...identityTimetable,
  ...documentTimetable,
  ...exchangeTimetable,
  ...dossierTimetable,
  ...linkageTimetable,
  ...paymentTimetable,
  ...nationalTimetable,
  ...reformTimetable,
  ...partnerTimetable,
  ...portalTimetable,
  ...transferTimetable,
  ...scanTimetable,
  ...transparencyTimetable,
  ...sealTimetable,
  ...paperTimetable,
  ...batchTimetable,
  ...signatureTimetable,
  ...feedbackTimetable,
  ...indexTimetable
]
