import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { formData, printForm } from '#server/dossiers/forms.ts'
import { aReceipt } from '#server/dossiers/forms.testing.ts'
import { projectRoot } from '#server/platform/index.ts'
import { forTemplate, PDF_STANDARD } from '#server/platform/print.ts'

const ROUNDS = 16
const PER_ROUND = 10

/** Receipts printed a second, against the bare compiler with the same template and data made ready beforehand. */
export async function run() {
  const bare = bareCompiler()
  const receipt = (index: number) => aReceipt({ code: `H99.19-260203-${String(index).padStart(4, '0')}` })
  const spent = { ours: 0, bare: 0 }
  // In short turns, so that a busy machine slows both alike; the first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const forms = Array.from({ length: PER_ROUND }, (_, index) => receipt(round * PER_ROUND + index))
    const ready = forms.map(form => bare.ready(receipt(Number(form.code.slice(-4)) + 5000)))
    const ours = await timed(forms, printForm)
    const theirs = await timed(ready, bare.print)
    if (round > 0) {
      spent.ours += ours
      spent.bare += theirs
    }
  }
  const perSecond = (ms: number) => Math.round((ROUNDS * PER_ROUND * 1000) / ms)
  return {
    name: 'receipts printed',
    ours: perSecond(spent.ours),
    baseline: perSecond(spent.bare),
    ratio: spent.bare / spent.ours,
    unit: 'receipts/s'
  }
}

/** No layer of ours: the data is JSON before the clock starts, its QR drawn. */
function bareCompiler() {
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
  const fontBlobs = faces.map(face => readFileSync(resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)))
  const compiler = NodeCompiler.create({ workspace: projectRoot, fontArgs: [{ fontBlobs }] })
  const everything = { has: () => true } as unknown as ReadonlySet<number>
  return {
    ready: (form: Parameters<typeof formData>[0]) =>
      Buffer.from(JSON.stringify(forTemplate(formData(form), everything))),
    async print(data: Buffer) {
      await nextTurn()
      compiler.mapShadow(join(projectRoot, 'print-data.json'), data)
      const { result } = compiler.compile({ mainFilePath: join(projectRoot, 'src/server/dossiers/forms/receipt.typ') })
      return compiler.pdf(result!, { pdfStandard: PDF_STANDARD, creationTimestamp: 0 })
    }
  }
}

async function timed<T>(inputs: readonly T[], print: (input: T) => Promise<Uint8Array>): Promise<number> {
  const start = performance.now()
  for (const input of inputs) await print(input)
  return performance.now() - start
}
