import ts from 'typescript'

type Column = { name: string; type: number }

/** The annotated row of `sql<Row[]>`, or null when there is none. */
export function rowTypeOf(node: ts.TaggedTemplateExpression, checker: ts.TypeChecker): ts.Type | null {
  const annotation = node.typeArguments?.[0]
  if (!annotation) return null
  const type = checker.getTypeFromTypeNode(annotation)
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? null
}

/** What the driver makes of a PostgreSQL type, by its number (pg_type.dat); arrays are `[element]`. */
const WORDS: Record<number, string> = {
  16: 'boolean',
  17: 'Buffer',
  18: 'string',
  19: 'string',
  20: 'number',
  21: 'number',
  23: 'number',
  25: 'string',
  26: 'number',
  114: 'json',
  700: 'number',
  701: 'number',
  1042: 'string',
  1043: 'string',
  1082: 'string',
  1083: 'string',
  1114: 'Date',
  1184: 'Date',
  1186: 'string',
  1700: 'string',
  2205: 'string',
  2950: 'string',
  3802: 'json',
  5069: 'string',
  1000: 'array',
  1005: 'array',
  1007: 'array',
  1009: 'array',
  1015: 'array',
  1016: 'array',
  1182: 'array',
  1185: 'array',
  1231: 'array',
  2951: 'array',
  2249: 'json',
  2278: 'string'
}

/** Says how a described column and its declared type disagree; null when they agree. */
export function columnProblem(column: Column, declared: ts.Type | undefined, checker: ts.TypeChecker): string | null {
  if (!declared) return `returns "${column.name}", which its annotation does not name`
  const word = WORDS[column.type] ?? 'string'
  const parts = partsOf(declared).filter(part => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)))
  const wrong = parts.find(part => !fits(word, part, checker))
  if (!wrong) return null
  return `returns "${column.name}" as ${word} (type ${column.type}), annotated as ${checker.typeToString(declared)}`
}

const partsOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types.flatMap(partsOf) : [type])

function fits(word: string, part: ts.Type, checker: ts.TypeChecker): boolean {
  if (part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) || word === 'json') return true
  // A branded text or number is an intersection such as `string & { brand }`.
  if (part.isIntersection()) return part.types.some(each => fits(word, each, checker))
  switch (word) {
    case 'string':
      return Boolean(part.flags & ts.TypeFlags.StringLike)
    case 'number':
      return Boolean(part.flags & ts.TypeFlags.NumberLike)
    case 'boolean':
      return Boolean(part.flags & ts.TypeFlags.BooleanLike)
    case 'array':
      return checker.isArrayLikeType(part)
    case 'Buffer':
      return ['Buffer', 'Uint8Array'].includes(part.getSymbol()?.name ?? '')
    default:
      return part.getSymbol()?.name === word
  }
}
