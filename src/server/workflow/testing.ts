import { compileProcess } from './bpmn.ts'
import { MOTCUA_NAMESPACE } from './extension.ts'
import { complete, start } from './interpreter.ts'
import type { Moved } from './interpreter.ts'
import type { Marking, ProcessModel, Transition } from './model.ts'
import type { ProcessFault } from './refusals.ts'

/** BPMN around the elements of one process; tests write only what they speak about. */
export const bpmn = (elements: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="${MOTCUA_NAMESPACE}" id="definitions" targetNamespace="t"><bpmn:process id="p" name="Thử" isExecutable="true">${elements}</bpmn:process></bpmn:definitions>`

export const aStep = (id: string, more = '') =>
  `<bpmn:userTask id="${id}" name="Bước ${id}" motcua:role="handler" ${more}/>`
/** `a>b` a flow; `a>b:amount > 5` one with a condition. */
export const flows = (...all: string[]) =>
  all
    .map(text => {
      const [, from = '', to = '', condition] = /^([\w-]+)>([\w-]+)(?::(.*))?$/.exec(text) ?? []
      const body = condition
        ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</bpmn:conditionExpression>`
        : ''
      return `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${body}</bpmn:sequenceFlow>`
    })
    .join('')

/** Compiles or fails the test with the faults. */
export async function aModel(xml: string): Promise<ProcessModel> {
  const compiled = await compileProcess(xml)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error.faults, null, 1))
  return compiled.value
}

/** The faults of a process that must not compile. */
export async function faultsOf(xml: string): Promise<readonly ProcessFault[]> {
  const compiled = await compileProcess(xml)
  return compiled.ok ? [] : compiled.error.faults
}

export function moved(result: Moved): Transition {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export const openNames = (marking: Marking, model: ProcessModel) =>
  marking.tokens
    .filter(token => model.steps[token.node])
    .map(token => token.node)
    .sort()

/** Does the given steps one after another, `step` or `step:outcome`, and returns the last change. */
export function walk(model: ProcessModel, ...acts: string[]): Transition {
  return acts.reduce(
    (at, act) => {
      const [step = '', outcome] = act.split(':')
      return moved(complete(model, at.marking, step, outcome ?? model.steps[step]?.outcomes[0]?.code ?? '', {}))
    },
    moved(start(model))
  )
}

/** Finishes whatever is open with its first outcome until nothing is; the steps done, in order. */
export function finish(model: ProcessModel, from: Marking): string[] {
  const done: string[] = []
  let marking = from
  const bound = 20 * Object.keys(model.steps).length + 20
  while (marking.tokens.length > 0) {
    const token = marking.tokens.find(each => model.steps[each.node])
    const step = token && model.steps[token.node]
    if (!token || !step || done.length > bound) throw new Error(`stuck at ${JSON.stringify(marking)}`)
    marking = moved(complete(model, marking, token.id, step.outcomes[0]?.code ?? '', {})).marking
    done.push(step.id)
  }
  return done
}
