import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { colourSheet } from '../src/lib/styles/palette.ts'

/** `node scripts/colours.ts`: writes the colour tokens after a change of the palette. */
writeFileSync(join(import.meta.dirname, '../src/lib/styles/colours.css'), colourSheet())
