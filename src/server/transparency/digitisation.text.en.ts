import type { text as vi } from './digitisation.text.vi.ts'

export const text = {
  'digitisation.title': 'Progress of digitising',
  'digitisation.lead':
    'Dossiers, papers and results digitised and used again, by settling unit and by desk. Press a number to open its dossiers.',
  'digitisation.share': '{numerator}/{denominator}',
  'digitisation.4.1': 'Electronic results (4.1)',
  'digitisation.4.2': 'Dossiers with digitised papers (4.2)',
  'digitisation.4.3': 'Dossiers using papers or data again (4.3)',
  'digitisation.todo': 'To do: not digitised yet',
  'digitisation.by-unit': 'By settling unit',
  'digitisation.by-desk': 'By desk',
  'digitisation.unit': 'Unit',
  'digitisation.desk': 'Desk',
  'digitisation.received': 'Dossiers received',
  'digitisation.online': 'Filed online',
  'digitisation.papered': 'Dossiers with papers',
  'digitisation.digitised': 'Digitised',
  'digitisation.whole': 'Every paper digitised',
  'digitisation.papers': 'Papers digitised',
  'digitisation.reused': 'Dossiers with reuse',
  'digitisation.papers-reused': 'Papers used from a store',
  'digitisation.settled': 'Settled',
  'digitisation.e-result': 'Electronic result',
  'digitisation.papers-missing': 'Dossiers with papers not digitised yet',
  'digitisation.result-missing': 'Settled, but without an electronic result',
  'digitisation.missing': 'Papers without a file',
  'digitisation.workbook': 'Download the sheet (XLSX)'
} as const satisfies Record<keyof typeof vi, string>
