/**
 * Proves every SQL template of the program against a migrated database: PostgreSQL itself prepares each statement and
 * describes what it takes and returns, and the annotation `sql<Row[]>` must name exactly those columns with fitting
 * types. See docs/decisions/0004-sql-check.md.
 */
import postgres from 'postgres'
import ts from 'typescript'
import { projectRoot } from '../src/server/platform/project.ts'
import { columnProblem, rowTypeOf } from './check-sql.types.ts'

export type Finding = { readonly place: string; readonly problem: string }
type Query = {
  readonly place: string
  readonly text: string
  readonly node: ts.TaggedTemplateExpression
  readonly problem?: string
}

/** Checks all templates below `src`, `scripts` and `bench`; `url` must see the province's schema by its search path. */
export async function checkSql(url: string): Promise<{ checked: number; findings: Finding[] }> {
  const program = openProgram()
  const checker = program.getTypeChecker()
  const queries = program
    .getSourceFiles()
    .filter(file => !file.isDeclarationFile && file.fileName.startsWith(`${projectRoot}/`))
    .filter(file => !/node_modules|\.test\.ts$|\/testing\.ts$/.test(file.fileName))
    .flatMap(file => queriesIn(file, checker))
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  const findings: Finding[] = []
  try {
    for (const query of queries) findings.push(...(await check(query, sql, checker)))
  } finally {
    await sql.end({ timeout: 2 })
  }
  return { checked: queries.length, findings }
}

function openProgram(): ts.Program {
  const path = `${projectRoot}/tsconfig.json`
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot)
  return ts.createProgram(fileNames, { ...options, noEmit: true })
}

const DRIVER_TYPES = new Set(['Sql', 'TransactionSql', 'ReservedSql'])

function queriesIn(file: ts.SourceFile, checker: ts.TypeChecker): Query[] {
  const found: Query[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && isDriver(checker.getTypeAtLocation(node.tag)))
      found.push(read(node, checker))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const isDriver = (type: ts.Type): boolean => DRIVER_TYPES.has((type.getSymbol() ?? type.aliasSymbol)?.name ?? '')

/** The statement as the driver sends it: each value becomes a numbered parameter. */
function read(node: ts.TaggedTemplateExpression, checker: ts.TypeChecker): Query {
  const file = node.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(node.getStart())
  const place = `${file.fileName.slice(projectRoot.length + 1)}:${line + 1}`
  if (ts.isNoSubstitutionTemplateLiteral(node.template)) return { place, text: node.template.text, node }
  let text = node.template.head.text
  let problem: string | undefined
  node.template.templateSpans.forEach((span, index) => {
    const name = checker.getTypeAtLocation(span.expression).getSymbol()?.name
    if (name === 'Helper' || name === 'PendingQuery')
      problem = 'has a nested fragment; write the statement in one piece'
    text += `$${index + 1}${span.literal.text}`
  })
  return { place, text, node, ...(problem ? { problem } : {}) }
}

async function check(
  { place, text, node, problem }: Query,
  sql: postgres.Sql,
  checker: ts.TypeChecker
): Promise<Finding[]> {
  if (problem) return [{ place, problem }]
  let described: { columns: { name: string; type: number }[] | null }
  try {
    described = (await sql.unsafe(text, [], { prepare: true }).describe()) as unknown as typeof described
  } catch (error) {
    const { message, position } = error as { message: string; position?: string }
    return [{ place: moved(place, text, position), problem: message }]
  }
  const columns = described.columns ?? []
  const row = rowTypeOf(node, checker)
  if (!row) {
    const used = !ts.isExpressionStatement(ts.isAwaitExpression(node.parent) ? node.parent.parent : node.parent)
    return used && columns.length > 0 ? [{ place, problem: `returns ${names(columns)} but is not annotated` }] : []
  }
  const declared = new Map(row.getProperties().map(property => [property.name, checker.getTypeOfSymbol(property)]))
  const findings = columns.map(column => columnProblem(column, declared.get(column.name), checker))
  const absent = [...declared.keys()].filter(name => !columns.some(column => column.name === name))
  if (absent.length > 0) findings.push(`is annotated with ${absent.join(', ')}, which it does not return`)
  return findings.filter(found => found !== null).map(found => ({ place, problem: found }))
}

const names = (columns: { name: string }[]) => columns.map(column => column.name).join(', ')

/** PostgreSQL counts characters from the statement's start; people want the line. */
function moved(place: string, text: string, position: string | undefined): string {
  if (!position) return place
  const [path, line] = place.split(':')
  return `${path}:${Number(line) + text.slice(0, Number(position)).split('\n').length - 1}`
}
