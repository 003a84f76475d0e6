import { z } from 'zod'

/**
 * An online form in the schema of form-js (the editor's own language), limited to the parts our server can render without
 * JavaScript. Conditions are FEEL (`=muc_dich != "ket-hon"`); English words ride in `properties.en`.
 */
const Conditional = z.object({ hide: z.string().startsWith('=') })
const Properties = z.record(z.string(), z.string())
const Validate = z.object({
  required: z.boolean().optional(),
  minLength: z.number().int().optional(),
  maxLength: z.number().int().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
  patternErrorMessage: z.string().optional(),
  validationType: z.enum(['email', 'phone', 'custom']).optional()
})
const common = { id: z.string().optional(), conditional: Conditional.optional(), properties: Properties.optional() }
const keyed = {
  ...common,
  key: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/),
  label: z.string().min(1),
  description: z.string().optional(),
  validate: Validate.optional()
}
const Option = z.object({ label: z.string().min(1), value: z.string().min(1), labelEn: z.string().optional() })
const options = z.array(Option).min(1)

export const Field = z.discriminatedUnion('type', [
  z.object({ ...keyed, type: z.literal('textfield') }),
  z.object({ ...keyed, type: z.literal('textarea') }),
  z.object({ ...keyed, type: z.literal('number'), decimalDigits: z.number().int().optional() }),
  z.object({
    ...keyed,
    type: z.literal('datetime'),
    subtype: z.enum(['date', 'time', 'datetime']),
    dateLabel: z.string().optional()
  }),
  z.object({ ...keyed, type: z.literal('checkbox') }),
  z.object({ ...keyed, type: z.literal('select'), values: options }),
  z.object({ ...keyed, type: z.literal('radio'), values: options }),
  z.object({ ...keyed, type: z.literal('checklist'), values: options }),
  z.object({
    ...keyed,
    type: z.literal('filepicker'),
    accept: z.string().optional(),
    multiple: z.boolean().optional()
  }),
  z.object({ ...common, type: z.literal('text'), text: z.string().min(1) })
])
export type Field = z.infer<typeof Field>

/** `group` keeps fields together (with `path`, as an object); `dynamiclist` repeats them into a list under `path`. */
export type Group = {
  type: 'group' | 'dynamiclist'
  label: string
  path?: string | undefined
  isRepeating?: boolean | undefined
  allowAddRemove?: boolean | undefined
  defaultRepetitions?: number | undefined
  id?: string | undefined
  conditional?: { hide: string } | undefined
  properties?: Record<string, string> | undefined
  components: Component[]
}
export type Component = Field | Group

const Group: z.ZodType<Group> = z.object({
  ...common,
  type: z.enum(['group', 'dynamiclist']),
  label: z.string().min(1),
  path: z.string().optional(),
  isRepeating: z.boolean().optional(),
  allowAddRemove: z.boolean().optional(),
  defaultRepetitions: z.number().int().optional(),
  get components() {
    return z.array(Component)
  }
})
export const Component: z.ZodType<Component> = z.union([Field, Group])

export const FormSchema = z.object({
  type: z.literal('default'),
  id: z.string().min(1),
  schemaVersion: z.number().int(),
  components: z.array(Component).min(1)
})
export type FormSchema = z.infer<typeof FormSchema>

export const isGroup = (component: Component): component is Group =>
  component.type === 'group' || component.type === 'dynamiclist'
