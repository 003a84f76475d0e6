// Signs with the token in the officer's own machine: the helper program there gets the hash, never the document.
// The contract: POST <helper>/sign {"hash": base64 SHA-256} -> {"signature": base64}; see src/server/signatures/README.md.
const helper = document.currentScript?.dataset.helper ?? document.querySelector('[data-helper]')?.dataset.helper

for (const form of document.querySelectorAll('form[data-hash]')) {
  form.addEventListener('submit', async event => {
    if (!helper || form.elements.signature.value) return
    event.preventDefault()
    const body = JSON.stringify({ hash: form.dataset.hash })
    const answer = await fetch(`${helper}/sign`, { method: 'POST', body }).catch(() => null)
    if (answer?.ok) form.elements.signature.value = (await answer.json()).signature
    form.submit()
  })
}
