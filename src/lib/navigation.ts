import type { IconName } from './components/icons.ts'
import type { TextKey } from './translate.ts'

export type Link = { readonly href: string; readonly label: TextKey; readonly icon: IconName }
/** `needs`: the permission without which the link leads nowhere. */
export type DeskLink = Link & { readonly keys?: string; readonly needs?: `${string}.${string}` }

/** The public portal: four places, the same on a phone. */
export const PORTAL = [
  { href: '/procedures', label: 'nav.procedures', icon: 'book' },
  { href: '/apply', label: 'nav.apply', icon: 'send' },
  { href: '/track', label: 'nav.track', icon: 'search' },
  { href: '/me', label: 'nav.me', icon: 'user' }
] as const satisfies readonly Link[]

export const FOOTER = [
  { href: '/procedures', label: 'nav.procedures' },
  { href: '/track', label: 'nav.track' },
  { href: '/verify', label: 'verify.title' },
  { href: '/news', label: 'news.title' },
  { href: '/directives', label: 'directives.short' },
  { href: '/late', label: 'late-list.title' },
  { href: '/open', label: 'home.open' },
  { href: '/petitions', label: 'petition.title' },
  { href: '/developers', label: 'nav.api' },
  { href: '/look', label: 'nav.look' }
] as const satisfies readonly Omit<Link, 'icon'>[]

