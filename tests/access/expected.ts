/** Who gets what: statuses by who asks. `officers` are all roles of officers, `everyone` visitors and citizens too. */
export type Expected = Readonly<Record<number, string>>

const READERS = 'one-stop-officer handler division-head agency-head chair clerk control-office administrator'
const NOT_DESK = 'citizen handler division-head agency-head chair clerk control-office reform-office administrator'
const NOT_ADMINISTRATOR =
  'citizen one-stop-officer handler division-head agency-head chair clerk control-office reform-office'
const INDEX_READERS = 'handler division-head agency-head chair control-office reform-office administrator'
const NOT_INDEX_READERS = 'citizen one-stop-officer clerk'
const NOT_KEEPERS = 'citizen one-stop-officer handler division-head agency-head chair clerk reform-office'

const STEERING = 'handler division-head agency-head chair clerk control-office reform-office administrator'
const steering = (status: 200 | 404): Expected => ({
  [status]: STEERING,
  303: 'visitor',
  403: 'citizen one-stop-officer'
})
/** What concerns all agencies: the offices that watch. The chair of this table leads a commune, not the province. */
const watching = (status: 200 | 404): Expected => ({
  [status]: 'control-office reform-office administrator',
  303: 'visitor',
  403: 'citizen one-stop-officer handler division-head agency-head chair clerk'
})
/** Rules of the reform office: an empty form is refused. */
const NOT_GIVERS: Expected = {
  303: 'visitor',
  403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator',
  409: 'reform-office'
}
const STEP = 'one-stop-officer handler division-head agency-head chair clerk'
const NOT_STEP = 'citizen control-office reform-office administrator'
const ASK = 'one-stop-officer handler division-head'
const NOT_ASK = 'citizen agency-head chair clerk control-office reform-office administrator'
const HEADS = 'division-head agency-head chair'
const NOT_HEADS = 'citizen one-stop-officer handler clerk control-office reform-office administrator'

/** Lists of late work: whoever may be named, and who watches. The month asked for has no list. */
const LISTED =
  'one-stop-officer handler division-head agency-head chair clerk control-office reform-office administrator'
const NOT_LIST_HEADS = 'citizen one-stop-officer handler division-head clerk control-office reform-office administrator'

/** The portal's desk: who writes, who passes and moderates. The article asked for does not exist. */
const NEWS_DESK = 'clerk control-office reform-office administrator'
const NOT_NEWS_DESK = 'citizen one-stop-officer handler division-head agency-head chair'
const newsDesk = (status: 200 | 404): Expected => ({ [status]: NEWS_DESK, 303: 'visitor', 403: NOT_NEWS_DESK })
const WRITES_NEWS: Expected = {
  303: 'visitor',
  403: `${NOT_NEWS_DESK} administrator`,
  404: 'clerk control-office reform-office'
}
const PASSES_NEWS: Expected = {
  303: 'visitor',
  403: `${NOT_NEWS_DESK} clerk administrator`,
  404: 'control-office reform-office'
}
const MODERATES: Expected = {
  303: 'visitor',
  403: `${NOT_NEWS_DESK} clerk administrator`,
  409: 'control-office reform-office'
}
const SURVEYORS = 'agency-head chair control-office reform-office'
const NOT_REFORM_OFFICE =
  'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
const NOT_ENTERING = 'citizen handler division-head agency-head chair clerk reform-office administrator'

/** The register of papers. The paper and the list asked for do not exist. */
const PAPER_READERS = 'one-stop-officer handler division-head agency-head chair clerk control-office'
const papers = (status: 200 | 404): Expected => ({
  [status]: PAPER_READERS,
  303: 'visitor',
  403: 'citizen reform-office administrator'
})
const LIST_MAKERS: Expected = {
  303: 'visitor',
  403: 'citizen handler division-head chair control-office reform-office administrator',
  404: 'one-stop-officer agency-head clerk'
}
const LIST_APPROVERS: Expected = {
  303: 'visitor',
  403: 'citizen one-stop-officer handler division-head clerk control-office reform-office administrator',
  404: 'agency-head chair'
}

/** Pages, read by GET. `[code]` is a dossier of the officers' own commune. 303 leads to signing in or to the form. */
const BATCHES = 'one-stop-officer clerk administrator'
const NOT_BATCHES = 'citizen handler division-head agency-head chair control-office reform-office'

