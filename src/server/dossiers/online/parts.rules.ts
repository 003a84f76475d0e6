import type { Words } from '#server/platform/index.ts'
import type { Typed } from './model.ts'
import { questionsOf } from './reading.rules.ts'
import type { Node, Reading } from './reading.rules.ts'

/** One page of a filing. `asked` is false for pages that are hidden, or whose answers are known already. */
export type Part = {
  readonly key: string
  /** Null: questions that stand alone before or between groups. */
  readonly title: Words | null
  readonly nodes: readonly Node[]
  readonly asked: boolean
}

/** The pages of a form: the first (`who`), then each group; neighbours outside groups share one page. */
export function partsOf(reading: Reading, typed: Typed): Part[] {
  const bundles: Node[][] = []
  for (const node of reading.nodes) {
    const last = bundles.at(-1)
    if (isAlone(node) && last && isAlone(last[0]!)) last.push(node)
    else bundles.push([node])
  }
  return bundles.map((nodes, at) => {
    const first = nodes[0]!
    const title = first.kind === 'group' || first.kind === 'list' ? wordsOf(first.group) : null
    const open = nodes.filter(node => !node.hidden)
    return { key: at === 0 ? 'who' : String(at), title, nodes, asked: open.length > 0 && !isKnown(open, typed) }
  })
}

const isAlone = (node: Node): boolean => node.kind === 'question' || node.kind === 'text'
const wordsOf = ({ label, properties }: { label: string; properties?: Record<string, string> | undefined }): Words =>
  properties?.en ? { vi: label, en: properties.en } : { vi: label }

/** Every question is about the applicant, answered on the first page and right: not asked twice. */
function isKnown(nodes: readonly Node[], typed: Typed): boolean {
  const questions = questionsOf(nodes)
  return (
    questions.length > 0 &&
    questions.every(
      ({ question, name, fault }) =>
        question.properties?.autofill !== undefined && typed[name] === undefined && fault === null
    )
  )
}

/** What is wrong on one page, by field. */
export const faultsOf = (part: Pick<Part, 'nodes'>) =>
  questionsOf(part.nodes).flatMap(({ name, fault, hidden }) => (fault && !hidden ? [{ name, fault }] : []))

/** The first page that still has to be filled, or `review`. */
export const nextStep = (parts: readonly Part[], done: readonly string[]): string =>
  parts.find(part => part.asked && (!done.includes(part.key) || faultsOf(part).length > 0))?.key ?? 'review'
