import type { Api } from './platform/index.ts'

type Answer = { description: string; content?: object }
type Operation = {
  operationId?: string
  requestBody?: object
  security?: object[]
  parameters?: { in: string }[]
  responses: Record<string, Answer>
}
export type ApiDocument = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const refused = (description: string): Answer => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
})

/** The OpenAPI 3.1 document of the house. What every operation can answer is said once here. */
export function documentOf(api: Api): ApiDocument {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of a client, made with: npm run motcua -- token add'
  })
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Một Cửa',
      version: '1',
      description:
        'The open one-stop system for Vietnamese provinces. Errors are RFC 9457 problem documents; lists go on with `after`, the `next` of the page before; times are UTC.',
      // OpenAPI 3.1 has `identifier`; the library's type is of 3.0.
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } as { name: string }
    },
    servers: [{ url: '/' }],
    tags: [
      'access',
      'organisation',
      'procedures',
      'deadlines',
      'dossiers',
      'commands',
      'tracking',
      'events',
      'foreign',
      'reform',
      'indices',
      'open-data',
      'news',
      'figures'
    ].map(name => ({
      name
    }))
  }) as unknown as ApiDocument
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) complete(operation, method, path)
  return document
}

function complete(operation: Operation, method: string, path: string): void {
  const { responses, requestBody, security, parameters = [] } = operation
  operation.operationId ??= `${method}${path
    .replace('/api/v1', '')
    .split(/[^a-z]+/i)
    .filter(Boolean)
    .map(word => word[0]!.toUpperCase() + word.slice(1))
    .join('')}`
  responses['401'] ??= refused(security ? 'No token, or one that is not good' : 'A token was sent that is not good')
  if (requestBody) {
    responses['400'] ??= refused('The body is not JSON')
    responses['413'] ??= refused('The body is larger than 2 MiB')
  }
  if (requestBody || parameters.length > 0) responses['422'] ??= refused('The input is not right')
  responses['429'] ??= {
    ...refused('Too many requests; `Retry-After` says how many seconds to wait'),
    ...{ headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } } }
  }
  responses['500'] ??= refused('A fault of ours')
}
