/** The colours of Một Cửa, computed from a few hues so that light, dark and contrast are decided in one table. */

export type Scheme = 'light' | 'dark'
type Step = { readonly l: number; readonly c: number }
/** `even` gives every step the same chroma: a paper-like tint for light, a trace of night blue for dark. */
type Tone = {
  readonly hue: number
  readonly chroma: number
  readonly base: Record<Scheme, number>
  readonly even?: Record<Scheme, { readonly hue: number; readonly chroma: number }>
}

/** Lightness (OKLCH) and share of the role's chroma for every surface, border and text. */
const STEPS = {
  'background-default': { light: { l: 1, c: 0 }, dark: { l: 0.195, c: 0.1 } },
  'background-tinted': { light: { l: 0.982, c: 0.06 }, dark: { l: 0.17, c: 0.1 } },
  'surface-default': { light: { l: 1, c: 0 }, dark: { l: 0.228, c: 0.12 } },
  'surface-tinted': { light: { l: 0.962, c: 0.14 }, dark: { l: 0.27, c: 0.22 } },
  'surface-hover': { light: { l: 0.94, c: 0.2 }, dark: { l: 0.305, c: 0.27 } },
  'surface-active': { light: { l: 0.905, c: 0.28 }, dark: { l: 0.345, c: 0.33 } },
  'border-subtle': { light: { l: 0.9, c: 0.24 }, dark: { l: 0.36, c: 0.28 } },
  'border-default': { light: { l: 0.6, c: 0.8 }, dark: { l: 0.6, c: 0.6 } },
  'border-strong': { light: { l: 0.47, c: 0.9 }, dark: { l: 0.75, c: 0.65 } },
  'text-subtle': { light: { l: 0.45, c: 0.9 }, dark: { l: 0.8, c: 0.6 } },
  'text-default': { light: { l: 0.28, c: 0.5 }, dark: { l: 0.945, c: 0.12 } }
} as const satisfies Record<string, Record<Scheme, Step>>

/** Teal acts, lacquer red is the province's mark and rare, neutrals are faintly warm like paper. */
export const TONES = {
  accent: { hue: 215, chroma: 0.1, base: { light: 0.42, dark: 0.78 } },
  neutral: {
    hue: 75,
    chroma: 0.012,
    base: { light: 0.3, dark: 0.8 },
    even: { light: { hue: 80, chroma: 0.005 }, dark: { hue: 225, chroma: 0.013 } }
  },
  brand: { hue: 25, chroma: 0.19, base: { light: 0.44, dark: 0.72 } },
  info: { hue: 250, chroma: 0.12, base: { light: 0.47, dark: 0.76 } },
  success: { hue: 152, chroma: 0.12, base: { light: 0.45, dark: 0.78 } },
  warning: { hue: 70, chroma: 0.12, base: { light: 0.47, dark: 0.82 } },
  danger: { hue: 24, chroma: 0.18, base: { light: 0.47, dark: 0.74 } }
} as const satisfies Record<string, Tone>
export type ToneName = keyof typeof TONES

/** Linear sRGB of an OKLCH colour (Björn Ottosson's matrices). */
function linear(l: number, c: number, hue: number): [number, number, number] {
  const a = c * Math.cos((hue * Math.PI) / 180)
  const b = c * Math.sin((hue * Math.PI) / 180)
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z
  ]
}

/** `#rrggbb`; chroma is lowered until the screen can show the colour. */
export function hex(l: number, c: number, hue: number): string {
  const rgb = linear(l, c, hue)
  if (c > 0.001 && rgb.some(v => v < -0.0005 || v > 1.0005)) return hex(l, c * 0.96, hue)
  const channel = (v: number) => {
    const lit = Math.min(1, Math.max(0, v))
    const encoded = lit <= 0.0031308 ? 12.92 * lit : 1.055 * lit ** (1 / 2.4) - 0.055
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return '#' + rgb.map(channel).join('')
}

/** Every token of one tone, by the names the design system's components read. */
export function tokens(name: ToneName, scheme: Scheme): Record<string, string> {
  const tone: Tone = TONES[name]
  const even = tone.even?.[scheme]
  const steps = Object.entries(STEPS).map(([step, by]) => [
    step,
    even && by[scheme].l < 1
      ? hex(by[scheme].l, even.chroma, even.hue)
      : hex(by[scheme].l, by[scheme].c * tone.chroma, tone.hue)
  ])
  const base = tone.base[scheme]
  const away = scheme === 'light' ? -0.06 : 0.06
  return {
    ...Object.fromEntries(steps),
    'base-default': hex(base, tone.chroma, tone.hue),
    'base-hover': hex(base + away, tone.chroma, tone.hue),
    'base-active': hex(base + 2 * away, tone.chroma, tone.hue),
    'base-contrast-subtle':
      scheme === 'light' ? hex(0.95, 0.1 * tone.chroma, tone.hue) : hex(0.22, 0.3 * tone.chroma, tone.hue),
    'base-contrast-default': scheme === 'light' ? '#ffffff' : hex(0.16, 0.2 * tone.chroma, tone.hue)
  }
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
      const v = parseInt(colour.slice(at, at + 2), 16) / 255
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [light = 1, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const NAMES = Object.keys(TONES) as ToneName[]
const block = (scheme: Scheme): string =>
  NAMES.flatMap(name =>
    Object.entries(tokens(name, scheme)).map(([step, value]) => `--ds-color-${name}-${step}:${value};`)
  ).join('') +
  (scheme === 'light'
    ? `--ds-color-focus-inner:#ffffff;--ds-color-focus-outer:${tokens('neutral', 'light')['text-default']};color-scheme:light`
    : `--ds-color-focus-inner:${tokens('neutral', 'dark')['background-default']};--ds-color-focus-outer:#fff3d6;color-scheme:dark`)
const alias = (name: ToneName): string =>
  Object.keys(tokens(name, 'light'))
    .map(step => `--ds-color-${step}:var(--ds-color-${name}-${step})`)
    .join(';')

/** The stylesheet `colours.css`. Dark applies to screens only, so paper is always light. */
export const colourSheet = (): string => `/* Written by \`node scripts/colours.ts\` from palette.ts; do not edit. */
@layer ds.theme {
:root{${block('light')}}
@media screen{[data-color-scheme=dark]{${block('dark')}}}
@media screen and (prefers-color-scheme:dark){[data-color-scheme=auto]{${block('dark')}}}
:root,[data-color-scheme],[data-color=accent]{${alias('accent')}}
${NAMES.filter(name => name !== 'accent')
  .map(name => `[data-color=${name}]{${alias(name)}}`)
  .join('\n')}
}
`
