/**
 * Our words inside BPMN, as a moddle extension descriptor (JSON). They are attributes and extension elements in a
 * namespace of their own, so the file stays valid BPMN 2.0 for every other tool. The designer in the browser uses the
 * same descriptor.
 */
const text = (name: string) => ({ name, type: 'String', isAttr: true })
const number = (name: string) => ({ name, type: 'Real', isAttr: true })
const flag = (name: string) => ({ name, type: 'Boolean', isAttr: true })

export const MOTCUA_NAMESPACE = 'urn:motcua:bpmn:1'

export const motcuaExtension = {
  name: 'Một Cửa',
  prefix: 'motcua',
  uri: MOTCUA_NAMESPACE,
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'Process',
      extends: ['bpmn:Process'],
      properties: [text('code'), text('source'), number('totalValue'), text('totalUnit')]
    },
    {
      name: 'Step',
      extends: ['bpmn:Task', 'bpmn:IntermediateCatchEvent'],
      properties: [
        text('nameEn'),
        text('kind'),
        text('role'),
        text('roleText'),
        text('unit'),
        number('normValue'),
        text('normUnit'),
        number('stage'),
        flag('noteRequired'),
        flag('fileRequired')
      ]
    },
    {
      name: 'Timer',
      extends: ['bpmn:TimerEventDefinition'],
      properties: [number('afterValue'), text('afterUnit')]
    },
    {
      name: 'Outcome',
      superClass: ['Element'],
      properties: [text('code'), text('name'), text('nameEn'), text('returnTo')]
    },
    {
      name: 'Field',
      superClass: ['Element'],
      properties: [text('key'), text('type'), text('label'), text('labelEn'), flag('required')]
    }
  ]
} as const
