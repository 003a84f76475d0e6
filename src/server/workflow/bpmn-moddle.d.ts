/** The few words of bpmn-moddle that we use; the library ships types of the metamodel but none of its entry. */
declare module 'bpmn-moddle' {
  export type Element = {
    readonly $type: string
    readonly $parent?: Element
    readonly id?: string
    readonly name?: string
    get(name: string): unknown
    $instanceOf(type: string): boolean
  }
  export type Warning = { message: string; element?: Element; property?: string; value?: string }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    fromXML(xml: string): Promise<{ rootElement: Element; warnings: Warning[] }>
    toXML(element: Element, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
