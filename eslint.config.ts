import javascript from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import typescript from 'typescript-eslint'

/** Files at the edge of the house, where the clock may be read; everywhere else time is `ctx.now()` or an argument. */
const EDGE = [
  'src/server/*.ts',
  'src/server/cli/**/*.ts',
  'src/server/platform/{embedded*,web-server,jobs,print,testing}.ts',
  'src/server/*/web.ts',
  'src/hooks.server.ts',
  'src/routes/**',
  '**/*.test.ts'
]

const CLOCK = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The clock is read at the edge; take ctx.now() or an argument.'
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'The clock is read at the edge; take ctx.now() or an argument.'
  }
]
const TEMPORAL = [
  { selector: "Identifier[name='Temporal']", message: 'Temporal stays inside calendar; its doors speak Day and Date.' }
]
const STYLE = [
  { selector: 'Literal[value=/<[a-z][^>]*\\sstyle=/]', message: 'No style attributes: the CSP has no unsafe-inline.' },
  {
    selector: 'TemplateElement[value.raw=/<[a-z][^>]*\\sstyle=/]',
    message: 'No style attributes: the CSP has no unsafe-inline.'
  }
]
const STYLE_IN_SVELTE = [
  { selector: "SvelteAttribute[key.name='style']", message: 'No style attributes: the CSP has no unsafe-inline.' },
  { selector: 'SvelteStyleDirective', message: 'No style directives: they become style attributes on the server.' }
]

export default defineConfig(
  { ignores: ['build/', '.svelte-kit/', 'data/', 'node_modules/', 'static/', 'clients/typescript/generated/'] },
  javascript.configs.recommended,
  ...typescript.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off',
      'no-empty-pattern': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }]
    }
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'tests/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      'no-restricted-syntax': ['error', ...STYLE_IN_SVELTE, ...TEMPORAL],
      // Addresses here are plain paths: the site has no base path.
      'svelte/no-navigation-without-resolve': 'off',
      // A computed address is built and thrown away; nothing watches it.
      'svelte/prefer-svelte-reactivity': 'off',
      // `{' '}` is how a space survives the compiler between inline elements.
      'svelte/no-useless-mustaches': 'off'
    }
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...CLOCK, ...TEMPORAL, ...STYLE] } },
  { files: EDGE, rules: { 'no-restricted-syntax': ['error', ...TEMPORAL, ...STYLE] } },
  { files: ['src/server/calendar/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...CLOCK, ...STYLE] } },
  { files: ['src/server/calendar/**/*.test.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/server/**/*.ts'],
    ignores: ['**/*.test.ts', '**/text.*.ts', 'src/server/demonstration/**'],
    rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] }
  }
)
