import { z } from 'zod'

const instant = z.iso.datetime({ offset: true }).nullish()
export const HistoryEntry = z.object({
  at: z.iso.datetime({ offset: true }),
  what: z.string().trim().min(1).max(300),
  who: z.string().trim().max(200).default(''),
  unit: z.string().trim().max(200).default('')
})

/** A dossier as its own system tells it. */
export const ForeignDossier = z.object({
  code: z.string().trim().min(1).max(80),
  nationalCode: z.string().trim().max(80).nullish(),
  procedure: z.string().trim().min(1).max(40),
  procedureName: z.string().trim().max(500).default(''),
  applicantName: z.string().trim().max(200).default(''),
  applicantNumber: z.string().trim().max(20).default(''),
  receivingUnit: z.string().trim().max(35).default(''),
  settlingUnit: z.string().trim().max(35).default(''),
  state: z.number().int().min(1).max(10),
  channel: z.number().int().min(1).max(3).nullish(),
  filedAt: instant,
  receivedAt: instant,
  dueAt: instant,
  finishedAt: instant,
  returnedAt: instant,
  /** When the source last changed it: orders what is told. */
  sourceTime: z.iso.datetime({ offset: true }),
  history: z.array(HistoryEntry).max(200).default([])
})
export type ForeignDossier = z.infer<typeof ForeignDossier>

/** `older`: something later was told before. */
export type Outcome = 'added' | 'changed' | 'unchanged' | 'older'
export type Told = { readonly code: string; readonly outcome: Outcome }
/** Late, on time, or what the source does not let us know. */
export type Late = boolean | null

export type AllRow = {
  source: string | null
  sourceName: string | null
  code: string
  nationalCode: string | null
  procedureCode: string
  procedureName: string
  applicantName: string
  receivingUnit: string
  settlingUnit: string
  state: number
  channel: number | null
  filedAt: Date
  receivedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  returnedAt: Date | null
  toldAt: Date | null
  late: Late
}
