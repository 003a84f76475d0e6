import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { DestructionList, ListCommand, ListEvent, ListId, ListRefusal } from './retention.model.ts'

export type ListFacts = { readonly now: Date; readonly actor: { readonly id: string | null; readonly name: string } }
type Decision = Result<ListEvent[], ListRefusal>

const refused = (code: ListRefusal['code']): Decision => err({ code })

/** What a command does to a destruction list, or why not. Pure. Nobody approves what the same person made. */
export function decideList(list: DestructionList | null, command: ListCommand, { now, actor }: ListFacts): Decision {
  const at = now.toISOString()
  if (command.kind === 'propose') {
    if (list) return refused('list-not-open')
    if (command.papers.length === 0) return refused('list-empty')
    return ok([{ type: 'destruction.proposed', at, data: { unit: command.unit, papers: command.papers } }])
  }
  if (!list) return refused('list-missing')
  if (command.kind === 'carry-out') {
    if (list.state !== 'approved') return refused('list-not-open')
    const { destroyed, kept } = command
    return ok([{ type: 'destruction.carried-out', at, data: { destroyed, kept } }])
  }
  // The house itself proposes and carries out; deciding takes two people.
  if (actor.id === null) return refused('list-nobody')
  const by = { id: actor.id, name: actor.name, at }
  switch (command.kind) {
    case 'make': {
      if (list.state !== 'proposed') return refused('list-not-open')
      if (command.papers < 1) return refused('list-empty')
      const { number, year, papers, leftOut } = command
      return ok([{ type: 'destruction.made', at, data: { by, number, year, papers, leftOut } }])
    }
    case 'approve':
      if (list.state !== 'made') return refused('list-not-open')
      if (list.made?.id === actor.id) return refused('list-same-person')
      return ok([
        { type: 'destruction.approved', at, data: { by, ...(command.issued ? { issued: command.issued } : {}) } }
      ])
    case 'send-back': {
      const because = command.because.trim()
      if (list.state !== 'made') return refused('list-not-open')
      if (because === '') return refused('list-needs-a-reason')
      return ok([{ type: 'destruction.sent-back', at, data: { by, because } }])
    }
    default:
      return command satisfies never
  }
}

/** The list after an event. */
export function evolveList(list: DestructionList | null, event: ListEvent, id: ListId): DestructionList {
  if (event.type === 'destruction.proposed') {
    const { unit, papers } = event.data
    const fresh = { number: null, year: null, made: null, approved: null, sentBack: '', outcome: null }
    return { id, version: 1, unit, state: 'proposed', papers: papers.length, proposedAt: event.at, ...fresh }
  }
  if (!list) throw new Error(`a destruction list cannot begin with ${event.type}`)
  return { ...list, ...changed(list, event), version: list.version + 1 }
}

function changed(list: DestructionList, event: Exclude<ListEvent, { type: 'destruction.proposed' }>) {
  switch (event.type) {
    case 'destruction.made': {
      const { by, number, year, papers } = event.data
      return { state: 'made' as const, made: by, number, year, papers, sentBack: '' }
    }
    case 'destruction.approved': {
      const { by, issued } = event.data
      return { state: 'approved' as const, approved: by, ...(issued ? { issued } : {}) }
    }
    case 'destruction.sent-back':
      return { state: 'proposed' as const, made: null, sentBack: event.data.because }
    case 'destruction.carried-out':
      return { state: 'done' as const, outcome: { ...event.data, at: event.at } }
    default:
      return event satisfies never
  }
}
