/** Read and filtered by a plain form. */
export const csr = false
