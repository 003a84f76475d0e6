/** Read and worked without the framework in the browser. */
export const csr = false