/** The desk, in the order of a working day. `keys` are told to people here and bound by static/desk.js. */
export const DESK: readonly { readonly label: TextKey; readonly links: readonly DeskLink[] }[] = [
  {
    label: 'desk.group-work',
    links: [
      { href: '/desk', needs: 'dossier.read', label: 'desk.queue', icon: 'list', keys: 'Alt+1' },
      { href: '/desk/sign', needs: 'dossier.assign', label: 'desk.sign', icon: 'check-circle', keys: 'Alt+8' },
      { href: '/desk/receive', needs: 'dossier.receive', label: 'desk.receive', icon: 'inbox', keys: 'Alt+2' },
      { href: '/desk/scans', needs: 'dossier.receive', label: 'scans.title', icon: 'files' },
      { href: '/desk/at-once', needs: 'dossier.receive', label: 'desk.at-once', icon: 'flash', keys: 'Alt+3' },
      { href: '/desk/dossiers', needs: 'dossier.read', label: 'desk.dossiers', icon: 'files', keys: 'Alt+4' },
      { href: '/desk/foreign', needs: 'foreign.read', label: 'foreign.title', icon: 'files' },
      { href: '/desk/ready', needs: 'dossier.return', label: 'desk.return', icon: 'handover', keys: 'Alt+5' },
      { href: '/desk/filed', needs: 'dossier.check', label: 'desk.filed', icon: 'send', keys: 'Alt+6' },
      { href: '/desk/digitisation/batches', needs: 'papers.batch', label: 'batch.title', icon: 'upload' },
      { href: '/desk/register', needs: 'dossier.receive', label: 'desk.register', icon: 'book', keys: 'Alt+7' },
      { href: '/desk/papers', needs: 'paper.read', label: 'papers.title', icon: 'files' },
      { href: '/desk/apologies', needs: 'dossier.extend', label: 'apology.title', icon: 'mail' },
      { href: '/desk/late-lists', needs: 'late-list.read', label: 'late-list.title', icon: 'warning' },
      { href: '/desk/people', needs: 'identity.confirm-person', label: 'people.title', icon: 'user' }
    ]
  },
  {
    label: 'reform.group',
    links: [
      { href: '/desk/reform', needs: 'reform.read', label: 'reform.board', icon: 'home' },
      { href: '/desk/reform/mine', needs: 'reform.read', label: 'reform.mine', icon: 'inbox' },
      { href: '/desk/reform/documents', needs: 'reform.read', label: 'reform.documents', icon: 'file' },
      { href: '/desk/reform/plans', needs: 'reform.read', label: 'reform.plans', icon: 'check-circle' },
      { href: '/desk/reform/letters', needs: 'reform.read', label: 'reform.letters', icon: 'mail' },
      { href: '/desk/reform/scores', needs: 'reform.read', label: 'reform.scores', icon: 'flash' },
      { href: '/desk/reform/reports', needs: 'reform.read', label: 'reform.reports', icon: 'book' },
      { href: '/desk/reform/meeting', needs: 'reform.read', label: 'reform.meeting', icon: 'users' },
      { href: '/desk/reform/rules', needs: 'reform.give', label: 'reform.rules', icon: 'calendar' },
      { href: '/desk/indices', needs: 'indices.read', label: 'desk.indices', icon: 'check-circle' }
    ]
  },
  {
    label: 'news-desk.group',
    links: [
      { href: '/desk/news', needs: 'portal.desk', label: 'news-desk.articles', icon: 'edit' },
      { href: '/desk/published', needs: 'portal.desk', label: 'news-desk.directives', icon: 'files' },
      { href: '/desk/comments', needs: 'portal.moderate', label: 'news-desk.comments', icon: 'mail' },
      { href: '/desk/categories', needs: 'portal.arrange', label: 'news-desk.categories', icon: 'list' }
    ]
  },
  {
    label: 'desk.group-figures',
    links: [
      { href: '/desk/board', needs: 'figures.read', label: 'board.title', icon: 'home' },
      { href: '/desk/service-index', needs: 'figures.read', label: 'index.title', icon: 'check-circle' },
      { href: '/desk/digitisation', needs: 'figures.read', label: 'digitisation.title', icon: 'files' },
      { href: '/desk/reports', needs: 'figures.read', label: 'report.title', icon: 'file' },
      { href: '/desk/appraisal', needs: 'figures.read', label: 'appraisal.title', icon: 'users' }
    ]
  },
  {
    label: 'petition.group',
    links: [
      { href: '/desk/petitions', label: 'petition.title', icon: 'inbox' },
      { href: '/desk/ratings', needs: 'rating.see', label: 'rating.title', icon: 'check-circle' },
      { href: '/desk/surveys', needs: 'survey.read', label: 'survey.title', icon: 'users' }
    ]
  },
  {
    label: 'desk.group-settings',
    links: [
      { href: '/procedures', label: 'desk.catalogue', icon: 'book' },
      { href: '/desk/calendar', label: 'desk.calendar', icon: 'calendar' },
      { href: '/desk/admin/units', needs: 'organisation.history', label: 'organisation.units', icon: 'building' },
      { href: '/desk/admin/officers', needs: 'identity.see-officers', label: 'desk.staff', icon: 'users' },
      {
        href: '/desk/admin/import-officers',
        needs: 'identity.change-officers',
        label: 'identity.import',
        icon: 'upload'
      },
      { href: '/desk/admin/tokens', needs: 'identity.change-tokens', label: 'identity.tokens', icon: 'lock' },
      { href: '/desk/admin/sign-on', needs: 'identity.change-sign-on', label: 'sign-on.admin', icon: 'lock' },
      { href: '/desk/admin/webhooks', needs: 'webhook.read', label: 'partners.webhooks', icon: 'send' },
      { href: '/desk/admin/systems', needs: 'systems.change', label: 'systems.title', icon: 'building' },
      { href: '/desk/admin/import', needs: 'transfer.import', label: 'transfer.import', icon: 'upload' },
      { href: '/desk/admin/export', needs: 'transfer.export', label: 'transfer.export', icon: 'download' },
      { href: '/desk/admin/exchange', needs: 'exchange.see-health', label: 'exchange.title', icon: 'flash' },
      { href: '/desk/admin/files', needs: 'exchange.see-health', label: 'files.title', icon: 'lock' },
      { href: '/desk/admin/mailboxes', needs: 'mailbox.change', label: 'mailbox.title', icon: 'mail' },
      { href: '/desk/admin/portal', needs: 'national.see', label: 'national.title', icon: 'send' },
      { href: '/desk/admin/lookups', needs: 'exchange.see-lookups', label: 'linkage.desk', icon: 'search' },
      { href: '/desk/admin/paper-kinds', needs: 'paper-kind.change', label: 'paper-kind.title', icon: 'files' },
      { href: '/desk/admin/once-only', needs: 'papers.once-only', label: 'once.title', icon: 'files' },
      { href: '/desk/admin/rules', needs: 'rules.see', label: 'rules.title', icon: 'book' }
    ]
  }
]
