import { z } from '#server/platform/http.ts'

const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: '2026-10' })
const Base = {
  handled: z.number().int().openapi({ description: 'Dossiers settled in the month or open beyond their day' }),
  late: z.number().int(),
  outside: z.number().int().openapi({ description: 'Late ones that nobody of the agency held up' })
}
export const LateListsView = z
  .object({
    month: Month.nullable(),
    months: z.array(Month),
    letters: z
      .object({ late: z.number().int(), withLetter: z.number().int() })
      .nullable()
      .openapi({ description: 'Dossiers that missed the date first promised; those of them with a letter of apology' }),
    items: z.array(
      z.object({
        agency: z.string(),
        name: z.string(),
        edition: z.number().int(),
        publishedAt: z.string(),
        handled: Base.handled,
        late: Base.late
      })
    )
  })
  .openapi('LateLists')
export const LateEditionsView = z
  .object({
    agency: z.string(),
    month: Month,
    key: z.string().openapi({ description: 'The public key (Ed25519) of the installation' }),
    editions: z.array(
      z.object({
        number: z.number().int(),
        publishedAt: z.string(),
        text: z.string().openapi({ description: 'The document, as it was hashed and signed, byte for byte' }),
        hash: z.string(),
        signature: z.string()
      })
    )
  })
  .openapi('LateEditions')

const points = z.number().nullable()
const Component = z.object({
  code: z.string().openapi({ example: '2.1' }),
  measure: z.string(),
  max: z.number(),
  full: z.number().openapi({ description: 'The share that earns full marks' }),
  numerator: points,
  denominator: points,
  points: points.openapi({ description: 'Null: no data, for the reason beside it' }),
  reason: z.string().nullable(),
  gap: points,
  toClose: points,
  version: z.string()
})
export const ServiceIndexView = z
  .object({
    unit: z.string(),
    period: z.string(),
    version: z.string().openapi({ description: 'The formula used' }),
    asOf: z.string(),
    points: z.number(),
    countable: z.number(),
    max: z.number(),
    frozen: z
      .object({ at: z.string(), points: z.number() })
      .nullable()
      .openapi({ description: 'As it stood when the period was over; null while it runs' }),
    groups: z.array(
      z.object({
        code: z.string(),
        max: z.number(),
        points: z.number(),
        countable: z.number(),
        components: z.array(Component)
      })
    )
  })
  .openapi('ServiceIndex')

export const ReportView = z
  .object({
    template: z.string(),
    version: z.string(),
    unit: z.string(),
    from: z.string(),
    to: z.string(),
    asOf: z.string(),
    sent: z
      .object({ id: z.string(), state: z.string(), at: z.string(), by: z.string() })
      .nullable()
      .openapi({ description: 'The rows are those of this sent report; null: counted now' }),
    leftOut: z.number().int().openapi({ description: 'Dossiers of which lateness is not known: counted nowhere' }),
    rows: z
      .array(z.record(z.string(), z.union([z.string(), z.number()])))
      .openapi({ description: 'By the official column numbers; the total last' })
  })
  .openapi('PeriodicReport')

export const LateListsAsked = z.object({ month: Month.optional() })
export const LateEditionsAsked = z.object({ agency: z.string().max(35).openapi({ example: 'H99.31' }), month: Month })
export const ServiceIndexAsked = z.object({
  period: z
    .string()
    .regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/)
    .openapi({ example: '2026-10', description: 'A month, a quarter (2026-Q3) or a year' }),
  unit: z.string().max(35).optional().openapi({ description: 'With what lies below it; else the province' })
})
export const ReportTemplate = z.object({
  template: z.string().max(20).openapi({ example: 'II.06a', description: 'The slash of 07a/BTP as %2F' })
})
export const ReportSpan = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  unit: z.string().max(35).optional().openapi({ description: 'With what lies below it; else the province' }),
  sent: z.enum(['true', 'false']).optional().openapi({ description: 'true: the rows as they were sent' })
})
