import { XMLParser } from 'fast-xml-parser'
import JSZip from 'jszip'
import type { Line, Parsed, Run } from './parsed.ts'

type Node = { readonly [name: string]: unknown }
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseAttributeValue: false
})

const nameOf = (node: Node): string => Object.keys(node).find(key => key !== ':@') ?? ''
const kids = (node: Node | undefined): readonly Node[] => {
  const found = node ? node[nameOf(node)] : undefined
  return Array.isArray(found) ? (found as Node[]) : []
}
const child = (node: Node | undefined, name: string): Node | undefined => kids(node).find(one => nameOf(one) === name)
const attribute = (node: Node | undefined, name: string): string | undefined =>
  (node?.[':@'] as Record<string, string> | undefined)?.[name]
const number = (text: string | undefined, otherwise: number): number => {
  const value = Number(text)
  return text !== undefined && Number.isFinite(value) ? value : otherwise
}
const mm = (twips: number): number => (twips * 25.4) / 1440
const isOn = (node: Node | undefined): boolean =>
  node !== undefined && !/^(0|false|off|none)$/.test(attribute(node, 'w:val') ?? '1')
function* all(nodes: readonly Node[], name: string): Generator<Node> {
  for (const node of nodes) {
    if (nameOf(node) === name) yield node
    yield* all(kids(node), name)
  }
}

type Style = {
  readonly run: readonly Node[]
  readonly paragraph: readonly Node[]
  readonly basedOn: string | undefined
}
type Styles = {
  readonly byId: ReadonlyMap<string, Style>
  readonly run: readonly Node[]
  readonly paragraph: readonly Node[]
  readonly usual: string | undefined
}

/** Reads a DOCX into what the checker looks at; null when it is none. */
export async function readDocx(bytes: Uint8Array): Promise<Parsed | null> {
  const zip = await JSZip.loadAsync(bytes).catch(() => null)
  const text = (path: string) => zip?.file(path)?.async('string') ?? Promise.resolve(undefined)
  const xml = await text('word/document.xml')
  if (!zip || !xml) return null
  const styles = stylesIn(await text('word/styles.xml'))
  const root = (parser.parse(xml) as Node[]).find(node => nameOf(node) === 'w:document')
  const body = child(root, 'w:body')
  const lines = linesIn(kids(body), 'body', styles)
  const sections = [...all(kids(body), 'w:sectPr')].map(sectionOf)
  const relations = [
    ...all(parser.parse((await text('word/_rels/document.xml.rels')) ?? '<x/>') as Node[], 'Relationship')
  ]
  const header = await headerOf([...all(kids(body), 'w:sectPr')], relations, text, styles)
  const first = sections[0] ?? { width: 0, height: 0 }
  return {
    page: { width: first.width, height: first.height },
    sections,
    header,
    lines,
    long:
      xml.includes('w:type="page"') ||
      xml.includes('lastRenderedPageBreak') ||
      lines.reduce((sum, line) => sum + line.text.length, 0) > 3500
  }
}

function stylesIn(xml: string | undefined): Styles {
  const nodes = xml ? (parser.parse(xml) as Node[]) : []
  const byId = new Map<string, Style>()
  let usual: string | undefined
  for (const style of all(nodes, 'w:style')) {
    const id = attribute(style, 'w:styleId')
    if (!id) continue
    if (attribute(style, 'w:default') === '1' && attribute(style, 'w:type') === 'paragraph') usual = id
    byId.set(id, {
      run: kids(child(style, 'w:rPr')),
      paragraph: kids(child(style, 'w:pPr')),
      basedOn: attribute(child(style, 'w:basedOn'), 'w:val')
    })
  }
  const [defaults] = [...all(nodes, 'w:docDefaults')]
  return {
    byId,
    usual,
    run: kids(child(child(defaults, 'w:rPrDefault'), 'w:rPr')),
    paragraph: kids(child(child(defaults, 'w:pPrDefault'), 'w:pPr'))
  }
}