export const PAGES: Readonly<Record<string, Expected>> = {
  '/': { 200: 'everyone' },
  '/account': { 200: 'citizen officers', 303: 'visitor' },
  '/account/second-step': { 200: 'officers', 303: 'visitor citizen' },
  '/apply': { 200: 'everyone' },
  '/apply/[procedure]': { 200: 'everyone' },
  '/apply/[procedure]/[draft]': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/[step]': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/population': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/review': { 404: 'everyone' },
  '/apply/done/[code]': { 303: 'everyone' },
  '/desk': { 200: READERS, 303: 'visitor', 403: 'citizen reform-office' },
  '/desk/admin/import-officers': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/import-officers/template': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/once-only': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/rules': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/sign-on': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/exchange': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/files': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/exchange/accounts': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/lookups': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/dossiers/[code]/relatives': {
    303: 'visitor',
    403: 'citizen agency-head chair clerk control-office reform-office administrator',
    404: 'one-stop-officer handler division-head'
  },
  '/desk/admin/portal': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/mailboxes': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/tokens': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/officers': {
    200: 'agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head clerk'
  },
  '/desk/admin/export': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/export/[kind]': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/admin/import': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/import/[run]': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/import/[run]/report': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/systems': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/foreign': {
    200: 'one-stop-officer handler division-head agency-head chair control-office administrator',
    303: 'visitor',
    403: 'citizen clerk reform-office'
  },
  '/desk/admin/webhooks': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/webhooks/[webhook]': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/units': { 200: 'officers', 303: 'visitor', 403: 'citizen' },
  '/desk/apologies': { 200: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/late-lists': { 200: LISTED, 303: 'visitor', 403: 'citizen' },
  '/desk/late-lists/watch': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/late-lists/[agency]/[month]': { 303: 'visitor', 403: 'citizen', 404: LISTED },
  '/news': { 200: 'everyone' },
  '/news/[slug]': { 404: 'everyone' },
  '/news/[slug]/files/[id]': { 404: 'everyone' },
  '/directives': { 200: 'everyone' },
  '/directives/[slug]': { 404: 'everyone' },
  '/directives/[slug]/files/[id]': { 404: 'everyone' },
  '/atom.xml': { 200: 'everyone' },
  '/rss.xml': { 200: 'everyone' },
  '/sitemap.xml': { 200: 'everyone' },
  '/robots.txt': { 200: 'everyone' },
  '/desk/news': newsDesk(200),
  '/desk/news/[article]': newsDesk(404),
  '/desk/news/[article]/files/[id]': newsDesk(404),
  '/desk/published': newsDesk(200),
  '/desk/published/[document]': newsDesk(404),
  '/desk/published/[document]/files/[id]': newsDesk(404),
  '/desk/comments': {
    200: 'control-office reform-office',
    303: 'visitor',
    403: `${NOT_NEWS_DESK} clerk administrator`
  },
  '/desk/categories': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/papers': papers(200),
  '/desk/papers/[paper]': papers(404),
  '/desk/papers/[paper]/file': papers(404),
  '/desk/papers/destruction': papers(200),
  '/desk/papers/destruction/[list]': papers(404),
  '/desk/papers/destruction/[list]/pdf': papers(404),
  '/desk/dossiers/[code]/scan': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/admin/paper-kinds': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/paper-kinds/csv': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/petitions': { 200: 'officers', 303: 'visitor', 403: 'citizen' },
  '/desk/petitions/[petition]': { 303: 'visitor', 403: 'citizen', 404: 'officers' },
  '/desk/petitions/enter': { 200: 'one-stop-officer control-office', 303: 'visitor', 403: NOT_ENTERING },
  '/desk/petitions/limits': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/ratings': {
    200: 'one-stop-officer division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen handler clerk'
  },
  '/desk/ratings/qr/[code]': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/surveys': {
    200: SURVEYORS,
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head clerk administrator'
  },
  '/desk/surveys/[survey]': {
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head clerk administrator',
    404: SURVEYORS
  },
  '/survey/[token]': { 200: 'everyone' },
  '/rate/[token]': { 200: 'everyone' },
  '/rate/kiosk/[key]': { 200: 'everyone' },
  '/rate/thanks': { 200: 'everyone' },
  '/petitions': { 200: 'everyone' },
  '/petitions/[petition]': { 404: 'everyone' },
  '/petitions/follow': { 200: 'everyone' },
  '/petitions/follow/[petition]': { 404: 'everyone' },
  '/petitions/new': { 200: 'everyone' },
  '/petitions/sent': { 200: 'everyone' },
  '/late': { 200: 'everyone' },
  '/open': { 200: 'everyone' },
  '/open/data': { 200: 'everyone' },
  '/open/data/[file]': { 404: 'everyone' },
  '/open/data/catalogue.json': { 200: 'everyone' },
  '/open/procedures/[code]': { 200: 'everyone' },
  '/open/units/[code]': { 200: 'everyone' },
  '/late/[agency]': { 200: 'everyone' },
  '/late/[agency]/embed': { 200: 'everyone' },
  '/late/[agency]/feed.xml': { 200: 'everyone' },
  '/late/[agency]/[month]': { 404: 'everyone' },
  '/late/[agency]/[month]/edition.json': { 404: 'everyone' },
  '/desk/at-once': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/appraisal': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/appraisal/behind': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/board': {
    200: 'chair control-office reform-office administrator',
    303: 'visitor division-head agency-head',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/board/[unit]': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/board/[unit]/dossiers': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/reports': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/reports/[report]': {
    404: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/reports/behind': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/reports/file': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/service-index': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/service-index/behind': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/digitisation/batches': { 200: BATCHES, 303: 'visitor', 403: NOT_BATCHES },
  '/desk/digitisation/batches/template': { 200: BATCHES, 303: 'visitor', 403: NOT_BATCHES },
  '/desk/digitisation/batches/[batch]': { 303: 'visitor', 403: NOT_BATCHES, 404: BATCHES },
  '/desk/digitisation': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/digitisation/behind': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/digitisation/workbook': {
    200: 'division-head agency-head chair control-office reform-office administrator',
    303: 'visitor',
    403: 'citizen one-stop-officer handler clerk'
  },
  '/desk/calendar': { 200: 'officers', 303: 'visitor', 403: 'citizen' },
  '/desk/calendar/change': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/calendar/hours': { 200: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/counter/procedures': { 200: 'one-stop-officer', 401: 'visitor', 403: NOT_DESK },
  '/desk/dossiers': { 200: READERS, 303: 'visitor', 403: 'citizen reform-office' },
  '/desk/dossiers/[code]': { 200: READERS, 303: 'visitor', 403: 'citizen reform-office' },
  '/desk/dossiers/[code]/correct': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]/files/[id]': { 404: 'everyone' },
  '/desk/dossiers/[code]/print/[form]': { 200: READERS, 303: 'visitor', 403: 'citizen reform-office' },
  '/desk/dossiers/[code]/void': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/filed': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/filed/[code]': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/indices': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/accountability': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/editions': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/figures.xlsx': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/inspections': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/lost': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/operations': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/operations/rows': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/round': { 200: INDEX_READERS, 303: 'visitor', 403: NOT_INDEX_READERS },
  '/desk/indices/editions/[id]': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/inspections/[id]': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/lost/[id]': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]/files/[file]': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/load': {
    200: 'reform-office',
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/indices/results': {
    200: 'reform-office',
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/live': { 200: READERS, 401: 'visitor', 403: 'citizen reform-office' },
  '/desk/people': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/ready': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/scans': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/reading': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/reading/[file]': { 303: 'visitor', 403: 'citizen', 404: 'officers' },
  '/desk/reading/[file]/original': { 404: 'everyone' },
  '/desk/reading/[file]/page/[page]': { 404: 'everyone' },
  '/desk/reading/[file]/searchable': { 404: 'everyone' },
  '/desk/receive': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/reform': steering(200),
  '/desk/reform/calendar': steering(200),
  '/desk/reform/documents': steering(200),
  '/desk/reform/documents/[document]': steering(404),
  '/desk/reform/documents/[document]/file': steering(404),
  '/desk/reform/gantt': steering(200),
  '/desk/reform/letters': steering(200),
  '/desk/reform/letters/[letter]': steering(404),
  '/desk/reform/letters/[letter]/[format]': steering(404),
  '/desk/reform/meeting': watching(200),
  '/desk/reform/mine': steering(200),
  '/desk/reform/plans': steering(200),
  '/desk/reform/plans/[plan]': steering(404),
  '/desk/reform/reports': steering(200),
  '/desk/reform/reports/[report]': steering(404),
  '/desk/reform/reports/[report]/[format]': watching(404),
  '/desk/reform/rules': steering(200),
  '/desk/reform/scores': steering(200),
  '/desk/reform/tasks': steering(200),
  '/desk/reform/tasks/[task]': steering(404),
  '/desk/reform/tasks/[task]/files/[id]': steering(404),
  '/desk/register': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/register/print': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/sign': { 200: READERS, 303: 'visitor', 403: 'citizen reform-office' },
  '/developers': { 200: 'everyone' },
  '/look': { 200: 'everyone' },
  '/me': { 200: 'citizen officers', 303: 'visitor' },
  '/me/papers': { 200: 'citizen officers', 303: 'visitor' },
  '/me/papers/[paper]': { 303: 'visitor', 404: 'citizen officers' },
  '/me/lookups': { 200: 'citizen officers', 303: 'visitor' },
  '/me/dossiers/[code]': { 303: 'visitor', 404: 'citizen officers' },
  '/procedures': { 200: 'everyone' },
  '/procedures/[code]': { 200: 'everyone' },
  '/procedures/[code]/changes': { 200: 'everyone' },
  '/register': { 200: 'everyone' },
  '/session': { 200: 'citizen officers', 401: 'visitor' },
  '/sign-in': { 200: 'visitor', 303: 'citizen officers' },
  '/sign-in/second-step': { 303: 'everyone' },
  '/sign-on': { 200: 'citizen officers', 303: 'visitor' },
  '/sign-on/[provider]': { 303: 'everyone' },
  '/sign-on/[provider]/return': { 303: 'everyone' },
  '/sign-on/failed': { 200: 'everyone' },
  '/sign-out': { 303: 'everyone' },
  '/track': { 200: 'everyone' },
  '/verify': { 200: 'everyone' },
  '/verify/reader': { 404: 'everyone' },
  '/[x+2e]well-known/motcua-seals.json': { 200: 'everyone' },
  '/camera/words': { 200: 'everyone' },
  '/track/[code]': { 200: 'everyone' },
  '/track/[code]/pay': { 303: 'everyone' },
  '/track/[code]/receipt.pdf': { 303: 'everyone' },
  '/track/[code]/supplement': { 303: 'everyone' },
  '/track/[code]/withdraw': { 303: 'everyone' }
}

