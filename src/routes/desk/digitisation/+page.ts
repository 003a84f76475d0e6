/** Read and chosen by plain forms. */
export const csr = false