/** The properties that count, the nearest first: own, then the style and what it is based on, then the defaults. */
function layers(
  own: readonly Node[],
  styleId: string | undefined,
  styles: Styles,
  part: 'run' | 'paragraph'
): readonly Node[][] {
  const found: (readonly Node[])[] = [own]
  const seen = new Set<string>()
  for (let id = styleId ?? styles.usual; id !== undefined && !seen.has(id); id = styles.byId.get(id)?.basedOn) {
    seen.add(id)
    const style = styles.byId.get(id)
    if (style) found.push(style[part])
  }
  return [...found, styles[part]] as Node[][]
}
const nearest = (from: readonly (readonly Node[])[], name: string): Node | undefined => {
  for (const layer of from) {
    const node = layer.find(one => nameOf(one) === name)
    if (node) return node
  }
  return undefined
}
const nearestAttribute = (
  from: readonly (readonly Node[])[],
  name: string,
  attributes: readonly string[]
): string | undefined => {
  for (const layer of from)
    for (const one of attributes) {
      const value = attribute(
        layer.find(node => nameOf(node) === name),
        one
      )
      if (value !== undefined) return value
    }
  return undefined
}

function linesIn(nodes: readonly Node[], place: Line['place'], styles: Styles): Line[] {
  const lines: Line[] = []
  for (const node of nodes) {
    const name = nameOf(node)
    if (name === 'w:p') lines.push(lineOf(node, place, styles))
    else if (name === 'w:tbl') {
      const where = hasLines(node) ? 'grid' : 'frame'
      for (const cell of all(kids(node), 'w:tc')) lines.push(...linesIn(kids(cell), where, styles))
    } else if (name === 'w:sdt') lines.push(...linesIn(kids(child(node, 'w:sdtContent')), place, styles))
  }
  // A line drawn by a paragraph of its own belongs to the one above it.
  return lines.flatMap((line, index) =>
    line.text.trim() === '' && line.underlined
      ? []
      : [
          {
            ...line,
            underlined: line.underlined || (lines[index + 1]?.text.trim() === '' && lines[index + 1]!.underlined)
          }
        ]
  )
}

function hasLines(table: Node): boolean {
  const properties = child(table, 'w:tblPr')
  const borders = child(properties, 'w:tblBorders')
  if (borders) return kids(borders).some(border => !/^(none|nil)$/.test(attribute(border, 'w:val') ?? 'none'))
  return (
    attribute(child(properties, 'w:tblStyle'), 'w:val') !== undefined &&
    /grid/i.test(attribute(child(properties, 'w:tblStyle'), 'w:val')!)
  )
}

function lineOf(node: Node, place: Line['place'], styles: Styles): Line {
  const own = child(node, 'w:pPr')
  const styleId = attribute(child(own, 'w:pStyle'), 'w:val')
  const from = layers(kids(own), styleId, styles, 'paragraph')
  const runs = [...all(kids(node), 'w:r')].map(run => runOf(run, styleId, styles)).filter(run => run.text !== '')
  const align = nearestAttribute(from, 'w:jc', ['w:val']) ?? 'left'
  const rule = nearestAttribute(from, 'w:spacing', ['w:lineRule']) ?? 'auto'
  const border = nearest(from, 'w:pBdr')
  const shape = [...all(kids(node), 'w:drawing'), ...all(kids(node), 'w:pict')].length > 0
  return {
    text: runs.map(run => run.text).join(''),
    runs,
    align: align === 'both' || align === 'center' || align === 'right' ? align : align === 'end' ? 'right' : 'left',
    firstLine: mm(number(nearestAttribute(from, 'w:ind', ['w:firstLine']), 0)),
    spaceBefore: number(nearestAttribute(from, 'w:spacing', ['w:before']), 0) / 20,
    spaceAfter: number(nearestAttribute(from, 'w:spacing', ['w:after']), 0) / 20,
    lineSpacing: rule === 'auto' ? number(nearestAttribute(from, 'w:spacing', ['w:line']), 240) / 240 : null,
    underlined:
      shape ||
      kids(border).some(one => !/^(none|nil)$/.test(attribute(one, 'w:val') ?? 'none')) ||
      [...all(kids(node), 'w:u')].some(one => attribute(one, 'w:val') !== 'none'),
    place
  }
}

