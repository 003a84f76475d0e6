import { sveltekit } from '@sveltejs/kit/vite'
import adapter from '@sveltejs/adapter-node'
import { defineConfig } from 'vite'
import { developmentServer } from './scripts/vite-development-server.ts'
import { announcerWithoutStyle } from './scripts/vite-announcer.ts'
import { wordsForTheBrowser } from './scripts/vite-words.ts'

export default defineConfig({
  plugins: [
    wordsForTheBrowser(),
    announcerWithoutStyle(),
    sveltekit({
      adapter: adapter({ precompress: true }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none']
        }
      }
    }),
    developmentServer()
  ],
  build: { target: 'es2022' }
})
