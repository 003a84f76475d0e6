/**
 * How search forgives. Vietnamese is written in syllables of two to six letters, too short for trigrams to tell a slip
 * from another word (measured: 120-300 ms over 6,000 names, and wrong first answers). So each word leaves three kinds of
 * keys in the index, and a query word meets it by any of them: the word itself, its sound, the word less one letter.
 */
export function keysOf(folded: string): string[] {
  return [
    ...new Set(
      wordsOf(folded).flatMap(word => [
        word,
        `=${soundOf(word)}`,
        ...shortened(word).map(rest => `-${rest}`),
        `-${word}`
      ])
    )
  ]
}

export const wordsOf = (folded: string): string[] => folded.split(' ').filter(word => word.length > 0)

/** Confusions of Vietnamese ears and keyboards: ch/tr, s/x, d/gi/r/v…, l/n, i/y, c/k/q, ph/f, n/ng at the end. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^(tr|ch)/, 'ch'],
  [/^(s|x)/, 's'],
  [/^(gi|d|r|z|j)/, 'd'],
  [/^(l|n(?!g|h))/, 'l'],
  [/^(ph|f)/, 'f'],
  [/^ngh/, 'ng'],
  [/^gh/, 'g'],
  [/^(k(?!h)|q|c(?!h))/, 'c'],
  [/w/g, 'u'],
  [/y/g, 'i'],
  [/ng$/, 'n'],
  [/(ch|c)$/, 't']
]
export const soundOf = (word: string): string =>
  SOUNDS.reduce((sound, [letters, instead]) => sound.replace(letters, instead), word)

/** The word with each letter left out in turn; words of two letters and numbers are not shortened. */
const shortened = (word: string): string[] =>
  word.length < 3 || /\d/.test(word) ? [] : [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))

/** Telex typed without its keyboard: `ddawng kys` → `dang ky`. No Vietnamese syllable ends in s, f, r, x or j. */
export const untelex = (word: string): string =>
  word
    .replace(/dd/g, 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/([aou])w/g, '$1')
    .replace(/(?<=[a-z]{2})[sfrxj]$/, '')

/** A full-text query: every word must be met, each by any of its keys; the last word may still be half typed. */
export function queryOf(words: readonly string[]): string {
  return words
    .map((word, at) => {
      const keys = [...new Set([word, untelex(word)])].flatMap(form => [
        form,
        `=${soundOf(form)}`,
        `-${form}`,
        ...shortened(form).map(rest => `-${rest}`)
      ])
      const begun = at === words.length - 1 && word.length > 1 ? [`'${word}':*`] : []
      return `(${[...new Set(keys)]
        .map(key => `'${key}'`)
        .concat(begun)
        .join(' | ')})`
    })
    .join(' & ')
}

/** Words that say nothing about which procedure is meant. */
const FILLERS = new Set([
  'toi',
  'muon',
  'xin',
  'cho',
  'lam',
  'can',
  'thu',
  'tuc',
  'o',
  'dau',
  'nao',
  'gi',
  've',
  'cua',
  'va',
  'de',
  'nghi'
])

/** What to try, best first: without the fillers, all words, then with one word left out in turn. */
export function attempts(folded: string): string[][] {
  const words = wordsOf(folded).slice(0, 10)
  const telling = words.filter(word => !FILLERS.has(word))
  const base = telling.length > 0 ? telling : words
  const less = base.length > 1 ? base.map((_, out) => base.filter((_, at) => at !== out)) : []
  return [base, ...(base.length < words.length ? [words] : []), ...less]
}
