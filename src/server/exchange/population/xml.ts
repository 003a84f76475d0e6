import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Trouble } from '../trouble.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  // Only the five entities of XML itself: documents that declare others are refused before.
  processEntities: true
})

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;'
}
const safe = (text: string) => text.replace(/[&<>"']/g, letter => ESCAPES[letter]!)

type Tree = { readonly [name: string]: string | Tree }
/** Elements in the order of the object, each in the namespace of the prefix. */
export const elements = (tree: Tree, prefix: string): string =>
  Object.entries(tree)
    .map(([name, value]) => {
      const inside = typeof value === 'string' ? safe(value) : elements(value, prefix)
      return `<${prefix}:${name}>${inside}</${prefix}:${name}>`
    })
    .join('')

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const envelope = (operation: string, namespace: string, tree: Tree): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:dan="${namespace}">` +
  `<soapenv:Header/><soapenv:Body><dan:${operation}>${elements(tree, 'dan')}</dan:${operation}></soapenv:Body></soapenv:Envelope>`

/** The one element in a SOAP body, without prefixes; a document type (and with it any entity of its own) is refused. */
export function bodyOf(text: string, namespace: string): { name: string; content: unknown } {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Trouble('malformed', 'a document type is not accepted')
  if (XMLValidator.validate(text) !== true) throw new Trouble('malformed', 'the answer is no XML')
  const root = one(parser.parse(text) as Record<string, unknown>, 'Envelope', {}, SOAP)
  const body = one(root.inside, 'Body', root.scope, SOAP)
  const inside = children(body.inside)
  const [first] = inside
  if (!first || inside.length !== 1 || Array.isArray(first[1]) || typeof first[1] !== 'object')
    throw new Trouble('malformed', 'the body does not hold one answer')
  const scope = { ...body.scope, ...namespacesOf(first[1] as Record<string, unknown>) }
  if (scope[prefixOf(first[0])] !== namespace) throw new Trouble('malformed', 'the answer is in another namespace')
  return { name: localOf(first[0]), content: bare(first[1]) }
}

type Scope = Readonly<Record<string, string>>
const prefixOf = (name: string) => (name.includes(':') ? name.slice(0, name.indexOf(':')) : '')
const localOf = (name: string) => name.slice(name.indexOf(':') + 1)
const children = (node: Record<string, unknown>) =>
  Object.entries(node).filter(([name]) => !name.startsWith('@') && !name.startsWith('?') && name !== '#text')

function namespacesOf(node: Record<string, unknown>): Scope {
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, value]) =>
      name === '@xmlns' ? [['', String(value)]] : name.startsWith('@xmlns:') ? [[name.slice(7), String(value)]] : []
    )
  )
}

function one(node: Record<string, unknown>, local: string, outer: Scope, namespace: string) {
  const found = children(node).filter(([name]) => localOf(name) === local)
  const inside = found[0]?.[1]
  if (found.length !== 1 || typeof inside !== 'object' || inside === null || Array.isArray(inside))
    throw new Trouble('malformed', `${local} is missing`)
  const scope = { ...outer, ...namespacesOf(inside as Record<string, unknown>) }
  if (scope[prefixOf(found[0]![0])] !== namespace) throw new Trouble('malformed', `${local} is in another namespace`)
  return { inside: inside as Record<string, unknown>, scope }
}

/** Without prefixes and attributes; an empty element is empty text. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare)
  if (typeof node !== 'object' || node === null) return node
  const inside = children(node as Record<string, unknown>)
  if (inside.length === 0) return (node as Record<string, unknown>)['#text'] ?? ''
  return Object.fromEntries(inside.map(([name, value]) => [localOf(name), bare(value)]))
}
