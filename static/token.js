// Signs with the token in the officer's own machine: the helper program there gets what is to be signed
// (the hash of the document and the certificate's name), never the document.
// The contract: POST <helper>/sign {"attributes": base64} -> {"signature": base64}, hashed there with SHA-256; see src/server/signatures/README.md.
const helper = document.querySelector('[data-helper]')?.dataset.helper

for (const form of document.querySelectorAll('form[data-attributes]')) {
  form.addEventListener('submit', async event => {
    if (!helper || form.elements.signature.value) return
    event.preventDefault()
    const body = JSON.stringify({ attributes: form.dataset.attributes })
    const answer = await fetch(`${helper}/sign`, { method: 'POST', body }).catch(() => null)
    if (answer?.ok) form.elements.signature.value = (await answer.json()).signature
    form.submit()
  })
}