function runOf(node: Node, paragraphStyle: string | undefined, styles: Styles): Run {
  const own = child(node, 'w:rPr')
  const styleId = attribute(child(own, 'w:rStyle'), 'w:val')
  const from = [
    ...layers(kids(own), styleId ?? paragraphStyle, styles, 'run').slice(0, -1),
    ...layers([], paragraphStyle, styles, 'run')
  ]
  const text = kids(node)
    .map(part => {
      const name = nameOf(part)
      if (name === 'w:t')
        return kids(part)
          .map(one => String(one['#text'] ?? ''))
          .join('')
      return name === 'w:tab' ? ' ' : name === 'w:br' ? '\n' : ''
    })
    .join('')
  return {
    text,
    font: nearestAttribute(from, 'w:rFonts', ['w:ascii', 'w:hAnsi', 'w:cs', 'w:asciiTheme']) ?? '',
    size: number(nearestAttribute(from, 'w:sz', ['w:val']), 20) / 2,
    bold: isOn(nearest(from, 'w:b')),
    italic: isOn(nearest(from, 'w:i')),
    color: (nearestAttribute(from, 'w:color', ['w:val']) ?? 'auto').toLowerCase()
  }
}

function sectionOf(section: Node): Parsed['sections'][number] {
  const [size, margin] = [child(section, 'w:pgSz'), child(section, 'w:pgMar')]
  const side = (name: string) => mm(number(attribute(margin, `w:${name}`), 0))
  return {
    width: mm(number(attribute(size, 'w:w'), 0)),
    height: mm(number(attribute(size, 'w:h'), 0)),
    top: side('top'),
    bottom: side('bottom'),
    left: side('left'),
    right: side('right'),
    titlePage: isOn(child(section, 'w:titlePg'))
  }
}

async function headerOf(
  sections: readonly Node[],
  relations: readonly Node[],
  text: (path: string) => Promise<string | undefined>,
  styles: Styles
): Promise<Parsed['header']> {
  const references = sections.flatMap(section => kids(section).filter(one => nameOf(one) === 'w:headerReference'))
  const read = async (type: string) => {
    const id = attribute(
      references.find(one => (attribute(one, 'w:type') ?? 'default') === type),
      'r:id'
    )
    const target =
      id &&
      attribute(
        relations.find(one => attribute(one, 'Id') === id),
        'Target'
      )
    const xml = target ? await text(`word/${target.replace(/^\/?(word\/)?/, '')}`) : undefined
    return xml ? (parser.parse(xml) as Node[]) : null
  }
  const usual = await read('default')
  if (!usual) return null
  const numbered = (nodes: readonly Node[]) =>
    [...all(nodes, 'w:instrText')].some(one => kids(one).some(each => /\bPAGE\b/.test(String(each['#text'] ?? '')))) ||
    [...all(nodes, 'w:fldSimple')].some(one => /\bPAGE\b/.test(attribute(one, 'w:instr') ?? ''))
  const first = await read('first')
  const [line] = [...all(usual, 'w:p')]
    .filter(one => numbered([one]))
    .map(one => ({ node: one, line: lineOf(one, 'body', styles) }))
  const [sized] = line ? [...all(kids(line.node), 'w:r')] : []
  return {
    pageNumber: numbered(usual),
    centred: line?.line.align === 'center',
    size: sized ? runOf(sized, undefined, styles).size : 0,
    onFirst: !sections.some(section => isOn(child(section, 'w:titlePg'))) || (first !== null && numbered(first))
  }
}
