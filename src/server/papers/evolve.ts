import type { PaperEvent } from './events.ts'
import type { Paper, PaperId } from './model.ts'

/** The paper after an event. */
export function evolve(paper: Paper | null, event: PaperEvent, id: PaperId): Paper {
  if (event.type === 'paper.entered') {
    const { file, replaces, ...input } = event.data
    const fresh = { certified: null, replacedBy: null, withdrawnBecause: '', uses: 0 }
    return { ...input, ...fresh, id, file, replaces, version: 1, state: 'in-force', enteredAt: event.at }
  }
  if (!paper) throw new Error(`a paper cannot begin with ${event.type}`)
  return { ...paper, ...changeBy(paper, event), version: paper.version + 1 }
}

function changeBy(paper: Paper, event: Exclude<PaperEvent, { type: 'paper.entered' }>): Partial<Paper> {
  switch (event.type) {
    case 'paper.certified':
      return { certified: event.data, file: event.data.file, form: 'certified-copy' }
    case 'paper.replaced':
      return { state: 'replaced', replacedBy: event.data.by }
    case 'paper.withdrawn':
      return { state: 'withdrawn', withdrawnBecause: event.data.because }
    case 'paper.used':
      return { uses: paper.uses + 1 }
    case 'paper.destroyed':
      return { state: 'destroyed', file: null, certified: null }
    default:
      return event satisfies never
  }
}