/**
 * Form actions as `page?action`, posted with an empty form. 303 leads to signing in, 302 elsewhere: the work is done or
 * the page is left. An action that takes the empty form answers 200, one that says what is missing 400, one that refuses
 * for what the case is 409.
 */
/** What is posted to by scripts and is no form: uploads that go on after a break. */
export const POSTS: Readonly<Record<string, Expected>> = {
  '/apply/[procedure]/[draft]/[step]/uploads': { 404: 'everyone' },
  '/desk/reading/uploads': { 303: 'visitor', 403: NOT_DESK, 412: 'one-stop-officer' },
  // Files of a step or a result, and of a supplement taken in at the counter.
  '/desk/dossiers/[code]/uploads': { 303: 'visitor', 403: NOT_STEP, 412: STEP },
  '/desk/digitisation/batches/uploads': { 303: 'visitor', 403: NOT_BATCHES, 412: BATCHES },
  '/track/[code]/supplement/uploads': { 302: 'everyone' }
}

export const ACTIONS: Readonly<Record<string, Expected>> = {
  '/desk/reports/[report]?confirm': {
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk reform-office administrator',
    404: 'control-office'
  },
  '/desk/reports/[report]?return': {
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk reform-office administrator',
    404: 'control-office'
  },
  '/desk/reports?choose': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/reports?send': {
    303: 'visitor',
    400: 'agency-head chair control-office',
    403: 'citizen one-stop-officer handler division-head clerk reform-office administrator'
  },
  '/desk/service-index?load': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/apply/[procedure]/[draft]/population?ask': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/population?take': { 404: 'everyone' },
  '/news/[slug]?rate': { 404: 'everyone' },
  '/news/[slug]?comment': { 404: 'everyone' },
  '/desk/news/[article]?write': WRITES_NEWS,
  '/desk/news/[article]?preview': WRITES_NEWS,
  '/desk/news/[article]?submit': WRITES_NEWS,
  '/desk/news/[article]?return': WRITES_NEWS,
  '/desk/news/[article]?correct': WRITES_NEWS,
  '/desk/news/[article]?drop': WRITES_NEWS,
  '/desk/news/[article]?approve': PASSES_NEWS,
  '/desk/news/[article]?publish': PASSES_NEWS,
  '/desk/news/[article]?schedule': PASSES_NEWS,
  '/desk/news/[article]?unschedule': PASSES_NEWS,
  '/desk/news/[article]?withdraw': PASSES_NEWS,
  '/desk/published/[document]?write': WRITES_NEWS,
  '/desk/published/[document]?preview': WRITES_NEWS,
  '/desk/published/[document]?submit': WRITES_NEWS,
  '/desk/published/[document]?return': WRITES_NEWS,
  '/desk/published/[document]?correct': WRITES_NEWS,
  '/desk/published/[document]?drop': WRITES_NEWS,
  '/desk/published/[document]?approve': PASSES_NEWS,
  '/desk/published/[document]?publish': PASSES_NEWS,
  '/desk/published/[document]?schedule': PASSES_NEWS,
  '/desk/published/[document]?unschedule': PASSES_NEWS,
  '/desk/published/[document]?withdraw': PASSES_NEWS,
  '/desk/comments?show': MODERATES,
  '/desk/comments?refuse': MODERATES,
  '/desk/categories': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  ...Object.fromEntries(
    [
      'sort',
      'refuse',
      'transfer',
      'ask',
      'call',
      'hear',
      'conclude',
      'draft',
      'return-draft',
      'answer',
      'propose',
      'publish',
      'decline',
      'withhold',
      'take-down',
      'identity'
    ].map(act => [`/desk/petitions/[petition]?${act}`, { 303: 'visitor', 403: 'citizen', 404: 'officers' }])
  ),
  '/desk/papers?certify': { 303: 'visitor', 400: 'one-stop-officer', 403: NOT_DESK },
  '/desk/papers/[paper]?withdraw': {
    303: 'visitor',
    403: 'citizen handler division-head clerk control-office reform-office administrator',
    404: 'one-stop-officer agency-head chair'
  },
  '/desk/papers/destruction/[list]?make': LIST_MAKERS,
  '/desk/papers/destruction/[list]?approve': LIST_APPROVERS,
  '/desk/papers/destruction/[list]?back': LIST_APPROVERS,
  '/desk/dossiers/[code]/scan': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/admin/paper-kinds?say': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 409: 'administrator' },
  '/desk/admin/paper-kinds?import': { 303: 'visitor', 400: 'administrator', 403: NOT_ADMINISTRATOR },
  '/desk/petitions/enter': { 303: 'visitor', 400: 'one-stop-officer control-office', 403: NOT_ENTERING },
  '/desk/petitions/limits': { 303: 'visitor', 400: 'administrator', 403: NOT_ADMINISTRATOR },
  '/desk/ratings/qr/[code]': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/ratings?end': { 303: 'visitor', 400: 'one-stop-officer', 403: NOT_DESK },
  '/desk/ratings?kiosk': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/surveys': { 303: 'visitor', 400: 'reform-office', 403: NOT_REFORM_OFFICE },
  '/desk/surveys/[survey]?close': { 303: 'visitor', 403: NOT_REFORM_OFFICE, 404: 'reform-office' },
  '/desk/surveys/[survey]?open': { 303: 'visitor', 403: NOT_REFORM_OFFICE, 404: 'reform-office' },
  '/survey/[token]': { 409: 'everyone' },
  '/rate/[token]': { 400: 'everyone' },
  '/rate/kiosk/[key]': { 404: 'everyone' },
  '/track/[code]?rate': { 302: 'everyone' },
  '/petitions/follow': { 403: 'everyone' },
  '/petitions/follow/[petition]?judge': { 404: 'everyone' },
  '/petitions/follow/[petition]?send-back': { 404: 'everyone' },
  '/petitions/follow/[petition]?tell': { 404: 'everyone' },
  '/petitions/new': { 400: 'everyone' },
  '/desk/apologies?approve': { 409: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/apologies?aside': { 409: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/apologies?hand': { 409: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/late-lists?policy': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/late-lists?warnings': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/late-lists/[agency]/[month]?answer': {
    303: 'visitor',
    403: 'citizen control-office reform-office administrator',
    404: 'one-stop-officer handler division-head agency-head chair clerk'
  },
  '/desk/late-lists/[agency]/[month]?decide': { 303: 'visitor', 403: NOT_LIST_HEADS, 404: 'agency-head chair' },
  '/desk/late-lists/[agency]/[month]?approve': { 303: 'visitor', 403: NOT_LIST_HEADS, 404: 'agency-head chair' },
  '/desk/late-lists/[agency]/[month]?correct': { 303: 'visitor', 403: NOT_LIST_HEADS, 404: 'agency-head chair' },
  '/desk/admin/portal?repair': { 303: 'visitor', 400: 'administrator', 403: NOT_ADMINISTRATOR },
  '/desk/admin/portal?again': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 409: 'administrator' },
  '/desk/admin/portal?aside': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 409: 'administrator' },
  '/desk/admin/exchange': { 200: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/exchange/accounts?add': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 409: 'administrator' },
  '/desk/admin/exchange/accounts?end': { 303: 'visitor', 400: 'administrator', 403: NOT_ADMINISTRATOR },
  '/desk/admin/import/[run]?apply': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/import?rehearse': { 303: 'visitor', 400: 'administrator', 403: NOT_ADMINISTRATOR },
  '/desk/admin/lookups?answer': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/lookups?use': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/once-only': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/lookups?settle': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/systems?back': { 303: 'visitor', 403: NOT_KEEPERS, 409: 'control-office administrator' },
  '/desk/admin/systems?settle': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/systems?switch': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/systems?system': { 303: 'visitor', 400: 'control-office administrator', 403: NOT_KEEPERS },
  '/desk/admin/webhooks/[webhook]?again': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks/[webhook]?pause': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks/[webhook]?remove': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks/[webhook]?resume': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks/[webhook]?rotate': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks/[webhook]?save': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks/[webhook]?test': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 404: 'administrator' },
  '/desk/admin/webhooks?add': { 303: 'visitor', 400: 'administrator', 403: NOT_ADMINISTRATOR },
  '/desk/at-once?answer': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/indices/accountability?conclude': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/accountability?hear': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/accountability?record': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/editions/[id]?cross': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/editions/[id]?open': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/editions/[id]?publish': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/inspections/[id]?close': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/inspections/[id]?find': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/inspections/[id]?mend': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/inspections/[id]?visit': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/inspections?plan': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/load?load': {
    303: 'visitor',
    400: 'reform-office',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/indices/results?load': {
    303: 'visitor',
    400: 'reform-office',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/indices/load?rehearse': {
    303: 'visitor',
    400: 'reform-office',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/indices/results?rehearse': {
    303: 'visitor',
    400: 'reform-office',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/indices/lost/[id]?cause': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/lost/[id]?prove': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/lost/[id]?remedy': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]?appraise': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]?explain': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]?finalise': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]?give': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]?rebut': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round/[id]?self': { 303: 'visitor', 403: NOT_INDEX_READERS, 404: INDEX_READERS },
  '/desk/indices/round?load': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/round?rehearse': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices?neighbours': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/round?ask': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/indices/round?close': { 303: 'visitor', 400: INDEX_READERS, 403: NOT_INDEX_READERS },
  '/desk/receive?answer': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/receive?check': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/reform/documents': {
    303: 'visitor',
    400: 'reform-office',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/reform/documents/[document]': { 303: 'visitor', 403: 'citizen one-stop-officer', 404: STEERING },
  '/desk/reform/letters': {
    302: 'reform-office',
    303: 'visitor',
    403: 'citizen one-stop-officer',
    409: 'handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/reform/letters/[letter]': { 303: 'visitor', 403: 'citizen one-stop-officer', 404: STEERING },
  '/desk/reform/meeting': {
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk',
    409: 'control-office reform-office administrator'
  },
  '/desk/reform/plans': { 303: 'visitor', 403: 'citizen one-stop-officer', 409: STEERING },
  '/desk/reform/plans/[plan]': { 303: 'visitor', 403: 'citizen one-stop-officer', 404: STEERING },
  '/desk/reform/reports': {
    302: 'reform-office',
    303: 'visitor',
    403: 'citizen one-stop-officer handler division-head agency-head chair clerk control-office administrator'
  },
  '/desk/reform/reports/[report]': { 303: 'visitor', 403: 'citizen one-stop-officer', 404: STEERING },
  '/desk/reform/rules?formula': NOT_GIVERS,
  '/desk/reform/rules?urging': NOT_GIVERS,
  '/desk/reform/scores': { 303: 'visitor', 403: 'citizen one-stop-officer', 409: STEERING },
  '/desk/reform/tasks/[task]': { 303: 'visitor', 403: 'citizen one-stop-officer', 404: STEERING },
  '/desk/digitisation/batches': { 303: 'visitor', 400: BATCHES, 403: NOT_BATCHES },
  '/desk/digitisation/batches/[batch]': { 303: 'visitor', 403: NOT_BATCHES, 404: BATCHES },
  '/me/papers': { 303: 'visitor', 400: 'citizen officers' },
  '/me/lookups': { 303: 'visitor', 400: 'citizen officers' },
  '/account?end': { 400: 'citizen officers', 303: 'visitor' },
  '/account?password': { 303: 'visitor', 400: 'citizen officers' },
  '/account?link': { 409: 'citizen officers', 303: 'visitor' },
  '/account?unlink': { 409: 'citizen officers', 303: 'visitor' },
  '/account/second-step?begin': { 400: 'officers', 302: 'citizen', 303: 'visitor' },
  '/account/second-step?confirm': { 400: 'officers', 302: 'citizen', 303: 'visitor' },
  '/account/second-step?renew': { 400: 'officers', 302: 'citizen', 303: 'visitor' },
  '/account/second-step?end': { 400: 'officers', 302: 'citizen', 303: 'visitor' },
  '/desk/admin/officers?second': { 409: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/sign-on?second': { 302: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/sign-on?level': { 409: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/sign-on?switch': { 409: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/sign-in/second-step': { 303: 'everyone' },
  '/account?notice': { 303: 'visitor', 302: 'citizen officers' },
  '/account?post': { 303: 'visitor', 400: 'citizen officers' },
  '/apply/[procedure]': { 302: 'everyone' },
  '/apply/[procedure]/[draft]/[step]': { 404: 'everyone' },
  '/apply/[procedure]/[draft]/review': { 404: 'everyone' },
  '/apply?drop': { 302: 'everyone' },
  '/desk/admin/import-officers?load': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/import-officers?rehearse': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/officers?add': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/officers?lock': { 409: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/officers?reset': { 409: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/officers?unlock': { 409: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/rules?choose': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/mailboxes?add': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/mailboxes?change': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/mailboxes?remove': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 409: 'administrator' },
  '/desk/admin/tokens?add': { 400: 'administrator', 303: 'visitor', 403: NOT_ADMINISTRATOR },
  '/desk/admin/tokens?revoke': { 303: 'visitor', 403: NOT_ADMINISTRATOR, 409: 'administrator' },
  '/desk/at-once?check': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/at-once?choose': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/at-once?find': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/at-once?settle': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/calendar/change?apply': { 400: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/calendar/hours?apply': { 400: 'control-office administrator', 303: 'visitor', 403: NOT_KEEPERS },
  '/desk/dossiers/[code]/correct': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/dossiers/[code]/void': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/dossiers/[code]/relatives': {
    303: 'visitor',
    403: 'citizen agency-head chair clerk control-office reform-office administrator',
    404: 'one-stop-officer handler division-head'
  },
  '/desk/dossiers/[code]?accept': { 409: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?ask-fee': { 400: ASK, 303: 'visitor', 403: NOT_ASK },
  '/desk/dossiers/[code]?ask-supplement': { 400: ASK, 303: 'visitor', 403: NOT_ASK },
  '/desk/dossiers/[code]?ask-withdrawal': { 400: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?assign': { 400: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/dossiers/[code]?claim': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/dossiers/[code]?complete': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/dossiers/[code]?decline-withdrawal': { 400: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?extend': { 400: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/dossiers/[code]?pause': { 400: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/dossiers/[code]?pay-fee': { 400: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?refuse': { 400: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/dossiers/[code]?refuse-reception': { 400: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?release': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/dossiers/[code]?resume': { 409: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/dossiers/[code]?return-result': { 400: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?send-back': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/dossiers/[code]?stop': { 400: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk/dossiers/[code]?supplement': { 409: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/dossiers/[code]?withdraw': { 400: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/filed/[code]?accept': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/filed/[code]?ask': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/filed/[code]?complete': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/filed/[code]?refuse': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/filed/[code]?supplement': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/people?confirm': { 303: 'visitor', 400: 'one-stop-officer', 403: NOT_DESK },
  '/desk/people?find': { 303: 'visitor', 400: 'one-stop-officer', 403: NOT_DESK },
  '/desk/people?undo': { 303: 'visitor', 400: 'one-stop-officer', 403: NOT_DESK },
  '/desk/ready': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/receive?ask': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/receive?choose': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/receive?clear': { 302: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/receive?find': { 200: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/scans?answer': { 303: 'visitor', 403: NOT_DESK, 404: 'one-stop-officer' },
  '/desk/scans?attach': { 303: 'visitor', 403: NOT_DESK, 404: 'one-stop-officer' },
  '/desk/scans?close': { 303: 'visitor', 403: NOT_DESK, 404: 'one-stop-officer' },
  '/desk/scans?dismiss': { 303: 'visitor', 403: NOT_DESK, 404: 'one-stop-officer' },
  '/desk/reading': { 303: 'visitor', 400: 'one-stop-officer', 403: NOT_DESK },
  '/desk/reading/[file]?accept': { 303: 'visitor', 403: NOT_DESK, 404: 'one-stop-officer' },
  '/desk/reading/[file]?ask': { 303: 'visitor', 403: 'citizen', 404: 'officers' },
  '/desk/reading/[file]?forget': { 302: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/receive?scan': { 302: 'one-stop-officer', 303: 'visitor', 403: NOT_DESK },
  '/desk/receive?receive': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/receive?refuse': { 303: 'visitor', 403: NOT_DESK, 409: 'one-stop-officer' },
  '/desk/sign?away': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/sign?back': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/sign?confirm': { 409: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk/sign?sign': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk?assign': { 400: HEADS, 303: 'visitor', 403: NOT_HEADS },
  '/desk?claim': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/desk?complete': { 400: STEP, 303: 'visitor', 403: NOT_STEP },
  '/look': { 400: 'everyone' },
  '/verify': { 400: 'everyone' },
  '/register': { 400: 'everyone' },
  '/sign-in': { 302: 'citizen officers', 400: 'visitor' },
  '/track/[code]/supplement': { 302: 'everyone' },
  '/track/[code]/pay': { 302: 'everyone' },
  '/track/[code]/withdraw': { 302: 'everyone' },
  '/track/[code]?close': { 302: 'everyone' },
  '/track/[code]?open': { 403: 'everyone' },
  /** Last: nobody is signed in any more. */
  '/sign-out': { 302: 'everyone' }
}

const reasons = [{ code: 'missing', about: { kind: 'paper', ref: 'don', name: 'Đơn' }, note: 'Thiếu đơn.' }]
const reason = 'Theo yêu cầu'

/** A body for each command, so that the answer tells about the right and not about the input. */
export const COMMANDS: Readonly<Record<string, object>> = {
  accept: {},
  'refuse-reception': { reasons },
  'ask-supplement': { reasons },
  supplement: { papers: [] },
  'ask-fee': { amount: 1000, reason },
  'pay-fee': { amount: 1000 },
  pause: { cause: 'other-agency', reason },
  resume: {},
  extend: { limit: { value: 1, unit: 'working-day' }, reason },
  recompute: { because: reason },
  claim: { token: 't' },
  assign: { token: 't', officer: '00000000-0000-4000-8000-000000000000', officerName: 'Cán bộ' },
  release: { token: 't' },
  complete: { token: 't', outcome: 'done' },
  'send-back': { token: 't', to: 'x', reason },
  refuse: { reasons, number: '1/TB' },
  'return-result': { to: 'Nguyễn Văn An' },
  'ask-withdrawal': { reason },
  'decline-withdrawal': { reason },
  withdraw: { reason },
  stop: { reason },
  correct: { changes: { content: 'x' }, reason },
  void: { reason }
}

/** Who asks the API: a session's cookie counts as nobody. */
export const CALLERS = ['nobody', 'cookie', 'bad-token', 'without-scope', 'with-scope'] as const
type ApiExpected = { readonly [caller in (typeof CALLERS)[number]]: number } & {
  readonly body?: object
  /** In place of a body of JSON. */
  readonly form?: Readonly<Record<string, string>>
  readonly path?: string
}
const open = (status: number) => ({
  nobody: status,
  cookie: status,
  'without-scope': status,
  'with-scope': status,
  'bad-token': 401
})
const byScope = (without: number, withScope: number) => ({
  nobody: 401,
  cookie: 401,
  'bad-token': 401,
  'without-scope': without,
  'with-scope': withScope
})

const NOBODY = '00000000-0000-4000-8000-000000000000'
const WEBHOOK = { name: 'Sở Tư pháp', address: 'https://nhan.example/su-kien' }

/** Operations of the API by method and path. Commands are sent to a dossier that does not exist. */
export const OPERATIONS: Readonly<Record<string, ApiExpected>> = {
  'GET /api/v1/me': byScope(200, 200),
  // The provider's own token in the body is what counts; without a provider there is nothing to believe.
  'POST /api/v1/sign-on/{provider}/logout': {
    ...open(400),
    path: '/api/v1/sign-on/nobody/logout',
    form: { logout_token: 'x' }
  },
  'GET /api/v1/units': open(200),
  'GET /api/v1/open/figures': open(200),
  'GET /api/v1/open/figures/{subject}/{code}': { ...open(404), path: '/api/v1/open/figures/unit/H99.NONE' },
  'GET /api/v1/open/datasets': open(200),
  'GET /api/v1/news': open(200),
  'GET /api/v1/news/{slug}': { ...open(404), path: '/api/v1/news/khong-co-9999' },
  'GET /api/v1/directives': open(200),
  'GET /api/v1/directives/{slug}': { ...open(404), path: '/api/v1/directives/khong-co-9999' },
  'POST /api/v1/deadlines/preview': {
    ...open(200),
    body: { rules: { unit: 'working-day', value: 3 }, receivedAt: '2026-11-23T08:00' }
  },
  'GET /api/v1/procedures': open(200),
  'GET /api/v1/procedures/{code}': { ...open(200), path: '/api/v1/procedures/1.001193' },
  'POST /api/v1/dossiers': byScope(403, 201),
  'GET /api/v1/dossiers': byScope(403, 200),
  'GET /api/v1/dossiers/{code}': byScope(404, 200),
  'GET /api/v1/dossiers/{code}/events': byScope(404, 200),
  'GET /api/v1/tracking/{code}': open(200),
  'POST /api/v1/tracking/{code}': { ...open(200), body: { factor: '0912345678' } },
  'GET /api/v1/events': byScope(403, 200),
  'GET /api/v1/indices': byScope(403, 200),
  'GET /api/v1/indices/{index}/{year}': { ...byScope(403, 404), path: '/api/v1/indices/none/2001' },
  'GET /api/v1/portal/files/{code}/{file}': { ...byScope(403, 404), path: `/api/v1/portal/files/x/${'0'.repeat(64)}` },
  'GET /api/v1/late-lists': open(200),
  'GET /api/v1/late-lists/{agency}/{month}': { ...open(404), path: '/api/v1/late-lists/H99.31/2019-01' },
  'GET /api/v1/service-index': { ...byScope(403, 200), path: '/api/v1/service-index?period=2026-10' },
  'GET /api/v1/reports/{template}': {
    ...byScope(403, 200),
    path: '/api/v1/reports/II.06a?from=2026-06-15&to=2026-09-14'
  },
  'POST /api/v1/portal/messages': {
    ...byScope(403, 200),
    body: { messages: [{ MaThongDiep: 'x', MaHoSo: 'x', ThoiDiem: '20261123090000', LoaiThongDiep: 'HOI_TRANG_THAI' }] }
  },
  'PUT /api/v1/foreign-dossiers/{source}': {
    ...byScope(403, 409),
    body: { items: [{ code: 'x', procedure: 'x', state: 4, sourceTime: '2026-11-23T00:00:00Z' }] },
    path: '/api/v1/foreign-dossiers/nobody'
  },
  'PUT /api/v1/foreign-dossiers/{source}/{code}': {
    ...byScope(403, 409),
    body: { procedure: 'x', state: 4, sourceTime: '2026-11-23T00:00:00Z' },
    path: '/api/v1/foreign-dossiers/nobody/x'
  },
  'POST /api/v1/ratings': { ...byScope(403, 409), body: { token: 'x'.repeat(32), overall: 5 } },
  'GET /api/v1/ratings': byScope(403, 200),
  'POST /api/v1/petitions': {
    ...byScope(403, 201),
    body: { kind: 'behaviour', words: 'Bộ phận tiếp nhận đóng cửa sớm.', anonymous: true }
  },
  'POST /api/v1/petitions/{code}': {
    ...byScope(403, 404),
    body: { secret: 'ABCDEFGHJKMN' },
    path: '/api/v1/petitions/PAKN.20190101.0001'
  },
  'GET /api/v1/reform/tasks': byScope(403, 200),
  'GET /api/v1/reform/tasks/{code}': { ...byScope(403, 404), path: '/api/v1/reform/tasks/NV-2026-00000' },
  'GET /api/v1/webhooks': byScope(403, 200),
  'POST /api/v1/webhooks': { ...byScope(403, 201), body: WEBHOOK },
  ...Object.fromEntries(
    [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['POST', '/rotate'],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['GET', '/deliveries/{delivery}'],
      ['POST', '/deliveries/{delivery}/again']
    ].map(([method, rest]) => [
      `${method} /api/v1/webhooks/{id}${rest}`,
      {
        ...byScope(403, 404),
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: WEBHOOK }),
        path: `/api/v1/webhooks/${NOBODY}${rest!.replace('{delivery}', NOBODY)}`
      }
    ])
  ),
  ...Object.fromEntries(
    Object.entries(COMMANDS).map(([name, body]) => [
      `POST /api/v1/dossiers/{code}/commands/${name}`,
      { ...byScope(403, 404), body, path: `/api/v1/dossiers/H99.31-260101-9999/commands/${name}` }
    ])
  )
}
