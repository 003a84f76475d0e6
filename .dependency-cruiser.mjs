/** Lowest first. A slice imports only downward, and only through the other's door; upward news travels as events. */
const TIERS = [
  ['platform'],
  ['rulesets', 'calendar', 'identity', 'organisation'],
  ['catalogue', 'documents', 'exchange', 'notices', 'systems', 'seals', 'signatures'],
  ['workflow'],
  ['dossiers'],
  // What citizens say and the papers they have: counted by the figures of transparency.
  ['feedback', 'papers'],
  [
    'transparency',
    'mining',
    'portal',
    'desk',
    'scans',
    'partners',
    'foreign',
    'transfer',
    'linkage',
    'payments',
    'national'
  ],
  ['indices', 'reform'],
  ['demonstration']
]

const upward = TIERS.slice(0, -1).map((slices, tier) => ({
  name: `tier-${tier + 1}-imports-downward`,
  comment: `${slices.join(', ')} may not import a higher tier.`,
  severity: 'error',
  from: { path: `^src/server/(${slices.join('|')})/`, pathNot: '\\.test\\.ts$|/testing\\.ts$' },
  to: {
    path: `^src/server/(${TIERS.slice(tier + 1)
      .flat()
      .join('|')})/`
  }
}))

/** Decisions: facts in, decision out. */
const PURE = ['rules\\.ts$', '/(model|events|commands|refusals|decider|evolve)\\.ts$', '/decide\\.[a-z-]+\\.ts$']

export default {
  forbidden: [
    ...upward,
    {
      name: 'known-slice',
      comment: 'A new slice needs a place in TIERS (.dependency-cruiser.mjs).',
      severity: 'error',
      from: { path: `^src/server/(?!(${TIERS.flat().join('|')}|cli)/)[^/]+/` },
      to: {}
    },
    {
      name: 'only-the-door',
      comment: 'Other slices are imported by index.ts; tests may also use testing.ts, pages web.ts, lists text.*.ts.',
      severity: 'error',
      from: { path: '^src/server/([^/]+)/', pathNot: '\\.test\\.ts$|/testing\\.ts$|^src/server/cli/' },
      to: { path: '^src/server/[^/]+/', pathNot: '^src/server/($1|platform)/|/index\\.ts$' }
    },
    {
      name: 'pages-use-doors',
      severity: 'error',
      from: { path: '^src/(routes|lib|hooks)', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/server/[^/]+/',
        pathNot: '/(index|web|text\\.(vi|en)|[a-z-]+\\.text\\.(vi|en))\\.ts$|^src/server/platform/'
      }
    },
    {
      name: 'slices-do-not-know-the-house',
      comment: 'app.ts, api.ts, main.ts and the like compose slices; no slice imports them.',
      severity: 'error',
      from: { path: '^src/server/[^/]+/', pathNot: '\\.test\\.ts$|^src/server/cli/' },
      to: { path: '^src/server/[^/]+\\.ts$' }
    },
    {
      name: 'main-imports-no-slice',
      comment: 'The build holds src/server once; a second copy means two pools and two limiters.',
      severity: 'error',
      from: { path: '^src/server/main\\.ts$' },
      to: {
        path: '^src/server/',
        pathNot: '^src/server/platform/(config|embedded|outside-database|project|refused-to-start|web-server)'
      }
    },
    {
      name: 'pure-rules',
      comment: 'Rules, models and deciders take facts as arguments: no actions, SQL, clock, files or network.',
      severity: 'error',
      from: { path: PURE, pathNot: '^src/(lib|server/platform|server/cli)/' },
      to: {
        path: ['/(actions|store|views|api|jobs|web)\\.ts$', '^src/server/platform/'],
        pathNot: '/platform/(index|result|day|language|context|canonical)\\.ts$',
        dependencyTypesNot: ['type-only']
      }
    },
    {
      name: 'pure-rules-without-node',
      comment: 'Hashing is a pure function; everything else of Node is the outside world.',
      severity: 'error',
      from: { path: PURE, pathNot: '^src/(lib|server/platform|server/cli)/' },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'], pathNot: '^(node:)?crypto$' }
    },
    {
      name: 'no-cycles',
      severity: 'error',
      // A component that draws itself inside itself (a group within a group) is no cycle of modules.
      from: { pathNot: '^src/lib/components/citizen/Questions\\.svelte$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'not-in-tests-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$|/testing[^/]*\\.ts$' },
      to: { path: '/testing\\.ts$' }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] }
  }
}
