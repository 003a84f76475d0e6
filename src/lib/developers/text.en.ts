import type { text as vi } from './text.vi.ts'

export const text = {
  'developers.title': 'Connect by API',
  'developers.lead': 'Other systems receive, follow and settle dossiers through the addresses below.',
  'developers.document': 'OpenAPI 3.1 document (JSON)',
  'developers.start': 'To begin',
  'developers.token':
    'The administrator gives each system a token. Send it in the header Authorization: Bearer. The cookie of a session counts for nothing here.',
  'developers.idempotency':
    'Send the header Idempotency-Key when you make a dossier: the same key again gives the dossier made before.',
  'developers.paging': 'Long lists come in pages: send the value next of the page before as the parameter after.',
  'developers.limits': 'Who asks too fast gets 429; the header Retry-After says how many seconds to wait.',
  'developers.errors': 'Errors',
  'developers.errors-lead':
    'Every error is an application/problem+json document (RFC 9457). Its code is the same in every language; its title explains, by Accept-Language.',
  'developers.needs-token': 'Needs a token',
  'developers.open': 'Open to everybody',
  'developers.parameters': 'Parameters',
  'developers.name': 'Name',
  'developers.place': 'Place',
  'developers.type': 'Type',
  'developers.meaning': 'Meaning',
  'developers.required': 'required',
  'developers.example': 'Example',
  'developers.answers': 'Answers',
  'developers.status': 'Status',
  'developers.contents': 'Groups',
  'developers.in.path': 'path',
  'developers.in.query': 'query',
  'developers.in.header': 'header',
  'developers.tag.access': 'Access',
  'developers.tag.organisation': 'Units',
  'developers.tag.procedures': 'Procedures',
  'developers.tag.deadlines': 'Deadlines',
  'developers.tag.dossiers': 'Dossiers',
  'developers.tag.commands': 'Commands on a dossier',
  'developers.tag.open-data': 'Open data',
  'developers.tag.news': 'News',
  'developers.tag.indices': 'Reform indices',
  'developers.tag.figures': 'Figures, reports, late work',
  'developers.tag.tracking': 'Tracking'
} as const satisfies Record<keyof typeof vi, string>
