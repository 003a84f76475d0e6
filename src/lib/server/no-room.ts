import type { RequestEvent } from '@sveltejs/kit'
import { translator } from '../text.ts'

/** One sentence in the reader's language instead of work that could not be stored. Needs no script, style or database. */
export function noRoom({ locals, request, url }: Pick<RequestEvent, 'locals' | 'request' | 'url'>): Response {
  const t = translator(locals.language)
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'retry-after': '60'
  }
  if (!/text\/html/.test(request.headers.get('accept') ?? ''))
    return Response.json(
      { type: 'error', status: 507, error: { message: t('problem.507.what'), code: 'disk-full' } },
      { status: 507, headers }
    )
  const page = `<!doctype html>
<html lang="${locals.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${t('problem.507.title')}</title></head>
<body><main><h1>${t('problem.507.title')}</h1><p>${t('problem.507.what')}</p>
<p><a href="${encodeURI(url.pathname)}">${t('problem.507.back')}</a></p></main></body>
</html>`
  return new Response(page, { status: 507, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
}
