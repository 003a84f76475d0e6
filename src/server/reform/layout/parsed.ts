/** A DOCX as the checker sees it: sizes in points, lengths in millimetres, text as it reads. */
export type Run = {
  readonly text: string
  readonly font: string
  readonly size: number
  readonly bold: boolean
  readonly italic: boolean
  readonly color: string
}
export type Line = {
  readonly text: string
  readonly runs: readonly Run[]
  readonly align: 'left' | 'center' | 'right' | 'both'
  readonly firstLine: number
  readonly spaceBefore: number
  readonly spaceAfter: number
  /** Lines: 1 is single; null when set exactly. */
  readonly lineSpacing: number | null
  /** A line drawn under it, as a border or a shape in this or the next paragraph. */
  readonly underlined: boolean
  /** Outside tables, or in a table without borders (head and signature); `grid` is a table with lines. */
  readonly place: 'body' | 'frame' | 'grid'
}
export type Parsed = {
  readonly page: { readonly width: number; readonly height: number }
  readonly sections: readonly {
    readonly width: number
    readonly height: number
    readonly top: number
    readonly bottom: number
    readonly left: number
    readonly right: number
    readonly titlePage: boolean
  }[]
  readonly header: {
    readonly pageNumber: boolean
    readonly centred: boolean
    readonly size: number
    readonly onFirst: boolean
  } | null
  readonly lines: readonly Line[]
  /** Whether the document runs over one page for certain (a page number is then asked for). */
  readonly long: boolean
}
