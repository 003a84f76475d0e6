export { permissions } from './permissions.ts'
export { feedbackReactions, feedbackTasks, feedbackTimetable } from './jobs.ts'
export {
  CHANNELS,
  FileInput,
  PETITION_KINDS,
  PublishInput,
  REFUSALS,
  SortInput,
  VERDICTS,
  WAYS
} from './petitions/model.ts'
export type { Channel, Identity, PetitionKind, RefusalReason, Verdict, Way } from './petitions/model.ts'
export { filePetition, judgeAnswer, openAsFiler, sendBackAnswer, tellMore } from './petitions/file.ts'
export type { Filed, Proof } from './petitions/file.ts'
export {
  answerAllegation,
  askPerson,
  callOfficer,
  closeTimeOver,
  concludePetition,
  declinePublication,
  draftAnswer,
  openIdentity,
  proposePublication,
  publishPetition,
  refusePetition,
  returnDraft,
  sendAnswer,
  sortPetition,
  takeDownPublication,
  transferPetition,
  withholdPublication
} from './petitions/actions.ts'
export {
  followScreen,
  ownPetitionsOf,
  PETITIONS_A_PAGE,
  petitionAgencies,
  petitionScreen,
  petitionsDesk,
  publicPetition,
  publicPetitions
} from './petitions/screens.ts'
export type { Following } from './petitions/screens.ts'
export type { PetitionRow, Which } from './petitions/views.ts'
export { tellPetitions } from './petitions/demonstration.ts'
export { routes } from './api.ts'
export { LimitsInput, ownLimits, setLimits } from './petitions/limits.ts'
export { ratingFrom, RatingInput } from './ratings/model.ts'
export { giveRating, inviteApplicant, inviteAtDesk, ratingScreen } from './ratings/actions.ts'
export { endKiosk, kioskOf, openKiosk, ownKiosks, startAtKiosk } from './ratings/kiosk.ts'
export { appraisedRatings, dislikedRatings, ratingSums, starsBySubject } from './ratings/figures.ts'
export type { RatingFigures } from './ratings/figures.ts'
export { ratingsDesk } from './ratings/screen.ts'
export type { RatingsDesk, Timing } from './ratings/screen.ts'
export { tellRatings } from './ratings/demonstration.ts'
export { STANDARD, SurveyInput } from './surveys/model.ts'
export {
  answerSurvey,
  closeSurvey,
  inviteDrawn,
  openSurvey,
  planSurvey,
  sampleHint,
  surveyAsked,
  surveyList,
  surveyScreen
} from './surveys/actions.ts'
export { tellSurvey } from './surveys/demonstration.ts'
export { petitionsCounted } from './petitions/behind.ts'
export type { PetitionBehind } from './petitions/behind.ts'
export { petitionFigures, petitionsByAgency, petitionsBehind, petitionShares } from './petitions/figures.ts'
export type { PetitionFigures } from './petitions/figures.ts'
