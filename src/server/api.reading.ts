import type { ApiDocument } from './api.document.ts'

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly example?: unknown
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}
type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema & { readonly description?: string }
}
type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }

export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly needsToken: boolean
  readonly parameters: readonly {
    name: string
    in: Parameter['in']
    required: boolean
    type: string
    meaning: string
  }[]
  readonly curl: string
  readonly answers: readonly { status: string; description: string; type: string }[]
}
export type ApiGroup = { readonly tag: string; readonly operations: readonly Operation[] }

/** The OpenAPI document as people read it: by group, each operation with its parameters, a request to try and its answers. */
export function readApi(document: ApiDocument, origin: string): ApiGroup[] {
  const groups = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, stated] of Object.entries(methods)) {
      const { tags = ['other'] } = stated as { tags?: string[] }
      const operation = readOperation(document, method, path, stated as never, origin)
      groups.set(tags[0]!, [...(groups.get(tags[0]!) ?? []), operation])
    }
  const order = (document as unknown as { tags: { name: string }[] }).tags.map(({ name }) => name)
  return [...groups]
    .map(([tag, operations]) => ({ tag, operations }))
    .sort((a, b) => order.indexOf(a.tag) - order.indexOf(b.tag))
}

type Stated = {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly security?: readonly object[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>
}

function readOperation(document: ApiDocument, method: string, path: string, stated: Stated, origin: string): Operation {
  const body = Object.values(stated.requestBody?.content ?? {})[0]?.schema
  const needsToken = (stated.security ?? []).length > 0
  return {
    id: stated.operationId,
    method: method.toUpperCase(),
    path,
    summary: stated.summary,
    description: (stated.description ?? '').replaceAll('`', ''),
    needsToken,
    parameters: (stated.parameters ?? []).map(each => ({
      name: each.name,
      in: each.in,
      required: each.required === true,
      type: typeOf(each.schema),
      meaning: each.description ?? each.schema?.description ?? ''
    })),
    curl: curlOf(
      method.toUpperCase(),
      origin + sampled(path, stated.parameters),
      needsToken,
      body && sample(document, body)
    ),
    answers: Object.entries(stated.responses).map(([status, answer]) => {
      const [type = '', { schema } = {}] = Object.entries(answer.content ?? {})[0] ?? []
      return { status, description: answer.description, type: nameOf(schema) || type }
    })
  }
}

const sampled = (path: string, parameters: readonly Parameter[] = []): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find(each => each.name === name)?.schema
    return String(schema?.example ?? name)
  })

function curlOf(method: string, address: string, needsToken: boolean, body: unknown): string {
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${address}'`,
    ...(needsToken ? [`-H 'Authorization: Bearer mc_...'`] : []),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body, null, 2)}'`])
  ]
  return lines.join(' \\\n  ')
}

const nameOf = (schema?: Schema): string => schema?.$ref?.split('/').at(-1) ?? ''
const typeOf = (schema: Schema = {}): string =>
  nameOf(schema) || schema.enum?.join(' | ') || [schema.type ?? ''].flat().join(' | ') || 'any'

/** A value that fits a schema: its required members only, so that an example stays short. */
function sample(document: ApiDocument, schema: Schema, depth = 0): unknown {
  const named = schema.$ref && (document.components.schemas[nameOf(schema)] as Schema | undefined)
  if (named) return sample(document, named, depth)
  const given = schema.example ?? schema.examples?.[0] ?? schema.enum?.[0]
  if (given !== undefined) return given
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (choice) return sample(document, choice, depth)
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name))
      return depth > 4
        ? {}
        : Object.fromEntries(members.map(([name, each]) => [name, sample(document, each, depth + 1)]))
    }
    case 'array':
      return schema.items && depth < 4 ? [sample(document, schema.items, depth + 1)] : []
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'string':
      return schema.format === 'date-time' ? '2026-11-23T02:00:00Z' : schema.format === 'date' ? '2026-11-23' : '...'
    default:
      return '...'
  }
}
