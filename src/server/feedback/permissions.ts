import type { PermissionTable } from '#server/identity/index.ts'

/** Beside them stands the reach: who handles a petition sees it, and never the agency complained of for its behaviour. */
export const permissions = {
  'petition.file': ['anyone'],
  'petition.follow': ['anyone'],
  /** At the desk or on the telephone, for somebody. */
  'petition.enter': ['one-stop-officer', 'control-office'],
  'petition.read': ['handler', 'division-head', 'agency-head', 'chair', 'control-office'],
  'petition.read-all': ['control-office'],
  /** Of the chairs only that of the province: who oversees all of them. */
  'petition.sort': ['control-office', 'chair'],
  'petition.handle': ['handler', 'division-head', 'agency-head', 'chair', 'control-office'],
  /** Conclusions on behaviour, and answers that go out. */
  'petition.decide': ['division-head', 'agency-head', 'chair'],
  'petition.publish': ['control-office', 'agency-head'],
  /** Looking at who filed, with a reason that is kept. */
  'petition.open-identity': ['control-office', 'chair'],
  'petition.set-limits': ['administrator'],
  'rating.give': ['anyone'],
  /** The page of ratings: figures for who reads them, tablets for who hands results over. */
  'rating.see': [
    'one-stop-officer',
    'division-head',
    'agency-head',
    'chair',
    'control-office',
    'reform-office',
    'administrator'
  ],
  'rating.read': ['division-head', 'agency-head', 'chair', 'control-office', 'reform-office', 'administrator'],
  'rating.read-all': ['control-office', 'reform-office', 'administrator'],
  'rating.invite': ['one-stop-officer'],
  'survey.read': ['control-office', 'reform-office', 'chair', 'agency-head'],
  'survey.run': ['reform-office']
} as const satisfies PermissionTable
