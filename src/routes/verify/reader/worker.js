// Reads a QR code from the pixels of a picture, in a thread with its own policy: only here may WebAssembly run.
importScripts('/verify/reader?file=zxing.js')
ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => '/verify/reader?file=zxing.wasm' } })

onmessage = async ({ data }) => {
  const found = await ZXingWASM.readBarcodes(data, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 1
  }).catch(() => [])
  postMessage(found.find(one => one.isValid)?.text ?? '')
}
