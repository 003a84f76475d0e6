/** Who may do what in this slice: the reform office edits, leaders read and decide, owning agencies answer for their parts. */
export const permissions = {
  'indices.read': [
    'reform-office',
    'control-office',
    'administrator',
    'chair',
    'agency-head',
    'division-head',
    'handler'
  ],
  'indices.change': ['reform-office'],
  'indices.answer': ['agency-head', 'division-head', 'handler', 'reform-office'],
  'indices.decide': ['chair']
} as const satisfies Record<`indices.${string}`, readonly string[]>
