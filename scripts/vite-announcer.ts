import type { Plugin } from 'vite'

const ROOT = /@sveltejs\/kit\/src\/runtime\/components\/root\.svelte$/

/**
 * Kit hides its page announcer with a `style` attribute, which our CSP refuses: people would see it.
 * The attribute goes; `#svelte-announcer` is hidden by the stylesheet.
 */
export function announcerWithoutStyle(): Plugin {
  return {
    name: 'motcua-announcer',
    enforce: 'pre',
    transform: {
      filter: { id: ROOT },
      handler: code => code.replace(/(id="svelte-announcer"[^>]*?)\sstyle="[^"]*"/s, '$1')
    }
  }
}
